"""The record of the desk, of an article, of a claim and of a person: in words, and as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.queries import members
from workbench.accounts.rules import Act, Actor
from workbench.articles.models import Article
from workbench.articles.queries import get_article, titles_of_articles
from workbench.claims.models import Claim
from workbench.claims.queries import get_claim
from workbench.history.queries import LineFilter, name_in_record
from workbench.publishing.tables import Cell, Column, Table
from workbench.screens.history.errors import PersonUnknown
from workbench.screens.history.forms import HistoryFilterForm
from workbench.screens.history.lines import by_day
from workbench.screens.record import event_words
from workbench.screens.tables import TABLES, as_file, every
from workbench.verdicts.record_seen import Line, lines_seen
from workbench.verdicts.undo import late_acts
from workbench.web.database import reading
from workbench.web.pages import PAGE_SIZE, page_of

COLUMNS = (
    Column("line", width=8),
    Column("at (UTC)"),
    Column("by"),
    Column("what", width=60),
    Column("kind"),
    Column("article id", width=8),
    Column("article", width=40),
    Column("claim", width=8),
    Column("changed", width=60),
    Column("address"),
    Column("digest"),
)

blueprint = Blueprint("history", __name__)


@dataclass(frozen=True)
class Scope:
    """What a page of the record is about; `of` is what its address names, for links to itself."""

    name: str
    wanted: LineFilter
    of: Mapping[str, int] = field(default_factory=dict)
    article: Article | None = None
    claim: Claim | None = None
    person: str = ""


@blueprint.get("/history")
@permit(Act.READ)
def desk() -> ResponseReturnValue:
    """The record of the desk, newest first, as far as the address asks for it."""
    with reading() as session:
        return _page(session, Scope("desk", LineFilter()))


@blueprint.get("/history.<ending>")
@permit(Act.READ)
def desk_table(ending: str) -> ResponseReturnValue:
    """The same lines, all of them, as a table."""
    return _table(Scope("desk", LineFilter()), ending)


@blueprint.get("/articles/<int:article_id>/history")
@permit(Act.READ)
def article(article_id: int) -> ResponseReturnValue:
    """The record of an article."""
    with reading() as session:
        return _page(session, _of_article(session, article_id))


@blueprint.get("/articles/<int:article_id>/history.<ending>")
@permit(Act.READ)
def article_table(article_id: int, ending: str) -> ResponseReturnValue:
    """The same lines, all of them, as a table."""
    with reading() as session:
        scope = _of_article(session, article_id)
    return _table(scope, ending)


def _of_article(session: Session, article_id: int) -> Scope:
    found = get_article(session, current_actor().desk_id, article_id)
    wanted = LineFilter(article_id=found.id)
    return Scope("article", wanted, {"article_id": found.id}, article=found)


@blueprint.get("/articles/<int:article_id>/claims/<int:number>/history")
@permit(Act.READ)
def claim(article_id: int, number: int) -> ResponseReturnValue:
    """The record of a claim."""
    with reading() as session:
        return _page(session, _of_claim(session, article_id, number))


@blueprint.get("/articles/<int:article_id>/claims/<int:number>/history.<ending>")
@permit(Act.READ)
def claim_table(article_id: int, number: int, ending: str) -> ResponseReturnValue:
    """The same lines, all of them, as a table."""
    with reading() as session:
        scope = _of_claim(session, article_id, number)
    return _table(scope, ending)


def _of_claim(session: Session, article_id: int, number: int) -> Scope:
    of_article = get_article(session, current_actor().desk_id, article_id)
    found = get_claim(session, of_article, number)
    wanted = LineFilter(article_id=of_article.id, claim_id=found.id)
    of = {"article_id": of_article.id, "number": number}
    return Scope("claim", wanted, of, article=of_article, claim=found)


@blueprint.get("/people/<int:person_id>/history")
@permit(Act.READ)
def person(person_id: int) -> ResponseReturnValue:
    """What a person did on the desk."""
    with reading() as session:
        return _page(session, _of_person(session, person_id))


@blueprint.get("/people/<int:person_id>/history.<ending>")
@permit(Act.READ)
def person_table(person_id: int, ending: str) -> ResponseReturnValue:
    """The same lines, all of them, as a table."""
    with reading() as session:
        scope = _of_person(session, person_id)
    return _table(scope, ending)


def _of_person(session: Session, person_id: int) -> Scope:
    """Raises `PersonUnknown` for whoever is no member and did nothing here."""
    desk_id = current_actor().desk_id
    name = name_in_record(session, desk_id, person_id) or _members(session, desk_id).get(person_id)
    if not person_id or name is None:
        raise PersonUnknown(_("Nobody of that number is in the record of this desk."))
    of = {"person_id": person_id}
    return Scope("person", LineFilter(person_id=person_id), of, person=name)


def _members(session: Session, desk_id: int) -> Mapping[int, str]:
    return {each.person_id: each.person.name for each in members(session, desk_id)}


def _page(session: Session, scope: Scope) -> str:
    actor, before = current_actor(), request.args.get("before", type=int)
    form = HistoryFilterForm(request.args, people=_members(session, actor.desk_id))
    wanted = form.wanted(scope.wanted, time_zone())
    lines = lines_seen(session, actor, wanted, before=before, limit=PAGE_SIZE + 1)
    page = page_of(lines, lambda line: str(line.event.id))
    return render_template(
        "history/page.html",
        scope=scope,
        form=form,
        chosen=form.chosen(),
        before=before,
        page=page,
        days=by_day(page.items, time_zone()),
        titles=_titles(session, page.items),
        undoable={act.event.id for act in late_acts(session, actor) if act.open},
        formats=TABLES.values(),
        time_zone=time_zone(),
    )


def _titles(session: Session, lines: Sequence[Line]) -> Mapping[int, str]:
    ids = {line.event.article_id for line in lines if line.event.article_id is not None}
    return titles_of_articles(session, ids)


def _table(scope: Scope, ending: str) -> ResponseReturnValue:
    actor, zone = current_actor(), time_zone()
    with reading() as session:
        form = HistoryFilterForm(request.args, people=_members(session, actor.desk_id))
    wanted = form.wanted(scope.wanted, zone)

    def read(session: Session, before: int | None, limit: int) -> Sequence[tuple[Line, str]]:
        return _with_titles(session, actor, wanted, before, limit)

    rows = (_cells(line, title) for line, title in every(read, lambda row: row[0].event.id))
    return as_file(Table("history", "line", COLUMNS, rows), ending)


def _with_titles(
    session: Session, actor: Actor, wanted: LineFilter, before: int | None, limit: int
) -> Sequence[tuple[Line, str]]:
    lines = lines_seen(session, actor, wanted, before=before, limit=limit)
    titles = _titles(session, lines)
    return [(line, titles.get(line.event.article_id or 0, "")) for line in lines]


def _cells(line: Line, title: str) -> Sequence[Cell]:
    event = line.event
    return (
        line.number,
        event.at,
        event.by_name,
        event_words(event),
        event.kind,
        event.article_id,
        title,
        _number(event.details.get("number")) if event.claim_id else None,
        tuple(f"{each.name}: “{each.before}” → “{each.after}”" for each in line.changes),
        line.address,
        line.digest,
    )


def _number(value: Any) -> int | None:
    """A claim's number; what came with a dossier may say anything in its place."""
    return value if isinstance(value, int) else None
