"""Whatever is done to a text, every block and every word of it is accounted for."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.articles.differences.texts import rows, side
from tests.articles.reanchoring.test_properties import SENTENCES, edited, paragraphs_of
from workbench.articles.differences import Row, RowChange, Side, rows_between
from workbench.articles.reanchoring import Fate, Outcome, Region
from workbench.articles.reanchoring.words import words_of
from workbench.articles.word_difference import ChangedWords

Paragraphs = list[list[str]]
SAME_WORDS = (RowChange.KEPT, RowChange.MOVED, RowChange.DIVIDED, RowChange.JOINED)


def written(paragraphs: Paragraphs) -> Side:
    return side(*(" ".join(paragraph) for paragraph in paragraphs))


@st.composite
def cut_anew(draw: st.DrawFn, paragraphs: Paragraphs) -> Paragraphs:
    """Divide and join paragraphs at random."""
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    cuts = sorted(draw(st.sets(st.integers(0, len(sentences)), max_size=6)))
    return [sentences[a:b] for a, b in pairwise([0, *cuts, len(sentences)])]


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Side, Side]:
    before = draw(paragraphs_of(SENTENCES))
    after = draw(edited(before))
    return written(before), written(draw(cut_anew(after)) if draw(st.booleans()) else after)


@st.composite
def fates(draw: st.DrawFn, new: Side) -> Fate:
    """Return anything that may be said of a sentence, true or not."""
    firsts = st.integers(0, max(0, len(new.sentences) - 1))
    regions = st.builds(
        lambda first, more, score: Region(first, min(first + more, len(new.sentences) - 1), score),
        firsts,
        st.integers(0, 2),
        st.floats(0, 1),
    )
    outcome = draw(st.sampled_from(Outcome)) if new.sentences else Outcome.LOST
    if outcome in (Outcome.AMBIGUOUS, Outcome.LOST):
        others = draw(st.lists(regions, max_size=2)) if new.sentences else []
        return Fate(outcome, None, tuple(others))
    return Fate(outcome, draw(regions))


def left(version: Side, blocks: Sequence[int], changes: Sequence[ChangedWords]) -> list[str]:
    """Return the words of blocks without the changed ones."""
    changed = {at for change in changes for at in range(change.start, change.end)}
    return [
        version.text[word.start : word.end]
        for start, end in version.spans(blocks)
        for word in words_of(version.text, start, end)
        if not changed.issuperset(range(word.start, word.end))
    ]


def check(old: Side, new: Side, found: Sequence[Row]) -> None:
    assert sorted(at for row in found for at in row.old) == list(range(len(old.blocks)))
    assert [at for row in found for at in row.new] == list(range(len(new.blocks)))
    for row in found:
        check_row(old, new, row)
        check_spans(old, row.old, row.removed)
        check_spans(new, row.new, row.added)
    stayed = [row for row in found if row.old and not row.moved]
    assert [at for row in stayed for at in row.old] == sorted(
        at for row in stayed for at in row.old
    )


def check_row(old: Side, new: Side, row: Row) -> None:
    for blocks in (row.old, row.new):
        assert all(block + 1 == following for block, following in pairwise(blocks))
    assert left(old, row.old, row.removed) == left(new, row.new, row.added)
    if row.change in SAME_WORDS:
        assert not row.removed
        assert not row.added
    shape = min(len(row.old), 2), min(len(row.new), 2)
    assert (
        shape
        in {
            RowChange.KEPT: [(1, 1)],
            RowChange.MOVED: [(1, 1)],
            RowChange.DIVIDED: [(1, 2), (2, 2)],
            RowChange.JOINED: [(2, 1), (2, 2)],
            RowChange.CHANGED: [(1, 1), (1, 2), (2, 1), (2, 2)],
            RowChange.ADDED: [(0, 1)],
            RowChange.REMOVED: [(1, 0)],
        }[row.change]
    )


def check_spans(version: Side, blocks: Sequence[int], changes: Sequence[ChangedWords]) -> None:
    """Each keeps within a block, in order, and neither begins nor ends with white space."""
    for change in changes:
        letters = version.text[change.start : change.end]
        assert letters
        assert letters == letters.strip()
        spans = version.spans(blocks)
        assert any(start <= change.start and change.end <= end for start, end in spans)
    assert all(before.end <= behind.start for before, behind in pairwise(changes))


@given(revisions())
@settings(max_examples=400, deadline=None)
def test_every_block_stands_in_one_row_and_what_is_left_of_it_is_the_same(
    revision: tuple[Side, Side],
) -> None:
    check(*revision, rows(*revision))


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_that_is_so_even_if_the_fates_of_the_sentences_are_nonsense(data: st.DataObject) -> None:
    old, new = data.draw(revisions())
    told = [data.draw(fates(new)) for _ in old.sentences]
    check(old, new, rows_between(old, new, told))


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_between_equal_texts_there_are_only_kept_rows(data: st.DataObject) -> None:
    text = written(data.draw(paragraphs_of(SENTENCES)))
    assert {(row.change, row.moved, row.other_kind) for row in rows(text, text)} == {
        (RowChange.KEPT, False, False)
    }
