"""What others do to the article that somebody has open: streamed, or for who asks now and then.

Told is who changed which claim, which sentences were set aside or taken up again, and who has which
claim open, and never with which words: these are
fetched from the pages, which know who may see them. All of it goes through the database, so that
any number of processes tell the same.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from time import monotonic, sleep
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act, Actor
from workbench.claims.presence import Here, claim_numbers, note_presence, others_here
from workbench.claims.queries import get_claim
from workbench.db import Database
from workbench.history.queries import Addition, lines_since, record_end
from workbench.screens.workbench import fragments
from workbench.screens.workbench.answers import MOST_CHANGED_BLOCKS, numbers_named
from workbench.screens.workbench.place import Place, load_place
from workbench.screens.workbench.text import changed_blocks
from workbench.screens.workbench.touched import blocks_of_claims
from workbench.web.database import database, reading
from workbench.web.streams import streams

TICK = 2  # seconds between two looks
LONGEST = 60  # seconds that a stream stays open
HEARD = 20  # seconds after which a tab is noted anew

blueprint = Blueprint("news", __name__)


@blueprint.get("/articles/<int:article_id>/news")
@permit(Act.READ)
def stream(article_id: int) -> ResponseReturnValue:
    """What is new, as it happens (server-sent events); 204 where no more threads may stream."""
    watch = _watch(article_id)
    places = streams()
    if not watch.tab or not places.take():
        return "", 204
    answer = Response(_events(database(), watch, places.ends), mimetype="text/event-stream")
    answer.call_on_close(places.leave)
    answer.headers["X-Accel-Buffering"] = "no"  # or nginx would hold it back
    return answer


@blueprint.get("/articles/<int:article_id>/news/latest")
@permit(Act.READ)
def latest(article_id: int) -> ResponseReturnValue:
    """What is new by now."""
    watch = _watch(article_id)
    watch.note(database())
    return watch.look(database())


@blueprint.get("/articles/<int:article_id>/news/shown")
@permit(Act.READ)
def shown(article_id: int) -> ResponseReturnValue:
    """The head, the lines of claims (by number), and their blocks and others (by position).

    Nothing where the page shows an older version of the text.
    """
    said = request.args
    with reading() as session:
        place = load_place(session, current_actor(), article_id, said.get("open", type=int))
        if said.get("version", type=int) != place.version.number:
            return "", 204
        return render_template("workbench/_news.html", **_shown(session, place))


def _shown(session: Session, place: Place) -> dict[str, Any]:
    numbers = numbers_named("claims") or ()
    claims = [get_claim(session, place.article, number) for number in numbers]
    standing = blocks_of_claims(session, place.version, [claim.id for claim in claims])
    positions = sorted({*standing, *(numbers_named("blocks") or ())})
    look = fragments.look(place)
    return {
        "article": place.article,
        "head": fragments.head(session, place),
        "rows": {claim.number: fragments.claim_row(session, place, claim) for claim in claims},
        "blocks": changed_blocks(session, place.version, positions[:MOST_CHANGED_BLOCKS], look),
    }


class Watch:
    """What a tab was told of an article: up to which line of the desk's record, and who is here."""

    def __init__(self, place: Place, tab: str, state: int, by: Actor) -> None:
        self.article_id = place.article.id
        self.claim_id = place.claim.id if place.claim else None
        self.tab, self.state, self.by = tab, state, by
        self.here: Sequence[Here] | None = None

    def note(self, database: Database) -> None:
        """Note that the tab is there."""
        with database.writing() as session:
            note_presence(
                session, article_id=self.article_id, claim_id=self.claim_id, tab=self.tab,
                by=self.by,
            )  # fmt: skip

    def look(self, database: Database) -> dict[str, Any]:
        """What is new since the last look; empty if nothing is."""
        with database.reading() as session:
            state = record_end(session, self.by.desk_id)
            here = others_here(session, self.article_id, self.by)
            lines = _lines(session, self) if state != self.state else []
            changed = _changed(session, lines)
        self.state = state
        if not lines and here == self.here:
            return {}
        self.here = here
        return {
            "state": state,
            "changed": changed,
            "sentences": sorted({position for line in lines for position in line.sentences}),
            "here": [each._asdict() for each in here],
        }


def _lines(session: Session, watch: Watch) -> Sequence[Addition]:
    return lines_since(
        session, desk_id=watch.by.desk_id, article_id=watch.article_id, since=watch.state
    )


def _changed(session: Session, lines: Sequence[Addition]) -> list[dict[str, Any]]:
    """Who changed which claim last, the latest first. `state`: the line's number in the record."""
    last: dict[int, Addition] = {}
    for line in lines:
        if line.claim_id:
            last.setdefault(line.claim_id, line)
    numbers = claim_numbers(session, set(last))
    return [
        {"claim": numbers[claim_id], "by": line.by_name, "state": line.number}
        for claim_id, line in last.items()
        if claim_id in numbers
    ]


def _watch(article_id: int) -> Watch:
    """What the request says that its tab shows. Raises `NotFound` for another desk's article."""
    said = request.args
    with reading() as session:
        place = load_place(session, current_actor(), article_id, said.get("claim", type=int))
    return Watch(place, said.get("tab", ""), said.get("since", 0, type=int), current_actor())


def _events(database: Database, watch: Watch, ends: Callable[[], bool]) -> Iterator[str]:
    """The stream. Each look opens a session of its own: a held snapshot would stop checkpoints."""
    begun = at = monotonic()
    heard = at - HEARD
    while at - begun < LONGEST and not ends():
        if at - heard >= HEARD:
            watch.note(database)
            heard = at
        news = watch.look(database)
        yield f"data: {json.dumps(news)}\n\n" if news else ":\n\n"  # who went away is noticed
        sleep(TICK)
        at = monotonic()
