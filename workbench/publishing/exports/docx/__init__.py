"""A report as a Word document: the article with its claims as comments, and all about them behind.

Its parts are written as they lie in the file: the library for such files (python-docx, which the
tests read with) starts from a template with 800 kB of styles, and dates what it writes.
"""

from workbench.errors import message as _
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.exports.advance import Advance, counted, untold
from workbench.publishing.exports.docx.claims import write_claims
from workbench.publishing.exports.docx.closing import (
    write_changes,
    write_method,
    write_not_checked,
)  # fmt: skip
from workbench.publishing.exports.docx.evidence import write_sources
from workbench.publishing.exports.docx.head import write_amendments, write_contents, write_head
from workbench.publishing.exports.docx.package import Properties, packed
from workbench.publishing.exports.docx.paper import Paper
from workbench.publishing.exports.docx.text import write_text
from workbench.publishing.exports.docx.wordml import Sign, Words, field, run

_PARTS = (
    write_amendments, write_text, write_claims, write_not_checked, write_changes, write_sources,
    write_method,
)  # fmt: skip


def export(content: EditionContent, advance: Advance = untold) -> bytes:
    """The whole report, as a file for Word. The same edition gives the same bytes."""
    paper = Paper()
    write_head(paper, content)
    contents_at = len(paper.body)
    for write in counted(_PARTS, len(_PARTS), _("Writing the parts"), advance):
        write(paper, content)
    write_contents(paper, contents_at)
    return packed(paper, _properties(content), _footer(paper, content))


def _properties(content: EditionContent) -> Properties:
    subject = f"Edition {content.number} of {content.site.report_url}"
    language = content.article.language
    return Properties(content.title, content.desk.name, subject, language, content.at)


def _footer(paper: Paper, content: EditionContent) -> str:
    told = f"{content.desk.name} · {content.title} · edition {content.number} · page "
    return paper.paragraph("Footer", told, Sign(field("PAGE", run(Words("1")))))
