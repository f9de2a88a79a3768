"""What an outlet changed in its article, as the desk notes it for readers."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.errors import NothingBefore
from workbench.articles.models import Amendment, Version
from workbench.articles.versions import amendment_in
from workbench.db import begin_edit, lock, now
from workbench.errors import EditedMeanwhile
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record


@dataclass(frozen=True)
class AmendmentFields:
    """What is said of a change. `made_on`: a partial date or empty; `notice`: the outlet's own."""

    made_on: str = ""
    notice: str = ""
    note: str = ""


def note_amendment(
    session: Session, *, version: Version, fields: AmendmentFields, revision: int, by: Actor
) -> Amendment:
    """Say that, and how, the outlet changed its article by a version, or say it otherwise.

    `revision` is 0 when nothing was noted as far as the person saw. Raises `EditedMeanwhile`,
    `NothingBefore`.
    """
    refuse_first(version)
    lock(session, version.article)
    amendment = amendment_in(session, version)
    if amendment is None:
        amendment = Amendment(version_id=version.id)
        session.add(amendment)
    elif revision == 0:
        raise EditedMeanwhile(
            _(
                "Somebody else noted this change while you were writing. Nothing was overwritten: "
                "both texts are shown, choose which one stands."
            )
        )
    else:
        begin_edit(session, amendment, revision)
    amendment.made_on, amendment.notice, amendment.note = fields.made_on, fields.notice, fields.note
    amendment.by_id, amendment.at = by.person_id, now()
    session.flush()
    details = {"version": version.number, "made_on": fields.made_on}
    record(
        session, EventKind.AMENDMENT_NOTED, by=by, article_id=version.article_id, details=details
    )
    return amendment


def refuse_first(version: Version) -> None:
    """Raises `NothingBefore` for an article's first version."""
    if version.number == 1:
        raise NothingBefore(
            _(
                "Version 1 is the first that was read of this article, so nothing is known of a "
                "change before it. Note what the outlet changes with the version that shows it."
            )
        )
