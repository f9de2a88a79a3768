"""A draft beside the version before: one passage a step, until the version is made."""

from typing import Any

import pytest
from sqlalchemy import func, select

from tests.builders import HARBOUR, Newsroom, article_from
from tests.screens.conftest import CountQueries, count_queries
from tests.screens.versions.conftest import (
    CAPTION,
    DEARER,
    HEADLINE,
    REWRITTEN,
    SECOND,
    SHARE,
    Drafted,
    as_text,
)
from tests.screens.workbench.conftest import HTMX, Browser, Come, looking_into
from tests.screens.workbench.parsing import find, parsed
from workbench.articles.models import Version, VersionDraft
from workbench.articles.versions import amendment_in
from workbench.claims.models import Settlement
from workbench.db import Database

__all__ = ["count_queries"]

REPEATED = (HEADLINE, DEARER, CAPTION, SECOND, SHARE, "It rained. His deputy sang for an hour.")


@pytest.fixture
def quay(database: Database, house: Newsroom) -> int:
    """The passage of claim 1, whose words change."""
    with database.writing() as session:
        return looking_into(session, house).claim("The quay cost 41 million").passages[0].id


@pytest.fixture
def deputy(database: Database, house: Newsroom, quay: int) -> int:
    """The passage of claim 2, which goes."""
    with database.writing() as session:
        return looking_into(session, house).claim("The mayor was ill").passages[0].id


def offered(page: Any) -> list[str]:
    """What can be pressed about the passage in question, with its key."""
    return [
        f"{button.get('data-key')} {find(button, 'strong')[0].text_content()}"
        for button in find(page, "button.settle-choice")
    ]


def form_of(page: Any, key: str) -> dict[str, str]:
    """What the button with a key sends."""
    form = find(page, f"button[data-key='{key}']")[0].xpath("ancestor::form")[0]
    return {field.get("name"): field.get("value") or "" for field in find(form, "input")}


def settled(database: Database) -> list[tuple[str, int | None, int | None]]:
    with database.reading() as session:
        rows = session.scalars(select(Settlement).order_by(Settlement.id))
        return [(row.decided, row.start, row.end) for row in rows]


def test_the_page_shows_both_texts_with_what_changed(
    ana: Browser, drafted: Drafted, quay: int
) -> None:
    page = ana.page(f"/drafts/{drafted()}")
    assert [e.text_content() for e in find(page, ".is-changed del")] == ["41"]
    assert [(e.text_content(), e.get("class")) for e in find(page, ".is-changed ins")] == [
        ("43", "is-number")
    ]
    new = find(page, ".versus-new .words")
    assert DEARER in [block.text_content() for block in new]


def test_the_new_text_can_be_selected_and_the_old_one_cannot(
    ana: Browser, drafted: Drafted, quay: int
) -> None:
    page = ana.page(f"/drafts/{drafted()}?all=yes")
    assert find(page, ".versus-old .words") == []
    assert [e.get("data-start") for e in find(page, ".versus-new .words")] == [
        "0", "29", "94", "117", "167",
    ]  # fmt: skip


def test_the_first_open_passage_is_in_question_with_a_key_for_each_choice(
    ana: Browser, drafted: Drafted, quay: int
) -> None:
    page = ana.page(f"/drafts/{drafted()}")
    assert find(page, "#panel")[0].get("data-passage") == str(quay)
    assert offered(page) == ["1 Accept this place", "l Leave it behind"]


def test_a_place_across_another_claim_s_words_gives_no_id_twice(
    ana: Browser, drafted: Drafted, quay: int, database: Database, house: Newsroom
) -> None:
    with database.writing() as session:
        overlapping = looking_into(session, house).claim("cost 41 million. Nobody").passages[0].id
    path = f"/drafts/{drafted()}"
    ana.send(f"{path}/passages/{quay}", form_of(ana.page(path), "1"))
    page = ana.page(f"{path}?passage={overlapping}")
    ids = [element.get("id") for element in find(page, "[id]")]
    assert len(find(page, "mark.candidate")) > 1
    assert len(set(ids)) == len(ids)


def test_accepting_settles_and_leads_to_the_end(
    ana: Browser, drafted: Drafted, quay: int, database: Database
) -> None:
    path = f"/drafts/{drafted()}"
    answer = ana.send(f"{path}/passages/{quay}", form_of(ana.page(path), "1"))
    assert answer.location == ana.address(path)
    assert settled(database) == [("accepted", 29, 53)]
    page = ana.page(path)
    assert "1 of 1" in find(page, ".coverage-line")[0].text_content()
    assert find(page, "#make-form")


def test_after_a_passage_comes_the_next_open_one_behind_it_then_the_first(
    ana: Browser, drafted: Drafted, quay: int, deputy: int, database: Database, house: Newsroom
) -> None:
    with database.writing() as session:
        spoke = looking_into(session, house).claim("deputy spoke").passages[0].id
    path = f"/drafts/{drafted((HEADLINE, DEARER, CAPTION, 'Nobody 😀 came.', SHARE))}"
    for passage, after in ((deputy, spoke), (spoke, quay), (quay, None)):
        answer = ana.send(f"{path}/passages/{passage}/leave", {"revision": "1"})
        assert answer.location == ana.address(f"{path}?passage={after}" if after else path)


def test_words_can_be_copied_instead(
    ana: Browser, drafted: Drafted, quay: int, database: Database
) -> None:
    path = f"/drafts/{drafted()}"
    words = "Nobody 😀 asked why."
    answer = ana.send(f"{path}/passages/{quay}/words", exact=f" {words}\r\n", revision=1)
    assert answer.status_code == 303
    start = as_text(REWRITTEN).index(words)
    assert settled(database) == [("marked anew", start, start + len(words))]


@pytest.mark.parametrize(
    ("exact", "told"),
    [("cost 41 million", "do not stand in the new text"), ("His deputy", "more than once"),
     ("", "Copy the words from the new text.")],
)  # fmt: skip
def test_copied_words_that_name_no_one_place_are_refused(
    ana: Browser, drafted: Drafted, quay: int, database: Database, exact: str, told: str
) -> None:
    draft = drafted((*REPEATED, "His deputy danced."))
    answer = ana.send(f"/drafts/{draft}/passages/{quay}/words", exact=exact, revision=1)
    assert (answer.status_code, settled(database)) == (422, [])
    assert told in answer.text


def test_words_that_are_selected_can_be_the_place(
    ana: Browser, drafted: Drafted, quay: int, database: Database
) -> None:
    path = f"/drafts/{drafted()}"
    words = {"start": "33", "end": "46", "exact": "quay cost 43 ", "revision": "1"}
    ana.send(f"{path}/passages/{quay}", words)
    assert settled(database) == [("marked anew", 33, 45)]


def test_words_that_do_not_stand_there_are_refused(
    ana: Browser, drafted: Drafted, quay: int, database: Database
) -> None:
    words = {"start": "33", "end": "45", "exact": "quay cost 41", "revision": "1"}
    answer = ana.send(f"/drafts/{drafted()}/passages/{quay}", words)
    assert answer.status_code == 422
    assert "do not stand there" in answer.text
    assert settled(database) == []


def test_a_passage_can_be_left_behind(
    ana: Browser, drafted: Drafted, quay: int, database: Database
) -> None:
    path = f"/drafts/{drafted()}"
    ana.send(f"{path}/passages/{quay}/leave", {"revision": "1"})
    assert settled(database) == [("left behind", None, None)]
    assert "stands nowhere in the new text" in ana.see(f"{path}?passage={quay}").text


def test_the_last_decision_is_taken_back_and_shown_again(
    ana: Browser, come: Come, house: Newsroom, drafted: Drafted, quay: int, database: Database
) -> None:
    path = f"/drafts/{drafted()}"
    ana.send(f"{path}/passages/{quay}/leave", {"revision": "1"})
    come(house.bo).send(f"{path}/undo")
    assert len(settled(database)) == 1
    answer = ana.send(f"{path}/undo")
    assert answer.location == ana.address(f"{path}?passage={quay}")
    assert settled(database) == []


def test_a_double_click_settles_once(
    ana: Browser, drafted: Drafted, quay: int, database: Database
) -> None:
    path = f"/drafts/{drafted()}"
    form = form_of(ana.page(path), "1")
    first, second = (ana.send(f"{path}/passages/{quay}", form) for _ in range(2))
    assert first.location == second.location
    assert len(settled(database)) == 1


def test_a_draft_changed_by_somebody_is_not_settled_unseen(
    ana: Browser, drafted: Drafted, quay: int, database: Database
) -> None:
    path = f"/drafts/{drafted()}"
    form = form_of(ana.page(path), "1")
    with database.writing() as session:
        session.scalars(select(VersionDraft)).one().revision += 1
    answer = ana.send(f"{path}/passages/{quay}", form)
    assert answer.status_code == 409
    assert "was changed while you looked at it" in answer.text


def test_to_htmx_the_page_comes_without_its_frame(
    ana: Browser, drafted: Drafted, quay: int
) -> None:
    text = ana.see(f"/drafts/{drafted()}", HTMX).text
    assert "<html" not in text
    assert 'id="settling"' in text


def make(ana: Browser, path: str, **said: str) -> Any:
    return ana.send(f"{path}/make", {"revision": "1", **said})


def test_a_version_is_made_with_what_the_outlet_changed(
    ana: Browser, drafted: Drafted, quay: int, database: Database, house: Newsroom
) -> None:
    path = f"/drafts/{drafted()}"
    ana.send(f"{path}/passages/{quay}", form_of(ana.page(path), "1"))
    answer = make(ana, path, amended="y", made_on="2019-05-17", notice="", note="The sum.")
    assert answer.location == ana.address()
    assert "Version 2 is the newest now." in ana.see().text
    with database.reading() as session:
        room = looking_into(session, house)
        amendment = amendment_in(session, room.version)
        assert amendment is not None
        assert (room.version.number, amendment.made_on, amendment.note) == (
            2, "2019-05-17", "The sum.",
        )  # fmt: skip


def test_what_is_not_settled_makes_no_version_and_the_words_are_kept(
    ana: Browser, drafted: Drafted, quay: int, database: Database
) -> None:
    answer = make(ana, f"/drafts/{drafted()}", amended="y", note="The sum was changed.")
    assert answer.status_code == 409
    assert "Decide first where these claims stand" in answer.text
    with database.reading() as session:
        assert session.scalar(select(func.count(Version.id))) == 1


def test_the_address_at_which_a_version_was_refused_leads_back_to_the_form(
    ana: Browser, drafted: Drafted, quay: int
) -> None:
    path = f"/drafts/{drafted()}"
    assert make(ana, path).status_code == 409
    answer = ana.see(f"{path}/make")
    assert (answer.status_code, answer.location) == (303, ana.address(f"{path}?finish=yes"))
    assert find(ana.page(f"{path}?finish=yes"), "#make-form")


def test_a_date_that_is_none_gives_the_form_back(ana: Browser, drafted: Drafted) -> None:
    answer = make(ana, f"/drafts/{drafted()}", amended="y", made_on="yesterday", note="Sum.")
    assert answer.status_code == 422
    page = parsed(answer.text)
    assert find(page, "[name='made_on']")[0].get("value") == "yesterday"
    assert find(page, "#make-form textarea[name='note']")[0].text_content().strip() == "Sum."


def test_a_draft_that_says_the_same_is_refused(ana: Browser, drafted: Drafted) -> None:
    answer = make(ana, f"/drafts/{drafted(HARBOUR)}")
    assert answer.status_code == 409
    assert "Nothing has changed since version 1" in answer.text


def test_a_draft_overtaken_by_a_version_is_kept_and_set_upon_it(
    ana: Browser, come: Come, house: Newsroom, drafted: Drafted, database: Database
) -> None:
    late, early = drafted(), drafted(REPEATED)
    make(come(house.bo), f"/drafts/{early}")
    path = f"/drafts/{late}"
    assert "Version 2 was made while this draft waited" in ana.see(path).text
    refused = make(ana, path)
    assert refused.status_code == 409
    ana.send(f"{path}/follow-newest")
    with database.reading() as session:
        draft = session.get_one(VersionDraft, late)
        assert draft.base.number == 2
        revision = str(draft.revision)
    assert ana.send(f"{path}/make", {"revision": revision}).location == ana.address()
    with database.reading() as session:
        assert looking_into(session, house).version.number == 3


def test_a_discarded_draft_can_be_taken_up_again(ana: Browser, drafted: Drafted) -> None:
    path = f"/drafts/{drafted()}"
    ana.send(f"{path}/discard")
    assert "This draft was discarded" in ana.see(path).text
    assert make(ana, path).status_code == 409
    ana.send(f"{path}/take-up")
    assert find(ana.page(path), "#settling")


def test_a_draft_that_became_a_version_says_so(ana: Browser, drafted: Drafted) -> None:
    path = f"/drafts/{drafted()}"
    make(ana, path)
    assert "This draft is a version now" in ana.see(path).text


def test_a_draft_of_another_article_is_not_found(
    ana: Browser, drafted: Drafted, database: Database, house: Newsroom
) -> None:
    draft_id = drafted()
    with database.writing() as session:
        room = looking_into(session, house)
        other = article_from(session, HARBOUR, by=room.ana).id
    assert ana.client.get(f"/articles/{other}/drafts/{draft_id}").status_code == 404


def test_a_viewer_reads_a_draft_and_is_offered_nothing(
    come: Come, house: Newsroom, drafted: Drafted, quay: int
) -> None:
    page = come(house.viv).page(f"/drafts/{drafted()}")
    assert find(page, "button.settle-choice, #make-form") == []


def test_a_page_asks_as_much_of_one_passage_as_of_three(
    ana: Browser,
    house: Newsroom,
    drafted: Drafted,
    quay: int,
    database: Database,
    count_queries: CountQueries,
) -> None:
    path = f"/drafts/{drafted()}"
    counts = []
    for words in ("It opened in May", "The mayor was ill", None):
        with count_queries() as queries:
            ana.page(path)
        counts.append(len(queries))
        if words:
            with database.writing() as session:
                looking_into(session, house).claim(words)
    assert len(set(counts)) == 1
    assert counts[0] <= 16, counts
