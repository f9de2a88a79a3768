"""What was to be answered for a passage, and whether it was."""

from dataclasses import dataclass
from enum import StrEnum

from evaluation.traced import Traces
from workbench.articles.reanchoring import Outcome, Placement

Span = tuple[int, int]
_OVERLAP = 0.9  # of a place with the true one
_RECOGNISABLE = 0.5  # of its letters must be left


class Truth(StrEnum):
    """What happened to a passage."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    REWRITTEN = "rewritten"  # a person is to be asked, whatever the proposal
    DELETED = "deleted"
    UNDECIDED = "undecided"  # it stands beside its copy


@dataclass(frozen=True)
class Expected:
    """What happened to a passage, and where it is now, if anywhere."""

    truth: Truth
    span: Span | None = None


class Verdict(StrEnum):
    """How good an answer is."""

    RIGHT = "right"  # right place, right state
    OTHER_STATE = "other state"  # right place or none to be found, another state
    NEEDLESS = "asked, though clear"
    MISPLACED = "asked, elsewhere"  # an edited passage proposed at another place, or nowhere
    WRONG = "WRONG, not asked"


def expected(old: str, span: Span, traces: Traces, undecided: set[int]) -> Expected:
    """Tell from the traces of its letters what happened to a passage.

    Words that stand once before and once after are where they stand, even if letters of them
    have come from elsewhere.
    """
    kept, put_in = traces.of(range(*span))
    if not kept:
        return Expected(Truth.REWRITTEN if put_in else Truth.DELETED)
    now = min(kept + put_in), max(kept + put_in) + 1
    words = old[slice(*span)]
    only = _only_place(words, old, traces.text)
    if only and overlap(only, now) > 0:
        return Expected(Truth.UNCHANGED, only)
    if not undecided.isdisjoint(range(*span)):
        return Expected(Truth.UNDECIDED, now)
    if traces.text[slice(*now)] == words:
        return Expected(Truth.UNCHANGED, now)
    if len(kept) < _RECOGNISABLE * max(now[1] - now[0], span[1] - span[0]):
        return Expected(Truth.REWRITTEN, now)
    return Expected(Truth.EDITED, now)


def _only_place(words: str, old: str, new: str) -> Span | None:
    at = new.find(words)
    if old.count(words) != 1 or at < 0 or new.find(words, at + 1) >= 0:
        return None
    return at, at + len(words)


def judge(wanted: Expected, found: Placement) -> Verdict:
    """Hold an answer against what happened."""
    span = (found.place.start, found.place.end) if found.place else None
    if found.outcome.settled:
        return _judge_settled(wanted, span)
    if wanted.truth is Truth.UNCHANGED:
        right = found.outcome is Outcome.CHANGED and span == wanted.span
        return Verdict.OTHER_STATE if right else Verdict.NEEDLESS
    if wanted.truth is Truth.EDITED:
        right = found.outcome is Outcome.CHANGED and overlap(span, wanted.span) >= _OVERLAP
        return Verdict.RIGHT if right else Verdict.MISPLACED
    return _judge_asked(wanted.truth, found.outcome)


def overlap(one: Span | None, other: Span | None) -> float:
    """Return the share of two places that both cover, from 0 to 1."""
    if one is None or other is None:
        return 0.0
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))


def _judge_settled(wanted: Expected, span: Span | None) -> Verdict:
    if wanted.span != span or wanted.truth in (Truth.DELETED, Truth.EDITED):
        return Verdict.WRONG
    return Verdict.RIGHT if wanted.truth is Truth.UNCHANGED else Verdict.OTHER_STATE


def _judge_asked(truth: Truth, outcome: Outcome) -> Verdict:
    states = {Truth.DELETED: Outcome.LOST, Truth.UNDECIDED: Outcome.AMBIGUOUS}
    return Verdict.RIGHT if states.get(truth, outcome) is outcome else Verdict.OTHER_STATE
