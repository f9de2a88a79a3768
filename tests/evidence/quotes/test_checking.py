"""A quote is verbatim, close with its differences told, or not found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.articles.word_difference import Change, Piece
from workbench.articles.wordings import Standout
from workbench.evidence.quotes import Checked, Outcome, SourceText, Stretch, check_quote

NUMBER, NAME, NEGATION = Standout.NUMBER, Standout.NAME, Standout.NEGATION
WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "boats",
            "sank",
            "Dahl",
            "48",
            "not",
            "ﬁne,",
            "“so”",
            "–",
            "é",
            "e\u0301",
            "港",
            "ß",
        ]
    ),
    min_size=1,
    max_size=12,
)


def test_words_that_stand_there_are_verbatim_with_their_place() -> None:
    assert check_quote("boats sank", "The boats sank.") == Checked(
        Outcome.VERBATIM, (Stretch(4, 14),), 1
    )


def test_equal_places_are_counted_and_the_first_is_told() -> None:
    found = check_quote("the boats", "the boats, the boats and the boatsmen; “the  boats”")
    assert (found.stretches, found.places) == ((Stretch(0, 9),), 2)


def test_a_place_to_which_several_words_lead_is_counted_once() -> None:
    source = "The board met on 3 May 2019 and did not approve the quay.\n\nQuay\n\nNorth quay"
    found = check_quote("The board met on 3 May 2019 and did approve the quay.", source)
    assert (found.outcome, found.places) == (Outcome.CLOSE, 1)


def test_no_more_places_are_counted_than_a_person_would_look_at() -> None:
    assert check_quote("sank", "sank " * 80).places == 50
    assert check_quote("it “sank”", 'it "sank" ' * 80).places == 50


def test_offsets_are_code_points_of_the_text_as_it_is_given() -> None:
    source = "🚀 cafe\u0301s: the ﬁ\u00adnal ca-\nfe\u0301!"
    found = check_quote("the final café!", source)
    (stretch,) = found.stretches
    assert source[stretch.start : stretch.end] == "the ﬁ\u00adnal ca-\nfe\u0301!"


def test_signs_at_the_ends_belong_to_a_quote_if_it_has_them() -> None:
    source = "He asked: (“Really?”) Yes."
    for quote in ("Really", "Really?", '"Really?"', "(“Really?”)"):
        (stretch,) = check_quote(quote, source).stretches
        assert source[stretch.start : stretch.end] == quote.replace('"', "")


def test_differences_are_told_word_by_word_from_the_source_to_the_quote() -> None:
    found = check_quote("It cost 84 million “crowns”.", "So: It cost 48 million 'crowns'. Yes.")
    assert found == Checked(
        Outcome.CLOSE,
        (Stretch(4, 32),),
        1,
        (
            Piece(Change.KEPT, "It cost "),
            Piece(Change.REMOVED, "48 ", NUMBER),
            Piece(Change.ADDED, "84 ", NUMBER),
            Piece(Change.KEPT, 'million "crowns".'),
        ),
        frozenset({NUMBER}),
    )


@pytest.mark.parametrize(
    ("quote", "telling"),
    [
        ("The old harbour cost 48 million crowns", set()),
        ("THE harbour cost 48 million crowns", set()),
        ("the harbour cost 47 million crowns", {NUMBER}),
        ("the harbour cost 48 billion crowns", {NUMBER}),
        ("the harbour cost −48 million crowns", {NUMBER}),
        ("the harbour never cost 48 million crowns", {NEGATION}),
        ("said Arne Berg, who was unhappy", {NAME}),
        ("said Arne Dahl, who was happy", {NEGATION}),
        ("Ida hit Per, from 10–12 boats", {NAME}),
        ("from 10, 12 boats", {NUMBER}),
    ],
)
def test_what_tells_is_said_of_close_quotes(quote: str, telling: set[Standout]) -> None:
    source = (
        "The harbour cost 48 million crowns, said Arne Dahl, who was unhappy. Per hit Ida, from"
        " 10–12 boats."
    )
    found = check_quote(quote, source)
    assert (found.outcome, set(found.telling)) == (Outcome.CLOSE, telling)


def test_a_first_word_that_was_changed_belongs_to_the_place() -> None:
    source = "It was so. Fifty boats sank in the harbour. Yes."
    (stretch,) = check_quote("Forty boats sank in the harbour", source).stretches
    assert source[stretch.start : stretch.end] == "Fifty boats sank in the harbour"


def test_of_words_that_stand_twice_those_beside_the_others_are_taken() -> None:
    source = "He writes for The Strand Review.\n\nThe Strand Review is an invented paper."
    (stretch,) = check_quote("The Strand Review is a wooden paper", source).stretches
    assert stretch == Stretch(34, 72)


def test_a_denial_left_out_before_the_last_word_is_said() -> None:
    source = "What the two men said once the interpreters had gone, no-\nbody will ever tell us."
    found = check_quote("the two men said once the interpreters had gone, will", source)
    assert (found.outcome, found.telling) == (Outcome.CLOSE, frozenset({NEGATION}))


def test_two_sentences_glued_together_are_close_and_what_is_left_out_is_told() -> None:
    found = check_quote(
        "The boats sank in the harbour. The crews swam to the shore.",
        "The boats sank in the harbour. Nobody had warned them. The crews swam to the shore.",
    )
    removed = [piece.text for piece in found.pieces if piece.change is Change.REMOVED]
    assert "".join(removed) == "Nobody had warned them. "
    assert found.telling == frozenset({NEGATION})


def test_words_from_elsewhere_are_not_found() -> None:
    source = "The boats sank in the harbour. The crews swam to the shore."
    quote = "Penguins have crossed the glacier in the dark, and cheered"
    assert check_quote(quote, source) == Checked(Outcome.NOT_FOUND)


def test_a_text_without_words_has_no_quotes() -> None:
    assert check_quote("boats", "").outcome is Outcome.NOT_FOUND
    assert check_quote("two boats … sank", "… –").outcome is Outcome.NOT_FOUND


@given(WORDS, WORDS, WORDS)
def test_whatever_stands_there_holds(
    before: list[str], quote: list[str], behind: list[str]
) -> None:
    source = " ".join([*before, *quote, *behind])
    assert check_quote(" ".join(quote), source).outcome is not Outcome.CLOSE or (
        before[-1] in "–48" or behind[0] in "–48"
    )


@given(WORDS, WORDS)
def test_a_place_holds_what_was_found_and_pieces_make_up_the_quote(
    quote: list[str], source: list[str]
) -> None:
    words, text = " ".join(quote), " ".join(source)
    found = check_quote(words, text)
    if found.outcome is Outcome.VERBATIM:
        assert text[found.stretches[0].start : found.stretches[0].end] in words
    changed = [piece for piece in found.pieces if piece.change is not Change.KEPT]
    assert bool(changed) == (found.outcome is Outcome.CLOSE)
    assert (found.places > 0) == bool(found.stretches) == (found.outcome is not Outcome.NOT_FOUND)


@given(WORDS, WORDS)
def test_a_text_made_ready_gives_the_same_answers(quote: list[str], source: list[str]) -> None:
    ready = SourceText(" ".join(source))
    for _ in range(2):
        assert check_quote(" ".join(quote), ready) == check_quote(" ".join(quote), ready.text)


MIXED = st.lists(st.sampled_from([*"ab5 “”’ʼ-–—…[]().,\n\xad\u200b", "not ", "[T]he ", "-\n"]))


@given(st.text(max_size=40) | MIXED.map("".join), st.text(max_size=60) | MIXED.map("".join))
def test_whatever_is_asked_is_answered(quote: str, source: str) -> None:
    found = check_quote(quote, source)
    edges = [edge for each in found.stretches for edge in (each.start, each.end)]
    assert edges == sorted(edges)
    assert all(0 <= each.start < each.end <= len(source) for each in found.stretches)


@given(st.text(min_size=1, max_size=3000))
def test_each_letter_is_yielded_by_the_code_point_at_its_offset(text: str) -> None:
    source = SourceText(text * 2)
    for place in range(0, len(source.letters), 97):
        offset = source.offset(place)
        assert source.letters[place] in SourceText(source.text[offset]).letters
        assert source.place(offset) <= place


def test_numbers_in_words_of_other_languages_tell() -> None:
    found = check_quote("Es sanken vier Boote", "Gestern: Es sanken drei Boote.")
    assert NUMBER in found.telling


@pytest.mark.parametrize(("before", "after"), [("普京", "拜登"), ("שלום", "עולם")])
def test_without_capitals_every_changed_word_may_be_a_name(before: str, after: str) -> None:
    found = check_quote(f"昨天{after}在北京說了很多", f"昨天{before}在北京說了很多話。")
    assert (found.outcome, found.telling) == (Outcome.CLOSE, frozenset({NAME}))


@pytest.mark.parametrize(
    ("words", "quoted", "told"),
    [
        ("the fifth wave", "the tenth wave", NUMBER),
        ("rose fivefold", "rose tenfold", NUMBER),
        ("five million euros", "five million dollars", NUMBER),
        ("at least five", "at most five", NUMBER),
        ("тридцать лодок", "сорок лодок", NUMBER),
        ("they rarely pay", "they pay", NEGATION),
        ("he failed to pay", "he paid", NEGATION),
        ("it is harmless", "it is harmful", NEGATION),
    ],
)
def test_no_number_measure_or_denial_changes_in_silence(
    words: str, quoted: str, told: Standout
) -> None:
    found = check_quote(
        f"As the crews of the boats say, {quoted}", f"As the crews of the boats say, {words}."
    )
    assert found.outcome is Outcome.CLOSE
    assert told in found.telling


def test_a_stray_word_is_taken_where_it_stands_nearest() -> None:
    source = "He says the lamps are harmless. The city had them tested on pigeons."
    (stretch,) = check_quote("The had them tested on pigeons", source).stretches
    assert source[stretch.start : stretch.end] == "The city had them tested on pigeons"
