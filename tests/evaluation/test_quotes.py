"""The evaluation knows what a quote check is to answer, and how good an answer is."""

from random import Random

import pytest

from evaluation import quotes
from evaluation.quote_edits import KINDS, Kind, none
from evaluation.quotes import Told, Verdict, as_in_a_pdf, cases, judge, report, told
from evaluation.telling_words import Sentence
from workbench.articles.wordings import Standout
from workbench.evidence.quotes import Checked, Outcome, Stretch
from workbench.evidence.quotes.source_text import letters_of

HERE, THERE = (Stretch(2, 9),), (Stretch(20, 29),)
NUMBER = frozenset({Standout.NUMBER})


@pytest.mark.parametrize(
    ("wanted", "found", "verdict"),
    [
        (Outcome.VERBATIM, Checked(Outcome.VERBATIM, HERE), Verdict.RIGHT),
        (Outcome.VERBATIM, Checked(Outcome.VERBATIM, THERE), Verdict.WRONG),
        (Outcome.VERBATIM, Checked(Outcome.CLOSE, HERE), Verdict.HARMLESS),
        (Outcome.VERBATIM, Checked(Outcome.TYPOGRAPHY, HERE), Verdict.HARMLESS),
        (Outcome.VERBATIM, Checked(Outcome.NOT_FOUND), Verdict.WRONG),
        (Outcome.CLOSE, Checked(Outcome.TYPOGRAPHY, HERE), Verdict.WRONG),
        (Outcome.NOT_FOUND, Checked(Outcome.CLOSE, HERE), Verdict.WRONG),
        (Outcome.NOT_FOUND, Checked(Outcome.NOT_FOUND), Verdict.RIGHT),
    ],
)
def test_an_answer_is_judged_by_place_and_outcome(
    wanted: Outcome, found: Checked, verdict: Verdict
) -> None:
    assert judge(Kind("some", none, wanted), range(10), found) is verdict


def test_in_lines_typography_differs_anyway() -> None:
    kind, found = Kind("some", none, Outcome.VERBATIM), Checked(Outcome.TYPOGRAPHY, HERE)
    assert judge(kind, range(10), found, in_lines=True) is Verdict.RIGHT


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (Checked(Outcome.CLOSE, HERE), Verdict.UNSAID),
        (Checked(Outcome.VERBATIM, HERE), Verdict.UNSAID),
        (Checked(Outcome.CLOSE, HERE, telling=NUMBER), Verdict.RIGHT),
        (Checked(Outcome.NOT_FOUND), Verdict.WRONG),
    ],
)
def test_a_telling_change_is_to_be_said(found: Checked, verdict: Verdict) -> None:
    kind = Kind("some", none, Outcome.CLOSE, Standout.NUMBER)
    assert judge(kind, range(10), found) is verdict


def test_a_paragraph_is_set_in_lines_with_parted_words_and_ligatures() -> None:
    set_in_lines = as_in_a_pdf("so " * 20 + "afternoon yesterday, fine")
    assert set_in_lines == "so " * 20 + "afte-\nrnoon yesterday, ﬁne"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_quote_can_be_made(kind: Kind) -> None:
    words = "The harbour – as – Arne Dahl said, “in 1999” – did not cost 48 million crowns, fine as"
    words += " it may have been in those distant and well-known times of ours"
    quote = next(filter(None, (kind.edit(words, Random(number)) for number in range(20))))
    assert (quote == words) == (kind.name == "as it is")


@pytest.mark.parametrize("in_lines", [False, True])
def test_nothing_telling_is_passed_over(in_lines: bool) -> None:  # noqa: FBT001
    paragraphs = quotes.short_texts()
    answers = list(cases(paragraphs, quotes.as_they_are(paragraphs, in_lines=in_lines), range(3)))
    assert len(answers) > 70
    assert not [each for each in answers if each.verdict is Verdict.UNSAID]


def test_quotes_are_found_in_a_pdf_read_as_a_snapshot_is() -> None:
    paragraphs = report(4)
    standing = quotes.read_from_a_pdf(paragraphs)
    assert [letters_of(standing.text[place.start : place.stop]) for place in standing.places] == [
        letters_of(each) for each in paragraphs
    ]
    verdicts = [each.verdict for each in cases(paragraphs, standing, range(1))]
    assert verdicts.count(Verdict.RIGHT) > 0.9 * len(verdicts)


@pytest.mark.parametrize(
    ("source", "quote", "wanted"),
    [
        ("all seven boats sank here", "all eight boats sank here", Told.SAID),
        ("all seven boats sank here", "penguins wept", Told.SAID),
        ("all seven boats sank here", "all of no boats sank here", Told.SAID),
        ("the boats did not sink here", "the boats did sink here", Told.OTHERWISE),
        ("the zwibble boats sank here", "the zwobble boats sank here", Told.UNSAID),
    ],
)
def test_what_is_said_of_a_telling_change_is_known(source: str, quote: str, wanted: Told) -> None:
    assert told(Sentence("some", source, quote, Standout.NUMBER)) is wanted


def test_a_report_has_as_many_pages_as_are_asked_for() -> None:
    assert 4_800 <= len("\n\n".join(report(2))) < 6_000
