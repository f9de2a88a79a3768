"""The parts of the workbench that look the same to everybody, remembered while nothing changes.

Whatever changes an article leaves an event in its record, so the number of them names its
state: the text with its marks, the list of claims and the coverage follow from it.
"""

from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from flask import current_app, url_for
from flask_babel import get_locale
from markupsafe import Markup
from sqlalchemy.orm import Session

from workbench.accounts.gate import time_zone
from workbench.claims.models import Claim
from workbench.claims.rules import Status
from workbench.history.queries import events_counted
from workbench.screens.workbench.drawing import Look
from workbench.screens.workbench.page import Head, claim_list, head_of
from workbench.screens.workbench.place import Place
from workbench.screens.workbench.text import text_part
from workbench.web.dates import today
from workbench.web.memory import memory


def _state(session: Session, place: Place) -> Hashable:
    """The article's state, asked for once a session: its pages read one snapshot."""
    name = f"state of article {place.article.id}"
    if name not in session.info:
        session.info[name] = events_counted(session, place.article.id)
    return (place.article.id, session.info[name], str(get_locale()))


def head(session: Session, place: Place) -> Head:
    """The article's head. Its rows belong to this session, so they are not what is remembered."""
    key = ("head", _state(session, place))
    kept = memory().recall(key, lambda: head_of(session, place.article, place.version))
    return replace(kept, article=place.article, version=place.version)


def text(session: Session, place: Place, number: int, sentence: int | None = None) -> Markup:
    """A part of the text, the open claim ringed and the sentence in question marked."""
    opened = place.claim.number if place.claim else None

    def make() -> Markup:
        part = text_part(session, place.version, number, look(place, sentence))
        return _rendered("workbench/_part.html", place, part=part)

    key = ("text", _state(session, place), number, opened, sentence)
    return memory().recall(key, make)


def look(place: Place, sentence: int | None = None) -> Look:
    """How the text looks where somebody is."""
    claims = url_for("workbench.claims", article_id=place.article.id)
    return Look(claims, place.claim.number if place.claim else None, sentence)


def claims(
    session: Session, place: Place, *, status: Status | None = None, after: str | None = None
) -> Markup:
    """The article's claims: those after a key, or a page that holds the open claim."""
    opened = place.claim.number if place.claim else None

    def make() -> Markup:
        found = claim_list(session, place.article, status=status, after=after, around=place.claim)
        return _rendered("workbench/_claims.html", place, list=found)

    key = ("claims", _state(session, place), today(time_zone()), status, after, opened)
    return memory().recall(key, make)


def claim_row(session: Session, place: Place, claim: Claim) -> Markup:
    """A claim's line in the list; nothing where it is not listed."""
    found = claim_list(session, place.article, only=claim)
    return _rendered("workbench/_claims.html", place, list=found)


def _rendered(template: str, place: Place, **context: Any) -> Markup:
    """A template that is not told who is looking: what it draws is remembered for everybody."""
    drawn = current_app.jinja_env.get_template(template)
    day = today(time_zone())  # the desk's, and so everybody's
    html = drawn.render(article=place.article, opened=place.claim, today=day, **context)
    return Markup(html)  # noqa: S704 - a template escaped it
