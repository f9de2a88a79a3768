"""Behind the claims: what was not checked, what was corrected, and how the desk works."""

from collections.abc import Iterable

from workbench.publishing.edition.model import EditionContent, Scale
from workbench.publishing.exports import wordings
from workbench.publishing.exports.docx.claims import write_change
from workbench.publishing.exports.docx.facts import parted
from workbench.publishing.exports.docx.markdown import write_markdown
from workbench.publishing.exports.docx.paper import Paper
from workbench.publishing.exports.docx.styles import label_style
from workbench.publishing.exports.docx.wordml import Inline, Link, Words
from workbench.publishing.rules import METHOD, names_of

_COUNTS = (6400, 2300)  # widths of columns
_SCALE = (2200, 6500)


def write_not_checked(paper: Paper, content: EditionContent) -> None:
    """What became of every sentence."""
    coverage = content.coverage
    paper.heading(1, "What was not checked", "not_checked")
    rows: list[tuple[Inline, Inline]] = [("What became of them", "Sentences")]
    rows += [("In claims", f"{coverage.claimed:,}")]
    rows += [(f"Set aside: {part.reason}", f"{part.sentences:,}") for part in coverage.set_aside]
    rows += [("Not looked at", f"{coverage.untouched:,}")]
    rows += [(Words("All", bold=True), Words(f"{coverage.sentences:,}", bold=True))]
    paper.table(_COUNTS, rows)
    if coverage.open_claims:
        paper.write("Normal", _still_open(coverage.open_claims))
    if coverage.blocks_left_out:
        paper.write("Facts", _left_out(coverage.blocks_left_out))


def _still_open(claims: int) -> str:
    if claims == 1:
        return "Still open: 1 claim. It was marked, but no verdict on it is approved yet."
    return f"Still open: {claims} claims. They were marked, but no verdict on them is approved yet."


def _left_out(blocks: int) -> str:
    if blocks == 1:
        return "1 caption or notice of the page is not part of the article’s body and is not shown."
    return (
        f"{blocks} captions or notices of the page are not part of the article’s body and are not"
        " shown."
    )


def write_changes(paper: Paper, content: EditionContent) -> None:
    """Every correction, and every edition, the latest first."""
    if not (content.changes or content.earlier or content.note):
        return
    paper.heading(1, "Corrections and editions", "changes")
    for change in reversed(content.changes):
        words = Words(f"{change.claim} · {change.statement}", bold=True)
        known = content.claim(change.claim)
        paper.write("Evidence", Link(words, f"#claim_{change.claim}") if known else words)
        write_change(paper, change, content)
        if known and known.statement != change.statement:
            paper.write("Facts", f"Until then worded: “{change.statement}”")
    this = Words(f"Edition {content.number}", bold=True)
    paper.write("Facts", *parted((this, wordings.day(content.at, content), "this edition")))
    _write_note(paper, content.note)
    for earlier in reversed(content.earlier):
        url = f"{content.site.report_url}/editions/{earlier.number}"
        link = Link(Words(f"Edition {earlier.number}"), url)
        paper.write("Facts", *parted((link, wordings.day(earlier.at, content))))
        _write_note(paper, earlier.note)


def _write_note(paper: Paper, note: str) -> None:
    if note:
        paper.write("Normal", note)


def write_method(paper: Paper, content: EditionContent) -> None:
    """How the desk checks, its scales, who did it, and under which licence."""
    paper.heading(1, "How we check", "method")
    if content.desk.method:
        write_markdown(paper, content.desk.method)
    else:
        paper.write("Normal", METHOD)
    for scale in content.scales:
        _write_scale(paper, scale)
    rows: list[tuple[Inline, Inline]] = [("About this report", "")]
    paper.table(_SCALE, [*rows, *_signed(content)])


def _write_scale(paper: Paper, scale: Scale) -> None:
    paper.heading(2, f"The scale: {scale.name}")
    rows: list[tuple[Inline, Inline]] = [("Verdict", "What it means")]
    rows += [(Words(r.label, label_style(r.token)), r.definition) for r in scale.ratings]
    paper.table(_SCALE, rows)


def _signed(content: EditionContent) -> Iterable[tuple[Inline, Inline]]:
    by = {
        "Checked by": ", ".join(names_of(claim.verdict.by for claim in content.claims)),
        "Approved by": ", ".join(names_of(claim.verdict.approved_by for claim in content.claims)),
        "Published by": content.published_by,
        "Published": f"{wordings.moment(content.at, content)} ({content.desk.time_zone})",
        "Article read": wordings.day(content.article.taken_at, content),
        "Licence": content.desk.licence,
    }
    return [(name, words) for name, words in by.items() if words]
