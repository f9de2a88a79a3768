"""What was typed into a form and not sent yet: kept every few seconds, as the browser keeps it.

The browser keeps it first (`static/js/kept.js`); this is for one that is gone, and for others.
Each tab has a row of its own, so that of two that are typed into neither takes the other's words
away. They are the person's own: nobody else is shown them, and no export has them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import and_, delete, func, or_, select
from sqlalchemy.orm import Session

from workbench.accounts.errors import KeptTooMuch
from workbench.accounts.models import KeptWords
from workbench.accounts.rules import Actor
from workbench.errors import message as _

LONGEST_NAME = 300  # characters: a path, a key, the name of a tab
LONGEST_WORDS = 300_000  # characters of JSON: a text of 100,000 code points, should all be escaped
LONGEST_AGE = 366 * 24 * 60 * 60  # seconds
MOST_TABS = 50  # that one took words over from
MOST_FORMS = 200  # of one person on a desk
NOT_TYPED = {"csrf_token", "password", "new_password"}

Field = tuple[str, str]


@dataclass(frozen=True)
class TypedWords:
    """What a tab has in a form, what that was typed against, and when. `typed` only grows."""

    form: str
    tab: str
    typed: int
    page: str
    submission_key: str
    revision: str
    base: str
    words: str
    at: datetime


def typed_words(form: str, sent: Any) -> TypedWords:
    """What a browser sent about a form. Raises `KeptTooMuch` for what is too long, or no words."""
    sent = sent if isinstance(sent, Mapping) else {}
    names = {name: _short(sent.get(name)) for name in ("tab", "page", "key", "revision")}
    typed = sent.get("typed")
    words, base = fields_in(sent.get("words")), str(sent.get("base") or "")
    kept = json.dumps([field for field in words if field[0] not in NOT_TYPED])
    sound = names["tab"] and words and isinstance(typed, int) and 0 < typed < 2**31
    if not sound or len(form) > LONGEST_NAME or max(len(kept), len(base)) > LONGEST_WORDS:
        raise KeptTooMuch(_("This could not be kept. It is still in your browser."))
    key = names.pop("key")
    return TypedWords(
        form=form, typed=int(typed or 0), submission_key=key, base=_plain(base), words=kept,
        at=_typed_at(sent.get("age")), **names,
    )  # fmt: skip


def _typed_at(age: object) -> datetime:
    """When it was typed, which may be long before it is sent: so many seconds ago."""
    seconds = age if isinstance(age, int | float) else 0
    return datetime.now(UTC) - timedelta(seconds=min(max(0, seconds), LONGEST_AGE))


def tabs_in(sent: Any) -> list[str]:
    """The tabs from which the words were taken over."""
    tabs = sent.get("instead") if isinstance(sent, Mapping) else None
    return [str(tab) for tab in tabs][:MOST_TABS] if isinstance(tabs, list) else []


def _short(value: object) -> str:
    return _plain(str(value or ""))[:LONGEST_NAME]


def _plain(words: str) -> str:
    """Words that every database takes: no NUL, and no half of a surrogate pair."""
    return words.replace("\0", "").encode(errors="ignore").decode()


def fields_in(words: object) -> list[Field]:
    """The fields of a form as the browser wrote them, or none."""
    try:
        return [(str(name), str(value)) for name, value in json.loads(str(words))]
    except (ValueError, TypeError, RecursionError):
        return []


def keep_words(session: Session, *, typed: TypedWords, instead: Iterable[str], by: Actor) -> None:
    """Keep what a tab has in a form now, in the place of the tabs that it took the words over from.

    Raises `KeptTooMuch` when the person has very much already.
    """
    row = _row_of(session, typed, by)
    if row is None:
        _refuse_too_many(session, by)
        row = KeptWords(desk_id=by.desk_id, person_id=by.person_id, typed=0)
        session.add(row)
    if row.typed < typed.typed:
        for name, value in asdict(typed).items():
            setattr(row, name, value)
    drop_words(session, form=typed.form, tabs=set(instead) - {typed.tab}, by=by)


def _row_of(session: Session, typed: TypedWords, by: Actor) -> KeptWords | None:
    this = (KeptWords.form == typed.form, KeptWords.tab == typed.tab)
    return session.scalars(select(KeptWords).where(*_own(by), *this)).first()


def _own(by: Actor) -> tuple[Any, ...]:
    return (KeptWords.person_id == by.person_id, KeptWords.desk_id == by.desk_id)


def _refuse_too_many(session: Session, by: Actor) -> None:
    counted = select(func.count()).select_from(KeptWords).where(*_own(by))
    if (session.scalar(counted) or 0) >= MOST_FORMS:
        raise KeptTooMuch(
            _("You typed into very many forms and sent none. This one is kept in your browser.")
        )


def drop_words(session: Session, *, form: str, tabs: Iterable[str], by: Actor) -> None:
    """Forget what these tabs had in a form: its person discarded it, or another tab has it now."""
    session.execute(
        delete(KeptWords).where(*_own(by), KeptWords.form == form, KeptWords.tab.in_(list(tabs)))
    )


def forget_sent(session: Session, *, key: str, kept_as: str, by: Actor) -> None:
    """Forget what stood in a form that was carried out under this key.

    `kept_as`: the tab that it was sent from, and the path that its words are kept by. The form may
    have been drawn anew since they were, so that it has another key.
    """
    tab, _space, form = kept_as.partition(" ")
    this = or_(KeptWords.submission_key == key, and_(KeptWords.tab == tab, KeptWords.form == form))
    session.execute(delete(KeptWords).where(*_own(by), this))


def words_kept(session: Session, by: Actor, under: Sequence[str] = ()) -> Sequence[KeptWords]:
    """What a person typed and did not send, the latest first; only `under` paths that are given."""
    chosen = select(KeptWords).where(*_own(by))
    if under:
        places = [
            or_(KeptWords.form == path, KeptWords.form.startswith(f"{path}/", autoescape=True))
            for path in under
        ]
        chosen = chosen.where(or_(*places))
    return session.scalars(chosen.order_by(KeptWords.at.desc(), KeptWords.id.desc())).all()
