"""What is dumped and loaded elsewhere is the same dossier when it is dumped again."""

from importlib.resources import files
from typing import Any

from hypothesis import HealthCheck, given, settings
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.publishing.dossier.newsroom import Act, Newsroom, blocks, stories
from tests.publishing.dossier.sample import claim, dossier, loaded
from tests.publishing.dossier.test_hostile import BLOCKS, STORY
from workbench.accounts.rules import Actor, command_line
from workbench.accounts.service import make_desk
from workbench.articles.models import Article
from workbench.intake.draft import DraftBlock
from workbench.publishing.dossier import dump, dump_bytes, load, parse


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
    with session.begin_nested() as here:
        written = dump_bytes(session, Newsroom(session, draft).play(story))
        here.rollback()
        session.expunge_all()
    with session.begin_nested() as there:
        article = load(session, parse(written), by=elsewhere(session))
        assert dump_bytes(session, article).decode() == written.decode()
        there.rollback()
        session.expunge_all()


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
    demo = (files("workbench") / "demo" / "dossier.json").read_bytes()
    written = dump_bytes(session, loaded(session, parse(demo)))
    assert dump_bytes(session, loaded(session, parse(written))) == written


def test_nothing_of_the_demo_is_lost(session: Session) -> None:
    """What the file says, the dossier that comes back says too; only empty is null there."""
    said = parse((files("workbench") / "demo" / "dossier.json").read_bytes())
    back = dump(session, loaded(session, said))
    names = {p["id"]: p["name"] for p in said["people"]} | {
        p["id"]: p["name"] for p in back["people"]
    }
    titles = {s["id"]: s["title"] for s in said["sources"] + back["sources"]}
    compare(said, back, names | titles)


def compare(said: Any, back: Any, called: dict[str, str]) -> None:
    """Every value that is said is there; people and sources go by what they are called."""
    if isinstance(said, dict):
        for key in said.keys() - {"id", "sources", "people", "scales"}:
            compare(said[key], back[key], called)
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
    assert queries(session, short) == queries(session, long)


def queries(session: Session, article: Article) -> int:
    """How many queries a dump takes."""
    session.flush()
    session.expire_all()
    count = 0

    def seen(*_arguments: object) -> None:
        nonlocal count
        count += 1

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", seen)
    dump(session, article)
    event.remove(connection, "before_cursor_execute", seen)
    return count
