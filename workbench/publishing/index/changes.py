"""What became of what a report published: changes of its claims, and what was withdrawn. Pure.

Of a report that was withdrawn readers go on being told that it had been corrected: when, as what,
from which verdict to which. The words go with the report, since what it was withdrawn for may stand
in them, as a name that must go; they do not come back when a new edition brings back the report.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from workbench.publishing.edition.model import Amendment, Change, EditionContent, moment
from workbench.publishing.edition.withdrawn import withdrawn_with_report
from workbench.publishing.index.models import Withdrawn
from workbench.publishing.models import Withdrawal

_WORDLESS: Mapping[str, Any] = {"statement": "", "why": "", "amendments": []}
_OF_NO_CLAIM: Mapping[str, Any] = {**_WORDLESS, "claim": None, "old": None, "new": None, "gone": ""}


def changes_of(content: EditionContent, withdrawals: Sequence[Withdrawal]) -> list[dict[str, Any]]:
    """The rows of a report, oldest first."""
    rows = [
        *(_return(content, *each, withdrawals) for each in _returns(content, withdrawals)),
        *(_change(content, change, withdrawals) for change in content.changes),
        *(_withdrawal(content, each) for each in withdrawals),
    ]
    ordered = sorted(rows, key=lambda row: row["at"])
    return [{"position": position, **row} for position, row in enumerate(ordered)]


def _change(
    content: EditionContent, change: Change, withdrawals: Sequence[Withdrawal]
) -> dict[str, Any]:
    gone = withdrawn_with_report(change.edition, withdrawals)
    told = {
        **asdict(change),
        **_shown(content),
        "amendments": [asdict(each) for each in _amendments(content, change)],
        "gone": moment(gone.at) if gone else "",
    }
    return {
        "kind": change.kind,
        "at": datetime.fromisoformat(change.at),
        "told": {**told, **(_WORDLESS if gone else {})},
    }


def _amendments(content: EditionContent, change: Change) -> Sequence[Amendment]:
    """What the outlet changed of the words that the claim stands in."""
    claim = content.claim(change.claim)
    return content.amendments_of(claim) if claim else ()


def _withdrawal(content: EditionContent, withdrawal: Withdrawal) -> dict[str, Any]:
    kind = str(Withdrawn.REPORT if withdrawal.whole else Withdrawn.EDITION)
    first_at = content.earlier[0].at if content.earlier else content.at
    told = {
        **_OF_NO_CLAIM,
        **_shown(content),
        "kind": kind,
        "edition": withdrawal.number,
        "why": withdrawal.why,
        "first_at": first_at,
        "topics": list(content.article.topics),
    }
    return {"kind": kind, "at": withdrawal.at, "told": told}


def _returns(
    content: EditionContent, withdrawals: Sequence[Withdrawal]
) -> Iterator[tuple[int, str, str]]:
    """Number, moment and note of each edition that brought the report back."""
    behind = {each.number + 1 for each in withdrawals if each.whole}
    editions = [(each.number, each.at, each.note) for each in content.earlier]
    editions.append((content.number, content.at, content.note))
    return (each for each in editions if each[0] in behind)


def _return(
    content: EditionContent, number: int, at: str, note: str, withdrawals: Sequence[Withdrawal]
) -> dict[str, Any]:
    kind = str(Withdrawn.BACK)
    why = "" if withdrawn_with_report(number, withdrawals) else note
    told = {**_OF_NO_CLAIM, **_shown(content), "kind": kind, "edition": number, "why": why}
    return {"kind": kind, "at": datetime.fromisoformat(at), "told": told}


def _shown(content: EditionContent) -> dict[str, Any]:
    desk = content.desk
    return {"desk": desk.name, "time_zone": desk.time_zone, "title": content.title}
