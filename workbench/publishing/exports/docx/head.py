"""The head of a report: what it is, what holds, and what is in it."""

from collections.abc import Iterable

from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.model import Amendment, EditionContent
from workbench.publishing.exports import wordings
from workbench.publishing.exports.docx.facts import parted
from workbench.publishing.exports.docx.paper import Heading, Paper
from workbench.publishing.exports.docx.styles import label_style
from workbench.publishing.exports.docx.wordml import Inline, Link, Sign, Words
from workbench.publishing.pages.context import touched_by
from workbench.publishing.rules import names_of

_COUNTS = (6400, 2300)  # widths of the table's columns
# More claims than this are listed by their chapter alone: their list would hide the article.
MOST_LISTED = 60


def write_head(paper: Paper, content: EditionContent) -> None:
    """Title, what was checked by whom, summary, and how often each verdict is given."""
    paper.write("Eyebrow", f"{content.desk.name} · Annotated article")
    paper.write("Title", content.title)
    paper.write("Facts", *parted(_checked_article(content)))
    paper.write("Facts", *parted(_edition(content)))
    if content.summary:
        paper.write("Subtitle", content.summary)
    _write_counts(paper, content)


def _checked_article(content: EditionContent) -> Iterable[Inline | None]:
    article = content.article
    words = Words(wordings.article_named(content))
    yield "Checked article"
    yield Link(words, article.url) if article.url else words
    yield ", ".join(article.authors)
    if content.amendments:
        yield f"changed {wordings.when(content.amendments[-1], content)}"


def _edition(content: EditionContent) -> Iterable[Inline | None]:
    yield f"Edition {content.number}, {wordings.day(content.at, content)}"
    checked = names_of(claim.verdict.by for claim in content.claims)
    approved = names_of(claim.verdict.approved_by for claim in content.claims)
    yield f"checked by {', '.join(checked)}" if checked else None
    yield f"approved by {', '.join(approved)}" if approved else None
    yield Link(Words("This report on the web"), content.site.report_url)


def _write_counts(paper: Paper, content: EditionContent) -> None:
    counts = verdict_counts(content.claims, content.scales)
    if counts:
        head = wordings.number_of(len(content.claims), "claim checked", "claims checked")
        rows: list[tuple[Inline, Inline]] = [(head, "Claims")]
        rows += [(Words(r.label, label_style(r.token)), str(number)) for r, number in counts]
        paper.table(_COUNTS, rows)
    coverage = content.coverage
    done = coverage.sentences - coverage.untouched
    still = wordings.number_of(coverage.open_claims, "claim still open", "claims still open")
    told = f"{done:,} of {coverage.sentences:,} sentences accounted for"
    facts = [still if coverage.open_claims else None, Link(Words(told), "#not_checked")]
    paper.write("Facts", *parted(facts))


def write_contents(paper: Paper, at: int) -> None:
    """The table of contents, put before what stands at that place of the body.

    It is filled already, and Word can fill it anew; it has no page numbers, which Word alone knows.
    """
    claims = sum(heading.level > 1 for heading in paper.headings)
    deepest = 2 if claims <= MOST_LISTED else 1
    listed = [heading for heading in paper.headings if heading.level <= deepest]
    field = f'TOC \\o "1-{deepest}" \\n \\h \\z'
    entries = [_entry(paper, n, heading, listed, field) for n, heading in enumerate(listed)]
    paper.body[at:at] = [paper.paragraph("TocHeading", "Contents"), *entries]


def _entry(paper: Paper, n: int, heading: Heading, listed: list[Heading], instruction: str) -> str:
    """A line of the table; the first and the last hold the signs of the field around all."""
    link = Link(Words(heading.text), f"#{heading.name}")
    before = [Sign(_field(instruction))] if n == 0 else []
    behind = [Sign(_character("end"))] if n == len(listed) - 1 else []
    return paper.paragraph(f"Toc{heading.level}", *before, link, *behind)


def _field(instruction: str) -> str:
    words = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return _character("begin") + words + _character("separate")


def _character(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def write_amendments(paper: Paper, content: EditionContent) -> None:
    """What the outlet changed after the article was read, the newest first."""
    if not content.amendments:
        return
    paper.heading(1, "The article was changed after we read it", "amendments")
    touched = touched_by(content)
    for amendment in reversed(content.amendments):
        write_change_of_article(paper, content, amendment)
        here = touched[amendment.version]
        _write_touched(paper, "In other words now", here.reworded)
        _write_touched(paper, "No longer there", here.gone)


def write_change_of_article(paper: Paper, content: EditionContent, amendment: Amendment) -> None:
    """A change of the outlet: when, with what notice or without one, and what the desk says."""
    when = wordings.when(amendment, content)
    behind = ", with this notice:" if amendment.notice else ", without notice."
    paper.write("Normal", Words(f"Changed {when}", bold=True), behind)
    if amendment.notice:
        paper.write("Quote", Words(amendment.notice, language=content.article.language))
    if amendment.note:
        paper.write("Normal", amendment.note)


def _write_touched(paper: Paper, words: str, numbers: Iterable[int]) -> None:
    links = [Link(Words(f"claim {number}"), f"#claim_{number}") for number in numbers]
    if links:
        paper.write("Facts", f"{words}: ", *parted(links))
