"""The evaluation knows what happened to a passage, and how good an answer is."""

from random import Random

import pytest

from evaluation import at_random, by_hand
from evaluation.edits import EDITS
from evaluation.judging import Expected, Truth, Verdict, expected, judge
from evaluation.traced import Letter, Traces, copied, put_in, text_of, traced
from workbench.articles.reanchoring import Outcome, Placement
from workbench.articles.reanchoring.placements import Candidate

TEXT = "One boat sank. Two did not.\n\nThree are lost."


def test_a_text_that_is_not_edited_is_itself_letter_by_letter() -> None:
    letters = traced(TEXT).letters()
    assert text_of(letters) == TEXT
    assert letters[4] == Letter("b", 4)


def test_what_happened_to_a_passage_is_known_from_its_letters() -> None:
    text = traced(TEXT)
    first, second = text.paragraphs[0]
    text.paragraphs[0] = [second, [*put_in("Four", first[:3]), *first[3:]]]
    del text.paragraphs[1]
    letters = Traces(text.letters())
    assert letters.text == "Two did not. Four boat sank."
    assert expected(TEXT, (15, 27), letters, set()) == Expected(Truth.UNCHANGED, (0, 12))
    assert expected(TEXT, (0, 14), letters, set()) == Expected(Truth.EDITED, (13, 28))
    assert expected(TEXT, (29, 44), letters, set()) == Expected(Truth.DELETED, None)
    assert expected(TEXT, (0, 3), letters, set()) == Expected(Truth.REWRITTEN, None)


def test_a_copy_is_the_passage_only_when_the_original_is_gone() -> None:
    text = traced(TEXT)
    text.paragraphs.append([copied(text.paragraphs[0][0])])
    assert expected(TEXT, (0, 14), Traces(text.letters()), set()) == Expected(
        Truth.UNCHANGED, (0, 14)
    )
    del text.paragraphs[0][0]
    assert expected(TEXT, (0, 14), Traces(text.letters()), set()) == Expected(
        Truth.UNCHANGED, (31, 45)
    )


def answer(outcome: Outcome, start: int | None = None, end: int = 9) -> Placement:
    return Placement(outcome, None if start is None else Candidate(start, end, 1.0))


@pytest.mark.parametrize(
    ("wanted", "found", "verdict"),
    [
        (Expected(Truth.UNCHANGED, (2, 9)), answer(Outcome.MOVED, 2), Verdict.RIGHT),
        (Expected(Truth.UNCHANGED, (2, 9)), answer(Outcome.CHANGED, 2), Verdict.OTHER_STATE),
        (Expected(Truth.UNCHANGED, (2, 9)), answer(Outcome.LOST), Verdict.NEEDLESS),
        (Expected(Truth.UNCHANGED, (2, 9)), answer(Outcome.EXACT, 3), Verdict.WRONG),
        (Expected(Truth.EDITED, (0, 10)), answer(Outcome.CHANGED, 0), Verdict.RIGHT),
        (Expected(Truth.EDITED, (0, 20)), answer(Outcome.CHANGED, 0), Verdict.MISPLACED),
        (Expected(Truth.EDITED, (0, 9)), answer(Outcome.EXACT, 0), Verdict.WRONG),
        (Expected(Truth.DELETED), answer(Outcome.LOST), Verdict.RIGHT),
        (Expected(Truth.DELETED), answer(Outcome.AMBIGUOUS), Verdict.OTHER_STATE),
        (Expected(Truth.DELETED), answer(Outcome.MOVED, 0), Verdict.WRONG),
        (Expected(Truth.UNDECIDED, (0, 9)), answer(Outcome.AMBIGUOUS), Verdict.RIGHT),
        (Expected(Truth.UNDECIDED, (0, 9)), answer(Outcome.EXACT, 20, 29), Verdict.WRONG),
    ],
)
def test_an_answer_is_judged_by_place_and_state(
    wanted: Expected, found: Placement, verdict: Verdict
) -> None:
    assert judge(wanted, found) is verdict


def test_no_edit_made_by_hand_is_answered_wrongly() -> None:
    answers = list(by_hand.cases())
    assert len(answers) > 40
    assert not [case for case in answers if case.verdict is Verdict.WRONG]


@pytest.mark.parametrize("kind", EDITS)
def test_every_kind_of_edit_can_be_made_and_nothing_is_taken_over_wrongly(kind: str) -> None:
    text = at_random.texts()["brunnen"]
    edited = traced(text)
    EDITS[kind](edited, Random(4))
    answers = list(at_random.answered(kind, text, Random(4)))
    assert len(answers) > 20
    assert (text_of(edited.letters()) == text) == (kind == "nothing")
    assert not [one for one in answers if one.verdict is Verdict.WRONG]
