"""What an edition tells of editions that were withdrawn before it. Pure.

That there were corrections stays: when, of what kind, from which verdict to which. The words of a
withdrawn edition do not come back by themselves, since what it was withdrawn for may stand in them.
"""

from collections.abc import Sequence
from dataclasses import replace

from workbench.publishing.edition.model import Change, EarlierEdition, EditionContent
from workbench.publishing.models import Withdrawal
from workbench.web.dates import day

_LOCALE = "en"  # editions speak it


def without_withdrawn_words(
    content: EditionContent, withdrawals: Sequence[Withdrawal]
) -> EditionContent:
    """The edition with the days and reasons of withdrawals in the place of what was withdrawn."""
    return replace(
        content,
        changes=tuple(_change(content, each, withdrawals) for each in content.changes),
        earlier=tuple(_earlier(content, each, withdrawals) for each in content.earlier),
    )


def withdrawn_with_report(edition: int, withdrawals: Sequence[Withdrawal]) -> Withdrawal | None:
    """The withdrawal of the report that took away the edition of this number, if one did."""
    return next((each for each in withdrawals if each.whole and each.covers(edition)), None)


def _change(content: EditionContent, change: Change, withdrawals: Sequence[Withdrawal]) -> Change:
    """A change has its reason from its own edition, and the statement from the one before it."""
    if gone := withdrawn_with_report(change.edition, withdrawals):
        why = f"The reason was withdrawn with the report on {_day(content, gone)}."
        return replace(change, statement=_statement(content, change), why=why)
    if withdrawn_with_report(change.edition - 1, withdrawals):
        return replace(change, statement=_statement(content, change))
    return change


def _statement(content: EditionContent, change: Change) -> str:
    """By what a claim is known now: what it says in this edition, if it is there."""
    claim = content.claim(change.claim)
    return claim.statement if claim else "A claim of a withdrawn edition"


def _earlier(
    content: EditionContent, earlier: EarlierEdition, withdrawals: Sequence[Withdrawal]
) -> EarlierEdition:
    gone = next((each for each in withdrawals if each.covers(earlier.number)), None)
    if gone is None:
        return earlier
    return replace(earlier, note=f"Withdrawn on {_day(content, gone)}: {gone.why}")


def _day(content: EditionContent, withdrawal: Withdrawal) -> str:
    return day(withdrawal.at, content.desk.time_zone, _LOCALE)
