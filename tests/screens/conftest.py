"""A desk with people who are signed in, and makers of what it works on."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.builders import make_article
from tests.made_once import made_once
from workbench.accounts.models import Membership
from workbench.accounts.rules import Actor, Role, command_line
from workbench.accounts.service import add_member, make_desk
from workbench.accounts.sessions import sign_in
from workbench.articles.models import Article
from workbench.articles.queries import current_version
from workbench.claims.models import Claim
from workbench.claims.service import ClaimFields, mark_claim
from workbench.db import Database
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.rules import BlockKind
from workbench.sources.models import Source
from workbench.sources.service import SourceFields, add_source
from workbench.verdicts.models import Verdict
from workbench.verdicts.presets import FIVE_STEP
from workbench.verdicts.queries import current_scale
from workbench.verdicts.scales import set_scale
from workbench.verdicts.service import propose_verdict
from workbench.verdicts.writing import VerdictFields


@dataclass
class Desk:
    """Who works on the desk, by role; an article's name is its title."""

    id: int
    people: dict[Role, Membership] = field(default_factory=dict)

    def actor(self, role: Role = Role.FACT_CHECKER) -> Actor:
        """The member who has a role, acting."""
        return self.people[role].actor()


@made_once
def new_desk(session: Session, name: str = "Strand desk") -> Desk:
    """A desk with one member of each role."""
    made = make_desk(session, name=name, time_zone="Europe/Berlin")
    by = command_line(made.id)
    set_scale(session, name="Five-step", ratings=FIVE_STEP, by=by)
    desk = Desk(made.id)
    for role in Role:
        email = f"{role.value}@{made.id}.example"
        desk.people[role] = add_member(
            session, name=f"{role.value} person", email=email, role=role, by=by
        )
    return desk


def new_article(session: Session, desk: Desk, title: str = "What the harbour costs") -> Article:
    """An article of four sentences; each can be claimed by `new_claim`."""
    blocks = (
        DraftBlock(BlockKind.HEADLINE, title),
        DraftBlock(BlockKind.PARAGRAPH, "The quay was late. It cost 41 million. Nobody asked why."),
    )
    draft = Draft(
        title=title, outlet="The Ledger", authors=(), published="2019-05",
        language="en", url="", blocks=blocks,
    )  # fmt: skip
    return make_article(session, draft=draft, by=desk.actor())


def new_claim(
    session: Session,
    desk: Desk,
    article: Article,
    exact: str = "It cost 41 million",
    statement: str = "The quay cost 41 million.",
) -> Claim:
    """A claim that stands at some words of the article."""
    version = current_version(session, article)
    start = version.text.index(exact)
    return mark_claim(
        session, article=article, version=version, start=start, end=start + len(exact),
        exact=exact, by=desk.actor(), fields=ClaimFields(statement, claimant_name="M. Brandt"),
    )  # fmt: skip


def new_source(session: Session, desk: Desk, title: str = "Minutes", url: str = "") -> Source:
    """A source in the desk's library."""
    return add_source(session, fields=SourceFields(title, url=url), by=desk.actor())


def use(session: Session, desk: Desk, claim: Claim, source: Source) -> None:
    """Let the source refute the claim."""
    fields = EvidenceFields(Stance.REFUTES, "The council approves 32 million.", "p. 12")
    add_evidence(session, claim=claim, source=source, fields=fields, by=desk.actor())


def new_proposal(
    session: Session, desk: Desk, claim: Claim, role: Role = Role.FACT_CHECKER
) -> Verdict:
    """A verdict that waits for an editor."""
    false = next(r for r in current_scale(session, desk.id).ratings if r.label == "False")
    return propose_verdict(
        session, claim=claim, fields=VerdictFields(false, "It cost 32 million.", "**See** p. 12."),
        revision=0, read_in=1, by=desk.actor(role),
    )  # fmt: skip


@pytest.fixture
def desk(database: Database) -> Desk:
    """A desk with members and nothing else."""
    with database.writing() as session:
        return new_desk(session)


Enter = Callable[..., FlaskClient]


@pytest.fixture
def enter(app: Flask, database: Database, desk: Desk) -> Enter:
    """Sign in: `enter(Role.EDITOR)` gives that member's browser."""

    def signed_in(role: Role = Role.FACT_CHECKER, of: Desk = desk) -> FlaskClient:
        with database.writing() as session:
            token = sign_in(session, membership=session.merge(of.people[role]))
        client = app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
        return client

    return signed_in


CountQueries = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def count_queries(app: Flask) -> CountQueries:
    """The statements that the application sends while the block of `count_queries()` runs."""
    engine = app.extensions["workbench.database"].engine

    @contextmanager
    def counting() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if statement.lstrip().startswith(("SELECT", "WITH")):
                sent.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        yield sent
        event.remove(engine, "before_cursor_execute", note)

    return counting
