"""What quotation practice leaves to the desk is no difference, unless it tells otherwise."""

import pytest

from workbench.articles.word_difference import Change
from workbench.articles.wordings import Standout
from workbench.evidence.quotes import Outcome, check_quote, has_desk_signs
from workbench.evidence.quotes.stand_ins import StandIn

SOURCE = (
    "Arne Dahl accused Kari Berg of theft. In 2019 it was so. 48 boats did not sink in the harbour"
    " of Oslo, and the crews came home. The boats [12] were old; I … don’t know why."
)


@pytest.mark.parametrize(
    "quote",
    [
        "“In 2019 it was so.”",
        "'In 2019 it was so.'",
        "[i]n 2019 it was so",
        "[T]he crews came home",
        "[I]n 2019 it was so",
        "in [the town of] Oslo",
        "48 boats [of the navy] did not sink",
        "48 boats [sic] did not sink",
        "48 boats (sic!) did not sink",
        "[He] accused Kari Berg",
        "[The mayor] accused Kari Berg [his wife] of theft",
        "Arne [Dahl] accused [his wife, Kari] Berg",
        "did [not] sink",
        "[48] boats did not sink",
        "Arne Dahl [accuses] Kari Berg of [thefts]",
        "old; [the mayor] … don’t know",
        "In 2019 [the weather] was so",
        "came home [the next morning]",
        "… 48 boats did not sink …",
        "Arne Dahl … of theft",
        "Arne Dahl … 2019 [...] the crews",
        "Arne Dahl (…) 2019 . . . the crews",
        "The boats [12] were old; I … don’t know why",
    ],
)
def test_what_is_left_to_the_desk_is_verbatim(quote: str) -> None:
    source = SOURCE.replace("in the harbour", "in Oslo, in the harbour")
    assert check_quote(quote, source).outcome is Outcome.VERBATIM


@pytest.mark.parametrize(
    ("quote", "telling"),
    [
        ("48 boats did [really] sink", Standout.NEGATION),
        ("48 boats did […] sink", Standout.NEGATION),
        ("48 boats … sink", Standout.NEGATION),
        ("In 2019 it was [not] so", Standout.NEGATION),
        ("[No] boats did not sink", Standout.NEGATION),
        ("the crews came home [never]", Standout.NEGATION),
        ("[84] boats did not sink", Standout.NUMBER),
        ("In [2020] it was so", Standout.NUMBER),
        ("In [that year] it was so", Standout.NUMBER),
        ("[Per] Berg of theft", Standout.NAME),
        ("accused [Per] Berg", Standout.NAME),
        ("the harbour of [Bergen]", Standout.NAME),
        ("48 [50] boats did not sink", Standout.NUMBER),
        ("the crews [of 50 men] came home", Standout.NUMBER),
        ("Kari Berg [rejected] theft", Standout.NEGATION),
    ],
)
def test_a_sign_of_the_desk_that_hides_a_telling_word_is_said(
    quote: str, telling: Standout
) -> None:
    found = check_quote(quote, SOURCE)
    assert found.outcome is Outcome.CLOSE
    assert telling in found.telling


@pytest.mark.parametrize(
    ("quote", "put", "stood"),
    [
        ("The vaccine [causes] severe illness", "causes", "prevents"),
        ("The vaccine [prevails in] severe illness", "prevails in", "prevents"),
        ("The vaccine prevents [mild] illness", "mild", "severe"),
        ("[causes] severe illness", "causes", "prevents"),
        ("The vaccine [causes]", "causes", "prevents"),
        ("illness [for] most adults", "for", "in"),
    ],
)
def test_a_bracket_that_takes_the_place_of_other_words_is_close_and_marked(
    quote: str, put: str, stood: str
) -> None:
    found = check_quote(quote, "The vaccine prevents severe illness in most adults, they say.")
    changed = {piece.change: piece.text.strip() for piece in found.pieces}
    assert found.outcome is Outcome.CLOSE
    assert (changed[Change.REMOVED], changed[Change.ADDED]) == (stood, f"[{put}]")
    assert found.stand_ins == (StandIn(put, stood),)


def test_what_brackets_and_ellipses_stand_for_is_told() -> None:
    quote = "[The man] accused [his wife,] Kari Berg … In [the year] was … did not sink [at last]"
    found = check_quote(quote, SOURCE.replace("2019 it", "it"))
    assert found.outcome is Outcome.VERBATIM
    assert found.stand_ins == (
        StandIn("The man", "Arne Dahl", beside=True),
        StandIn("his wife,", ""),
        StandIn("", "of theft."),
        StandIn("the year", "it"),
        StandIn("", "so. 48 boats"),
        StandIn("at last", "in the", beside=True),
    )


def test_of_many_words_left_out_both_ends_are_told() -> None:
    (left_out,) = check_quote("one … two", f"one begin {'and on ' * 300}end two").stand_ins
    assert left_out.stood.startswith("begin and on")
    assert left_out.stood.endswith("and on end")
    assert len(left_out.stood) < 310


@pytest.mark.parametrize("quote", ["a [b] c", "a … c", "a [...] c", "[T]he boats", "so [sic] it"])
def test_a_bracket_or_an_ellipsis_is_a_sign_of_the_desk(quote: str) -> None:
    assert has_desk_signs(quote)
    assert not has_desk_signs("The boats (all of them) sank. “So!”")


@pytest.mark.parametrize("sign", ["[indeed]", "…"])
def test_a_denial_parted_at_the_end_of_a_line_is_one(sign: str) -> None:
    found = check_quote(
        f"bought us {sign} but wrinkles", "It has bought us noth-\ning but wrinkles."
    )
    assert found.telling == frozenset({Standout.NEGATION})


def test_an_omission_over_the_end_of_a_sentence_may_pass_over_a_denial() -> None:
    found = check_quote("In 2019 it was so … the crews came home", SOURCE)
    assert found.outcome is Outcome.VERBATIM


def test_each_part_between_ellipses_has_its_stretch() -> None:
    found = check_quote("Arne [the thief] accused … 48 boats", SOURCE)
    assert [SOURCE[each.start : each.end] for each in found.stretches] == [
        "Arne Dahl accused",
        "48 boats",
    ]


@pytest.mark.parametrize("quote", ["48 boats did … Arne Dahl accused", "the harbour … elephants"])
def test_parts_in_another_order_or_missing_are_not_found(quote: str) -> None:
    assert check_quote(quote, SOURCE).outcome is Outcome.NOT_FOUND


@pytest.mark.parametrize(
    ("between", "wanted"), [(700, Outcome.VERBATIM), (1400, Outcome.NOT_FOUND)]
)
def test_parts_that_stand_pages_apart_are_no_quote(between: int, wanted: Outcome) -> None:
    source = "The harbour was old. " + "So it " * between + "and the boats sank."
    assert check_quote("The harbour was old … and the boats sank", source).outcome is wanted


def test_of_several_places_of_a_part_the_nearest_counts() -> None:
    source = "The boats sank. The mayor of the town wept. The boats sank. Nobody wept."
    found = check_quote("The mayor … boats sank", source)
    assert [each.start for each in found.stretches] == [16, 48]


@pytest.mark.parametrize("quote", ["", "  ", "…", "[...]", "“”", "[The mayor]", "...  […]"])
def test_a_quote_of_nothing_is_not_found(quote: str) -> None:
    found = check_quote(quote, SOURCE + " … ...  […]")
    assert (found.outcome, found.stretches, found.places) == (Outcome.NOT_FOUND, (), 0)


def test_signs_alone_are_found_as_they_are() -> None:
    assert check_quote("🚀🚀", "To the moon 🚀🚀!").outcome is Outcome.VERBATIM
