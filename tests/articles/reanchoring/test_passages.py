"""Passages are found again in a new version, or a person is asked."""

import pytest

from tests.articles.reanchoring.texts import placed, quote, reading, words_at
from workbench.articles.anchoring import Quote
from workbench.articles.reanchoring import Following, Outcome

HARBOUR = (
    "The harbour of Lomvik was rebuilt in 2016. The work cost 48 million crowns.",
    "“We were never asked,” said the fisherman Arne Dahl. His boat lies outside the new mole.",
    "The council declined to comment. A report is expected in spring.",
    "Two thirds of the cargo now goes through the northern basin, according to the port.",
)


def test_nothing_changed_and_every_passage_is_exact() -> None:
    old = new = reading(*HARBOUR)
    following = Following(old, new)
    for words in ("48 million", "Arne Dahl. His boat", "A report is expected in spring."):
        found = following.place(quote(old, words))
        assert found.outcome is Outcome.EXACT
        assert words_at(new, found) == words


def test_words_put_in_before_a_passage_leave_it_exact() -> None:
    old, new = reading(*HARBOUR), reading("A correction was made on Monday.", *HARBOUR)
    found = placed(old, new, "The work cost 48 million crowns.")
    assert found.outcome is Outcome.EXACT
    assert words_at(new, found) == "The work cost 48 million crowns."


def test_a_paragraph_that_moved_takes_its_passages_along() -> None:
    one, two, three, four = HARBOUR
    old, new = reading(one, two, three, four), reading(one, three, four, two)
    found = placed(old, new, "We were never asked")
    assert found.outcome is Outcome.MOVED
    assert words_at(new, found) == "We were never asked"


def test_a_changed_number_is_the_same_passage_changed() -> None:
    old = reading(*HARBOUR)
    new = reading(HARBOUR[0].replace("48", "84"), *HARBOUR[1:])
    found = placed(old, new, "The work cost 48 million crowns.")
    assert found.outcome is Outcome.CHANGED
    assert words_at(new, found) == "The work cost 84 million crowns."
    assert found.place
    assert found.place.score > 0.8


def test_part_of_a_sentence_that_changed_is_found_to_the_word() -> None:
    old = reading(*HARBOUR)
    new = reading(HARBOUR[0].replace("48 million", "about 84 million"), *HARBOUR[1:])
    found = placed(old, new, "cost 48 million")
    assert (found.outcome, words_at(new, found)) == (Outcome.CHANGED, "cost about 84 million")


def test_unchanged_words_of_a_sentence_that_changed_have_moved() -> None:
    old = reading(*HARBOUR)
    new = reading(HARBOUR[0].replace("rebuilt in 2016", "rebuilt in 2017"), *HARBOUR[1:])
    found = placed(old, new, "The harbour of Lomvik")
    assert (found.outcome, words_at(new, found)) == (Outcome.MOVED, "The harbour of Lomvik")


def test_a_sentence_that_was_split_is_both_of_its_halves() -> None:
    old = reading(
        "It was late.", "The ferry sank in 1999, and forty people died that night.", "End."
    )
    new = reading("It was late.", "The ferry sank in 1999. Forty people died that night.", "End.")
    found = placed(old, new, "The ferry sank in 1999, and forty people died that night.")
    assert found.outcome is Outcome.CHANGED
    assert words_at(new, found) == "The ferry sank in 1999. Forty people died that night."


def test_a_sentence_that_was_joined_to_another_is_its_part_of_them() -> None:
    old = reading("It was late.", "The ferry sank in 1999. Forty people died that night.", "End.")
    new = reading(
        "It was late.", "The ferry sank in 1999, and forty people died that night.", "End."
    )
    found = placed(old, new, "Forty people died that night.")
    assert found.outcome is Outcome.CHANGED
    assert words_at(new, found) == "forty people died that night."


def test_a_deleted_sentence_is_lost() -> None:
    old = reading(*HARBOUR)
    new = reading(HARBOUR[0], HARBOUR[1], HARBOUR[3])
    assert placed(old, new, "A report is expected in spring.").outcome is Outcome.LOST


def test_a_deleted_sentence_never_goes_to_its_twin() -> None:
    one, two, three, four = HARBOUR
    old = reading(one, three, two, "The council declined to comment. Nobody else did.", four)
    new = reading(one, "A report is expected in spring.", two, old.text.split("\n\n")[3], four)
    found = placed(old, new, "The council declined to comment.")
    assert found.outcome is Outcome.LOST
    second = placed(old, new, "The council declined to comment.", 2)
    assert second.outcome is Outcome.EXACT


def test_a_paragraph_copied_right_behind_itself_is_ambiguous() -> None:
    one, two, three, four = HARBOUR
    old, new = reading(one, two, three, four), reading(one, two, two, three, four)
    found = placed(old, new, "We were never asked")
    assert (found.outcome, found.place) == (Outcome.AMBIGUOUS, None)
    assert [new.text[at.start : at.end] for at in found.others] == ["We were never asked"] * 2


def test_a_paragraph_copied_elsewhere_stays_between_its_neighbours() -> None:
    one, two, three, four = HARBOUR
    old, new = reading(one, two, three, four), reading(one, two, three, four, two)
    found = placed(old, new, "We were never asked")
    assert found.outcome is Outcome.EXACT
    assert found.place
    assert found.place.start == new.text.index("We were never asked")


def test_a_paragraph_copied_to_two_new_places_is_ambiguous() -> None:
    one, two, three, four = HARBOUR
    old = reading(one, two, three, four)
    new = reading(one, three, two, "Something else.", two, four)
    assert placed(old, new, "We were never asked").outcome is Outcome.AMBIGUOUS


def test_a_quotation_repeated_further_down_leaves_the_first_where_it_is() -> None:
    old = reading(*HARBOUR)
    new = reading(*HARBOUR, "“We were never asked,” said the fisherman Arne Dahl.")
    found = placed(old, new, "We were never asked")
    assert found.outcome is Outcome.EXACT
    assert found.place
    assert found.place.start == quote(old, "We were never asked").start


def test_a_sentence_edited_in_its_place_and_copied_elsewhere_is_ambiguous() -> None:
    one, two, three, four = HARBOUR
    old = reading(one, two, three, four)
    new = reading(two, one.replace("48", "84"), three, four, "The work cost 48 million crowns.")
    assert placed(old, new, "The work cost 48 million crowns.").outcome is Outcome.AMBIGUOUS


def test_a_short_sentence_in_foreign_surroundings_waits_for_a_person() -> None:
    old = reading("He was asked about the money.", "He said no.", "Then he went home to his wife.")
    new = reading(
        "A choir sang in the church of the village.",
        "He said no.",
        "The weather had been bad since the morning.",
    )
    assert placed(old, new, "He said no.").outcome is Outcome.AMBIGUOUS


def test_a_look_alike_with_another_number_is_not_the_passage() -> None:
    years = [
        f"In {year} the port moved {year - 1990} million tons of cargo."
        for year in range(2001, 2009)
    ]
    old, new = reading(*HARBOUR, *years), reading(*HARBOUR, *years[:3], *years[4:])
    assert placed(old, new, years[3]).outcome is Outcome.LOST


def test_long_words_kept_from_a_deleted_sentence_are_found_in_another() -> None:
    said = "the northern basin was never meant to carry such ships"
    old = reading(HARBOUR[0], f"Dahl told the paper on Monday that {said}.", HARBOUR[2])
    new = reading(HARBOUR[0], HARBOUR[2], f"A second witness, whom we met later, agrees: {said}!")
    found = placed(old, new, said)
    assert (found.outcome, words_at(new, found)) == (Outcome.MOVED, said)


def test_a_passage_over_two_paragraphs_is_carried_as_a_whole() -> None:
    old, new = reading(*HARBOUR), reading("New.", *HARBOUR)
    words = "His boat lies outside the new mole.\n\nThe council declined"
    found = placed(old, new, words)
    assert (found.outcome, words_at(new, found)) == (Outcome.EXACT, words)


def test_a_new_paragraph_within_a_passage_changes_it() -> None:
    old = reading("The first line stands here. The second line stands here.")
    new = reading("The first line stands here.", "The second line stands here.")
    found = placed(old, new, "stands here. The second")
    assert (found.outcome, words_at(new, found)) == (Outcome.CHANGED, "stands here.\n\nThe second")


def test_words_that_do_not_stand_in_the_old_text_are_refused() -> None:
    text = reading(*HARBOUR)
    with pytest.raises(ValueError, match="other words stand"):
        Following(text, text).place(Quote("The port", "", "", 0, 8))


def test_everything_of_a_text_that_was_emptied_is_lost() -> None:
    assert placed(reading(*HARBOUR), reading(), "48 million").outcome is Outcome.LOST


def test_unchanged_words_in_a_sentence_that_now_denies_them_wait_for_a_person() -> None:
    old = reading("The mayor said that crime fell by 5 percent last year.", *HARBOUR)
    new = reading("The mayor denied that crime fell by 5 percent last year.", *HARBOUR)
    found = placed(old, new, "crime fell by 5 percent")
    assert (found.outcome, words_at(new, found)) == (Outcome.CHANGED, "crime fell by 5 percent")


def test_candidates_over_several_sentences_are_whole() -> None:
    one, two, three, four = HARBOUR
    old, new = reading(one, two, three, four), reading(one, two, two, three, four)
    found = placed(old, new, two)
    assert found.outcome is Outcome.AMBIGUOUS
    assert [new.text[at.start : at.end] for at in found.others] == [two, two]


def test_what_was_edited_and_then_copied_right_behind_itself_is_ambiguous() -> None:
    one, two, _, four = HARBOUR
    edited = two.replace("outside", "within sight of")
    old, new = reading(one, two, four), reading(one, edited, edited, "Something else.")
    assert placed(old, new, "His boat lies").outcome is Outcome.AMBIGUOUS


def test_a_sentence_with_an_edited_one_right_beside_it_may_be_either() -> None:
    one, two, three, four = HARBOUR
    old = reading(one, two, three, four)
    new = reading(one.replace("The work", "The work cost 84 million crowns. The work"), two, four)
    found = placed(old, new, "The work cost 48 million crowns.")
    assert found.outcome is Outcome.AMBIGUOUS
    assert len(found.others) == 2


def test_a_copy_that_what_followed_still_follows_casts_doubt_on_the_first() -> None:
    apart = "A report is due. Nobody knows when. It may be late."
    one, two, three, four = HARBOUR
    old = reading(one, f"{three} A spokesman was sorry.", four, two, f"It was so. {three} {apart}")
    new = reading(
        "A spokesman was sorry.",
        one,
        f"{three} {apart}",
        three,
        four,
        two,
        f"It was so. {three} {apart}",
    )
    assert placed(old, new, "The council declined to comment.").outcome is Outcome.AMBIGUOUS


def test_what_was_edited_and_copied_beside_a_neighbour_that_stayed_is_ambiguous() -> None:
    one, two, three, _ = HARBOUR
    edited = "His boat lies within sight of the new mole."
    old = reading(one, two, three)
    new = reading(one, f"{two.split(' His')[0]} {edited} {edited}", "Something else.")
    assert placed(old, new, "His boat lies").outcome is Outcome.AMBIGUOUS


def test_two_like_sentences_that_were_edited_are_no_rivals_of_each_other() -> None:
    before = [f"In {year} the port moved coal from the northern basin to Oslo." for year in (1, 2)]
    after = [sentence.replace("moved coal", "sent coal") for sentence in before]
    old = reading("It began so.", before[0], HARBOUR[0], before[1], "It ended so.")
    new = reading("Now.", after[0], "Then.", HARBOUR[0], "And then.", after[1], "Well.")
    for number in range(2):
        found = placed(old, new, before[number])
        assert (found.outcome, words_at(new, found)) == (Outcome.CHANGED, after[number])


def test_few_words_of_a_sentence_that_was_edited_and_moved_wait_for_a_person() -> None:
    one, two, three, four = HARBOUR
    old = reading(one, two, three, four)
    new = reading(four.replace("Two thirds", "A third"), one, two, three)
    assert placed(old, new, "the northern basin").outcome is Outcome.AMBIGUOUS


def test_a_single_word_is_not_taken_over_between_other_words() -> None:
    old = reading(*HARBOUR)
    new = reading(HARBOUR[0].replace("cost 48 million", "took some 48 thousand"), *HARBOUR[1:])
    assert placed(old, new, "48").outcome is Outcome.AMBIGUOUS


def test_a_passage_whose_first_sentence_was_replaced_includes_what_stands_there_now() -> None:
    old = reading(*HARBOUR)
    new = reading(
        *HARBOUR[:2], HARBOUR[2].replace("The council declined to comment.", "Odd."), HARBOUR[3]
    )
    found = placed(old, new, HARBOUR[2])
    assert found.outcome is Outcome.CHANGED
    assert words_at(new, found) == "Odd. A report is expected in spring."


def test_two_sentences_that_moved_and_were_edited_are_not_taken_for_each_other() -> None:
    part = "The state has paid 20 million and says it owes no more. The county has paid nothing."
    old = reading(*HARBOUR, part)
    new = reading(
        part.replace("owes", "owes surely").replace("paid nothing", "paid quite nothing"), *HARBOUR
    )
    found = placed(old, new, "The county has paid nothing.")
    assert (found.outcome, words_at(new, found)) == (
        Outcome.CHANGED,
        "The county has paid quite nothing.",
    )
