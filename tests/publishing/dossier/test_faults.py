"""A dossier with faults is refused whole, and every fault is told by its JSON path."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.publishing.dossier.newsroom import KEEP, Newsroom
from tests.publishing.dossier.sample import TEXT, Record, claim, desk, dossier, faults
from workbench.articles.models import Article
from workbench.claims.rules import Reason
from workbench.history.models import Event
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind
from workbench.publishing.dossier import BadDossier, dump, load
from workbench.publishing.edition.stored import from_json, sha256
from workbench.publishing.queries import editions_of
from workbench.sources.models import Source


def version(**fields: Any) -> Record:
    return dossier(versions=[{"text": TEXT, **fields}])


def span(start: int, end: int, **fields: Any) -> Record:
    return {"start": start, "end": end, **fields}


def with_verdicts(*verdicts: Record, **fields: Any) -> Record:
    return dossier(claims=[claim(verdicts=list(verdicts), **fields)])


def passage(**fields: Any) -> Record:
    return dossier(claims=[{"statement": "It is so.", "passages": [fields]}])


def remark(**fields: Any) -> Record:
    return dossier(remarks=[{"kind": "comment", "text": "No.", "proposed": "No.", **fields}])


PASSAGE = "$.claims[0].passages[0]"
VERDICT = "$.claims[0].verdicts[0]"
NO_TEXT = dossier(versions=[{}])
SAID = {"text": TEXT, "number": 1}


@pytest.mark.parametrize(
    ("data", "path", "told"),
    [
        ({}, "$.article", "is missing"),
        ([], "$", "one JSON object"),
        (dossier(article={}), "$.article.title", "is missing"),
        (dossier(article={"title": " "}), "$.article.title", "not written as it should be"),
        (dossier(dossier=7), "$.dossier", "7 is not one of: 1, 2, 3, 4, 5, 6"),
        (dossier(dossier=True), "$.dossier", "must be a whole number"),
        (dossier(versions=[]), "$.versions", "is empty"),
        (NO_TEXT, "$.versions[0].text", "is missing"),
        (remark(start=0, end=3, exact="Not"), "$.remarks[0].exact", "does not stand from 0 to 3"),
        (remark(claim=1, state="accepted"), "$.remarks[0].claim", "there is no claim 1"),
        (remark(state="accepted"), "$.remarks[0].claim", "is what a remark was accepted for"),
        (dossier(extra=1), "$.extra", "is no field of a dossier"),
        (
            dossier(sources=[{"id": "s1", "title": "Tides", "further": {"colour": "blue"}}]),
            "$.sources[0].further.colour",
            "is no field of a dossier",
        ),
        (dossier(article={"title": "A", "odd key": 1}), '$.article["odd key"]', "no field"),
        (dossier(versions=[SAID, SAID]), "$.versions[1].number", "the number of another one"),
        (dossier(versions=[{"text": "Two  spaces."}]), "$.versions[0].text", "is not canonical"),
        (dossier(versions=[{"text": "e\u0301."}]), "$.versions[0].text", "is not canonical"),
        (version(sha256="0" * 64), "$.versions[0].sha256", "is not the SHA-256"),
        (version(blocks=[span(0, 7)]), "$.versions[0].blocks", "part the text into 3"),
        (
            version(blocks=[span(0, 7), span(9, 40), span(46, 65)]),
            "$.versions[0].blocks[1]",
            "has this block at 9 to 44",
        ),
        (
            version(blocks=[span(0, 7, kind="caption", body=True), span(9, 44), span(46, 65)]),
            "$.versions[0].blocks[0].body",
            "never part of the body",
        ),
        (
            version(blocks=[span(0, 7, kind=k) for k in ("caption",)] * 3),
            "$.versions[0].blocks",
            "nothing to check",
        ),
        (
            version(sentences=[span(0, 7), span(9, 30), span(25, 44), span(46, 65)]),
            "$.versions[0].sentences[2]",
            "before the sentence in front of it has ended",
        ),
        (
            version(sentences=[span(0, 7), span(9, 44)]),
            "$.versions[0].sentences",
            "the words from 44 on belong to none",
        ),
        (
            version(sentences=[span(0, 7), span(20, 44), span(46, 65)]),
            "$.versions[0].sentences[1]",
            "in front of it, belong to no sentence",
        ),
        (version(sentences=[span(0, 12)]), "$.versions[0].sentences[0]", "not lie in one block"),
        (version(sentences=[span(0, 2)]), "$.versions[0].sentences[0]", "ends with a blank"),
        (passage(exact="It snowed."), f"{PASSAGE}.exact", "claim 1: the words stand nowhere"),
        (passage(exact="It rained"), f"{PASSAGE}.exact", "claim 1: the words stand at several"),
        (passage(exact="sun", start=0), f"{PASSAGE}.exact", "do not stand at 0"),
        (passage(exact="sun", start=61, end=65), f"{PASSAGE}.exact", "do not stand at 61 to 65"),
        (passage(exact="sun", end=1), f"{PASSAGE}.exact", "do not stand"),
        (passage(exact="sun", prefix="his"), f"{PASSAGE}.prefix", "not what stands in front"),
        (passage(exact="sun", suffix="!"), f"{PASSAGE}.suffix", "not what stands behind"),
        (passage(exact="sun", version=2), f"{PASSAGE}.version", "there is no version 2"),
        (passage(exact=" "), f"{PASSAGE}.exact", "nothing but blanks"),
        (dossier(claims=[{"statement": "A."}]), "$.claims[0].passages", "is missing"),
        (dossier(claims=[claim() | {"passages": []}]), "$.claims[0].passages", "stands nowhere"),
        (
            dossier(claims=[claim() | {"passages": [{"exact": "sun"}] * 2}]),
            "$.claims[0].passages[1]",
            "claim 1 stands at these words already",
        ),
        (dossier(claims=[claim(number=1)] * 2), "$.claims[1].number", "the number of another one"),
        (dossier(claims=[claim(number=2.5)]), "$.claims[0].number", "must be a whole number"),
        (dossier(claims=[claim(number=1e300)]), "$.claims[0].number", "is more than 1000000000"),
        (dossier(claims=[claim(number=True)]), "$.claims[0].number", "must be a whole number"),
        (dossier(claims=[claim(kind="guess")]), "$.claims[0].kind", "“guess” is not one of: fact"),
        (dossier(claims=[claim(said_on="2019-04-31")]), "$.claims[0].said_on", "the calendar"),
        (
            dossier(article={"title": "A", "published": "2019-02-29"}),
            "$.article.published",
            "“2019-02-29” is not in the calendar",
        ),
        (
            dossier(sources=[{"id": "x", "published": "0000-05"}]),
            "$.sources[0].published",
            "the calendar",
        ),
        (
            dossier(sources=[{"id": "x", "accessed": "2023-02-29"}]),
            "$.sources[0].accessed",
            "the calendar",
        ),
        (
            dossier(sources=[{"id": "x", "origin": "y"}]),
            "$.sources[0].origin",
            "“y” is no source of the dossier",
        ),
        (
            dossier(sources=[{"id": "x", "origin": "y"}, {"id": "y", "origin": "x"}]),
            "$.sources[1].origin",
            "goes back to the source itself",
        ),
        (dossier(sources=[{"id": "x", "tags": ["a,b"]}]), "$.sources[0].tags", "has no comma"),
        (dossier(sources=[{"id": "x", "closeness": "near"}]), "$.sources[0].closeness", "not one"),
        (dossier(claims=[claim(said_on="May 2019")]), "$.claims[0].said_on", "not written as"),
        (
            dossier(claims=[claim(appearance_url="javascript:alert(1)")]),
            "$.claims[0].appearance_url",
            "not written as it should be",
        ),
        (
            dossier(claims=[claim(created_at="2019-02-30T10:00:00Z")]),
            "$.claims[0].created_at",
            "is no moment",
        ),
        (
            dossier(claims=[claim(created_at="0001-01-01T00:00:00Z")]),
            "$.claims[0].created_at",
            "is in the year 1",
        ),
        (
            dossier(events=[{"kind": "x", "at": "9999-12-31T23:59:59Z"}]),
            "$.events[0].at",
            "is in the year 9999",
        ),
        (dossier(claims=[claim(number=2**31 - 1)]), "$.claims[0].number", "is more than"),
        (dossier(claims=[claim(status="approved")]), "$.claims[0].status", "has no verdict"),
        (
            with_verdicts({"rating": "True", "state": "approved"}, status="open"),
            "$.claims[0].status",
            "the claim is open, but its newest verdict is approved",
        ),
        (
            dossier(claims=[claim(merged_into=1, status="withdrawn")]),
            "$.claims[0].merged_into",
            "of another claim",
        ),
        (
            dossier(
                claims=[
                    claim(merged_into=2, status="withdrawn"),
                    claim("It rained.", merged_into=1, status="withdrawn"),
                ]
            ),
            "$.claims[1].merged_into",
            "in a circle",
        ),
        (
            dossier(claims=[claim(taken_by="x")], people=[{"id": "a"}]),
            "$.claims[0].taken_by",
            "nobody",
        ),
        (
            dossier(
                claims=[
                    claim(claimant={"name": "Ann", "url": "https://a.example/"}),
                    claim("It rained.", claimant={"name": "Ann", "url": "https://b.example/"}),
                ]
            ),
            "$.claims[1].claimant.url",
            "another claim has https://a.example/",
        ),
        (
            dossier(claims=[claim()], article={"title": "A title", "claims_numbered": 0}),
            "$.article.claims_numbered",
            "there is a claim 1",
        ),
        (with_verdicts({"rating": "Great"}), f"{VERDICT}.rating", "“Great” is not a rating of"),
        (with_verdicts({}), f"{VERDICT}.rating", "is missing"),
        (
            with_verdicts({"rating": None, "state": "proposed"}),
            f"{VERDICT}.rating",
            "a draft may be",
        ),
        (with_verdicts({"rating": "True", "scale": "Ours"}), f"{VERDICT}.scale", "the scale Ours"),
        (
            with_verdicts({"rating": "True", "scale": {"name": "Five-step", "version": 7}}),
            f"{VERDICT}.scale",
            "the scale Five-step, version 7",
        ),
        (with_verdicts({"rating": "True", "decision": {}}), f"{VERDICT}.decision", "that is draft"),
        (
            with_verdicts({"rating": "True", "state": "returned", "decision": {"comment": " "}}),
            f"{VERDICT}.decision.comment",
            "a return says what is to be done",
        ),
        (
            with_verdicts({"rating": "True", "state": "superseded"}),
            "$.claims[0].verdicts",
            "none came after it",
        ),
        (
            dossier(claims=[claim(evidence=[{"source": "x"}])]),
            "$.claims[0].evidence[0].source",
            "“x” is the id of no source",
        ),
        (
            dossier(claims=[claim(evidence=[{"source": ""}])]),
            "$.claims[0].evidence[0].source",
            "“” is the id of no source",
        ),
        (dossier(sources=[{"id": "x"}] * 2), "$.sources[1].id", "is there already"),
        (dossier(people=[{"id": "x"}] * 2), "$.people[1].id", "is there already"),
        (
            dossier(scales=[{"name": "S", "ratings": [{"label": "A"}, {"label": "a"}]}]),
            "$.scales[0].ratings[1].label",
            "a rating of this scale already",
        ),
        (dossier(scales=[{"name": "S", "ratings": []}]), "$.scales[0].ratings", "is empty"),
        (
            dossier(dispositions=[span(0, 6, reason="opinion")]),
            "$.dispositions[0]",
            "0 to 6 is no sentence of version 1",
        ),
        (
            dossier(dispositions=[span(0, 7, reason=Reason.OPINION.value)] * 2),
            "$.dispositions[1]",
            "set aside already",
        ),
        (dossier(dispositions=[span(0, 7, reason="bored")]), "$.dispositions[0].reason", "not one"),
        (dossier(events=[{"kind": "x", "claim": 1}]), "$.events[0].claim", "there is no claim 1"),
        (dossier(events=[{"kind": "x", "undoes": 1}]), "$.events[0].undoes", "came later"),
        (dossier(events=[{"kind": "dossier loaded"}]), "$.events[0].kind", "no part of a dossier"),
        (dossier(events=[{"kind": "a\0"}]), "$.events[0].kind", "holds a NUL"),
        (dossier(article={"title": "\ud800"}), "$.article.title", "half a surrogate pair"),
        (
            dossier(events=[{"kind": "x", "details": {"n": float("nan")}}]),
            "$.events[0].details.n",
            "is not a number",
        ),
        (
            dossier(events=[{"kind": "x", "details": {"n": 10**5000}}]),
            "$.events[0].details.n",
            "too large a number",
        ),
        (dossier(claims=[claim(number=2**31 - 1)]), "$.claims[0].number", "more than 1000000000"),
        (dossier(report={"slug": "a"}), "$.editions", "are missing"),
        (dossier(report={"slug": "a/b"}), "$.report.slug", "not written as it should be"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_is_told_with_its_path(
    session: Session, data: object, path: str, told: str
) -> None:
    found = faults(session, data)
    assert path in found
    assert told in found[path]


def test_every_fault_is_told_at_once_whether_of_shape_or_of_meaning(session: Session) -> None:
    data = dossier(
        claims=[
            claim("It snowed.", kind="guess"),
            claim(status="published", verdicts=[{"rating": "Great"}]),
        ],
        dispositions=[span(1, 2, reason="opinion")],
        colour="red",
    )
    assert set(faults(session, data)) == {
        "$.claims[0].kind",
        "$.claims[0].passages[0].exact",
        "$.claims[1].verdicts[0].rating",
        "$.dispositions[0]",
        "$.colour",
    }


def test_a_refused_dossier_leaves_nothing_behind(session: Session) -> None:
    boss = desk(session)
    before = session.scalar(select(func.count()).select_from(Event))
    data = dossier(sources=[{"id": "x"}], claims=[claim("It snowed.", claimant="Ann")])
    with pytest.raises(BadDossier, match=r"1 fault, .*\$\.claims\[0\]\.passages\[0\]\.exact: "):
        load(session, data, by=boss)
    assert not session.new
    assert not session.scalars(select(Article)).all()
    assert not session.scalars(select(Source)).all()
    assert session.scalar(select(func.count()).select_from(Event)) == before


def test_what_is_nested_too_deeply_is_refused(session: Session) -> None:
    deep: Record = {}
    for _level in range(100_000):
        deep = {"a": deep}
    found = faults(session, dossier(events=[{"kind": "x", "details": deep}]))
    assert list(found.values()) == ["is nested more than 50 levels deep"]


WAY = [
    (act, who, (9, 5, 3), "Say")
    for act, who in ((0, 1), (8, 1), (KEEP, 1), (18, 1), (20, 2), (23, 3))
]


def published(session: Session) -> Record:
    """The dossier of an article with an edition, of which nothing is left here."""
    blocks = [DraftBlock(BlockKind.PARAGRAPH, "It rained. It rained again. Nobody saw the sun.")]
    with session.begin_nested() as here:
        found = dump(session, Newsroom(session, blocks).play(WAY))
        here.rollback()
        session.expunge_all()
    return found


def before_amendments(data: Record) -> Record:
    """The same, its edition as it was written when an article had one version."""
    content = data["editions"][0]["content"]
    content["format"] = 1
    del content["amendments"]
    for each in content["claims"]:
        del each["earlier"], each["left_behind"], each["rechecking"]
    data["editions"][0]["sha256"] = sha256(content)
    return data


def test_an_edition_from_before_there_were_versions_is_kept_to_the_letter(session: Session) -> None:
    data = before_amendments(published(session))
    article = load(session, data, by=desk(session))
    (edition,) = editions_of(session, article)
    assert (edition.content, edition.sha256) == (
        data["editions"][0]["content"], data["editions"][0]["sha256"],
    )  # fmt: skip
    assert from_json(edition.content).amendments == ()


def test_a_wording_of_an_amendment_that_is_not_there_is_a_fault(session: Session) -> None:
    data = published(session)
    said = data["editions"][0]["content"]["claims"][0]
    said["earlier"] = [
        {"exact": "It snowed", "now": "It rained", "version": 1, "taken_at": "", "amended": 2}
    ]
    path = "$.editions[0].content.claims[0].earlier[0].amended"
    assert "the number of nothing" in faults(session, data)[path]


def test_an_address_of_a_report_that_is_taken_is_a_fault(session: Session) -> None:
    data = published(session)
    load(session, data, by=desk(session))
    assert list(faults(session, data)) == ["$.report.slug"]


@pytest.mark.parametrize(
    ("where", "value", "told"),
    [
        ("title", 5, "must be text"),
        ("format", 9, "must be 6 or 5 or 4 or 3 or 2 or 1"),
        ("blocks.0.pieces.0.start", -1, "must be 0 at least"),
        ("blocks.0.kind", "box", "is not one of"),
        ("claims.0.verdict.rating.token", "purple", "is not one of"),
        ("claims.0.verdict.scale", 7, "the number of nothing"),
        ("claims.0.evidence.0.source", 0, "the number of nothing"),
        ("claims.0.verdict.at", "yesterday", "is no moment"),
        ("claims.0.passages.0.exact", "other", "not as long as"),
        ("claims", None, "must be a list of objects"),
        ("sources.0.url", "javascript:alert(1)", "is no web address"),
        ("sources.0.url", "https://a\t.example", "is no web address"),
        ("sources.0.authors", [1], "must be a list of texts"),
        ("sources.0.closeness", "near", "is not one of: , primary, secondary"),
        ("sources.0.interests", None, "must be text"),
        ("desk.time_zone", "Mars", "is no time zone"),
        ("site.slug", "other", "not the report’s slug"),
        ("odd", 1, "no field of an edition"),
    ],
)
def test_an_edition_that_could_not_be_shown_is_refused(
    session: Session, where: str, value: object, told: str
) -> None:
    data = published(session)
    *way, last = [int(step) if step.isdecimal() else step for step in where.split(".")]
    inner: Any = data["editions"][0]["content"]
    for step in way:
        inner = inner[step]
    inner[last] = value
    path = "$.editions[0].content" + "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" for step in [*way, last]
    )
    found = faults(session, data)
    assert told in found[path]
    assert "is not the SHA-256" in found["$.editions[0].sha256"]
