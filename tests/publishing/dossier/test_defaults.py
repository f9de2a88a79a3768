"""Nearly everything may be missing from a dossier that a person wrote."""

from datetime import UTC, datetime
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import events_of_article
from tests.publishing.dossier.sample import Record, claim, desk, dossier, loaded
from workbench.accounts.models import Person
from workbench.accounts.rules import Role
from workbench.accounts.service import add_member
from workbench.articles.models import Article
from workbench.claims.models import Passage, Touch
from workbench.publishing.dossier import dump, load
from workbench.publishing.dossier.shape import schema
from workbench.sources.models import Source
from workbench.verdicts.models import Scale, VerdictRevision
from workbench.verdicts.presets import SIX_STEP
from workbench.verdicts.scales import set_scale


def dumped(session: Session, data: Record) -> Record:
    return dump(session, loaded(session, data))


def of_claim(session: Session, **fields: Any) -> Record:
    found: Record = dumped(session, dossier(claims=[claim(**fields)]))["claims"][0]
    return found


def test_blocks_and_sentences_are_found_in_the_text(session: Session) -> None:
    version = dumped(session, dossier())["versions"][0]
    assert [block["kind"] for block in version["blocks"]] == ["headline", "paragraph", "paragraph"]
    held = [version["text"][s["start"] : s["end"]] for s in version["sentences"]]
    assert held == ["A title", "It rained.", "It rained again 😀 today.", "Nobody saw the sun."]


def test_a_whole_number_may_be_written_with_a_point(session: Session) -> None:
    passage = {"exact": "sun", "start": 61.0, "end": 64.0}
    data = dossier(dossier=1.0, claims=[claim(number=2.0, passages=[passage])])
    Draft202012Validator(schema()).validate(data)
    claimed = dumped(session, data)["claims"][0]
    assert [claimed["number"], claimed["passages"][0]["start"]] == [2, 61]


def test_blocks_without_a_word_about_the_body_follow_their_kind(session: Session) -> None:
    spans = [(0, 7), (9, 44), (46, 65)]
    blocks = [
        {"kind": kind, "start": start, "end": end}
        for kind, (start, end) in zip(["headline", "caption", "paragraph"], spans, strict=True)
    ]
    data = dossier()
    data["versions"][0]["blocks"] = blocks
    found = dumped(session, data)["versions"][0]["blocks"]
    assert [block["body"] for block in found] == [True, False, True]


def test_the_only_place_of_the_words_is_found(session: Session) -> None:
    passage = of_claim(session)["passages"][0]
    assert (passage["start"], passage["end"], passage["version"]) == (46, 65, 1)


def test_words_that_stand_twice_are_told_apart_by_what_is_around_them(session: Session) -> None:
    data = dossier(claims=[claim()])
    data["claims"][0]["passages"] = [{"exact": "It rained", "suffix": " again"}]
    assert dumped(session, data)["claims"][0]["passages"][0]["start"] == 20


def test_a_passage_touches_the_sentences_it_overlaps(session: Session) -> None:
    loaded(
        session, dossier(claims=[claim("rained. It rained again 😀 today.\n\nNobody saw the sun.")])
    )
    rows = session.scalars(select(Touch).join(Passage).order_by(Touch.sentence_id))
    assert [touch.whole for touch in rows] == [False, True, True]


def test_a_claim_that_says_no_more_is_an_open_fact(session: Session) -> None:
    found = of_claim(session)
    said = {key: found[key] for key in ("number", "position", "kind", "priority", "status")}
    assert said == {
        "number": 1, "position": 1, "kind": "fact", "priority": "normal", "status": "open",
    }  # fmt: skip
    assert (found["claimant"], found["said_on"], found["taken_by"]) == (None, "", None)


def test_claims_without_numbers_get_those_that_are_free(session: Session) -> None:
    claims = [claim("It rained."), claim("today", number=1), claim()]
    data = dumped(session, dossier(claims=claims))
    numbers = [(c["number"], c["passages"][0]["exact"]) for c in data["claims"]]
    assert numbers == [(1, "today"), (2, "It rained."), (3, "Nobody saw the sun.")]
    assert data["article"]["claims_numbered"] == 3


def test_a_claimant_may_be_a_name(session: Session) -> None:
    assert of_claim(session, claimant="Ann")["claimant"] == {"name": "Ann", "role": "", "url": ""}


def test_a_rating_is_looked_up_on_the_scale_of_the_desk(session: Session) -> None:
    verdict = of_claim(session, verdicts=[{"rating": "False"}])["verdicts"][0]
    assert (verdict["rating"], verdict["state"]) == ("False", "draft")
    assert verdict["scale"] == {"name": "Five-step", "version": 1}


def test_a_verdict_may_name_an_earlier_scale_of_the_desk(session: Session) -> None:
    boss = desk(session)
    set_scale(session, name="Six-step", ratings=SIX_STEP, by=boss)
    verdicts = [{"rating": "Mostly true", "scale": "Five-step"}]
    found = dump(session, load(session, dossier(claims=[claim(verdicts=verdicts)]), by=boss))
    assert found["scales"][0]["name"] == "Five-step"


def test_a_scale_the_desk_has_is_used_again_and_another_becomes_its_next_version(
    session: Session,
) -> None:
    boss = desk(session)
    verdicts = [{"rating": "Odd", "state": "approved"}]
    scales = [{"name": "Five-step", "ratings": [{"label": "Odd", "value": 1}, {"label": "Off"}]}]
    data = dossier(claims=[claim(verdicts=verdicts)], scales=scales)
    for _time in range(2):
        load(session, data, by=boss)
    rows = session.scalars(select(Scale).where(Scale.desk_id == boss.desk_id).order_by(Scale.id))
    assert [(row.version, row.current) for row in rows] == [(1, True), (2, False)]


def test_a_verdict_loaded_as_approved_is_approved_and_the_record_says_so(session: Session) -> None:
    verdicts = [{"rating": "True", "state": "approved", "summary": "It holds."}]
    article = loaded(session, dossier(claims=[claim(verdicts=verdicts), claim("It rained.")]))
    (event,) = events_of_article(session, article.id)
    assert (event.kind, event.by_name) == ("dossier loaded", "command line")
    assert event.details == {"title": "A title", "claims": 2, "approved": 1}
    assert dump(session, article)["claims"][0]["status"] == "approved"
    assert dump(session, article)["events"] == []


def test_people_become_rows_without_an_address_unless_they_are_known(session: Session) -> None:
    boss = desk(session)
    member = add_member(session, name="Ann", email="a@desk.example", role=Role.EDITOR, by=boss)
    data = dossier(
        people=[{"id": "a", "name": "Ann"}, {"id": "b", "name": "Bo"}],
        claims=[claim(taken_by="a"), claim("It rained.", taken_by="b")],
    )
    article = load(session, data, by=boss, people={"a": member.person_id})
    names = session.execute(select(Person.name, Person.email).order_by(Person.id)).all()
    assert [tuple(row) for row in names] == [("Ann", "a@desk.example"), ("Bo", None)]
    assert [person["name"] for person in dump(session, article)["people"]] == ["Ann", "Bo"]


def test_a_dossier_without_a_list_of_people_names_them_where_they_act(session: Session) -> None:
    data = dumped(session, dossier(claims=[claim(taken_by="Ann Lee")]))
    assert data["people"] == [{"id": "p1", "name": "Ann Lee"}]


def test_a_source_of_the_library_is_used_again(session: Session) -> None:
    data = dossier(
        sources=[{"id": "x", "url": "https://a.example/"}],
        claims=[claim(evidence=[{"source": "x"}])],
    )
    boss = desk(session)
    for _time in range(2):
        load(session, data, by=boss)
    (source,) = session.scalars(select(Source))
    assert (source.title, source.kind.value) == ("https://a.example/", "web page")


def test_what_a_source_goes_back_to_comes_along_though_no_claim_uses_it(session: Session) -> None:
    sources = [
        {"id": "a", "title": "Paper", "origin": "b", "tags": ["Harbour"]},
        {"id": "b", "title": "Agency", "origin": "c"},
        {"id": "c", "title": "Press release", "closeness": "primary", "interests": "It sells it."},
    ]
    data = dossier(sources=sources, claims=[claim(evidence=[{"source": "a"}])])
    found = dumped(session, data)["sources"]
    told = [(each["title"], each["origin"], each["tags"], each["closeness"]) for each in found]
    assert told == [
        ("Paper", "s2", ["Harbour"], None),
        ("Agency", "s3", [], None),
        ("Press release", None, [], "primary"),
    ]


def test_a_source_that_the_desk_has_keeps_the_origin_that_the_desk_gave_it(
    session: Session,
) -> None:
    both = [{"id": "a", "title": "Paper"}, {"id": "b", "title": "Wire"}]
    boss = desk(session)
    load(session, dossier(sources=both), by=boss)
    paper, wire = session.scalars(select(Source).order_by(Source.id))
    wire.origin_id = paper.id
    session.flush()
    load(session, dossier(sources=[{**both[0], "origin": "b"}, both[1]]), by=boss)
    assert session.scalars(select(Source).order_by(Source.id)).all() == [paper, wire]
    assert (paper.origin_id, wire.origin_id) == (None, paper.id)


def test_evidence_that_was_removed_stays_removed(session: Session) -> None:
    evidence = [{"source": "x", "removed_at": "2019-05-16T10:00:00Z"}, {"source": "x"}]
    data = dossier(sources=[{"id": "x"}], claims=[claim(evidence=evidence)])
    found = dumped(session, data)["claims"][0]["evidence"]
    assert [each["removed_at"] for each in found] == ["2019-05-16T10:00:00Z", None]


def test_null_is_the_same_as_missing(session: Session) -> None:
    optional = dict.fromkeys(("number", "kind", "status", "claimant", "evidence", "verdicts"))
    assert of_claim(session, **optional)["status"] == "open"


@pytest.mark.parametrize("given", ["2019-05-16T10:00:00Z", "2019-05-16T10:00:00+00:00"])
def test_moments_are_utc(session: Session, given: str) -> None:
    article = loaded(session, dossier(article={"title": "A title", "created_at": given}))
    assert article.created_at == datetime(2019, 5, 16, 10, tzinfo=UTC)


def test_two_loadings_make_two_articles(session: Session) -> None:
    boss = desk(session)
    ids = {load(session, dossier(), by=boss).id for _time in range(2)}
    assert set(session.scalars(select(Article.id))) == ids
    assert len(ids) == 2


def test_what_a_loaded_verdict_says_is_kept_to_compare_with(session: Session) -> None:
    verdicts = [{"rating": "False", "summary": said} for said in ("It did not.", "It did.")]
    loaded(session, dossier(claims=[claim(verdicts=verdicts)]))
    assert set(session.scalars(select(VerdictRevision.summary))) == {"It did not.", "It did."}
