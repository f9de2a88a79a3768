"""Two versions side by side show what a reader would call the changes, and nothing else."""

import pytest

from tests.articles.differences.texts import headline, outline, rows, side, words
from workbench.articles.differences import RowChange
from workbench.articles.word_difference import ChangedWords
from workbench.articles.wordings import Standout
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind

SALT_MOVED = "The port moved twelve tons of salt in March."
NOBODY_ASKED = "Nobody at all had asked for it, said the harbour master."
FERRY_SANK = "A ferry with nine cars on board sank near the northern pier late last night."
DIVERS_SEARCHED = "Divers searched the wreck with strong lamps until the early morning."
SALT = f"{SALT_MOVED} {NOBODY_ASKED}"
FERRY = f"{FERRY_SANK} {DIVERS_SEARCHED}"
COUNCIL = "The council meets again on Thursday. It wants to hear the owners of both ships."
ROOFS = "Three warehouses stay closed. Their roofs are to be mended before the winter storms."
ASIDE = "Whoever wants to listen may come to the old town hall at seven in the evening."
BOILERPLATE = "Read more below."


def test_an_unchanged_text_is_kept_block_by_block() -> None:
    text = side(headline("Salt and ships"), SALT, BOILERPLATE, FERRY, BOILERPLATE)
    assert outline(text, text) == [("kept", (at,), (at,), [], []) for at in range(5)]


def test_of_two_paragraphs_that_changed_places_one_moved() -> None:
    old, new = side(SALT, FERRY, COUNCIL, ROOFS), side(SALT, COUNCIL, FERRY, ROOFS)
    assert outline(old, new) == [
        ("kept", (0,), (0,), [], []),
        ("kept", (2,), (1,), [], []),
        ("moved", (1,), (2,), [], []),
        ("kept", (3,), (3,), [], []),
    ]
    assert [row.moved for row in rows(old, new)] == [False, False, True, False]


def test_a_deleted_paragraph_is_shown_behind_what_it_stood_behind() -> None:
    assert outline(side(SALT, FERRY, COUNCIL, ROOFS), side(SALT, ROOFS)) == [
        ("kept", (0,), (0,), [], []),
        ("removed", (1,), (), [], []),
        ("removed", (2,), (), [], []),
        ("kept", (3,), (1,), [], []),
    ]


def test_a_deleted_paragraph_does_not_follow_one_that_moved_away() -> None:
    old, new = side(SALT, FERRY, COUNCIL, ROOFS), side(SALT, ROOFS, FERRY)
    assert outline(old, new) == [
        ("kept", (0,), (0,), [], []),
        ("removed", (2,), (), [], []),
        ("kept", (3,), (1,), [], []),
        ("moved", (1,), (2,), [], []),
    ]


def test_a_paragraph_deleted_at_the_beginning_comes_first() -> None:
    assert outline(side(SALT, FERRY), side(FERRY)) == [
        ("removed", (0,), (), [], []),
        ("kept", (1,), (0,), [], []),
    ]


def test_a_new_paragraph_is_added_where_it_stands() -> None:
    assert outline(side(SALT, COUNCIL), side(SALT, FERRY, COUNCIL)) == [
        ("kept", (0,), (0,), [], []),
        ("added", (), (1,), [], []),
        ("kept", (1,), (2,), [], []),
    ]


def test_all_words_of_a_new_paragraph_are_added_and_all_of_a_deleted_one_removed() -> None:
    old, new = side(SALT, FERRY), side(SALT, COUNCIL)
    _, deleted, put_in = rows(old, new)
    assert "".join(words(old, deleted.removed)).replace(" ", "") == FERRY.replace(" ", "")
    assert "".join(words(new, put_in.added)).replace(" ", "") == COUNCIL.replace(" ", "")
    assert not deleted.added
    assert not put_in.removed


def test_a_changed_number_stands_out_at_its_offsets_in_both_texts() -> None:
    old, new = side(FERRY, SALT), side(FERRY, SALT.replace("twelve", "thirteen"))
    _, row = rows(old, new)
    start = len(FERRY) + 2 + SALT.index("twelve")
    assert row.change is RowChange.CHANGED
    assert row.removed == (ChangedWords(start, start + len("twelve"), Standout.NUMBER),)
    assert row.added == (ChangedWords(start, start + len("thirteen"), Standout.NUMBER),)


def test_a_paragraph_may_be_moved_and_changed() -> None:
    old = side(SALT, FERRY, COUNCIL)
    row = rows(old, side(FERRY, COUNCIL, SALT.replace("twelve", "thirteen")))[-1]
    assert (row.change, row.old, row.new) == (RowChange.CHANGED, (0,), (2,))
    assert row.moved


def test_a_sentence_that_was_split_changes_its_paragraph() -> None:
    new = side("The port moved twelve tons of salt. That was in March. " + NOBODY_ASKED, FERRY)
    assert outline(side(SALT, FERRY), new) == [
        ("changed", (0,), (0,), [], [". That was"]),
        ("kept", (1,), (1,), [], []),
    ]


def test_a_sentence_moved_to_another_paragraph_does_not_glue_the_two_together() -> None:
    old, new = side(SALT, FERRY, COUNCIL), side(SALT_MOVED, FERRY, f"{COUNCIL} {NOBODY_ASKED}")
    nobody_asked = ["Nobody", "at all had asked for it, said the harbour master."]
    assert outline(old, new) == [
        ("changed", (0,), (0,), nobody_asked, []),
        ("kept", (1,), (1,), [], []),
        ("changed", (2,), (2,), [], nobody_asked),
    ]


def test_one_sentence_that_went_astray_makes_no_paragraph_out_of_another() -> None:
    more = "The lamps were lent by the fire brigade, which has nine of them. It was cold."
    other = "They were asked twice already. No answer came, and none is due before the summer."
    old = side(SALT_MOVED, f"{FERRY} {more} {NOBODY_ASKED}", ROOFS)
    new = side(SALT_MOVED, ROOFS, f"{COUNCIL} {other} {NOBODY_ASKED} {ASIDE}")
    assert [row.change for row in rows(old, new)] == ["kept", "removed", "kept", "added"]


def test_a_paragraph_made_of_parts_of_two_stands_beside_the_one_it_has_more_of() -> None:
    old = side(f"{ROOFS} {SALT_MOVED} {NOBODY_ASKED}", f"{FERRY} {COUNCIL}")
    middle = f"{NOBODY_ASKED} {FERRY_SANK}"
    new = side(f"{ROOFS} {SALT_MOVED}", middle, f"{DIVERS_SEARCHED} {COUNCIL}")
    assert [(row.old, row.new) for row in rows(old, new)] == [((0,), (0,)), ((1,), (1, 2))]


def test_a_paragraph_divided_in_two_has_no_changed_word() -> None:
    old, new = side(SALT, FERRY, COUNCIL), side(SALT, FERRY_SANK, DIVERS_SEARCHED, COUNCIL)
    assert outline(old, new) == [
        ("kept", (0,), (0,), [], []),
        ("divided", (1,), (1, 2), [], []),
        ("kept", (2,), (3,), [], []),
    ]


def test_two_paragraphs_joined_into_one_have_no_changed_word() -> None:
    old, new = side(SALT, FERRY_SANK, DIVERS_SEARCHED, COUNCIL), side(SALT, FERRY, COUNCIL)
    assert outline(old, new) == [
        ("kept", (0,), (0,), [], []),
        ("joined", (1, 2), (1,), [], []),
        ("kept", (3,), (2,), [], []),
    ]


def test_a_divided_paragraph_with_a_changed_word_is_a_changed_one() -> None:
    new = side(FERRY_SANK, DIVERS_SEARCHED.replace("morning", "noon"), COUNCIL)
    assert outline(side(FERRY, COUNCIL), new) == [
        ("changed", (0,), (0, 1), ["morning"], ["noon"]),
        ("kept", (1,), (2,), [], []),
    ]


def test_a_paragraph_put_in_where_another_was_divided_is_in_its_row() -> None:
    added = [
        "Three",
        "warehouses stay closed. Their roofs are to be mended before the winter storms.",
    ]
    assert outline(side(FERRY, COUNCIL), side(FERRY_SANK, ROOFS, DIVERS_SEARCHED, COUNCIL)) == [
        ("changed", (0,), (0, 1, 2), [], added),
        ("kept", (1,), (3,), [], []),
    ]


def test_a_paragraph_left_out_where_two_were_joined_is_in_their_row() -> None:
    old, new = side(DIVERS_SEARCHED, ROOFS, FERRY_SANK), side(f"{DIVERS_SEARCHED} {FERRY_SANK}")
    ((change, olds, news, removed, added),) = outline(old, new)
    assert (change, olds, news, added) == ("changed", (0, 1, 2), (0,), [])
    assert " ".join(removed) == ROOFS


def test_a_part_that_went_far_away_is_not_in_the_row_of_its_paragraph() -> None:
    old, new = side(FERRY, SALT, COUNCIL), side(FERRY_SANK, SALT, COUNCIL, DIVERS_SEARCHED)
    assert [(row.change, row.old, row.new) for row in rows(old, new)] == [
        (RowChange.CHANGED, (0,), (0,)),
        (RowChange.KEPT, (1,), (1,)),
        (RowChange.KEPT, (2,), (2,)),
        (RowChange.ADDED, (), (3,)),
    ]


def test_repeated_boilerplate_is_paired_where_it_stands() -> None:
    old = side(SALT, BOILERPLATE, FERRY, BOILERPLATE, COUNCIL, BOILERPLATE)
    new = side(SALT, FERRY, BOILERPLATE, COUNCIL, BOILERPLATE)
    assert outline(old, new) == [
        ("kept", (0,), (0,), [], []),
        ("removed", (1,), (), [], []),
        ("kept", (2,), (1,), [], []),
        ("kept", (3,), (2,), [], []),
        ("kept", (4,), (3,), [], []),
        ("kept", (5,), (4,), [], []),
    ]


def test_repeated_boilerplate_that_went_elsewhere_is_paired_in_its_order() -> None:
    old = side(BOILERPLATE, BOILERPLATE, SALT, FERRY)
    new = side(SALT, BOILERPLATE, FERRY, BOILERPLATE)
    assert [(row.change, row.old, row.new) for row in rows(old, new)] == [
        (RowChange.KEPT, (2,), (0,)),
        (RowChange.MOVED, (0,), (1,)),
        (RowChange.KEPT, (3,), (2,)),
        (RowChange.MOVED, (1,), (3,)),
    ]


def test_of_a_paragraph_and_its_copy_one_is_kept_and_one_added() -> None:
    assert outline(side(SALT, FERRY, COUNCIL), side(SALT, FERRY, FERRY, COUNCIL)) == [
        ("kept", (0,), (0,), [], []),
        ("kept", (1,), (1,), [], []),
        ("added", (), (2,), [], []),
        ("kept", (2,), (3,), [], []),
    ]


def test_of_two_paragraphs_that_one_may_have_become_the_likelier_is_shown_beside_it() -> None:
    old = side(SALT, "The port moved 12 tons.", FERRY)
    new = side(SALT, "The port moved 12 tons today.", "The port moved 12 tons yesterday.", FERRY)
    assert outline(old, new) == [
        ("kept", (0,), (0,), [], []),
        ("changed", (1,), (1,), [], ["today"]),
        ("added", (), (2,), [], []),
        ("kept", (2,), (3,), [], []),
    ]


def test_a_headline_in_quite_other_words_is_still_the_headline() -> None:
    old, new = side(headline("Port grows"), SALT), side(headline("Whose salt?"), SALT)
    assert outline(old, new)[0] == ("changed", (0,), (0,), ["Port", "grows"], ["Whose", "salt?"])


def test_a_paragraph_is_not_shown_beside_one_in_quite_other_words() -> None:
    assert [change for change, *_ in outline(side("Port grows"), side("Whose salt?"))] == [
        "removed",
        "added",
    ]


def test_a_paragraph_that_became_a_caption_is_kept_and_of_another_kind() -> None:
    old, new = side(SALT, FERRY), side(DraftBlock(BlockKind.CAPTION, SALT), FERRY)
    assert [(row.change, row.other_kind) for row in rows(old, new)] == [
        (RowChange.KEPT, True),
        (RowChange.KEPT, False),
    ]


def test_other_spaces_change_no_word() -> None:
    assert outline(side("It sank (again)."), side("It sank(again).")) == [
        ("kept", (0,), (0,), [], [])
    ]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [([], [], []), ([], [SALT], ["added"]), ([SALT], [], ["removed"])],
)
def test_a_text_may_be_empty(old: list[str], new: list[str], changes: list[str]) -> None:
    assert [row.change for row in rows(side(*old), side(*new))] == changes
