"""The article's text for the page: runs of words, each with the claims it belongs to."""

from collections.abc import Iterator, Sequence
from typing import Any

from workbench.publishing.edition.layout import BlockRow, Mark, OmissionRow, Row, Run, rows
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.exports.pdf.margin import grouped
from workbench.publishing.exports.pdf.notes import note
from workbench.publishing.exports.wordings import number_of

_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "lrc", "mzn", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_DEEPEST = 2  # lines under a line; further claims around the same words share the lowest


def text_of(content: EditionContent) -> dict[str, Any]:
    """The article from top to bottom, with the notes beside it.

    The headline is of level 2 in the document, a heading of 3; none is where its own is missing.
    """
    language = content.article.language.lower().replace("_", "-").partition("-")[0]
    shown = rows(content)
    levels = {"headline": 2, "heading": 3 if _begins_with_headline(shown) else 2}
    return {
        "language": language or "en",
        "right_to_left": language in _RIGHT_TO_LEFT,
        "groups": grouped(
            [
                _omission(row) if isinstance(row, OmissionRow) else _block(content, row, levels)
                for row in shown
            ]
        ),
    }


def _begins_with_headline(shown: Sequence[Row]) -> bool:
    """Whether a headline comes before every heading, so that no level is skipped."""
    kinds = [row.kind for row in shown if isinstance(row, BlockRow)]
    return next((kind for kind in kinds if kind in ("headline", "heading")), "") == "headline"


def _omission(row: OmissionRow) -> dict[str, Any]:
    return {"left_out": f"{number_of(row.blocks, 'paragraph')} left out"}


def _block(content: EditionContent, row: BlockRow, levels: dict[str, int]) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "level": levels.get(row.kind, 0),
        "parts": list(_parts(row)),
        "notes": [note(content, claim) for claim in row.notes],
    }


def _parts(row: BlockRow) -> Iterator[dict[str, Any]]:
    """Words and, where some are missing, the sign for it."""
    gap = {"gap": True}
    if row.cut_before:
        yield gap
    for number, piece in enumerate(row.pieces):
        if number:
            yield gap
        yield from _runs(piece)
    if row.cut_behind:
        yield gap


def _runs(piece: Sequence[Run]) -> Iterator[dict[str, Any]]:
    """Each run with the lines below it, the outermost claim's first; then the numbers."""
    covering = list(_covering(piece))
    lines = _lines(covering)
    for run, marks in zip(piece, covering, strict=True):
        under = [{"token": mark.rating.token, "line": lines[mark]} for mark in marks]
        yield {"text": run.text, "marks": under}
        for mark in run.ends:
            yield {"number": mark.number, "nth": mark.nth, "token": mark.rating.token,
                   "label": mark.rating.label}  # fmt: skip


def _covering(piece: Sequence[Run]) -> Iterator[tuple[Mark, ...]]:
    """For each run the marks that are open there, the outermost first."""
    stack: list[Mark] = []
    for run in piece:
        stack += run.opens
        yield tuple(stack)
        stack = [mark for mark in stack if mark not in run.closes]


def _lines(covering: Sequence[tuple[Mark, ...]]) -> dict[Mark, int]:
    """How far below the words a mark's line runs: below those of all marks within it."""
    lines: dict[Mark, int] = {}
    for marks in covering:
        for within, mark in enumerate(reversed(marks)):
            lines[mark] = min(max(lines.get(mark, 0), within), _DEEPEST)
    return lines
