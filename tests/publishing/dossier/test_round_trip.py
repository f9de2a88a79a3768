"""What is dumped and loaded elsewhere is the same dossier when it is dumped again."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from importlib.resources import files
from itertools import count
from typing import Any

from hypothesis import HealthCheck, given, settings
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.publishing.dossier.newsroom import Act, Newsroom, blocks, reviews, stories
from tests.publishing.dossier.sample import TEXT, Record, claim, dossier, loaded
from tests.publishing.dossier.test_hostile import BLOCKS, STORY
from tests.several_versions import several_versions
from workbench.accounts.rules import Actor, command_line
from workbench.accounts.service import make_desk
from workbench.articles.models import Article
from workbench.cli.checks.drafts import draft_faults
from workbench.cli.checks.versions import version_faults
from workbench.intake.draft import DraftBlock
from workbench.publishing.dossier import dump, dump_bytes, load, parse

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def elsewhere(session: Session) -> Actor:
    """Somebody who may load, on a desk that is empty."""
    return command_line(make_desk(session, name="Elsewhere", time_zone="UTC").id)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(blocks, stories)
def test_an_article_in_any_state_survives_the_journey(
    session: Session, draft: list[DraftBlock], story: list[Act]
) -> None:
    survive(session, draft, story)


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(reviews)
def test_a_claim_that_two_read_survives_the_journey(session: Session, story: list[Act]) -> None:
    survive(session, BLOCKS, story)


def survive(session: Session, draft: list[DraftBlock], story: list[Act]) -> None:
    """Dump what was played, load it elsewhere, and dump it again."""
    with session.begin_nested() as here:
        written = dump_bytes(session, Newsroom(session, draft).play(story))
        assert list(faults_of_versions(session)) == []
        here.rollback()
        session.expunge_all()
    with session.begin_nested() as there:
        article = load(session, parse(written), by=elsewhere(session))
        assert dump_bytes(session, article).decode() == written.decode()
        assert list(faults_of_versions(session)) == []
        there.rollback()
        session.expunge_all()


def faults_of_versions(session: Session) -> Iterator[str]:
    """What the check has to say of versions and drafts."""
    yield from version_faults(session, lambda _count: None)
    yield from draft_faults(session, lambda _count: None)


def test_the_same_state_gives_the_same_bytes(session: Session) -> None:
    article = Newsroom(session, BLOCKS).play(STORY)
    written = dump_bytes(session, article)
    assert written == dump_bytes(session, article)
    assert written.endswith(b"\n}\n")
    assert "😀".encode() in dump_bytes(session, loaded(session, dossier()))


def test_a_desk_with_another_scale_gives_the_same_dossier_back(session: Session) -> None:
    ratings = [{"label": "Yes", "value": 2}, {"label": "No", "value": 1}]
    scales = [{"name": "Five-step", "ratings": ratings}]
    claims = [claim(verdicts=[{"rating": "No", "state": "approved"}])]
    written = dump_bytes(session, loaded(session, dossier(claims=claims, scales=scales)))
    assert dump_bytes(session, loaded(session, parse(written))) == written


def test_the_demo_survives_the_journey(session: Session) -> None:
    demo = (files("workbench") / "demo" / "thaw" / "dossier.json").read_bytes()
    written = dump_bytes(session, loaded(session, parse(demo)))
    assert dump_bytes(session, loaded(session, parse(written))) == written


def test_what_a_citation_needs_survives_the_journey(session: Session) -> None:
    further = {"container-title": "Harbour Studies", "DOI": "10.1000/abc"}
    sources = [{"id": "s1", "title": "Tides", "authors": ["Novák, Ana"], "further": further}]
    used = claim(evidence=[{"source": "s1", "stance": "supports"}])
    written = dump(session, loaded(session, dossier(sources=sources, claims=[used])))
    assert written["sources"][0]["further"] == further
    assert dump(session, loaded(session, written)) == written


def test_several_versions_survive_the_journey(session: Session) -> None:
    written = dump_bytes(session, several_versions(session).article)
    assert dump_bytes(session, loaded(session, parse(written))) == written


def test_no_moment_is_taken_for_another(session: Session) -> None:
    apart = with_moments_apart(dump(session, several_versions(session).article), count())
    assert dump(session, loaded(session, apart)) == apart


def with_moments_apart(data: Any, minutes: Iterator[int]) -> Any:
    """The same dossier, every moment of it another one."""
    if isinstance(data, dict):
        return {key: with_moments_apart(value, minutes) for key, value in data.items()}
    if isinstance(data, list):
        return [with_moments_apart(value, minutes) for value in data]
    if isinstance(data, str) and MOMENT.fullmatch(data):
        return "2019-05-16T{:02}:{:02}:00Z".format(*divmod(next(minutes), 60))
    return data


def test_nothing_of_the_demo_is_lost(session: Session) -> None:
    """What the file says, the dossier that comes back says too; only empty is null there.

    It is of version 1 of the format.
    """
    said = parse((files("workbench") / "demo" / "thaw" / "dossier.json").read_bytes())
    back = dump(session, loaded(session, said))
    assert (said.pop("dossier"), back["dossier"]) == (1, 6)
    names = {p["id"]: p["name"] for p in said["people"]} | {
        p["id"]: p["name"] for p in back["people"]
    }
    titles = {s["id"]: s["title"] for s in said["sources"] + back["sources"]}
    compare(said, back, names | titles)


def compare(said: Any, back: Any, called: dict[str, str]) -> None:
    """Every value that is said is there; people and sources go by what they are called."""
    if isinstance(said, dict):
        for key in said.keys() - {"id", "sources", "people", "scales", "decision"}:
            compare(said[key], back[key], called)
        if said.get("decision"):
            compare([said["decision"]], back["decisions"], called)
    elif isinstance(said, list):
        assert len(said) == len(back)
        for one, other in zip(said, back, strict=True):
            compare(one, other, called)
    elif isinstance(said, str):
        assert called.get(said, said) == called.get(back, back)
    elif said is not None:
        assert said == back


def test_a_longer_article_takes_no_more_queries(session: Session) -> None:
    short = loaded(session, dossier(claims=[claim()]))
    long = loaded(session, dossier(claims=[claim(word) for word in ("again", "today", "sun")]))
    assert dump_queries(session, short) == dump_queries(session, long)


def test_more_versions_take_no_more_queries(session: Session) -> None:
    few, many = (loaded(session, retold(times)) for times in (2, 6))
    assert dump_queries(session, few) == dump_queries(session, many)


def test_more_versions_take_no_more_queries_to_be_loaded(session: Session) -> None:
    """Rows that are new are not counted: to SQLite they go one by one."""
    boss = elsewhere(session)
    few = statements(session, partial(load, session, retold(2), by=boss))
    many = statements(session, partial(load, session, retold(6), by=boss))
    assert [s for s in few if s != "INSERT"] == [s for s in many if s != "INSERT"]


def retold(times: int) -> Record:
    """An article whose versions say the same: each sentence and passage follows the one before."""
    spans = [(0, 7), (9, 19), (20, 44), (46, 65)]
    place = {"start": 46, "end": 65}
    settled = {"passage": {"claim": 1, **place}, "outcome": "changed", "decided": "left behind"}
    made = {"origin": "pasted", "by": "Ann", "settlements": [settled]}
    versions, passages = [], []
    for number in range(1, times + 1):
        said = [
            {"start": start, "end": end, "follows": place if number > 1 else None}
            for place, (start, end) in enumerate(spans, start=1)
        ]
        amendment = {"note": "A word.", "by": "Bo"}
        versions.append({"text": TEXT, "sentences": said, "amendment": amendment})
        passages.append({"version": number, "exact": "Nobody saw the sun."})
        if number > 1:
            versions[-1]["draft"] = made
            passages[-1]["follows"] = place
    drafts = [{**made, "base": 1, "blocks": [{"text": "A."}]}] * times
    return dossier(versions=versions, claims=[claim() | {"passages": passages}], drafts=drafts)


def dump_queries(session: Session, article: Article) -> int:
    """How many queries a dump takes."""
    session.flush()
    session.expire_all()
    return len(statements(session, partial(dump, session, article)))


def statements(session: Session, act: Callable[[], object]) -> list[str]:
    """The first words of the statements that an act takes."""
    words: list[str] = []

    def seen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        words.append(statement.split(maxsplit=1)[0])

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", seen)
    act()
    event.remove(connection, "before_cursor_execute", seen)
    return words
