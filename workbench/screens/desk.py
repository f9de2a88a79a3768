"""The desk's first page: what is mine to do, what waits, and how the articles are coming on."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act, Actor
from workbench.articles.queries import newest_articles, titles_of_articles
from workbench.evidence.alerts import changed_sources, count_changed_sources
from workbench.evidence.contact_log import WAITING, contacts_of_desk
from workbench.history.models import Event
from workbench.history.queries import latest_events
from workbench.publishing.flags import count_flags, flags_of_desk
from workbench.screens.coverage import rows_of_articles
from workbench.verdicts.claim_views import count_late
from workbench.verdicts.queries import count_awaiting_review, count_stale
from workbench.verdicts.queue import review_queue
from workbench.verdicts.work import claims_to_read_second, claims_up_for_work, returns_of, work_of
from workbench.web.database import reading
from workbench.web.dates import today

ARTICLES_SHOWN = 8
QUEUE_HEAD = 5
CHANGED_SHOWN = 5
CONTACTS_SHOWN = 10
FLAGS_SHOWN = 5
EVENTS_READ = 60
EVENTS_A_GROUP = 6
FEED_GROUPS = 4

blueprint = Blueprint("desk", __name__)


@blueprint.get("/")
@permit(Act.READ)
def desk() -> ResponseReturnValue:
    """The desk, as whoever is signed in needs it."""
    actor = current_actor()
    with reading() as session:
        return render_template(
            "desk/page.html",
            **_articles(session, actor),
            **_work(session, actor),
            stale=count_stale(session, actor.desk_id),
            changed=changed_sources(session, actor.desk_id, limit=CHANGED_SHOWN),
            all_changed=count_changed_sources(session, actor.desk_id),
            flags=flags_of_desk(session, actor.desk_id, limit=FLAGS_SHOWN),
            all_flags=count_flags(session, actor.desk_id),
            **_waiting(session, actor),
            **_asked(session, actor),
            **_lately(session, actor),
            time_zone=time_zone(),
        )


def _articles(session: Session, actor: Actor) -> dict[str, Any]:
    found = newest_articles(session, actor.desk_id, limit=ARTICLES_SHOWN + 1)
    return {
        "articles": rows_of_articles(session, found[:ARTICLES_SHOWN]),
        "more_articles": len(found) > ARTICLES_SHOWN,
    }


def _work(session: Session, actor: Actor) -> dict[str, Any]:
    work = work_of(session, actor.desk_id, actor.person_id)
    return {"work": work, "returns": returns_of(session, [row.claim.id for row in work])}


def _waiting(session: Session, actor: Actor) -> dict[str, Any]:
    """What waits for this actor: verdicts for those who decide, free claims for those who check."""
    now = today(time_zone())
    waits: dict[str, Any] = {"late": count_late(session, actor.desk_id, now)}
    if actor.may(Act.PROPOSE):
        waits["to_read_second"] = claims_to_read_second(session, actor)
    if actor.may(Act.REVIEW):
        waits["queue"] = review_queue(session, actor.desk_id, now, limit=QUEUE_HEAD)
        waits["waiting"] = count_awaiting_review(session, actor.desk_id, now)
    elif actor.may(Act.PROPOSE):
        waits["open_claims"] = claims_up_for_work(session, actor.desk_id)
    return waits


def _asked(session: Session, actor: Actor) -> dict[str, Any]:
    """Whom the desk waits for: one more than is shown tells that there are more."""
    found = contacts_of_desk(session, actor.desk_id, WAITING, limit=CONTACTS_SHOWN + 1)
    return {
        "contacts": found[:CONTACTS_SHOWN],
        "more_contacts": len(found) > CONTACTS_SHOWN,
        "today": today(time_zone()),
    }


def _lately(session: Session, actor: Actor) -> dict[str, Any]:
    events = latest_events(session, actor.desk_id, limit=EVENTS_READ)
    of_articles = {e.article_id for e in events if e.article_id is not None}
    return {"feed": feed(events), "titles": titles_of_articles(session, of_articles)}


def feed(events: Sequence[Event]) -> list[tuple[int | None, list[Event]]]:
    """The latest events, newest first, those that follow each other on one article together.

    Of what somebody did in a row on one claim, only what it came to is told.
    """
    outcomes = [next(run) for _work, run in groupby(events, _same_work)]
    articles = groupby(outcomes, lambda event: event.article_id)
    return [(article_id, list(run)[:EVENTS_A_GROUP]) for article_id, run in articles][:FEED_GROUPS]


def _same_work(event: Event) -> tuple[int | None, int | None, str | int]:
    """Alike for acts of one person on one claim; acts on no claim are alike to none."""
    return (event.claim_id, event.by_id, "" if event.claim_id is not None else event.id)
