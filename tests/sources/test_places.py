"""A place that is not watched is known again by the paragraphs at its edges, or it is none."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.sources.places import Counts, Place, count_changes, lost

WORDS = st.lists(st.sampled_from(["Most read", "About us", "It cost 32 million.", "a", "b"]))
MOST_READ = Place("Most read", "About us")


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def test_what_changes_between_two_paragraphs_is_counted_as_not_watched() -> None:
    earlier = text("Minutes", "It cost 32 million.", "Most read", "a", "b", "About us")
    later = text("Minutes", "It cost 41 million.", "Most read", "b", "c", "d", "About us")
    assert count_changes(earlier, later, [MOST_READ]) == Counts(3 + 1, 3)
    assert count_changes(earlier, later, []) == Counts(3 + 1, 0)


def test_a_place_reaches_to_the_end_of_the_text_or_from_its_beginning() -> None:
    earlier, later = text("Monday", "Minutes", "Page 1"), text("Tuesday", "Minutes", "Page 2")
    assert count_changes(earlier, later, [Place("", "Minutes")]) == Counts(2, 1)
    assert count_changes(earlier, later, [Place("Minutes", "")]) == Counts(2, 1)
    assert count_changes(earlier, later, [Place("", "Minutes"), Place("Minutes", "")]) == (2, 2)


def test_where_an_edge_is_gone_or_stands_twice_everything_is_watched() -> None:
    earlier = text("Most read", "a", "About us")
    for later in (
        text("Most read", "b"),
        text("Most read", "b", "About us", "About us"),
        text("About us", "b", "Most read"),
        text("Most read today", "b", "About us"),
    ):
        assert count_changes(earlier, later, [MOST_READ]).unwatched == 0
        assert lost([MOST_READ], earlier.split("\n\n"), later.split("\n\n")) == {MOST_READ}


@given(WORDS, WORDS)
def test_outside_its_edges_a_place_hides_nothing(earlier: list[str], later: list[str]) -> None:
    old, new = (text(*words, "Most read", "x", "About us") for words in (earlier, later))
    counted = count_changes(old, new, [MOST_READ])
    assert counted.unwatched == 0
    assert (counted.changed > 0) == (earlier != later)


def test_something_put_where_nothing_was_is_not_watched_either() -> None:
    earlier, later = text("Most read", "About us"), text("Most read", "a", "About us")
    assert count_changes(earlier, later, [MOST_READ]) == Counts(1, 1)
    assert count_changes(later, earlier, [MOST_READ]) == Counts(1, 1)
