"""An article that is loaded goes on from version to version as where it came from."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from tests.publishing.dossier.sample import loaded
from tests.publishing.dossier.test_version_faults import (
    SUN,
    draft,
    followed,
    settled,
    span,
    versions,
)
from tests.several_versions import several_versions
from workbench.articles.composed import blocks_in, composed, follow
from workbench.articles.draft_blocks import blocks_from_json, blocks_to_json, keyed, plain
from workbench.articles.models import Article, Sentence, VersionDraft
from workbench.articles.queries import current_version
from workbench.articles.versions import (
    composed_version,
    versions_of,
    waiting_drafts,
)
from workbench.claims.models import Claim, Passage
from workbench.claims.settling import items_of
from workbench.evidence.rearranging import split_claim
from workbench.history.rules import EventKind
from workbench.publishing.dossier import dump
from workbench.verdicts.queries import approved_verdict


@pytest.fixture
def article(session: Session) -> Article:
    """The article in several versions, as it is loaded elsewhere."""
    return loaded(session, dump(session, several_versions(session).article))


def claims(session: Session, article: Article) -> dict[int, Claim]:
    session.expire_all()
    found = session.scalars(select(Claim).where(Claim.article_id == article.id))
    return {claim.number: claim for claim in found}


def test_a_claim_has_the_passages_of_the_newest_version(session: Session, article: Article) -> None:
    newest = current_version(session, article)
    stand = {
        number: [(p.exact, p.version_id == newest.id) for p in claim.passages]
        for number, claim in claims(session, article).items()
    }
    assert stand == {
        1: [("The quay cost 43 million", True)],
        2: [],
        3: [("deputy spoke for an hour", True), ("It opened in May", True)],
        4: [],
    }


def test_a_claim_split_off_one_that_was_left_behind_is_loaded_though_it_never_stood_anywhere(
    session: Session,
) -> None:
    room = several_versions(session)
    split_claim(
        session, claim=room.again(4), statement="He was away.", passage_ids=[], attached={},
        by=room.ana,
    )  # fmt: skip
    again = claims(session, loaded(session, dump(session, room.article)))
    assert (again[5].statement, again[5].live, again[5].passages) == ("He was away.", True, [])


def test_a_passage_leads_back_to_where_it_stood(session: Session, article: Article) -> None:
    passage: Passage | None = claims(session, article)[3].passages[-1]
    stood = []
    while passage is not None:
        stood.append((passage.version.number, passage.claim.number, passage.current))
        passage = passage.follows
    assert stood == [(3, 3, True), (2, 3, False), (1, 2, False)]


def test_sentences_are_those_of_the_version_before(session: Session, article: Article) -> None:
    earlier = aliased(Sentence)
    rows = session.execute(
        select(Sentence.position, earlier.position)
        .outerjoin(earlier, earlier.id == Sentence.follows_id)
        .where(Sentence.version_id == current_version(session, article).id)
        .order_by(Sentence.position)
    )
    assert [tuple(row) for row in rows] == [(1, 1), (2, 3), (3, None), (4, 4), (5, 5), (6, 6)]


def test_versions_tell_how_they_came_about(session: Session, article: Article) -> None:
    third, second, first = versions_of(session, article)
    told = [
        (line.draft.origin, line.draft.by and line.draft.by.name)
        for line in (third, second)
        if line.draft
    ]
    assert told == [("corrected", "Ana"), ("pasted", "Ana")]
    assert (first.draft, first.amendment, third.amendment) == (None, None, None)
    assert second.amendment is not None
    assert second.amendment.notice == "An earlier version gave another sum."


def test_what_a_version_was_made_of_has_its_blocks_and_its_file(session: Session) -> None:
    file = {"original_name": "quay.html", "original_sha256": "0" * 64}
    article = loaded(session, versions(second={"draft": {"origin": "uploaded"}, **file}))
    (made,) = session.scalars(select(VersionDraft))
    version = current_version(session, article)
    assert made.version_id == version.id
    assert (made.original_name, made.original_sha256) == ("quay.html", "0" * 64)
    assert made.blocks == blocks_to_json(keyed(blocks_in(composed_version(session, version))))


def test_changed_words_are_still_to_be_confirmed(session: Session, article: Article) -> None:
    verdict = approved_verdict(session, claims(session, article)[1])
    assert verdict is not None
    assert verdict.stale_since is not None


def test_a_draft_that_waits_can_be_gone_on_with(session: Session, article: Article) -> None:
    (draft,) = waiting_drafts(session, article)
    text = composed(plain(blocks_from_json(draft.blocks)), "en")
    items = items_of(session, draft, follow(composed_version(session, draft.base), text))
    decided = [
        (i.claim.number, i.settlement and i.settlement.decided, i.place) for i in items.items
    ]
    # Claim 3 was settled too, and moved since.
    assert decided == [(3, None, None), (1, "accepted", (29, 53)), (3, None, (75, 91))]


def test_the_record_tells_of_versions(session: Session, article: Article) -> None:
    told = {line["kind"] for line in dump(session, article)["events"]}
    assert told >= {
        EventKind.DRAFT_BEGUN, EventKind.DRAFT_DISCARDED, EventKind.DRAFT_TAKEN_UP_AGAIN,
        EventKind.VERSION_MADE, EventKind.PASSAGE_SETTLED, EventKind.AMENDMENT_NOTED,
    }  # fmt: skip


def test_the_record_keeps_what_somebody_confirmed(session: Session) -> None:
    line = {"kind": EventKind.VERDICT_CONFIRMED.value, "claim": 1, "details": {"number": 1}}
    (kept,) = dump(session, loaded(session, versions(events=[line])))["events"]
    assert {key: kept[key] for key in line} == line


def test_a_claim_may_stand_in_no_version_but_an_older_one(session: Session) -> None:
    (left,) = dump(session, loaded(session, versions()))["claims"]
    assert (left["status"], [p["version"] for p in left["passages"]]) == ("open", [1])


def test_a_passage_follows_one_of_its_own_claim_if_it_names_none(session: Session) -> None:
    data = dump(session, loaded(session, followed(follows=span(46, 65))))
    assert data["claims"][0]["passages"][1]["follows"] == SUN


def test_a_draft_that_names_no_version_follows_the_newest(session: Session) -> None:
    data = dump(session, loaded(session, draft(base=None)))
    assert data["drafts"][0]["base"] == 2


def test_blocks_without_keys_get_those_that_are_free(session: Session) -> None:
    blocks = [{"text": "One."}, {"text": "Two.", "key": 1}, {"text": "Three."}]
    data = dump(session, loaded(session, draft(blocks=blocks)))
    assert [block["key"] for block in data["drafts"][0]["blocks"]] == [2, 1, 3]


def test_a_draft_may_have_lost_all_its_blocks(session: Session) -> None:
    assert dump(session, loaded(session, draft(blocks=[])))["drafts"][0]["blocks"] == []


def test_a_passage_was_settled_where_it_stands_if_nothing_else_is_said(session: Session) -> None:
    data = dump(session, loaded(session, draft(settled())))
    assert data["drafts"][0]["settlements"][0]["was"] == span(46, 65)


def test_who_did_nothing_but_settle_is_one_of_its_people(session: Session) -> None:
    data = dump(session, loaded(session, draft(settled(by="Zoe"))))
    assert data["drafts"][0]["settlements"][0]["by"] == "p1"
    assert data["people"] == [{"id": "p1", "name": "Zoe"}]


def test_a_dossier_of_the_first_format_may_have_several_versions(session: Session) -> None:
    data = versions(dossier=1)
    assert [line.draft for line in versions_of(session, loaded(session, data))] == [None, None]
