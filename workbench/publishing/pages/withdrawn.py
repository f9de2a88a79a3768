"""What readers find in the place of what was withdrawn."""

from workbench.publishing.errors import WithdrawnFacts
from workbench.publishing.pages.context import Links
from workbench.publishing.pages.dress import Dress, path_of
from workbench.publishing.pages.report import environment


def withdrawn_page(facts: WithdrawnFacts, dress: Dress) -> bytes:
    """A page that says what it was, when it was withdrawn, why, and whom to ask."""
    contact = path_of(dress.slug, "contact") if "contact" in dress.pages else ""
    template = environment().get_template("publishing/withdrawn.html")
    links = Links("", facts.slug)
    return template.render(facts=facts, links=links, dress=dress, contact=contact).encode()
