"""Versions of a few blocks, and what is told of how they differ."""

from collections.abc import Sequence

from workbench.articles.differences import Row, Side, rows_between
from workbench.articles.reanchoring import Following, Reading
from workbench.articles.sentences import sentences_of
from workbench.articles.text import compose
from workbench.articles.word_difference import ChangedWords
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind


def headline(text: str) -> DraftBlock:
    return DraftBlock(BlockKind.HEADLINE, text)


def side(*blocks: str | DraftBlock) -> Side:
    """Return a version; blocks of which nothing else is said are paragraphs."""
    version = compose(
        [
            DraftBlock(BlockKind.PARAGRAPH, block) if isinstance(block, str) else block
            for block in blocks
        ]
    )
    return Side(version.text, version.blocks, sentences_of(version))


def reading(version: Side) -> Reading:
    return Reading(version.text, [(start, end) for start, end, _ in version.sentences])


def rows(old: Side, new: Side) -> tuple[Row, ...]:
    return rows_between(old, new, Following(reading(old), reading(new)).sentences)


def outline(
    old: Side, new: Side
) -> list[tuple[str, tuple[int, ...], tuple[int, ...], list[str], list[str]]]:
    """Return of each row what happened, its old and new blocks, and the words of them that changed.

    Of a row that has blocks on one side alone, all words are: they are not repeated.
    """
    return [
        (
            str(row.change),
            row.old,
            row.new,
            words(old, row.removed) if row.new else [],
            words(new, row.added) if row.old else [],
        )
        for row in rows(old, new)
    ]


def words(version: Side, changes: Sequence[ChangedWords]) -> list[str]:
    return [version.text[change.start : change.end] for change in changes]
