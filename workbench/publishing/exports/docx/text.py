"""The article, with each claim as a comment over the words it is on."""

from collections.abc import Iterator

from workbench.publishing.edition.layout import BlockRow, Mark, Row, Run, rows
from workbench.publishing.edition.model import Claim, EditionContent
from workbench.publishing.exports.docx.paper import Paper
from workbench.publishing.exports.docx.styles import label_style, words_style
from workbench.publishing.exports.docx.wordml import Inline, Link, Sign, Words
from workbench.publishing.exports.wordings import number_of

_STYLES = {
    "headline": "ArticleHeadline", "heading": "ArticleHeading", "list item": "ArticleList",
    "quotation": "ArticleQuotation",
}  # fmt: skip
_LEFT_OUT = Words("[…]", "LeftOut")
_BULLET = Words("•  ", "LeftOut")


def write_text(paper: Paper, content: EditionContent) -> None:
    """The article as the edition shows it."""
    paper.heading(1, "The article", "article")
    if not content.whole_text:
        paper.write("Notice", *_excerpts_only(content))
    text = _Text(paper, content)
    for row in rows(content):
        text.write(row)


def _excerpts_only(content: EditionContent) -> Iterator[Inline]:
    yield (
        "Only excerpts of the article are shown: the sentences that were checked, and those beside"
        " them. "
    )
    if content.article.url:
        yield Link(Words("Read the whole article"), content.article.url)


class _Text:
    """Writes blocks, and remembers which claims' words have begun and not ended."""

    def __init__(self, paper: Paper, content: EditionContent) -> None:
        self._paper = paper
        self._content = content
        self._claims = {claim.number: claim for claim in content.claims}
        self._open: dict[Mark, Sign] = {}  # how the comment ends
        self._covering: list[Mark] = []

    def write(self, row: Row) -> None:
        """A block, or how many are left out."""
        if isinstance(row, BlockRow):
            self._paper.write(_STYLES.get(row.kind, "ArticleText"), *self._block(row))
        else:
            told = number_of(row.blocks, "paragraph left out", "paragraphs left out")
            self._paper.write("Omission", f"[{told}]")

    def _block(self, row: BlockRow) -> Iterator[Inline]:
        if row.cut_before:
            yield from (_LEFT_OUT, " ")
        for n, piece in enumerate(row.pieces):
            if n:
                yield from (" ", _LEFT_OUT, " ")
            for run in piece:
                yield from self._run(run)
        if row.cut_behind:
            yield from (" ", _LEFT_OUT)

    def _run(self, run: Run) -> Iterator[Inline]:
        for mark in run.opens:
            if mark not in self._open:
                yield from self._begin(mark)
            self._covering.append(mark)
        style = words_style(self._covering[-1].rating.token) if self._covering else ""
        yield Words(run.text, style, self._content.article.language)
        for mark in run.closes:
            self._covering.remove(mark)
        for mark in run.ends:
            yield self._open[mark]

    def _begin(self, mark: Mark) -> Iterator[Inline]:
        claim = self._claims[mark.number]
        begins, self._open[mark] = _comment(self._paper, self._content, claim, mark.nth)
        if mark.nth == 1:
            yield self._paper.bookmark(f"words_{claim.number}")
        yield begins


def _comment(paper: Paper, content: EditionContent, claim: Claim, nth: int) -> tuple[Sign, Sign]:
    """The verdict in the margin: its label, the statement, and why in a sentence."""
    verdict, places = claim.verdict, len(claim.passages)
    place = f" · place {nth} of {places}" if places > 1 else ""
    label = Words(verdict.rating.label, label_style(verdict.rating.token))
    return paper.comment(
        verdict.by or content.desk.name,
        verdict.at,
        paper.paragraph("AnnotationText", f"{claim.number} · ", label, place),
        paper.paragraph("ClaimStatement", Words(claim.statement, bold=True)),
        paper.paragraph("AnnotationText", verdict.summary),
    )
