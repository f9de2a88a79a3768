"""What an edition changes of what was public before. Pure."""

from collections.abc import Iterator, Sequence

from workbench.publishing.edition.model import Change, Claim, EditionContent

CORRECTION, CLARIFICATION, WITHDRAWAL = "correction", "clarification", "withdrawal"


def changes_since(
    previous: EditionContent | None,
    claims: Sequence[Claim],
    *,
    edition: int,
    at: str,
    why: str,
) -> tuple[Change, ...]:
    """New changes against the previous edition, in the order of its claims."""
    if previous is None:
        return ()
    now = {claim.number: claim for claim in claims}
    compared = ((before, now.get(before.number)) for before in previous.claims)
    return tuple(
        Change(
            kind=kind,
            edition=edition,
            at=at,
            claim=before.number,
            statement=before.statement,
            old=before.verdict.rating,
            new=after.verdict.rating if after else None,
            why=why,
        )
        for before, after in compared
        for kind in _kind_of_change(before, after)
    )


def _kind_of_change(before: Claim, after: Claim | None) -> Iterator[str]:
    if after is None:
        yield WITHDRAWAL
    elif _rated(before) != _rated(after):
        yield CORRECTION
    elif _reasons(before) != _reasons(after):
        yield CLARIFICATION


def _rated(claim: Claim) -> tuple[str, int | None]:
    return claim.verdict.rating.label, claim.verdict.rating.value


def _reasons(claim: Claim) -> tuple[str, str]:
    return claim.verdict.summary, claim.verdict.rationale


def was_corrected(changes: Sequence[Change], number: int) -> bool:
    """Whether a claim was public with another rating than it had after."""
    return any(c.claim == number and c.kind == CORRECTION for c in changes)
