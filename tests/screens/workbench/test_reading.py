"""The workbench's pages: the text as it is, in parts, whole or as fragments, for members only."""

import re
from typing import Any

import pytest
from flask import Flask

from tests.builders import HARBOUR, Newsroom, article_from, open_newsroom
from tests.screens.conftest import CountQueries
from tests.screens.workbench.conftest import HTMX, Browser, Come, looking_into
from tests.screens.workbench.parsing import find, parsed
from workbench.db import Database
from workbench.intake.rules import BlockKind
from workbench.screens.workbench.text import BLOCKS_IN_A_PART

STRANGE = (
    (BlockKind.HEADLINE, "A 😀 & <b>headline</b>"),
    "Co\u0302te\u0323 ran. 👨‍👩‍👧 came  home & <i>left</i>. هذا نص عربي. * * *",
    (BlockKind.LIST_ITEM, "…"),
    (BlockKind.CAPTION, "{{ caption }}"),
    (BlockKind.QUOTATION, "“Who?” “Me 🇩🇪.”"),
)


def words_of(page: Any) -> list[str]:
    """The text nodes of each block."""
    return [words.text_content() for words in find(page, ".words")]


def test_the_text_on_the_page_is_the_text_and_nothing_else(
    come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        room.article = article_from(session, STRANGE, by=room.ana)
        room = looking_into(session, room)
        text = room.text
        for start, end in ((2, 3), (0, 12), (5, 40), (8, 30), (20, 48), (2, 3)):
            words = text[start:end]
            if text.count(words) == 1 and words == words.strip():
                room.claim(words)
        room.set_aside("Who")
        assert len(room.claims()) >= 3
    page = come(house.ana, room.article.id).page("/claims/1")
    assert words_of(page) == text.split("\n\n")
    for element in find(page, ".words, .sentence"):
        start, end = element.get("data-start"), element.get("data-end")
        shown = element.text_content()
        assert text[int(start) : int(end or int(start) + len(shown))] == shown


def test_every_claim_shows_its_number_once_for_each_passage(
    come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        room.claim("41 million. Nobody 😀 asked why. It opened in May.\n\nThe quay in the rain.")
        room.passage(room.claim("cost 41"), "Nobody")
    page = come(house.ana).page()
    numbers = [a.get("data-number") for a in find(page, "a.claim-number")]
    assert sorted(numbers) == ["1", "2", "2"]
    assert words_of(page) == house.text.split("\n\n")


def test_the_open_claim_is_ringed_and_no_other(
    come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        for words in ("Nobody", "The mayor"):
            room.claim(words)
    page = come(house.ana).page("/claims/2")
    assert [m.get("data-claims") for m in find(page, "mark.is-open")] == ["2"]
    assert [r.get("id") for r in find(page, ".claim-row.is-open")] == ["row-2"]
    assert not find(come(house.ana).page(), ".is-open")


def test_without_a_script_a_sentence_is_chosen_by_its_address(come: Come, house: Newsroom) -> None:
    ana = come(house.ana)
    page = ana.page("?sentence=3")
    assert "is-current" in find(page, "#sentence-3")[0].get("class")
    [bar] = find(page, "form#selection-bar")
    assert bar.get("hidden") is None
    form = {k: v for k, v in bar.form_values() if k in {"start", "end", "exact"}}
    assert form == {k: str(v) for k, v in house.place("Nobody 😀 asked why.").items()}
    assert ana.send("/claims", form).status_code == 303
    assert find(ana.page(), "form#selection-bar")[0].get("hidden") is not None


def test_who_is_shown_how_to_begin_finds_it_beside_the_text_and_below_it_on_a_phone(
    come: Come, house: Newsroom
) -> None:
    ana = come(house.ana)
    ana.send("/claims", house.place("Nobody"))
    page = ana.page("?sentence=3&hint=1")
    assert find(page, "#panel .hint-card")
    assert not find(page, "#panel .empty-state")
    [strip] = find(page, "#open-strip a")
    assert strip.get("href") == "#part-panel"
    assert not find(ana.page("?sentence=3"), "#open-strip a, .hint-card")


def test_an_article_without_claims_says_how_to_begin_to_those_who_may(
    come: Come, house: Newsroom
) -> None:
    assert find(come(house.ana).page(), "#panel .hint-card")
    assert not find(come(house.viv).page(), ".hint-card")


def test_an_editor_is_shown_first_that_verdicts_wait(
    come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        room.propose(room.claim())
    [queue] = find(come(house.ed).page("?hint=1"), "#panel .button")
    assert queue.get("href") == "/review"
    assert not find(come(house.ana).page("?hint=1"), "#panel .button")


def test_where_no_claim_is_open_it_is_told_where_they_stand_in_the_order_of_their_way(
    come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        decided = room.claim()
        room.propose(decided)
        room.approve(decided)
        for words in ("Nobody", "The mayor"):
            room.claim(words)
    page = come(house.ana).page()
    standing = [e.text_content().strip() for e in find(page, "#panel dt, #panel dd")]
    assert standing == ["Open", "2", "Approved", "1"]
    listed = [e.get("value") for e in find(page, "#claims-status option")]
    assert listed == ["", "open", "approved"]


def test_what_an_editor_said_stands_below_an_approved_verdict(
    come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        room = looking_into(session, house)
        claim = room.claim("Nobody")
        room.propose(claim, summary="Somebody did.")
        room.approve(claim, comment="Well found.")
    page = come(house.ana).page("/claims/1")
    section = find(page, "#verdict")[0].text_content()
    assert section.index("Somebody did.") < section.index("Well found.")


def test_a_viewer_is_shown_nothing_to_change(come: Come, house: Newsroom) -> None:
    come(house.ana).send("/claims", house.place("Nobody"))
    page = come(house.viv).page("/claims/1?sentence=2")
    posts = [f.get("action") for f in page.forms if f.get("method") == "post"]
    assert not [action for action in posts if action and "/articles/" in action]


HUGE = "9" * 30


def test_a_number_that_no_row_has_is_not_found_and_no_failure(come: Come, house: Newsroom) -> None:
    ana = come(house.ana)
    for sentence in ("0", "-1", "999", "x", "", HUGE):
        assert ana.see(f"?sentence={sentence}").status_code in {200, 404}, sentence
    for path in (f"/claims/{HUGE}", f"/text/{HUGE}", f"?part={HUGE}", "/claims/9"):
        assert ana.see(path).status_code in {200, 404}, path


def test_a_query_that_makes_no_sense_is_left_aside(come: Come, house: Newsroom) -> None:
    ana = come(house.ana)
    ana.send("/claims", house.place("Nobody"))
    touched = (f"touched={HUGE}", "touched=x.y", f"touched={'9' * 5000}")
    for query in (*touched, f"after={HUGE}-1", "after=-", "status=lost"):
        assert ana.see(f"/claims/1?{query}", HTMX).status_code == 200, query
        assert ana.see(f"/claims?{query}").status_code == 200, query


# Fragments


def test_htmx_gets_the_panel_alone(come: Come, house: Newsroom) -> None:
    ana = come(house.ana)
    ana.send("/claims", house.place("Nobody"))
    answer = ana.see("/claims/1", HTMX)
    page = parsed(answer.text)
    assert "<html" not in answer.text
    assert len(find(page, "#panel[data-claim='1']")) == 1
    assert not find(page, ".words, #article-head")
    assert answer.headers["HX-Push-Url"] == ana.address("/claims/1")
    assert "HX-Request" in answer.headers["Vary"]


def test_with_no_claim_open_htmx_gets_the_panel_that_says_so(come: Come, house: Newsroom) -> None:
    answer = come(house.ana).see("", HTMX)
    assert answer.status_code == 200
    assert "How to begin" in " ".join(find(parsed(answer.text), "#panel")[0].itertext())


def test_after_a_change_htmx_gets_the_blocks_that_changed_and_no_other(
    come: Come, house: Newsroom
) -> None:
    ana = come(house.ana)
    sent = ana.send("/claims", house.place("May.\n\nThe quay in"), HTMX)
    answer = ana.client.get(sent.location, headers=HTMX)
    page = parsed(answer.text)
    targets = [part.get("hx-target") for part in find(page, "hx-partial")]
    wanted = ["#article-head", "#claims", "#add-to-claim", "#open-strip", "#block-2", "#block-3"]
    assert targets == wanted
    assert [b.get("id") for b in find(page, ".block")] == ["block-2", "block-3"]
    assert find(page, "#panel[data-claim='1']")
    assert words_of(page) == house.text.split("\n\n")[1:3]


def test_setting_aside_changes_no_panel(come: Come, house: Newsroom) -> None:
    ana = come(house.ana)
    sent = ana.send("/dispositions", house.place("Nobody"), HTMX, reason="opinion")
    page = parsed(ana.client.get(sent.location, headers=HTMX).text)
    assert not find(page, "#panel")
    assert [b.get("id") for b in find(page, ".block")] == ["block-2"]


def test_going_back_in_the_browser_gets_a_whole_page(come: Come, house: Newsroom) -> None:
    answer = come(house.ana).see("", HTMX | {"HX-History-Restore-Request": "true"})
    assert "<html" in answer.text


def test_another_claims_panel_replaces_instead_of_growing_into_it(
    come: Come, house: Newsroom
) -> None:
    ana = come(house.ana)
    for words in ("Nobody", "The mayor"):
        ana.send("/claims", house.place(words))

    def swap(current: str) -> str:
        here = {"HX-Current-URL": f"http://localhost{ana.address(current)}"}
        return str(ana.see("/claims/1", HTMX | here).headers["HX-Reswap"])

    assert swap("/claims/1?sentence=2") == "outerMorph"
    assert swap("/claims/2") == swap("") == "outerHTML"


def test_a_current_address_that_is_none_is_no_reason_to_fail(come: Come, house: Newsroom) -> None:
    ana = come(house.ana)
    ana.send("/claims", house.place("Nobody"))
    assert ana.see("/claims/1", HTMX | {"HX-Current-URL": "http://[bad"}).status_code == 200


# Long texts


@pytest.fixture
def long_one(database: Database, house: Newsroom) -> int:
    """An article of sixty paragraphs, with a claim in the first and the last."""
    with database.writing() as session:
        room = looking_into(session, house)
        blocks = [f"Paragraph {n} says so. It says more." for n in range(1, 61)]
        room.article = article_from(session, blocks, by=room.ana)
        room = looking_into(session, room)
        room.claim("Paragraph 60 says so.")
        room.claim("Paragraph 1 says so.")
        return room.article.id


def shown(page: Any) -> list[int]:
    return [int(block.get("id").removeprefix("block-")) for block in find(page, ".block")]


def test_a_long_text_comes_in_parts_that_join_up(
    come: Come, house: Newsroom, long_one: int
) -> None:
    ana = come(house.ana, long_one)
    assert shown(ana.page()) == list(range(1, BLOCKS_IN_A_PART + 1))
    seen: list[int] = []
    for number in range(3):
        answer = ana.see(f"/text/{number}")
        assert "<html" not in answer.text
        seen += shown(parsed(answer.text))
    assert seen == list(range(1, 61))
    assert 'hx-trigger="revealed"' not in answer.text


def test_a_claim_or_a_sentence_is_opened_in_the_part_it_stands_in(
    come: Come, house: Newsroom, long_one: int
) -> None:
    ana = come(house.ana, long_one)
    assert 60 in shown(ana.page("/claims/1"))
    assert 1 in shown(ana.page("/claims/2"))
    assert 30 in shown(ana.page("?sentence=60"))
    assert shown(ana.page("?part=1"))[0] == BLOCKS_IN_A_PART + 1
    links = [a.get("href") for a in find(ana.page("?part=1"), ".text-more a")]
    assert links == [ana.address("?part=0"), ana.address("?part=2")]


# Members only


def test_another_desks_article_is_not_found_on_any_route(
    app: Flask, come: Come, house: Newsroom, database: Database
) -> None:
    with database.writing() as session:
        other = open_newsroom(session, name="Other desk")
        claim = other.claim()
        ids = {"number": 1, "evidence_id": other.evidence(claim).id,
               "passage_id": claim.passages[0].id}  # fmt: skip
        place, foreign = other.place("Nobody"), other.article.id
    adi, routes = come(house.adi, foreign), 0
    full = {**place, "reason": "opinion", "statement": "x", "into": 1, "position": 1,
            "kind": "fact", "priority": "normal", "revision": 1, "stance": "context",
            "source_title": "t", "source_kind": "law", "comment": "c"}  # fmt: skip
    for route in app.url_map.iter_rules():
        if route.endpoint.startswith("workbench."):
            path = re.sub(r"<int:(\w+)>", lambda m: str(ids.get(m[1], foreign)), route.rule)
            below = path.removeprefix(adi.address())
            posts = "POST" in (route.methods or ())
            answer = adi.send(below, full) if posts else adi.see(below)
            assert answer.status_code == 404, route.rule
            routes += 1
    assert routes >= 25


def test_who_is_not_signed_in_sees_nothing(app: Flask, house: Newsroom) -> None:
    answer = app.test_client().get(f"/articles/{house.article.id}")
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in")
    assert "quay" not in answer.text


# However much there is, a page asks the same number of questions.


SECOND_PLACES = {
    "The quay cost": "41 million", "asked why": "Nobody", "It opened": "in May",
}  # fmt: skip


def many(database: Database, house: Newsroom, claims: int, sentences: int) -> int:
    """An article with claims, each with two passages, evidence, and a proposed verdict."""
    with database.writing() as session:
        room = looking_into(session, house)
        said = [f"Sentence number {n} says so." for n in range(1, sentences + 1)]
        blocks = [" ".join(said[n : n + 10]) for n in range(0, sentences, 10)]
        room.article = article_from(session, [*HARBOUR, *blocks], by=room.ana)
        room = looking_into(session, room)
        for words in list(SECOND_PLACES)[:claims]:
            claim = room.claim(words)
            room.passage(claim, SECOND_PLACES[words])
            for _piece in range(claims):
                room.evidence(claim)
            room.propose(claim)
        return room.article.id


MOST_QUESTIONS = {"": 19, "/claims/1": 43, "/claims": 6, "/text/0": 9}


def test_a_page_asks_as_much_of_one_claim_as_of_three_and_of_two_hundred_sentences(
    come: Come, house: Newsroom, database: Database, count_queries: CountQueries
) -> None:
    def asked(claims: int, sentences: int) -> dict[str, int]:
        browser: Browser = come(house.ana, many(database, house, claims, sentences))
        counts = {}
        for path in reversed(MOST_QUESTIONS):
            with count_queries() as queries:
                assert browser.see(path).status_code == 200
            counts[path] = len(queries)
        return counts

    small = asked(1, 1)
    assert asked(3, 1) == asked(1, 200) == small
    assert all(small[path] <= most for path, most in MOST_QUESTIONS.items()), small
