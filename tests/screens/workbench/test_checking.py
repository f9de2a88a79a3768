"""Evidence, verdicts and decisions in the browser, and two people at one form."""

from typing import Any

import pytest
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from tests.builders import HARBOUR, Newsroom, open_newsroom
from tests.rewriting import Rewrite
from tests.screens.workbench.conftest import HTMX, Browser, Come, looking_into
from tests.screens.workbench.parsing import find, parsed
from workbench.accounts.models import Membership
from workbench.db import Database, now
from workbench.evidence.models import Evidence
from workbench.evidence.queries import evidence_of
from workbench.sources.models import Source
from workbench.verdicts.models import Verdict
from workbench.verdicts.queries import current_scale

CLAIM = {"statement": "x", "kind": "fact", "priority": "normal"}

DEARER = [
    HARBOUR[0],
    "The quay cost 43 million. Nobody 😀 asked why. It opened in May.",
    *HARBOUR[2:],
]


@pytest.fixture
def ana(come: Come, house: Newsroom) -> Browser:
    """Ana's browser, with a first claim marked."""
    browser = come(house.ana)
    browser.send("/claims", house.place("The quay cost 41 million"))
    return browser


def form_of(page: Any, form_id: str) -> dict[str, Any]:
    """What a form would send; a browser leaves out the line end that begins a text area."""
    [form] = [form for form in page.forms if form.get("id") == form_id]
    return {k: v.removeprefix("\n") for k, v in form.form_values() if k != "submission_key"}


def rating(database: Database, house: Newsroom, label: str = "False") -> int:
    with database.reading() as session:
        ratings = current_scale(session, house.desk_id).ratings
        return next(r.id for r in ratings if r.label == label)


def both(answer: TestResponse) -> list[dict[str, str]]:
    """What somebody else saved, and what this person typed: only what differs, by its label."""
    sides = find(parsed(answer.text), "#panel .versus-side")
    return [
        dict(
            zip(*([e.text_content() for e in find(side, tag)] for tag in ("dt", "dd")), strict=True)
        )
        for side in sides
    ]


def test_what_is_said_of_a_claim_is_saved(ana: Browser) -> None:
    said = CLAIM | {
        "statement": "Die Brücke 😀 kostete 41 Millionen.", "claimant_name": "M. Brandt",
        "claimant_role": "mayor", "said_on": "2019-05", "revision": 1,
    }  # fmt: skip
    assert ana.send("/claims/1", said).location == ana.address("/claims/1?touched=2")
    page = ana.page("/claims/1")
    assert find(page, "h2.statement")[0].text_content() == said["statement"]
    assert "M. Brandt, mayor" in find(page, ".fact-line")[0].text_content()
    sent = form_of(page, "claim-form-1")
    assert {k: sent[k] for k in ("claimant_name", "said_on", "revision")} == {
        "claimant_name": "M. Brandt", "said_on": "2019-05", "revision": "2",
    }  # fmt: skip


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_claim_that_cannot_be_saved_keeps_every_word(
    ana: Browser, headers: dict[str, str]
) -> None:
    typed = CLAIM | {"statement": "", "said_on": "lately", "claimant_name": "M. <Brandt>",
                     "appearance_url": "javascript:alert(1)", "revision": 1}  # fmt: skip
    answer = ana.send("/claims/1", typed, headers)
    assert answer.status_code == 422
    for words in ("lately", "M. &lt;Brandt&gt;", "javascript:alert(1)"):
        assert words in answer.text
    assert ("<html" in answer.text) == (not headers)
    assert answer.headers.get("HX-Retarget") == ("#panel" if headers else None)
    [summary] = find(parsed(answer.text), "#panel .error-summary")
    assert "statement that can be read alone" in summary.text_content()
    assert find(ana.page("/claims/1"), "h2.statement")[0].text_content() == (
        "The quay cost 41 million"
    )


def test_a_page_is_whole_again_after_a_form_that_failed(ana: Browser, come: Come) -> None:
    """What is remembered for the next page must not be lost with the unit of work that failed."""
    ana.send("/claims/1", CLAIM | {"statement": "", "revision": 1})
    assert ana.see("/claims/1").status_code == 200
    ana.send("/claims/1", CLAIM | {"statement": "mine", "revision": 0})
    assert ana.see().status_code == 200


def test_two_people_save_a_claim_and_the_second_chooses(
    ana: Browser, come: Come, house: Newsroom
) -> None:
    bo = come(house.bo)
    bo.send("/claims/1", CLAIM | {"statement": "Bo's words.", "revision": 1})
    answer = ana.send("/claims/1", CLAIM | {"statement": "Ana's words.", "revision": 1})
    assert answer.status_code == 409
    assert both(answer) == [{"Statement": "Bo's words."}, {"Statement": "Ana's words."}]
    again = form_of(parsed(answer.text), "claim-form-1")
    assert (again["statement"], again["revision"]) == ("Ana's words.", "2")
    assert find(ana.page("/claims/1"), "h2.statement")[0].text_content() == "Bo's words."
    assert ana.send("/claims/1", again).status_code == 303
    assert find(ana.page("/claims/1"), "h2.statement")[0].text_content() == "Ana's words."


def test_the_conflict_of_an_htmx_form_is_shown_in_the_panel(
    ana: Browser, come: Come, house: Newsroom
) -> None:
    come(house.bo).send("/claims/1", CLAIM | {"statement": "Bo's words.", "revision": 1})
    answer = ana.send("/claims/1", CLAIM | {"statement": "Mine.", "revision": 1}, HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (409, "#panel")
    assert "HX-Push-Url" not in answer.headers
    assert both(answer)[0] == {"Statement": "Bo's words."}


EVIDENCE = {"stance": "refutes", "quote": "We paid 32.", "locator": "p. 7", "note": "phoned"}
SOURCE = {"source_title": "Minutes", "source_url": "https://c.example/1", "source_kind": "law"}


def add_evidence(browser: Browser) -> int:
    assert browser.send("/claims/1/evidence", EVIDENCE | SOURCE).status_code == 303
    [item] = find(browser.page("/claims/1"), "li.evidence")
    return int(item.get("id").removeprefix("evidence-"))


def test_evidence_brings_a_new_source_along_and_finds_it_the_next_time(
    ana: Browser, house: Newsroom, database: Database
) -> None:
    add_evidence(ana)
    ana.send("/claims", house.place("The mayor"))
    other = EVIDENCE | SOURCE | {"source_title": "Another name"}
    assert ana.send("/claims/2/evidence", other).status_code == 303
    with database.reading() as session:
        [source] = session.scalars(select(Source))
        assert (source.title, source.kind, source.url) == ("Minutes", "law", "https://c.example/1")
        assert len(session.scalars(select(Evidence)).all()) == 2
        known = source.id
    chosen = EVIDENCE | {"source_id": known, "source_kind": "law"}
    assert ana.send("/claims/2/evidence", chosen).status_code == 303


def test_evidence_without_a_source_keeps_every_word(ana: Browser) -> None:
    typed = EVIDENCE | {"source_kind": "law", "source_published": "soon"}
    answer = ana.send("/claims/1/evidence", typed)
    assert answer.status_code == 422
    for words in ("We paid 32.", "p. 7", "phoned", "soon"):
        assert words in answer.text
    [details] = find(parsed(answer.text), "#add-evidence")
    assert details.get("open") is not None


def test_a_source_of_another_desk_is_not_used(
    ana: Browser, database: Database, house: Newsroom
) -> None:
    with database.writing() as session:
        foreign = open_newsroom(session, name="Other desk").source().id
    for source_id in (foreign, 10**12, 10**30):
        answer = ana.send("/claims/1/evidence", EVIDENCE | SOURCE | {"source_id": source_id})
        assert answer.status_code == 404
    with database.reading() as session:
        assert evidence_of(session, looking_into(session, house).again(1)) == []


def test_two_people_save_evidence_and_the_second_chooses(
    ana: Browser, come: Come, house: Newsroom
) -> None:
    piece = add_evidence(ana)
    path = f"/claims/1/evidence/{piece}"
    theirs = EVIDENCE | {"quote": "Bo's quote", "stance": "supports", "revision": 1}
    assert come(house.bo).send(path, theirs).status_code == 303
    answer = ana.send(path, EVIDENCE | {"quote": "Ana's quote", "revision": 1})
    assert answer.status_code == 409
    assert both(answer) == [
        {"Stance": "Supports", "Exact quote": "Bo's quote"},
        {"Stance": "Refutes", "Exact quote": "Ana's quote"},
    ]
    again = form_of(parsed(answer.text), f"evidence-{piece}-form")
    assert (again["quote"], again["revision"], again["stance"]) == ("Ana's quote", "2", "refutes")
    assert ana.send(path, again).status_code == 303
    assert "Ana's quote" in find(ana.page("/claims/1"), "blockquote")[0].text_content()


def test_evidence_is_removed_and_put_back(ana: Browser) -> None:
    piece = add_evidence(ana)
    assert ana.send(f"/claims/1/evidence/{piece}/remove").status_code == 303
    assert not find(ana.page("/claims/1"), "li.evidence")
    assert ana.send(f"/claims/1/evidence/{piece}/remove").status_code == 404
    assert ana.send("/undo").status_code == 303
    assert find(ana.page("/claims/1"), f"#evidence-{piece}")


def verdict(label: int | str, summary: str, revision: int = 0) -> dict[str, Any]:
    written = {"rating": label, "summary": summary, "rationale": "See *p. 7*."}
    return written | {"revision": revision, "read_in": 1}


def test_two_people_draft_a_verdict_and_the_second_chooses(
    ana: Browser, come: Come, house: Newsroom, database: Database
) -> None:
    false, true = rating(database, house), rating(database, house, "True")
    come(house.bo).send("/claims/1/verdict", verdict(true, "Bo's summary."))
    answer = ana.send("/claims/1/verdict", verdict(false, "Ana's summary."))
    assert answer.status_code == 409
    assert both(answer) == [
        {"Rating": "True", "In one sentence": "Bo's summary."},
        {"Rating": "False", "In one sentence": "Ana's summary."},
    ]
    again = form_of(parsed(answer.text), "verdict-form")
    assert (again["summary"], again["revision"]) == ("Ana's summary.", "1")
    assert again["rating"] == str(false)
    assert ana.send("/claims/1/verdict", again).status_code == 303
    with database.reading() as session:
        kept = session.execute(select(Verdict.summary, Verdict.current)).all()
    assert sorted(map(tuple, kept)) == [("Ana's summary.", True), ("Bo's summary.", False)]


def test_a_summary_is_seen_whole_while_it_is_typed_and_stays_one_line(
    ana: Browser, house: Newsroom, database: Database
) -> None:
    ana.send("/claims/1/verdict", verdict(rating(database, house), "It cost 32,\r\nthey say."))
    [field] = find(ana.page("/claims/1"), "#verdict-form textarea[name='summary']")
    assert field.text_content().strip() == "It cost 32, they say."


@pytest.mark.parametrize("lacking", [{"summary": ""}, {"rating": ""}], ids=["summary", "rating"])
def test_an_incomplete_verdict_keeps_every_word(
    ana: Browser, house: Newsroom, database: Database, lacking: dict[str, str]
) -> None:
    typed = verdict(rating(database, house), "My summary.") | lacking
    answer = ana.send("/claims/1/verdict/propose", typed)
    assert answer.status_code == 422
    again = form_of(parsed(answer.text), "verdict-form")
    assert again["rationale"] == "See *p. 7*."
    assert again["summary"] == typed["summary"]
    assert again.get("rating", "") == str(typed["rating"])
    with database.reading() as session:
        assert session.scalars(select(Verdict)).all() == []


def test_a_verdict_on_words_that_changed_meanwhile_comes_back_and_is_proposed_knowingly(
    ana: Browser, house: Newsroom, database: Database
) -> None:
    false = rating(database, house)
    with database.writing() as session:
        room = looking_into(session, house)
        rewrite = Rewrite.of(room, DEARER)
        rewrite.settle(room.claims()[0], "The quay cost 43 million")
        rewrite.make()
    answer = ana.send("/claims/1/verdict/propose", verdict(false, "It cost 32."))
    assert answer.status_code == 409
    assert "this claim has other words in it. Nothing was proposed" in answer.text
    page = parsed(answer.text)
    assert "43 million" in find(page, "#panel .passages")[0].text_content()
    again = form_of(page, "verdict-form")
    assert (again["summary"], again["read_in"]) == ("It cost 32.", "2")
    assert ana.send("/claims/1/verdict/propose", again).status_code == 303
    assert "Waits for an editor" in ana.see("/claims/1").text


def test_a_rationale_of_too_many_signs_is_refused_and_kept(
    ana: Browser, house: Newsroom, database: Database
) -> None:
    typed = verdict(rating(database, house), "My summary.") | {"rationale": "[" * 10_001}
    answer = ana.send("/claims/1/verdict", typed)
    assert answer.status_code == 422
    assert "This has 10,001 line breaks and characters with a meaning in Markdown" in answer.text
    assert form_of(parsed(answer.text), "verdict-form")["rationale"] == typed["rationale"]


def test_a_rating_of_another_scale_is_refused_and_the_words_kept(
    ana: Browser, database: Database
) -> None:
    with database.writing() as session:
        foreign = open_newsroom(session, name="Other desk").rating().id
    answer = ana.send("/claims/1/verdict", verdict(foreign, "My summary."))
    assert answer.status_code == 422
    assert "My summary." in answer.text


def test_a_verdict_is_proposed_returned_and_approved(
    ana: Browser, come: Come, house: Newsroom, database: Database
) -> None:
    ed, false = come(house.ed), rating(database, house)
    ana.send("/claims/1/verdict/propose", verdict(false, "It cost 32."))
    assert ana.send("/claims/1/review/approve", revision=1).status_code == 403
    without = ed.send("/claims/1/review/return", revision=1, comment=" ")
    assert without.status_code == 422
    assert ed.send("/claims/1/review/return", revision=1, comment="Ask them.").status_code == 303
    page = ana.page("/claims/1")
    assert "Ask them." in find(page, "#points .remark")[0].text_content()
    assert form_of(page, "verdict-form")["summary"] == "It cost 32."
    ana.send("/claims/1/verdict/propose", verdict(false, "It cost 32, they say.", 2))
    late = ed.send("/claims/1/review/approve", revision=0, comment="My long comment.")
    assert late.status_code == 409
    assert "My long comment." in late.text
    [form] = [f for f in ed.page("/claims/1").forms if f.get("id") == "review-form"]
    assert ed.send("/claims/1/review/approve", dict(form.form_values())).status_code == 303
    page = ana.page("/claims/1")
    assert find(page, "mark.claim")[0].get("class") == "claim verdict-false is-open"
    assert find(page, "#verdict .prose em")[0].text_content() == "p. 7"
    assert "Ask them." in find(page, "#verdict")[0].text_content()


def test_a_change_tells_an_editor_how_much_waits_now(
    ana: Browser, come: Come, house: Newsroom, database: Database
) -> None:
    """The count stands in the frame of the page, which htmx leaves as it is."""
    ed, count = come(house.ed), 'hx-target="#review-count"'
    ana.send("/claims/1/verdict/propose", verdict(rating(database, house), "It cost 32."))
    assert find(ed.page("/claims/1"), "#review-count")[0].text_content().split() == ["1", "waiting"]
    ed.send("/claims/1/review/return", revision=1, comment="Ask them.")
    changed = ed.see("/claims/1?touched=0", headers=HTMX).text
    assert f'<hx-partial {count} hx-swap="innerHTML"></hx-partial>' in " ".join(changed.split())
    assert count not in ana.see("/claims/1?touched=0", headers=HTMX).text


@pytest.mark.parametrize(
    ("name", "way"), [("ana", "Ask an admin to invite an editor."), ("adi", "Invite an editor")]
)
def test_where_nobody_else_may_approve_an_admin_is_led_to_the_members_and_others_to_an_admin(
    come: Come, database: Database, house: Newsroom, name: str, way: str
) -> None:
    author = getattr(house, name)
    with database.writing() as session:
        others = Membership.person_id != author.person_id
        session.execute(update(Membership).where(others).values(ended_at=now()))
    browser = come(author)
    browser.send("/claims", house.place("The quay cost 41 million"))
    browser.send("/claims/1/verdict/propose", verdict(rating(database, house), "It cost more."))
    page = browser.page("/claims/1")
    [told] = find(page, ".panel-actions .saved")
    assert told.text_content() == f"Nobody else here may approve. {way}"
    assert len(find(told, 'a[href="/desk/members"]')) == (1 if name == "adi" else 0)


def test_the_list_and_the_text_show_what_somebody_else_just_did(
    ana: Browser, come: Come, house: Newsroom, database: Database
) -> None:
    """The remembered parts follow every write."""
    bo = come(house.bo)
    assert "Open" in find(bo.page(), "#row-1 .row-facts")[0].text_content()
    ana.send("/claims/1/take")
    assert "In progress" in find(bo.page(), "#row-1 .row-facts")[0].text_content()
    ana.send("/claims/1/verdict", verdict(rating(database, house), "No."))
    assert find(bo.page(), "mark.verdict-false")
    add_evidence(ana)
    assert "1 source" in find(bo.page(), "#row-1 .row-facts")[0].text_content()
    ana.send("/claims/1", CLAIM | {"statement": "New words.", "revision": 1})
    assert "New words." in find(bo.page(), "#row-1")[0].text_content()


def test_the_buttons_follow_the_table_of_moves(
    ana: Browser, come: Come, house: Newsroom, database: Database
) -> None:
    def offered(browser: Browser) -> set[str]:
        page = browser.page("/claims/1")
        actions = page.xpath("//form/@action | //button/@formaction")
        own = {a.rpartition("/claims/1")[2] for a in actions if "/claims/1/" in a}
        return {action for action in own if not action.endswith("/threads")}

    # Asking goes on while a verdict waits, and so do its days, its tags and comments.
    asking = {"/contacts", "/due", "/recheck", "/tags"}
    ed, viv = come(house.ed), come(house.viv)
    assert {"/take", "/withdraw", "/verdict/propose"} <= offered(ana)
    assert offered(viv) == set()
    ana.send("/claims/1/verdict/propose", verdict(rating(database, house), "No."))
    assert offered(ana) == {"/verdict/take-back"} | asking
    assert offered(ed) == {"/review", "/review/approve", "/review/return"} | asking
    ed.send("/claims/1/review")
    assert offered(ana) == asking
    assert offered(ed) == {"/review/stop", "/review/approve", "/review/return"} | asking


def test_words_for_which_there_is_no_form_any_more_are_shown_to_be_copied(
    ana: Browser, come: Come, house: Newsroom, database: Database
) -> None:
    ed, false = come(house.ed), rating(database, house)
    ana.send("/claims/1/verdict/propose", verdict(false, "It cost 32."))
    ana.send("/claims/1/verdict/take-back")
    returned = ed.send("/claims/1/review/return", revision=1, comment="Ask the clerk.")
    assert returned.status_code == 409
    assert "Ask the clerk." in returned.text
    ana.send("/claims/1/verdict/propose", verdict(false, "It cost 32.", 2))
    late = ana.send("/claims/1/verdict/propose", verdict("", "", 2) | {"rationale": "See p. 9."})
    assert late.status_code == 422
    assert "See p. 9." in late.text
