"""How long each step of a claim's way took, told from the lines of the record. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median, quantiles
from typing import NamedTuple

from workbench.errors import message as _
from workbench.history.rules import EventKind


class WayStep(StrEnum):
    """What a claim waits for, from one line of the record to another."""

    TAKING = _("until somebody takes it")
    CHECKING = _("until a verdict is proposed")
    READING = _("until a second reader has read it")
    DECIDING = _("until an editor decides")
    ANSWERING = _("until a return is answered")
    PUBLISHING = _("until it is published")


class Line(NamedTuple):
    """What of a line of the record tells of a claim's way."""

    kind: str
    article_id: int | None
    claim_id: int | None
    at: datetime


# What each kind of line ends, and what begins with it. What is begun already goes on.
_ENDS: Mapping[str, Sequence[WayStep]] = {
    EventKind.CLAIM_TAKEN: (WayStep.TAKING,),
    EventKind.CLAIM_ASSIGNED: (WayStep.TAKING,),
    EventKind.VERDICT_DRAFTED: (WayStep.TAKING,),
    EventKind.READING_SAVED: (WayStep.TAKING,),
    EventKind.READING_HANDED_IN: (WayStep.CHECKING, WayStep.ANSWERING),
    EventKind.READINGS_OPENED: (WayStep.READING,),
    EventKind.VERDICT_PROPOSED: (WayStep.CHECKING, WayStep.ANSWERING),
    EventKind.VERDICT_APPROVED: (WayStep.DECIDING,),
    EventKind.VERDICT_RETURNED: (WayStep.DECIDING,),
}
_BEGINS: Mapping[str, WayStep] = {
    EventKind.CLAIM_MARKED: WayStep.TAKING,
    EventKind.CLAIM_TAKEN: WayStep.CHECKING,
    EventKind.CLAIM_ASSIGNED: WayStep.CHECKING,
    EventKind.CLAIM_RELEASED: WayStep.TAKING,
    EventKind.CLAIM_REOPENED: WayStep.CHECKING,
    EventKind.VERDICT_DRAFTED: WayStep.CHECKING,
    EventKind.READING_SAVED: WayStep.CHECKING,
    EventKind.READING_HANDED_IN: WayStep.READING,
    EventKind.READING_TAKEN_BACK: WayStep.CHECKING,
    EventKind.READINGS_OPENED: WayStep.DECIDING,
    EventKind.VERDICT_PROPOSED: WayStep.DECIDING,
    EventKind.VERDICT_TAKEN_BACK: WayStep.CHECKING,
    EventKind.VERDICT_RETURNED: WayStep.ANSWERING,
    EventKind.VERDICT_APPROVED: WayStep.PUBLISHING,
}
# After these nothing that had begun is waited for any more.
_GIVES_UP = frozenset(
    {
        EventKind.CLAIM_RELEASED,
        EventKind.CLAIM_REOPENED,
        EventKind.CLAIM_WITHDRAWN,
        EventKind.VERDICT_TAKEN_BACK,
        EventKind.READING_TAKEN_BACK,
    }
)
TELLING = frozenset({*_ENDS, *_BEGINS, *_GIVES_UP, EventKind.EDITION_PUBLISHED})


@dataclass(frozen=True)
class Length:
    """How long a step took: of how many claims, the median, and nine tenths within."""

    number: int
    median: timedelta
    most: timedelta

    @classmethod
    def of(cls, took: Sequence[timedelta]) -> "Length":
        """The length of a step that was made at least once."""
        seconds = sorted(each.total_seconds() for each in took)
        # Of one value there are no quantiles.
        tenths = quantiles(seconds, n=10, method="inclusive") if len(seconds) > 1 else seconds
        return cls(len(seconds), timedelta(seconds=median(seconds)), timedelta(seconds=tenths[-1]))


@dataclass
class _Ways:
    """The claims on their way: what each waits for, and since when."""

    begun: dict[int, dict[WayStep, datetime]] = field(default_factory=lambda: defaultdict(dict))
    approved: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    took: dict[WayStep, list[timedelta]] = field(default_factory=lambda: defaultdict(list))

    def go(self, line: Line) -> None:
        """Let a line end what it ends, and begin what it begins."""
        if line.kind == EventKind.EDITION_PUBLISHED and line.article_id is not None:
            for claim_id in self.approved.pop(line.article_id, ()):
                self._end(claim_id, WayStep.PUBLISHING, line.at)
        if line.claim_id is not None:
            self._step(line, line.claim_id)

    def _step(self, line: Line, claim_id: int) -> None:
        for step in _ENDS.get(line.kind, ()):
            self._end(claim_id, step, line.at)
        if line.kind in _GIVES_UP:
            self.begun.pop(claim_id, None)
        self._begin(claim_id, line)
        if line.kind == EventKind.VERDICT_APPROVED and line.article_id is not None:
            self.approved[line.article_id].add(claim_id)

    def _begin(self, claim_id: int, line: Line) -> None:
        begins, begun = _BEGINS.get(line.kind), self.begun[claim_id]
        # Who answers a return, or reads second, saves drafts of their own.
        if begins is WayStep.CHECKING and begun.keys() & {WayStep.ANSWERING, WayStep.READING}:
            return
        if begins is not None:
            begun.setdefault(begins, line.at)

    def _end(self, claim_id: int, step: WayStep, at: datetime) -> None:
        began = self.begun.get(claim_id, {}).pop(step, None)
        if began is not None:
            self.took[step].append(at - began)


def lengths_of(lines: Iterable[Line]) -> Mapping[WayStep, Length]:
    """How long each step took that began and ended among these lines, in the record's order."""
    ways = _Ways()
    for line in lines:
        ways.go(line)
    return {step: Length.of(ways.took[step]) for step in WayStep if ways.took[step]}
