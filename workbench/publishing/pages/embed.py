"""Small pages that others show in a frame: a claim, or a whole report, in short."""

from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.layout import places_of
from workbench.publishing.edition.model import Claim, EditionContent
from workbench.publishing.pages.choices import thirds
from workbench.publishing.pages.dress import Dress
from workbench.publishing.pages.report import environment


def embedded_report(content: EditionContent, dress: Dress) -> bytes:
    """What holds in an article, in short."""
    template = environment().get_template("publishing/embedded_report.html")
    return template.render(
        edition=content,
        dress=dress,
        address=content.site.report_url,
        counts=verdict_counts(content.claims, content.scales),
        places=places_of(content),
        thirds=thirds(content),
    ).encode()


def embedded_claim(content: EditionContent, claim: Claim, dress: Dress) -> bytes:
    """A claim and its verdict, in short."""
    template = environment().get_template("publishing/embedded_claim.html")
    address = content.site.claim_url(claim.number)
    return template.render(edition=content, dress=dress, address=address, claim=claim).encode()


def embedded_withdrawal(words: str, why: str, address: str, dress: Dress) -> bytes:
    """A claim or a report that the desk stands by no more, which pages still show."""
    template = environment().get_template("publishing/embedded_withdrawal.html")
    return template.render(words=words, why=why, address=address, dress=dress).encode()
