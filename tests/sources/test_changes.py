"""What changed between two texts: which paragraphs, and in them which words."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.articles.word_difference import Change, Piece
from workbench.articles.wordings import Standout
from workbench.sources.changes import (
    LONGEST_COMPARED,
    LONGEST_KEPT,
    Changed,
    changes_between,
    count_changed,
    paragraphs_of,
    reworded,
    starts_of,
)

PARAGRAPHS = st.lists(st.sampled_from(["It cost 32 million.", "Nobody asked.", "a", "😀"]))


def test_paragraphs_that_changed_stand_beside_those_they_replaced() -> None:
    earlier = ["Minutes", "It cost 32 million.", "Nobody asked.", "The end"]
    later = ["Minutes", "It cost 41 million.", "The mayor agreed.", "Nobody asked."]
    assert changes_between(earlier, later) == (
        Changed(range(1, 2), range(1, 3)),
        Changed(range(3, 4), range(4, 4)),
    )


def test_a_reworded_paragraph_is_counted_once() -> None:
    assert count_changed("a\n\nb\n\nc", "a\n\nx\n\nc") == 1
    assert count_changed("a\n\nb\n\nc", "a\n\nc") == 1
    assert count_changed("", "a\n\nb") == 2
    assert count_changed("a\n\nb", "") == 2
    assert count_changed("a", "a") == 0


@given(PARAGRAPHS, PARAGRAPHS)
def test_what_did_not_change_is_the_same_in_both(earlier: list[str], later: list[str]) -> None:
    changes = changes_between(earlier, later)
    removed = {at for change in changes for at in change.removed}
    added = {at for change in changes for at in change.added}
    kept = [words for at, words in enumerate(earlier) if at not in removed]
    assert kept == [words for at, words in enumerate(later) if at not in added]


@given(PARAGRAPHS)
def test_paragraphs_begin_where_they_say(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    assert paragraphs_of(text) == paragraphs
    for start, words in zip(starts_of(paragraphs), paragraphs, strict=False):
        assert text[start:].startswith(words)


def test_changed_numbers_names_and_negations_stand_out() -> None:
    found = reworded(["It cost 32 million."], ["It cost 41 million."])
    assert found.whole
    assert [piece for piece in found.pieces if piece.change is not Change.KEPT] == [
        Piece(Change.REMOVED, "32 ", Standout.NUMBER),
        Piece(Change.ADDED, "41 ", Standout.NUMBER),
    ]


REWRITTEN = (
    "The mayor, who was ill during the vote, told reporters that she had backed it.",
    "Asked about the vote, a spokesman declined to comment and referred reporters to page 32.",
)


def test_a_paragraph_with_hardly_a_word_in_common_is_given_whole_beside_a_reworded_one() -> None:
    old, new = REWRITTEN
    found = reworded(["It cost 32 million.", old, "End"], ["It cost 41 million.", new, "End"])
    assert [(piece.change, piece.text) for piece in found.pieces] == [
        (Change.KEPT, "It cost "), (Change.REMOVED, "32 "), (Change.ADDED, "41 "),
        (Change.KEPT, "million.\n\n"),
        (Change.REMOVED, f"{old}\n\n"), (Change.ADDED, f"{new}\n\n"),
        (Change.KEPT, "End"),
    ]  # fmt: skip


@given(st.lists(st.sampled_from([*REWRITTEN, "vote. 32"])), PARAGRAPHS)
def test_both_wordings_stand_in_what_leads_from_one_to_the_other(
    earlier: list[str], later: list[str]
) -> None:
    pieces = reworded(earlier, later).pieces
    for gone, wording in ((Change.ADDED, earlier), (Change.REMOVED, later)):
        stands = "".join(piece.text for piece in pieces if piece.change is not gone)
        assert "".join(stands.split()) == "".join("".join(wording).split())


def test_the_middle_of_long_unchanged_words_is_left_out() -> None:
    words = "and so it goes on " * 100
    [kept, *_changed] = reworded([f"{words}for 32 days."], [f"{words}for 41 days."]).pieces
    assert kept.text.startswith("and so it")
    assert kept.text.endswith("goes on for ")
    assert " […] " in kept.text
    assert len(kept.text) == LONGEST_KEPT + 5


def test_of_wordings_too_long_to_be_compared_the_beginnings_are_given() -> None:
    found = reworded(["old " * LONGEST_COMPARED], ["new."])
    assert not found.whole
    removed, added = found.pieces
    assert (removed.change, removed.text[:8], removed.text[-4:]) == (
        Change.REMOVED, "old old ", " […]",
    )  # fmt: skip
    assert added == Piece(Change.ADDED, "new.")


def test_hostile_texts_are_compared_in_bounded_work() -> None:
    assert count_changed("\n\n".join("a" * 300_000), "\n\n".join("ab" * 150_000)) <= 300_000
