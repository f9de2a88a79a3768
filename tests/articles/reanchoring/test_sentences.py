"""Sentences keep their identity as far as their words do."""

from tests.articles.reanchoring.texts import reading
from workbench.articles.reanchoring import Following, Outcome

SAME, MOVED, CHANGED = Outcome.EXACT, Outcome.MOVED, Outcome.CHANGED
AMBIGUOUS, LOST = Outcome.AMBIGUOUS, Outcome.LOST

OLD = reading(
    "The harbour was rebuilt in 2016. It cost 48 million crowns.",
    "Read more: the fish.",
    "The fisherman Arne Dahl was never asked. Eleven boats lie outside the new mole.",
    "Read more: the fish.",
    "The union sees it otherwise. There are more tons because there is more gravel.",
)


def outcomes(*paragraphs: str) -> list[Outcome]:
    return [fate.outcome for fate in Following(OLD, reading(*paragraphs)).sentences]


def test_a_new_version_that_equals_the_old_keeps_every_sentence() -> None:
    assert outcomes(*OLD.text.split("\n\n")) == [SAME] * 8


def test_changed_and_deleted_sentences_lose_their_disposition_and_the_others_keep_it() -> None:
    one, two, three, four, five = OLD.text.split("\n\n")
    new = one.replace("48", "84"), two, three.replace("Eleven boats lie outside the new mole.", "")
    assert outcomes(*(part.strip() for part in new), four, five) == [
        SAME, CHANGED, SAME, SAME, LOST, SAME, SAME, SAME,
    ]  # fmt: skip


def test_a_paragraph_that_moves_keeps_its_sentences() -> None:
    one, two, three, four, five = OLD.text.split("\n\n")
    assert outcomes(five, one, two, three, four) == [SAME] * 6 + [MOVED] * 2


def test_boilerplate_whose_neighbours_went_different_ways_is_ambiguous() -> None:
    one, two, three, four, five = OLD.text.split("\n\n")
    assert outcomes(one, two, five, three, four)[2] is AMBIGUOUS


def test_boilerplate_that_was_left_out_once_is_lost_where_it_stood() -> None:
    one, two, three, _, five = OLD.text.split("\n\n")
    assert outcomes(one, two, three, five) == [SAME, SAME, SAME, SAME, SAME, LOST, SAME, SAME]


def test_a_paragraph_copied_right_behind_itself_is_ambiguous() -> None:
    one, two, three, four, five = OLD.text.split("\n\n")
    assert outcomes(one, two, three, three, four, five) == [
        SAME, SAME, SAME, AMBIGUOUS, AMBIGUOUS, SAME, SAME, SAME,
    ]  # fmt: skip


def test_a_changed_sentence_names_the_sentences_it_became() -> None:
    new = reading(
        "The harbour was rebuilt in 2016. It cost 48 million crowns.",
        "The fisherman Arne Dahl was never asked. Eleven boats. They lie outside the new mole.",
    )
    fate = Following(OLD, new).sentences[4]
    assert fate.outcome is CHANGED
    assert fate.region
    assert (fate.region.first, fate.region.last) == (3, 4)


def test_a_sentence_with_a_few_words_left_is_lost_and_the_place_is_named() -> None:
    new = reading("Arne Dahl lives in a house above the town, where nobody has called on him yet.")
    fate = Following(OLD, new).sentences[3]
    assert fate.outcome is LOST
    assert fate.region is None
    assert [(other.first, other.last) for other in fate.others] == [(0, 0)]


def test_boilerplate_is_known_by_neighbours_that_were_edited() -> None:
    assert outcomes(
        "The harbour was rebuilt in 2016. It cost 84 million crowns.",
        "Read more: the fish.",
        "The fisherman Arne Dahl was never once asked. Eleven boats lie outside the new mole.",
        "Read more: the fish.",
        "The union sees it otherwise. There are more tons because there is more gravel.",
    ) == [SAME, CHANGED, SAME, CHANGED, SAME, SAME, SAME, SAME]
