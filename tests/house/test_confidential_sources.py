"""What is confidential is in no byte of any answer but to those who were named."""

import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.house.secrets import KNOWN_BY, MARK, NAMED, WORDING, make_secret
from tests.house.test_permissions import (
    ANONYMOUS,
    STRANGER,
    World,
    requests,
    world,  # noqa: F401 - a fixture
)
from tests.publishing.members import all_bytes
from workbench.accounts.rules import Role
from workbench.articles.models import Article
from workbench.cli.jobs import _line
from workbench.cli.logs import WithoutSecrets
from workbench.history.models import Event
from workbench.jobs.models import Job
from workbench.publishing.dossier import dump_bytes
from workbench.sources.models import Source
from workbench.web.models import Submission

EVERYBODY = (ANONYMOUS, *(role.value for role in Role), STRANGER)
AND_TO_RESEARCHERS = {"words.beside", "words.text"}
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
# Where the name may stand, for those who were named.
OPEN_TO_THEM = {
    "sources.library", "sources.find", "sources.source", "snapshots.snapshot", "snapshots.text",
    "snapshots.file", "snapshots.warc", "snapshots.changes", "workbench.claim",
}  # fmt: skip


@pytest.fixture
def secret_world(world: World) -> World:  # noqa: F811 - the fixture
    files = world.app.extensions["workbench.files"]
    with world.database.writing() as session:
        world.values |= make_secret(session, world.desk, files)
    return world


def queries(rule: Rule) -> Iterator[str]:
    """What is asked of an address besides: also for the source by words of its own."""
    yield ""
    if rule.endpoint in {"sources.library", "sources.export", "claims.claims", "claims.table"}:
        yield f"?q={KNOWN_BY}"
    if rule.endpoint == "sources.find":
        yield f"?source_title={KNOWN_BY}"
        yield "?source_title=ministry"


LISTED = ("csv", "xlsx", "jsonl", "md")
ENDINGS = {
    "sources.export": ("bib", "ris", "json", *LISTED),
    "claims.table": LISTED,
    "contacts.table": LISTED,
}


def addresses(world: World, rule: Rule) -> Iterator[str]:  # noqa: F811
    endings = ENDINGS.get(rule.endpoint, ("",))
    for ending in endings:
        values = {**world.values, **world.of_endpoint.get(rule.endpoint, {})}
        values |= {"ending": ending} if ending else {}
        known = {name: values[name] for name in rule.arguments}
        path = world.app.url_map.bind("localhost").build(rule.endpoint, known, "GET")
        yield from (f"{path}{query}" for query in queries(rule))


def bytes_of(answer: TestResponse) -> str:
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers)
    said = f"{headers}\n{all_bytes(answer.get_data()).decode('utf-8', 'replace')}".lower()
    answer.close()
    return said


def told(world: World, who: str) -> set[str]:  # noqa: F811
    """The endpoints that tell somebody something that is marked."""
    client, found = world.visitor(who), set[str]()
    for rule in world.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        for address in addresses(world, rule):
            for headers in ({}, HTMX):
                if MARK in bytes_of(client.get(address, headers=headers)):
                    found.add(rule.endpoint)
    return found


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_address_tells_it_but_to_those_who_were_named(secret_world: World, who: str) -> None:
    expected: set[str] = OPEN_TO_THEM if who in {role.value for role in NAMED} else set()
    if who == Role.FACT_CHECKER:
        expected = expected | AND_TO_RESEARCHERS
    assert told(secret_world, who) == expected


@pytest.mark.parametrize("who", [STRANGER, Role.EDITOR.value, Role.ADMIN.value])
def test_no_answer_to_a_form_tells_it(secret_world: World, who: str) -> None:
    telling = {
        rule.endpoint
        for rule, method in requests(secret_world.app)
        if method == "POST" and MARK in bytes_of(secret_world.ask(who, rule, method))
    }
    assert telling == set()


def test_no_line_of_a_log_tells_it(secret_world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    told(secret_world, Role.FACT_CHECKER)
    for rule, method in requests(secret_world.app):
        if method == "POST":
            secret_world.ask(Role.VIEWER, rule, method)
    assert MARK not in caplog.text.lower()


def test_not_even_an_error_of_the_database_tells_it(secret_world: World) -> None:
    """The database refuses a row that says what belongs under its seal."""
    with secret_world.database.writing() as session:
        source = session.get_one(Source, secret_world.values["source_id"])
        source.publisher = f"{MARK}-publisher"
        with pytest.raises(IntegrityError) as refused:
            session.flush()
        session.rollback()
    error = refused.value
    entry = logging.makeLogRecord({"exc_info": (type(error), error, error.__traceback__)})
    assert MARK not in WithoutSecrets().format(entry)


def test_no_row_beside_the_seal_tells_it(secret_world: World) -> None:
    """Of the tables that others read, none has it: neither record nor jobs nor what was sent."""
    with secret_world.database.reading() as session:
        events = [(e.kind, e.details) for e in session.scalars(select(Event))]
        jobs = [
            (j.about, j.payload, j.doing, j.trouble, j.key, _line(j))
            for j in session.scalars(select(Job))
        ]
        source = session.get_one(Source, secret_world.values["source_id"])
        row = {c.key: getattr(source, c.key) for c in Source.__table__.columns}
        sent = session.scalars(select(Submission.location)).all()
    assert [each for each in (*events, *jobs, row, *sent) if MARK in str(each).lower()] == []
    assert row["title"] == WORDING


def test_no_dossier_tells_it(secret_world: World) -> None:
    with secret_world.database.reading() as session:
        article = session.get_one(Article, secret_world.values["article_id"])
        dossier = dump_bytes(session, article).decode()
    assert MARK not in dossier.lower()
    assert WORDING in dossier
    assert "He approved 32 million." in dossier
