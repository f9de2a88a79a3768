"""Pairs of ratings, counted: what is alike, what is off the scale, and what is confused."""

from workbench.verdicts.confusion import Confused, Confusion, Step
from workbench.verdicts.rules import Token

TRUE = Step("True", 3, Token.TRUE, "check")
HALF = Step("Half true", 2, Token.HALF, "half")
FALSE = Step("False", 1, Token.FALSE, "cross")
SATIRE = Step("Satire", None, Token.OFF, "satire")
UNPROVEN = Step("Unproven", None, Token.OFF, "unproven")
STEPS = (TRUE, HALF, FALSE, SATIRE, UNPROVEN)


def confusion(**cells: int) -> Confusion:
    """Pairs by the first letters of both ratings: `TF=2`."""
    steps = {step.label[0]: step for step in STEPS}
    return Confusion(
        "Three", STEPS, {(steps[pair[0]], steps[pair[1]]): times for pair, times in cells.items()}
    )


def test_pairs_are_counted_by_what_they_are() -> None:
    found = confusion(TT=4, TH=2, FS=1, SS=3)
    assert (found.pairs, found.alike, found.off) == (10, 7, 4)


def test_only_pairs_on_the_scale_have_values() -> None:
    assert sorted(confusion(TT=2, HF=1, TS=5, SU=1).values()) == [(2, 1), (3, 3), (3, 3)]


def test_ratings_are_confused_whoever_gave_which() -> None:
    found = confusion(TT=9, TH=2, HT=3, HF=4, SU=1).confused()
    assert found == [
        Confused(TRUE, HALF, 5),
        Confused(HALF, FALSE, 4),
        Confused(SATIRE, UNPROVEN, 1),
    ]


def test_readers_who_always_agree_confuse_nothing() -> None:
    assert confusion(TT=9, FF=2).confused() == []
