"""Withdrawing what was published: an edition, or the report with every edition it has.

The newest edition goes with the report alone, so that no older one takes its place by itself. What
was withdrawn is never shown again; an edition that is published afterwards is read as ever.
"""

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article
from workbench.db import lock
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.publishing.edition.stored import from_json
from workbench.publishing.errors import AlreadyWithdrawn, ReasonMissing, WithdrawnOtherwise
from workbench.publishing.flags import raise_flags, withdrawn_with
from workbench.publishing.index.writing import index_report
from workbench.publishing.models import Edition, Withdrawal
from workbench.publishing.queries import edition_of


def withdraw(
    session: Session, *, article: Article, number: int, whole: bool, why: str, by: Actor
) -> Withdrawal:
    """Withdraw an edition or, with the newest, the whole report, and tell readers why.

    `whole`: what the editor means. Raises `WithdrawnOtherwise` where another edition is the newest
    by now, `AlreadyWithdrawn`, `ReasonMissing`, `NotPublished`.
    """
    lock(session, article)
    edition, why = edition_of(session, article, number), why.strip()
    session.refresh(edition.report, ["withdrawals"])
    _refuse_otherwise(edition, newest=edition_of(session, article), whole=whole)
    _refuse_unexplained(why)
    withdrawal = Withdrawal(
        report=edition.report, number=number, whole=whole, why=why, by_id=by.person_id
    )
    session.add(withdrawal)
    session.flush()
    index_report(session, edition.report)
    if whole:
        told = withdrawn_with(from_json(edition.content))
        raise_flags(session, edition=edition, told=told, at=withdrawal.at, by=by)
    kind = EventKind.REPORT_WITHDRAWN if whole else EventKind.EDITION_WITHDRAWN
    details = {"number": number, "why": why}
    record(session, kind, by=by, article_id=article.id, details=details)
    return withdrawal


def _refuse_otherwise(edition: Edition, *, newest: Edition, whole: bool) -> None:
    if edition.withdrawal is not None:
        raise AlreadyWithdrawn(
            _(
                "Edition %(number)s is withdrawn already. Nothing was changed.",
                number=edition.number,
            )
        )
    if whole and edition.number != newest.number:
        raise WithdrawnOtherwise(
            _(
                "Edition %(number)s was published while this page was open. Nothing was withdrawn, "
                "and your words are kept: look at that edition first.",
                number=newest.number,
            )
        )
    if not whole and edition.number == newest.number:
        raise WithdrawnOtherwise(
            _(
                "The newest edition goes with its report. Withdraw the report, or publish an "
                "edition that puts this one right. Nothing was withdrawn."
            )
        )


def _refuse_unexplained(why: str) -> None:
    if not why:
        raise ReasonMissing(
            _("Say why it is withdrawn; readers find it in its place. Nothing was withdrawn.")
        )
