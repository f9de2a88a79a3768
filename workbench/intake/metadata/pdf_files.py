"""What a PDF says of itself: its properties, as far as its first page bears them out, and a DOI.

The day on which the file was made is none on which anything was published, so it is left.
"""

from collections.abc import Mapping, Sequence

from workbench.intake.extract import Piece
from workbench.intake.formats.properties import title_in_text
from workbench.intake.metadata.dois import doi_in, dois_in
from workbench.intake.metadata.said import Said, first_names, line

_LONGEST_PAGE = 20_000  # characters


def said_by_pdf(properties: Mapping[str, str], first_page: Sequence[str]) -> Said:
    """Return what the properties of a PDF and the paragraphs of its first page tell.

    A title that does not stand there is a template's or a file's name. Of several DOIs on the page
    none is sure to be its own.
    """
    pieces = tuple(Piece(text) for text in first_page)
    title = title_in_text(line(properties.get("Title", "")), pieces)
    on_page = set(dois_in("\n".join(first_page)[:_LONGEST_PAGE]))
    own = doi_in(line(properties.get("Subject", "")))
    return Said(
        title=title,
        authors=first_names([[properties.get("Author", "")]]),
        doi=line(own or (on_page.pop() if len(on_page) == 1 else "")),
    )
