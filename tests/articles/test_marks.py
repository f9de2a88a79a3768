"""Marks nest, join up and say where each place begins and ends."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.articles.marks import Place, Segment, segments, spread


def drawn(text: str, places: list[Place[str]]) -> str:
    """The text with brackets: `[A` where a mark opens, `]` where one closes."""
    parts = []
    for piece in segments(0, len(text), places):
        parts += [f"[{key} " for key in piece.opens]
        parts += [text[piece.start : piece.end], "]" * len(piece.closes)]
    return "".join(parts)


def test_a_text_without_places_is_one_piece() -> None:
    assert segments(3, 8, []) == [Segment(3, 8, (), (), (), (), ())]


def test_an_empty_span_has_no_piece() -> None:
    assert segments(4, 4, [Place("a", 0, 9)]) == []


def test_a_place_inside_another_is_drawn_inside_it() -> None:
    assert drawn("0123456789", [Place("in", 4, 6), Place("out", 2, 8)]) == "01[out 23[in 45]67]89"


def test_of_two_places_that_overlap_the_second_is_opened_again() -> None:
    assert drawn("0123456789", [Place("a", 1, 6), Place("b", 4, 9)]) == "0[a 123[b 45]][b 678]9"


def test_of_two_that_begin_together_the_longer_is_outside() -> None:
    assert drawn("012345", [Place("short", 0, 2), Place("long", 0, 4)]) == "[long [short 01]23]45"


def test_two_at_the_very_same_place_are_both_drawn() -> None:
    assert drawn("0123", [Place("a", 1, 3), Place("b", 1, 3)]) == "0[a [b 12]]3"


def test_two_places_side_by_side_do_not_nest() -> None:
    assert drawn("0123", [Place("a", 0, 2), Place("b", 2, 4)]) == "[a 01][b 23]"


def test_a_place_that_reaches_beyond_the_span_neither_begins_nor_ends_there() -> None:
    first, second = segments(0, 5, [Place("a", 3, 9)])
    assert (first.keys, second.keys) == ((), ("a",))
    assert (second.begins, second.ends, second.closes) == (("a",), (), ("a",))
    (rest,) = segments(5, 9, [Place("a", 3, 9)])
    assert (rest.opens, rest.begins, rest.ends) == (("a",), (), ("a",))


def test_places_that_only_touch_the_span_are_left_out() -> None:
    assert [piece.keys for piece in segments(4, 6, [Place("a", 0, 4), Place("b", 6, 8)])] == [()]


def spans(longest: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(0, longest - 1), st.integers(1, longest)).map(
        lambda pair: (min(pair), max(pair) if pair[0] != pair[1] else pair[1] + 1)
    )


PLACES = st.lists(spans(40), max_size=12).map(
    lambda found: [Place(number, *span) for number, span in enumerate(found)]
)


@given(span=spans(40), places=PLACES)
def test_pieces_join_up_and_are_covered_by_exactly_the_places_there(
    span: tuple[int, int], places: list[Place[int]]
) -> None:
    pieces = segments(*span, places)
    assert [piece.start for piece in pieces] + [span[1]] == [
        span[0],
        *(piece.end for piece in pieces),
    ]
    for piece in pieces:
        for at in range(piece.start, piece.end):
            assert sorted(piece.keys) == [p.key for p in places if p.start <= at < p.end]


@given(span=spans(40), places=PLACES)
def test_marks_are_well_nested_and_hold_what_covers_each_piece(
    span: tuple[int, int], places: list[Place[int]]
) -> None:
    open_marks: list[int] = []
    for piece in segments(*span, places):
        open_marks += piece.opens
        assert tuple(open_marks) == piece.keys
        for key in piece.closes:
            assert open_marks.pop() == key
    assert open_marks == []


@given(span=spans(40), places=PLACES)
def test_each_place_begins_and_ends_once_if_that_is_inside_the_span(
    span: tuple[int, int], places: list[Place[int]]
) -> None:
    start, end = span
    pieces = segments(start, end, places)
    begun = sorted(key for piece in pieces for key in piece.begins)
    ended = sorted(key for piece in pieces for key in piece.ends)
    assert begun == [p.key for p in places if start <= p.start < end]
    assert ended == [p.key for p in places if start < p.end <= end]


@given(
    cuts=st.lists(st.integers(0, 40), min_size=2, max_size=8, unique=True).map(sorted),
    places=PLACES,
)
def test_spreading_gives_each_span_what_overlaps_it(
    cuts: list[int], places: list[Place[int]]
) -> None:
    blocks = list(zip(cuts[::2], cuts[1::2], strict=False))
    for (start, end), here in zip(blocks, spread(blocks, places), strict=True):
        expected = {p.key for p in places if p.start < end and p.end > start}
        assert {p.key for p in here} == expected
        assert len(here) == len(expected)
