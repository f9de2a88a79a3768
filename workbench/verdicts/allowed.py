"""What may change of verdicts and ballots, as the database's triggers ask for it.

Of a verdict that somebody has decided on, neither words nor author: to change them is to write its
next version. How it stands changes still, with the next decision. A ballot is closed, once.
"""

from collections.abc import Sequence

from workbench.history.guards import Allowed

WHICH = ("id", "claim_id", "number")
WRITTEN = ("rating_id", "summary", "rationale", "by_id", "at", "round_id", "reading")
OPENED = ("id", "round_id", "opened_at")

_DECIDED = "EXISTS (SELECT 1 FROM reviews WHERE verdict_id = OLD.id)"
_BOTH_STAND = "(current AND NEW.current) OR (state = 'approved' AND NEW.state = 'approved')"
SAME_STANDING = f"(claim_id = NEW.claim_id AND ({_BOTH_STAND}))"
OPEN_BALLOT = "(round_id = NEW.round_id AND closed_at IS NULL AND NEW.closed_at IS NULL)"


def _kept(columns: Sequence[str], same: str) -> str:
    return " AND ".join(f"NEW.{name} {same} OLD.{name}" for name in columns)


def _as_written(same: str) -> str:
    return f"{_kept(WHICH, same)} AND (({_kept(WRITTEN, same)}) OR NOT {_DECIDED})"


def _closing(same: str) -> str:
    return f"OLD.closed_at IS NULL AND {_kept(OPENED, same)}"


# UPDATE OR REPLACE would take the verdict away in whose place this one comes.
_PUSHES_OUT = f"EXISTS (SELECT 1 FROM verdicts WHERE id <> OLD.id AND {SAME_STANDING})"  # noqa: S608
DECIDED_AS_WRITTEN = Allowed(
    sqlite=f"{_as_written('IS')} AND NOT {_PUSHES_OUT}",
    postgresql=_as_written("IS NOT DISTINCT FROM"),
)
CLOSING = Allowed(sqlite=_closing("IS"), postgresql=_closing("IS NOT DISTINCT FROM"))
