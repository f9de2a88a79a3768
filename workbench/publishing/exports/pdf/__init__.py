"""PDF: the report on A4, to be read on paper and by screen readers."""

from datetime import datetime

from workbench.publishing.edition.model import EditionContent
from workbench.publishing.exports.pdf.document import document_of
from workbench.publishing.typesetting.apart import typeset

TEMPLATE = "publishing/pdf/report.typ"


def export(content: EditionContent) -> bytes:
    """The whole report, with the notes beside the text and every claim in full behind it."""
    return typeset(TEMPLATE, document_of(content), datetime.fromisoformat(content.at))
