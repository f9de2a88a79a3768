"""Correcting a text: its blocks are split, joined and rewritten, and nothing typed is lost."""

from typing import Any

import pytest

from tests.builders import HARBOUR, Newsroom
from tests.rewriting import Rewrite
from tests.screens.versions.conftest import FIRST, Drafted, draft_id_of
from tests.screens.workbench.conftest import HTMX, Browser, Come, looking_into
from tests.screens.workbench.parsing import find, parsed
from workbench.articles.draft_blocks import KeyedBlock, blocks_from_json
from workbench.articles.models import VersionDraft
from workbench.db import Database


@pytest.fixture
def blocks(database: Database, drafted: Drafted) -> "Blocks":
    """A draft that says what the article says."""
    return Blocks(database, drafted(HARBOUR))


class Blocks:
    """The blocks of a draft as the database has them, and forms about them."""

    def __init__(self, database: Database, draft_id: int) -> None:
        self.database, self.path = database, f"/drafts/{draft_id}/blocks"
        self.draft_id = draft_id

    def all(self) -> tuple[KeyedBlock, ...]:
        with self.database.reading() as session:
            return blocks_from_json(session.get_one(VersionDraft, self.draft_id).blocks)

    def words(self) -> list[str]:
        return [block.text for block in self.all()]

    def form(self, key: int, **changed: str) -> dict[str, Any]:
        block = next(block for block in self.all() if block.key == key)
        return {"kind": block.kind.value, "text": block.text, "seal": block.seal, **changed}


def test_correcting_begins_a_draft_and_goes_on_with_it(
    ana: Browser, come: Come, house: Newsroom
) -> None:
    first = ana.send("/versions/correct")
    second = come(house.bo).send("/versions/correct")
    assert draft_id_of(first.location) == draft_id_of(second.location)
    page = ana.page(f"/drafts/{draft_id_of(first.location)}/blocks")
    assert [block.text_content() for block in find(page, "li.draft-block p")] == [
        each if isinstance(each, str) else each[1] for each in HARBOUR
    ]


def test_a_block_is_saved_and_shown_anew(ana: Browser, blocks: Blocks) -> None:
    saving = blocks.form(2, text="The quay cost 42 million.", kind="quotation")
    answer = ana.send(f"{blocks.path}/2", saving)
    assert answer.location.endswith(f"{blocks.path}?at=2#block-2")
    block = blocks.all()[1]
    assert (block.kind, block.text) == ("quotation", "The quay cost 42 million.")


def test_an_empty_line_splits_a_block(ana: Browser, blocks: Blocks) -> None:
    split = blocks.form(2, text="The quay cost 41 million.\r\n\r\nNobody 😀 asked why.")
    ana.send(f"{blocks.path}/2", split)
    assert blocks.words()[1:3] == ["The quay cost 41 million.", "Nobody 😀 asked why."]


def test_a_block_is_joined_to_the_one_above(ana: Browser, blocks: Blocks) -> None:
    joining = {"seal": blocks.form(3)["seal"]}
    answer = ana.send(f"{blocks.path}/3/join", joining)
    assert answer.location.endswith("?at=2#block-2")
    assert blocks.words()[1] == f"{FIRST} The quay in the rain."


def test_blocks_are_joined_to_one_however_long_which_can_be_edited_and_split_again(
    ana: Browser, database: Database, drafted: Drafted
) -> None:
    long = "All of it in one paragraph. " * 3_000
    blocks = Blocks(database, drafted((long.strip(), "A second.", long.strip())))
    ana.send(f"{blocks.path}/3/join", {"seal": blocks.form(3)["seal"]})
    ana.send(f"{blocks.path}/2/join", {"seal": blocks.form(2)["seal"]})
    [whole] = blocks.words()
    assert len(whole) > 160_000
    shorter = blocks.form(1, text=whole.replace("A second.", "\r\n\r\nThe second."))
    assert ana.send(f"{blocks.path}/1", shorter).status_code == 303
    assert blocks.words()[1].startswith("The second. All of it")


def test_the_form_of_a_block_stands_in_its_place(ana: Browser, blocks: Blocks) -> None:
    page = ana.page(f"{blocks.path}?edit=2")
    assert find(page, "#block-2 textarea")[0].text_content().strip() == FIRST
    assert find(page, "#block-3 textarea") == []
    assert "<html" not in ana.see(f"{blocks.path}?edit=2", HTMX).text


def test_of_two_who_change_a_block_the_second_gets_both_texts(
    ana: Browser, come: Come, house: Newsroom, blocks: Blocks
) -> None:
    seen = blocks.form(2)
    come(house.bo).send(f"{blocks.path}/2", {**seen, "text": "The quay cost 42 million."})
    answer = ana.send(f"{blocks.path}/2", {**seen, "text": "The quay cost 40 million."})
    assert answer.status_code == 409
    page = parsed(answer.text)
    assert "42 million" in find(page, ".versus")[0].text_content()
    assert find(page, "textarea")[0].text_content().strip() == "The quay cost 40 million."
    assert blocks.words()[1] == "The quay cost 42 million."
    seal = find(page, "#block-form-2 [name='seal']")[0].get("value")
    ana.send(f"{blocks.path}/2", {**seen, "text": "The quay cost 40 million.", "seal": seal})
    assert blocks.words()[1] == "The quay cost 40 million."


def test_two_who_change_different_blocks_do_not_disturb_each_other(
    ana: Browser, come: Come, house: Newsroom, blocks: Blocks
) -> None:
    mine, theirs = blocks.form(2, text="The quay."), blocks.form(4, text="The mayor.")
    come(house.bo).send(f"{blocks.path}/4", theirs)
    assert ana.send(f"{blocks.path}/2", mine).status_code == 303
    assert blocks.words()[1:4] == ["The quay.", "The quay in the rain.", "The mayor."]


def test_a_second_headline_is_refused_with_the_words_kept(ana: Browser, blocks: Blocks) -> None:
    answer = ana.send(f"{blocks.path}/2", blocks.form(2, kind="headline", text="Another"))
    assert answer.status_code == 422
    assert "has a headline already" in answer.text
    assert find(parsed(answer.text), "textarea")[0].text_content().strip() == "Another"
    assert blocks.words()[1] == FIRST


def test_a_block_that_somebody_joined_away_is_gone_and_the_words_are_given_back(
    ana: Browser, come: Come, house: Newsroom, blocks: Blocks
) -> None:
    mine = blocks.form(3, text="The quay in the snow.")
    come(house.bo).send(f"{blocks.path}/3/join", {"seal": mine["seal"]})
    answer = ana.send(f"{blocks.path}/3", mine)
    assert answer.status_code == 409
    assert "The quay in the snow." in answer.text


def test_what_was_decided_follows_a_correction_elsewhere_and_is_open_in_the_block_itself(
    ana: Browser, database: Database, house: Newsroom, drafted: Drafted
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        quay, deputy = room.claim("The quay cost 41 million"), room.claim("His deputy spoke")
    dearer = ("Dear quay.", "The quay cost 43 million.", "His deputy sang for an hour, they say.")
    blocks = Blocks(database, drafted(dearer))
    with database.writing() as session:
        room = looking_into(session, house)
        rewrite = Rewrite(room, session.get_one(VersionDraft, blocks.draft_id))
        rewrite.settle(quay, "The quay cost 43 million")
        rewrite.settle(deputy, "His deputy sang")
    ana.send(f"{blocks.path}/1", blocks.form(1, text="A very dear quay indeed."))
    ana.send(f"{blocks.path}/3", blocks.form(3, text="His deputy sang for two hours."))
    with database.reading() as session:
        rewrite = Rewrite(
            looking_into(session, house), session.get_one(VersionDraft, blocks.draft_id)
        )
        places = {item.claim.number: item.place for item in rewrite.items.items}
        text = rewrite.text.text
    assert places[2] is None
    assert places[1] is not None
    assert text[slice(*places[1])] == "The quay cost 43 million"


def test_a_long_text_is_edited_a_page_at_a_time(ana: Browser, drafted: Drafted) -> None:
    draft_id = drafted(tuple(f"Paragraph {number}." for number in range(1, 131)))
    first = ana.page(f"/drafts/{draft_id}/blocks")
    last = ana.page(f"/drafts/{draft_id}/blocks?edit=130")
    assert len(find(first, "li.draft-block")) == 100
    assert len(find(last, "li.draft-block")) == 30
    assert find(last, "#block-130 textarea")


@pytest.mark.parametrize(("emptied", "left"), [(120, 121), (130, 129), (1, 2)])
def test_a_block_taken_out_leads_to_what_stands_in_its_place_on_its_page(
    ana: Browser, database: Database, drafted: Drafted, emptied: int, left: int
) -> None:
    blocks = Blocks(database, drafted(tuple(f"Paragraph {n}." for n in range(1, 131))))
    answer = ana.send(f"{blocks.path}/{emptied}", blocks.form(emptied, text=""))
    assert answer.location.endswith(f"{blocks.path}?at={left}#block-{left}")
    page = ana.page(answer.location.removeprefix(ana.address()))
    assert find(page, f"#block-{left}")
    assert find(page, f"#block-{emptied}") == []


def test_the_last_block_can_be_taken_out_too(
    ana: Browser, database: Database, drafted: Drafted
) -> None:
    blocks = Blocks(database, drafted(("All of it.",)))
    answer = ana.send(f"{blocks.path}/1", blocks.form(1, text=""))
    assert answer.location.endswith(blocks.path)
    assert blocks.words() == []
    assert ana.see(f"/drafts/{blocks.draft_id}").status_code == 200
