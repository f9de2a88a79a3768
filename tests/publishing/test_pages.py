"""The public pages, and the screen where an editor publishes."""

import html
import json
import re
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.made_once import made_once
from tests.publishing.desk import NewsDesk, content_of, make_news_desk
from tests.publishing.making import make_files
from workbench.accounts.models import Membership
from workbench.accounts.rules import Actor, Role
from workbench.accounts.sessions import sign_in
from workbench.articles.models import Article
from workbench.articles.queries import current_version
from workbench.claims.service import withdraw_claim
from workbench.db import Database
from workbench.publishing.edition.stored import from_json
from workbench.publishing.formats import FORMATS
from workbench.publishing.pages.report import claim_page, report_page
from workbench.sources.origins import set_origin
from workbench.sources.rules import Closeness, Naming
from workbench.sources.tags import add_tags
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.service import approve_verdict, reopen_claim

REPORT = "/reports/the-bridge-checked"


def publish_twice(desk: NewsDesk) -> None:
    """Claim 1 is corrected, claim 2 withdrawn, claim 3 new in the second edition."""
    cost, crowd = desk.claim("It cost nine million"), desk.claim("Nobody came")
    desk.evidence(cost, desk.source("Ledger", url="https://city.example/l"), "9,000,000")
    desk.approve(cost, "True", "So says the ledger.")
    desk.approve(crowd, "Unproven", "Nobody counted.")
    desk.publish(summary="It holds.")
    reopen_claim(desk.session, claim=cost, by=desk.checker)
    desk.approve(cost, "False", "Eleven, in the end.")
    withdraw_claim(desk.session, claim=crowd, by=desk.checker)
    desk.approve(desk.claim("One did not"), "Half true", "Two did not.")
    desk.publish("Second", note="Another ledger was found.", whole_text=True)


@made_once
def desk_that_published(session: Session) -> NewsDesk:
    desk = make_news_desk(session)
    publish_twice(desk)
    return desk


@pytest.fixture
def published(database: Database) -> None:
    with database.writing() as session:
        desk_that_published(session)


def enter(app: Flask, database: Database, role: str) -> FlaskClient:
    """A member's browser, and the desk made for it: article 1 with one approved claim."""
    with database.writing() as session:
        desk = make_news_desk(session)
        desk.approve(desk.claim("It cost nine million"))
        actor = desk.editor if role == "editor" else desk.checker
        token = sign_in(session, membership=membership_of(session, actor))
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


def membership_of(session: Session, actor: Actor) -> Membership:
    found = select(Membership).where(Membership.person_id == actor.person_id)
    return session.scalars(found).one()


def desk_of(session: Session) -> NewsDesk:
    """The desk that `enter` made."""
    article = session.scalars(select(Article)).one()
    people = {each.role: each.actor() for each in session.scalars(select(Membership))}
    version = current_version(session, article)
    checker, editor = people[Role.FACT_CHECKER], people[Role.EDITOR]
    return NewsDesk(session, checker, editor, article, version, version.text)


def article_id(database: Database) -> int:
    with database.reading() as session:
        return session.scalars(select(Article.id)).one()


class Anchors(HTMLParser):
    """Every id of a page, and every link to one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a" and str(found.get("href")).startswith("#"):
            self.links.add(str(found["href"])[1:])


def test_there_may_be_no_report_yet(client: FlaskClient) -> None:
    answer = client.get("/reports/")
    assert answer.status_code == 200
    assert "No reports yet" in answer.text


def test_a_report_is_listed_with_its_newest_edition(published: None, client: FlaskClient) -> None:
    text = client.get("/reports/").text
    assert "Second" in text
    assert text.count('<h2 dir="auto"><a') == 1
    tally = re.sub(r"<[^>]+>|\s", "", text.split('class="tally"')[1].split("</p>")[0])
    assert tally == ">Halftrue1False1"


def test_the_list_of_reports_is_paged(client: FlaskClient, database: Database) -> None:
    with database.writing() as session:
        for number in range(21):
            desk = make_news_desk(session, f"Desk {number}")
            desk.approve(desk.claim("It cost nine million"))
            desk.publish(f"Report {number}")
    first = client.get("/reports/").text
    (following,) = re.findall(r'rel="next" href="([^"]+)"', first)
    second = client.get(following).text
    assert (first.count('<h2 dir="auto"><a'), second.count('<h2 dir="auto"><a')) == (20, 1)
    assert "Report 0" in second


def test_a_report_leads_from_text_to_notes_and_back(published: None, client: FlaskClient) -> None:
    text = client.get(REPORT).text
    anchors = Anchors(text)
    assert anchors.links <= set(anchors.ids) | {"main"}
    assert len(anchors.ids) == len(set(anchors.ids))
    assert {"claim-1", "note-1", "claim-3", "note-3", "method", "changes"} <= set(anchors.ids)
    assert "So says the ledger." not in text
    assert "Eleven, in the end." in text


def test_a_report_says_first_how_many_claims_were_checked(
    published: None, client: FlaskClient
) -> None:
    summary, _rest = client.get(REPORT).text.split('class="text report-text"')
    assert "2 claims checked" in summary


def test_the_text_of_a_report_is_the_article_and_nothing_else(
    published: None, client: FlaskClient
) -> None:
    html = client.get(REPORT).text
    paragraph = html.partition('<div class="block block-paragraph"><p>')[2].partition("</p>")[0]
    words = re.sub(r"<[^>]+>", "", paragraph)
    assert words.startswith("The bridge was opened in 1931. Nobody came. It cost nine million. ")
    assert words.endswith("His deputy spoke.")


def test_an_old_edition_stays_and_says_that_it_is_old(published: None, client: FlaskClient) -> None:
    old, new = client.get(f"{REPORT}/editions/1"), client.get(f"{REPORT}/editions/2")
    assert "So says the ledger." in old.text
    assert "Read the latest, edition 2" in old.text
    assert "noindex" in old.text
    assert "Read the latest" not in new.text


def test_a_claims_page_carries_its_review(published: None, client: FlaskClient) -> None:
    html = client.get(f"{REPORT}/claims/1").text
    (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    review = json.loads(data)
    assert review["reviewRating"]["alternateName"] == "False"
    exported = {r["url"]: r for r in client.get(f"{REPORT}/claimreview.json").json or []}
    assert review["url"].endswith(f"{REPORT}/claims/1")
    live = {name: review[name] for name in ("author", "publisher")}  # whose it is, as it is today
    assert exported[review["url"]] | live == review
    assert "<del>True</del> <ins>False</ins>" in html


def test_what_a_claims_review_says_of_the_article_is_seen_on_its_page(
    published: None, client: FlaskClient
) -> None:
    _head, _script, rest = client.get(f"{REPORT}/claims/1").text.partition("<script")
    page = html.unescape(re.sub(r"<[^>]+>", "", rest.partition("</script>")[2]))
    (review,) = [r for r in client.get(f"{REPORT}/claimreview.json").json or [] if "/1" in r["url"]]
    article = review["itemReviewed"]["appearance"][0]
    for said in (article["headline"], article["author"][0]["name"], article["publisher"]["name"]):
        assert said in page
    assert f'datetime="{article["datePublished"]}"' in rest


def test_markup_in_words_stays_words(database: Database, client: FlaskClient) -> None:
    with database.writing() as session:
        desk = make_news_desk(session)
        claim = desk.claim("It cost nine million", "</script><script>alert(1)</script>")
        desk.evidence(claim, desk.source("<b>Ledger</b>", url="javascript:alert(1)"), "<i>")
        desk.approve(claim, "True", "<img src=x onerror=alert(1)>")
        desk.publish()
    for address in (REPORT, f"{REPORT}/claims/1", f"{REPORT}/report.html"):
        html = client.get(address).text
        assert "<script>alert" not in html
        assert "<img" not in html
        assert 'href="javascript:' not in html


def test_a_withdrawn_claims_page_stays_and_says_so(published: None, client: FlaskClient) -> None:
    answer = client.get(f"{REPORT}/claims/2")
    assert "This claim was withdrawn after edition 1" in answer.text
    assert "application/ld+json" not in answer.text
    assert "Nobody counted." in answer.text
    shown = " ".join(answer.text.split())
    assert "it had been rated Unproven. <bdi>Another ledger was found.</bdi>" in shown


@pytest.mark.parametrize(
    "address",
    [
        "/reports/nothing",
        f"{REPORT}/editions/3",
        f"{REPORT}/claims/9",
        "/reports/nothing/claims.csv",
    ],
)
def test_what_was_never_published_is_not_found(
    published: None, client: FlaskClient, address: str
) -> None:
    assert client.get(address).status_code == 404


def addresses() -> list[str]:
    formats = [f"{REPORT}/{each.address}" for each in FORMATS.values()]
    return [REPORT, f"{REPORT}/editions/1", f"{REPORT}/claims/1", *formats]


def test_every_answer_is_public_and_says_when_it_changed(
    published: None, app: Flask, client: FlaskClient
) -> None:
    make_files(app)
    for address in addresses():
        first = client.get(address)
        assert first.headers["Cache-Control"] == "public, no-cache", address
        assert "Set-Cookie" not in first.headers, address
        assert "Cookie" not in first.headers["Vary"], address
        tag = first.headers["ETag"]
        assert tag.startswith('"'), address
        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag), address
        assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200, address


def test_a_new_edition_changes_the_tag(database: Database, client: FlaskClient) -> None:
    with database.writing() as session:
        desk = make_news_desk(session)
        desk.approve(desk.claim("It cost nine million"))
        desk.publish()
    before = client.get(REPORT).headers["ETag"]
    old = client.get(f"{REPORT}/editions/1").headers["ETag"]
    with database.writing() as session:
        desk.session, desk.article = session, session.merge(desk.article)
        desk.publish("Second")
    assert client.get(REPORT, headers={"If-None-Match": before}).status_code == 200
    assert client.get(f"{REPORT}/editions/1").headers["ETag"] != old


def test_pages_are_rendered_alike_from_memory(published: None, client: FlaskClient) -> None:
    assert client.get(REPORT).data == client.get(REPORT).data


def test_an_editor_publishes_once_however_often_the_form_is_sent(
    app: Flask, database: Database
) -> None:
    client = enter(app, database, "editor")
    address = f"/articles/{article_id(database)}/publish"
    page = client.get(address).text
    assert "The bridge: what holds and what does not" in page
    form = {
        "submission_key": "a-key-of-this-form", "title": "The bridge, checked",
        "summary": "It holds.", "note": "", "shown": "excerpts",
    }  # fmt: skip
    first, again = client.post(address, data=form), client.post(address, data=form)
    assert (first.status_code, first.location) == (303, address)
    assert (again.status_code, again.location) == (303, address)
    shown = client.get(first.location).text
    assert "Edition 1 is published: readers have it now." in shown
    assert f'href="{REPORT}">Read edition 1</a>' in shown
    assert client.get(f"{REPORT}/editions/2").status_code == 404


def test_the_second_of_two_editors_publishes_nothing_and_keeps_the_words(
    app: Flask, database: Database
) -> None:
    client = enter(app, database, "editor")
    address = f"/articles/{article_id(database)}/publish"
    seen = seen_on(client.get(address))
    words = {"title": "The bridge", "summary": "It holds.", "shown": "excerpts", "seen": seen}
    first = client.post(address, data={**words, "note": "Mine.", "submission_key": "the first key"})
    assert first.status_code == 303
    late = {**words, "note": "My own long note.", "submission_key": "another key"}
    refused = client.post(address, data=late)
    assert refused.status_code == 409
    assert "Edition 1 said:" not in refused.text, "their words are the same"
    assert "Somebody else published edition 1 while this page was open" in refused.text
    assert "My own long note." in refused.text
    assert client.get("/reports/the-bridge/editions/2").status_code == 404
    again = {**late, "seen": seen_on(refused), "submission_key": "a third key"}
    assert client.post(address, data=again).status_code == 303
    assert client.get("/reports/the-bridge/editions/2").status_code == 200


def test_the_summary_before_stays_in_sight(app: Flask, database: Database) -> None:
    client = enter(app, database, "editor")
    with database.writing() as session:
        desk = desk_of(session)
        desk.publish(summary="It holds, but for the toll.")
        desk.approve(desk.claim("Nobody came"), "False")
    page = client.get(f"/articles/{article_id(database)}/publish").text
    assert "Edition 1 said: “It holds, but for the toll.”" in page


def seen_on(page: TestResponse) -> str:
    """What the publishing page notes of what it shows."""
    found = re.search(r'name="seen" value="([^"]+)"', page.text)
    assert found is not None
    return found[1]


def test_an_editor_says_of_each_change_what_it_is(app: Flask, database: Database) -> None:
    client = enter(app, database, "editor")
    with database.writing() as session:
        desk = desk_of(session)
        desk.publish()
        reopen_claim(session, claim=desk.reload(1), by=desk.checker)
        desk.approve(desk.reload(1), "Half true")
    address = f"/articles/{article_id(database)}/publish"
    assert "True → Half true" in client.get(address).text
    form = {
        "submission_key": "the first key", "title": "The bridge", "shown": "excerpts", "note": "",
        "changes-0-claim": "1", "changes-0-kind": "clarification", "changes-0-why": "An audit.",
    }  # fmt: skip
    refused = client.post(address, data=form)
    assert refused.status_code == 422
    assert "more than a clarification" in refused.text
    assert 'value="An audit."' in refused.text
    form |= {"changes-0-kind": "update", "submission_key": "another key"}
    assert client.post(address, data=form).status_code == 303
    for page in (REPORT, f"{REPORT}/claims/1"):
        told = client.get(page).text
        assert "<strong>Update</strong>" in told
        assert "<del>True</del> <ins>Half true</ins>" in " ".join(told.split())
        assert "An audit." in told


def test_a_form_without_title_keeps_the_words(app: Flask, database: Database) -> None:
    client = enter(app, database, "editor")
    form = {"submission_key": "a-key-of-this-form", "title": "", "summary": "My own words."}
    answer = client.post(f"/articles/{article_id(database)}/publish", data=form)
    assert answer.status_code == 422
    assert "My own words." in answer.text
    assert "Give the report a title." in answer.text
    assert client.get("/reports/").text.count('<h2 dir="auto"><a') == 0


def test_a_preview_shows_what_was_typed_and_keeps_nothing(app: Flask, database: Database) -> None:
    client = enter(app, database, "editor")
    form = {"title": "A working title", "summary": "So far.", "shown": "whole"}
    answer = client.post(f"/articles/{article_id(database)}/publish/preview", data=form)
    assert answer.status_code == 200
    assert "Preview: nothing is published" in answer.text
    assert "A working title" in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert client.get("/reports/").text.count('<h2 dir="auto"><a') == 0


def test_a_fact_checker_sees_the_preview_and_may_not_publish(
    app: Flask, database: Database
) -> None:
    client = enter(app, database, "fact-checker")
    article = f"/articles/{article_id(database)}"
    assert "Preview: nothing is published" in client.get(f"{article}/preview").text
    answers: list[TestResponse] = [
        client.get(f"{article}/publish"),
        client.post(f"{article}/publish", data={"submission_key": "a-key-of-this-form"}),
        client.post(f"{article}/publish/preview"),
    ]
    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_a_visitor_is_sent_to_sign_in(app: Flask, database: Database) -> None:
    enter(app, database, "editor")
    article = f"/articles/{article_id(database)}"
    visitor = app.test_client()
    for page in ("preview", "publish"):
        answer = visitor.get(f"{article}/{page}")
        assert answer.status_code in {302, 303}
        assert "/sign-in" in str(answer.location)


def test_another_desks_article_is_not_there(app: Flask, database: Database) -> None:
    client = enter(app, database, "editor")
    with database.writing() as session:
        stranger = make_news_desk(session, "Strangers").article.id
    assert client.get(f"/articles/{stranger}/publish").status_code == 404
    assert client.get(f"/articles/{stranger}/preview").status_code == 404


def test_readers_are_told_how_close_a_source_is_and_what_it_stands_to_gain(
    session: Session,
) -> None:
    desk = make_news_desk(session)
    claim = desk.claim("It cost nine million")
    builder = desk.source(
        "The builder’s statement", closeness=Closeness.PRIMARY, naming=Naming.UNNAMED,
        interests="It was <paid> for the bridge.",
    )  # fmt: skip
    add_tags(session, sources=[builder], tags=["zztag"], by=desk.checker)
    set_origin(session, source=builder, origin=desk.source("zzorigin"), by=desk.checker)
    desk.evidence(claim, builder)
    desk.evidence(claim, desk.source("The ledger"))
    desk.approve(claim)
    content = content_of(desk.publish())
    told = [(source.closeness, source.naming, source.interests) for source in content.sources]
    assert told == [("primary", "unnamed", "It was <paid> for the bridge."), ("", "", "")]
    for page in (
        report_page(content, latest=1),
        claim_page(content, content.claims[0], review=None),
    ):
        shown = page.decode()
        assert "primary source" in shown
        assert "unnamed source" in shown
        assert "Interests: <bdi>It was &lt;paid&gt; for the bridge.</bdi>" in shown
        assert "zz" not in shown


def test_an_edition_of_an_older_format_says_nothing_of_what_sources_are(session: Session) -> None:
    desk = make_news_desk(session)
    claim = desk.claim("It cost nine million")
    desk.evidence(claim, desk.source("The ledger", interests="It sells the paper."))
    desk.approve(claim)
    stored = desk.publish().content
    old = ("closeness", "naming", "interests", "citation")
    sources = [{k: v for k, v in source.items() if k not in old} for source in stored["sources"]]
    [source] = from_json({**stored, "format": 2, "sources": sources}).sources
    assert (source.closeness, source.naming, source.interests) == ("", "", "")


def test_a_claim_that_stands_nowhere_is_told_below_the_text(session: Session) -> None:
    desk = make_news_desk(session)
    claim = desk.approve(desk.claim("It cost nine million"))
    claim.passages.clear()
    session.flush()
    desk.approve(desk.claim("One did not"))
    content = content_of(desk.publish())
    html = report_page(content, latest=1).decode()
    assert "Also checked" in html
    assert html.count('id="note-1"') == 1
    assert "#claim-1" not in html


def test_marks_nest_and_each_place_has_its_number(session: Session) -> None:
    desk = make_news_desk(session)
    desk.approve(desk.claim("Nobody came. It cost nine million."), "False")
    desk.approve(desk.claim("cost nine million. It rained"), "True")
    html = report_page(content_of(desk.publish(whole_text=True)), latest=1).decode()
    text = re.sub(r"<a [^>]*></a>", "#", html)
    assert (
        '<mark class="claim verdict-false">Nobody came. It <mark class="claim verdict-true">'
        'cost nine million.</mark></mark>#<mark class="claim verdict-true"> It rained</mark>#'
    ) in text


def test_words_that_run_from_the_right_run_so_on_a_page_in_english(session: Session) -> None:
    desk = make_news_desk(session)
    claim = desk.claim("Nobody came", "כלום.")
    desk.evidence(claim, desk.source("דו״ח."), quote="איש לא בא.")
    desk.contact(claim, "שאלנו.")
    desk.propose(claim, "False", "לא.", "הסבר.\n\n- אחד")
    verdict = current_verdict(session, claim)
    assert verdict is not None
    approve_verdict(session, claim=claim, revision=verdict.revision, by=desk.editor)
    content = content_of(desk.publish(title="מה נכון?", summary="הכול."))
    pages = report_page(content, latest=1), claim_page(content, content.claims[0], review=None)
    for page in pages:
        runs = re.findall(
            r"<bdi[^>]*>[^<]*|<[^>]*dir=\"auto\"[^>]*>\s*(?:<p>)?[^<]*", page.decode()
        )
        for words in ("כלום.", "דו״ח.", "איש לא בא.", "שאלנו.", "לא.", "הסבר.", "מה נכון?"):
            assert any(run.endswith(words) for run in runs), words
