"""Passages: the words stand at their offsets, always; where they may stand; and moving them."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.builders import Newsroom, open_newsroom
from workbench.claims.errors import AlreadyMarked, ClaimLocked, LastPassage, QuoteElsewhere
from workbench.claims.models import Claim, Passage
from workbench.claims.passages import add_passage, adjust_passage, place_passage, remove_passage
from workbench.claims.service import mark_claim
from workbench.errors import EditedMeanwhile

# Astral emoji, a family joined by joiners, marks that combine, Arabic, Hebrew and a flag.
STRANGE = (
    "A 😀 ran. Then 👨‍👩‍👧 came home. Co\u0302te\u0323 d\u0308 was far.",
    "هذا نص عربي. זה משפט בעברית 🇩🇪 כאן. x\U0010ffffy ended it.",
)


def mark(room: Newsroom, **place: Any) -> Claim:
    return mark_claim(
        room.session, article=room.article, version=room.version, by=room.ana, **place
    )


def positions(room: Newsroom, passage: Passage) -> dict[int, bool]:
    """The sentences a passage touches, by position, and whether wholly."""
    by_id = {sentence.id: sentence.position for sentence in room.sentences()}
    return {by_id[touch.sentence_id]: touch.whole for touch in passage.touched}


def spans(claim: Claim) -> list[str]:
    return [passage.exact for passage in claim.passages]


def test_a_passage_holds_its_words_and_their_surroundings(room: Newsroom) -> None:
    [passage] = room.claim("cost 41 million").passages
    assert room.text[passage.start : passage.end] == passage.exact == "cost 41 million"
    assert passage.prefix == room.text[passage.start - 32 : passage.start]
    assert passage.suffix == room.text[passage.end : passage.end + 32]


def test_at_the_ends_of_the_text_the_surroundings_are_shorter(room: Newsroom) -> None:
    [first] = room.claim("The quay that").passages
    [last] = room.claim("your friends.").passages
    assert (first.start, first.prefix) == (0, "")
    assert (last.end, last.suffix) == (len(room.text), "")


WRONG = {
    "other words": lambda s, e, w, _n: (s, e, w.upper()),
    "one too far": lambda s, e, w, _n: (s + 1, e + 1, w),
    "one too near": lambda s, e, w, _n: (s - 1, e - 1, w),
    "one too long": lambda s, e, w, _n: (s, e + 1, w),
    "one too short": lambda s, e, w, _n: (s, e - 1, w),
    "words cut off": lambda s, e, w, _n: (s, e, w[:-1]),
    "no words": lambda s, e, _w, _n: (s, e, ""),
    "nothing chosen": lambda s, _e, _w, _n: (s, s, ""),
    "the wrong way round": lambda s, e, w, _n: (e, s, w),
    "negative": lambda s, e, w, n: (s - n, e - n, w),
    "both negative, as Python would count": lambda _s, _e, _w, _n: (-13, -1, "your friends"),
    "past the end": lambda _s, _e, _w, n: (n - 2, n + 3, "s."),
    "beyond the end": lambda _s, _e, w, n: (n + 5, n + 5 + len(w), w),
    "far beyond the end": lambda _s, _e, w, _n: (10**9, 10**9 + len(w), w),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_words_that_do_not_stand_there_are_refused(room: Newsroom, wrong: Any) -> None:
    right = room.place("cost 41 million")
    start, end, exact = wrong(right["start"], right["end"], right["exact"], len(room.text))
    with pytest.raises(QuoteElsewhere):
        mark(room, start=start, end=end, exact=exact)
    assert room.claims() == []


def test_nothing_but_space_is_refused(room: Newsroom) -> None:
    end = room.text.index("\n\n") + 2
    for start, exact in ((end - 2, "\n\n"), (end - 1, "\n")):
        with pytest.raises(QuoteElsewhere):
            mark(room, start=start, end=end, exact=exact)


def test_space_at_the_edges_is_left_out(room: Newsroom) -> None:
    inner = room.text.index("Nobody")
    start, end = inner - 1, room.text.index("It opened")
    [passage] = mark(room, start=start, end=end, exact=room.text[start:end]).passages
    assert (passage.start, passage.exact) == (inner, "Nobody 😀 asked why.")
    assert passage.prefix.endswith("million. ")
    assert passage.suffix.startswith(" It opened")


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_of_a_strange_text_are_held_exactly(
    session: Session, data: st.DataObject
) -> None:
    with session.begin_nested() as example:
        room = open_newsroom(session, STRANGE)
        end = data.draw(st.integers(1, len(room.text)))
        start = data.draw(st.integers(0, end - 1))
        exact = room.text[start:end]
        if exact.strip():
            passage = place_passage(session, room.version, start=start, end=end, exact=exact)
            assert passage.exact == exact.strip() == room.text[passage.start : passage.end]
            assert set(positions(room, passage)) == {
                s.position
                for s in room.sentences()
                if s.start < passage.end and s.end > passage.start
            }
        else:
            with pytest.raises(QuoteElsewhere):
                place_passage(session, room.version, start=start, end=end, exact=exact)
        example.rollback()


def test_offsets_count_code_points_not_what_a_browser_counts(session: Session) -> None:
    room = open_newsroom(session, STRANGE)
    place = room.place("came home")
    utf16 = len(room.text[: place["start"]].encode("utf-16-le")) // 2
    assert utf16 > place["start"]
    with pytest.raises(QuoteElsewhere):
        mark(room, start=utf16, end=utf16 + 9, exact="came home")
    with pytest.raises(QuoteElsewhere):  # half of an emoji, as a browser could send it
        mark(room, start=2, end=3, exact="\ud83d")
    assert spans(mark(room, start=2, end=3, exact="😀")) == ["😀"]


def test_claims_may_overlap_nest_and_be_the_same(room: Newsroom) -> None:
    for words in ("The quay cost 41 million", "cost 41", "41 million. Nobody", "cost 41"):
        room.claim(words)
    assert len(room.claims()) == 4


def test_a_passage_may_span_sentences_and_blocks(room: Newsroom) -> None:
    start, end = room.text.index("opened in May"), room.text.index(" was ill")
    [passage] = mark(room, start=start, end=end, exact=room.text[start:end]).passages
    assert "\n\n" in passage.exact
    assert positions(room, passage) == {4: False, 5: True, 6: False}


def test_a_passage_touches_the_sentences_it_overlaps_wholly_or_partly(room: Newsroom) -> None:
    whole, part = room.claim("The quay cost 41 million."), room.claim("million. Nobody")
    assert positions(room, whole.passages[0]) == {2: True}
    assert positions(room, part.passages[0]) == {2: False, 3: False}


def test_the_full_stop_belongs_to_the_sentence(room: Newsroom) -> None:
    [passage] = room.claim("The quay cost 41 million").passages
    assert positions(room, passage) == {2: False}


def test_a_claim_may_stand_at_several_places(room: Newsroom) -> None:
    claim = room.claim("It opened in May")
    room.passage(claim, "The quay cost 41 million")
    assert sorted(spans(room.again(claim.number))) == [
        "It opened in May", "The quay cost 41 million",
    ]  # fmt: skip


def test_a_claim_stands_at_the_same_words_once(room: Newsroom) -> None:
    claim = room.claim("It opened in May")
    with pytest.raises(AlreadyMarked):
        room.passage(claim, "It opened in May")
    padded = room.place(" It opened in May")
    with pytest.raises(AlreadyMarked):
        add_passage(room.session, claim=claim, version=room.version, by=room.ana, **padded)
    assert spans(room.again(claim.number)) == ["It opened in May"]


def test_bounds_are_adjusted_and_touch_other_sentences(room: Newsroom) -> None:
    [passage] = room.claim("cost 41 million").passages
    revision = passage.revision
    adjust_passage(
        room.session,
        passage=passage,
        revision=revision,
        by=room.bo,
        **room.place("million. Nobody"),
    )
    assert passage.exact == room.text[passage.start : passage.end] == "million. Nobody"
    assert positions(room, passage) == {2: False, 3: False}
    assert passage.revision == revision + 1


def test_bounds_are_not_adjusted_to_words_that_do_not_stand_there(room: Newsroom) -> None:
    [passage] = room.claim("cost 41 million").passages
    with pytest.raises(QuoteElsewhere):
        adjust_passage(
            room.session, passage=passage, start=0, end=5, exact="wrong", revision=1, by=room.ana
        )
    assert passage.exact == "cost 41 million"


def test_bounds_are_not_adjusted_onto_another_passage_of_the_claim(room: Newsroom) -> None:
    claim = room.claim("cost 41 million")
    other = room.passage(claim, "It opened in May")
    with pytest.raises(AlreadyMarked):
        adjust_passage(
            room.session, passage=other, revision=1, by=room.ana, **room.place("cost 41 million")
        )


def test_the_second_of_two_people_who_adjust_is_told(room: Newsroom) -> None:
    [passage] = room.claim("cost 41 million").passages
    session = room.session
    adjust_passage(session, passage=passage, revision=1, by=room.ana, **room.place("cost 41"))
    with pytest.raises(EditedMeanwhile):
        adjust_passage(session, passage=passage, revision=1, by=room.bo, **room.place("quay cost"))
    assert passage.exact == "cost 41"


def test_a_passage_is_removed_but_never_the_last(room: Newsroom) -> None:
    claim = room.claim("cost 41 million")
    other = room.passage(claim, "It opened in May")
    remove_passage(room.session, passage=other, by=room.ana)
    assert spans(room.again(claim.number)) == ["cost 41 million"]
    with pytest.raises(LastPassage):
        remove_passage(room.session, passage=claim.passages[0], by=room.ana)
    assert spans(room.again(claim.number)) == ["cost 41 million"]


def test_passages_stand_still_while_the_verdict_waits(room: Newsroom) -> None:
    claim = room.claim("cost 41 million")
    other = room.passage(claim, "It opened in May")
    room.propose(claim)
    by: dict[str, Any] = {"by": room.ana}
    with pytest.raises(ClaimLocked):
        room.passage(claim, "The mayor was ill")
    with pytest.raises(ClaimLocked):
        adjust_passage(room.session, passage=other, revision=1, **room.place("41 million"), **by)
    with pytest.raises(ClaimLocked):
        remove_passage(room.session, passage=other, **by)
