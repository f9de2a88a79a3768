"""PDF: the report on A4, to be read on paper and by screen readers."""

from datetime import datetime

from workbench.errors import message as _
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.exports.advance import Advance, untold
from workbench.publishing.exports.pdf.document import document_of
from workbench.publishing.typesetting.apart import typeset

TEMPLATE = "publishing/pdf/report.typ"


def export(content: EditionContent, advance: Advance = untold) -> bytes:
    """The whole report, with the notes beside the text and every claim in full behind it.

    The typesetter does not say which page it is at.
    """
    advance(0, None, _("Setting the pages"))
    return typeset(TEMPLATE, document_of(content), datetime.fromisoformat(content.at))
