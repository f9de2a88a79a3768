"""What an edition changes of what was public before. Pure.

Readers are told of another rating, explanation or statement, and of evidence that came or went.
They are not told of what changes by itself: sources numbered or cited anew, quotes checked anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.publishing.edition.model import Change, Claim, EditionContent, Evidence, Source
from workbench.publishing.rules import ChangeKind, Part


@dataclass(frozen=True)
class ChangeFields:
    """What an editor says of the change of one claim: its kind and reason, where they say it.

    Without a kind it is a correction if the rating changed, else a clarification; without a reason
    the edition's note stands for it. A claim that is gone was withdrawn, whatever is said.
    """

    kind: ChangeKind | None = None
    why: str = ""


def changes_since(
    previous: EditionContent | None,
    content: EditionContent,
    told: Mapping[int, ChangeFields],
) -> tuple[Change, ...]:
    """New changes against the previous edition, in the order of its claims.

    `told`: what the editor says of them, by the claims' numbers.
    """
    if previous is None:
        return ()
    changed = differences(previous, content)
    return tuple(
        _change(before, after, content, told.get(before.number, ChangeFields()))
        for before, after in _pairs(previous, content)
        if before.number in changed
    )


def _change(
    before: Claim, after: Claim | None, content: EditionContent, told: ChangeFields
) -> Change:
    return Change(
        kind=str(_kind(before, after, told)),
        edition=content.number,
        at=content.at,
        claim=before.number,
        statement=before.statement,
        old=before.verdict.rating,
        new=after.verdict.rating if after else None,
        why=told.why.strip() or content.note,
    )


def _kind(before: Claim, after: Claim | None, told: ChangeFields) -> ChangeKind:
    if after is None:
        return ChangeKind.WITHDRAWAL
    if told.kind not in {None, ChangeKind.WITHDRAWAL}:
        return ChangeKind(told.kind)
    rerated = before.verdict.rating.step != after.verdict.rating.step
    return ChangeKind.CORRECTION if rerated else ChangeKind.CLARIFICATION


def differences(
    previous: EditionContent, content: EditionContent
) -> Mapping[int, tuple[Part, ...]]:
    """Which parts of published claims are others now, by their numbers."""
    found = {
        before.number: tuple(_parts(previous, before, content, after)) if after else (Part.CLAIM,)
        for before, after in _pairs(previous, content)
    }
    return {number: parts for number, parts in found.items() if parts}


def _pairs(
    previous: EditionContent, content: EditionContent
) -> Iterator[tuple[Claim, Claim | None]]:
    now = {claim.number: claim for claim in content.claims}
    return ((before, now.get(before.number)) for before in previous.claims)


def _parts(
    previous: EditionContent, before: Claim, content: EditionContent, after: Claim
) -> Iterator[Part]:
    if before.verdict.rating.step != after.verdict.rating.step:
        yield Part.RATING
    if _reasons(before) != _reasons(after):
        yield Part.REASONS
    if before.statement != after.statement:
        yield Part.STATEMENT
    then, now = _used(before, previous), _used(after, content)
    if _lacks(then, now) or _lacks(now, then):
        yield Part.EVIDENCE


def _reasons(claim: Claim) -> tuple[str, str]:
    return claim.verdict.summary, claim.verdict.rationale


def _used(claim: Claim, content: EditionContent) -> Sequence[tuple[Evidence, Source]]:
    return [(used, content.source(used.source)) for used in claim.evidence]


def _lacks(
    some: Sequence[tuple[Evidence, Source]], others: Sequence[tuple[Evidence, Source]]
) -> bool:
    """Whether there is evidence among some that is not among others."""
    return not all(any(_is_same(each, other) for other in others) for each in some)


def _is_same(one: tuple[Evidence, Source], other: tuple[Evidence, Source]) -> bool:
    """A source is known by any name that stayed; one that is confidential has lost them all."""
    (used, source), (used_there, there) = one, other
    if (used.stance, used.quote) != (used_there.stance, used_there.quote):
        return False
    return not (source.kind and there.kind) or not source.names.isdisjoint(there.names)
