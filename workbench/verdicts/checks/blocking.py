"""Refusing to approve a verdict on which a check that the desk lets block finds something."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from workbench.claims.models import Claim
from workbench.errors import message as _
from workbench.evidence.footing import footing_of
from workbench.evidence.queries import contacts_of, evidence_of, searches_of
from workbench.evidence.quote_checks import quote_checks
from workbench.policies.queries import policy_of
from workbench.policies.rules import PLAIN, Effect, PolicyFields
from workbench.verdicts.checks.grounds import Finding, Grounds
from workbench.verdicts.checks.reasons import reasons_of
from workbench.verdicts.checks.running import findings
from workbench.verdicts.errors import Blocked
from workbench.verdicts.models import Round, Verdict


def policy_for(session: Session, claim: Claim, verdict: Verdict | None) -> PolicyFields:
    """The policy that a verdict has to meet: that of its round, or its desk's if there is none yet.

    A verdict that was begun before there was any policy goes on without one.
    """
    if verdict is None:
        return policy_of(session, claim.desk_id)
    if verdict.round_id is None:
        return PLAIN
    return session.get_one(Round, verdict.round_id).policy.fields


def refuse_if_blocked(session: Session, claim: Claim, verdict: Verdict) -> None:
    """Raises `Blocked`, which says what to mend, where a check of the desk blocks the approval."""
    found = what_blocks(session, claim, verdict)
    if found:
        raise Blocked(
            _(
                "This desk does not approve a verdict while this is so: %(what)s "
                "Nothing was decided. Return it to its author, who can mend it.",
                what=found[0].words,
            )
        )


def what_blocks(session: Session, claim: Claim, verdict: Verdict) -> Sequence[Finding]:
    """What the checks find that the desk lets block an approval."""
    policy = policy_for(session, claim, verdict)
    if not policy.blocking:
        return ()
    blocking = dict.fromkeys(policy.blocking, Effect.BLOCK)
    return findings(_grounds(session, claim, verdict, policy), blocking)


def _grounds(session: Session, claim: Claim, verdict: Verdict, policy: PolicyFields) -> Grounds:
    evidence = evidence_of(session, claim)
    return Grounds(
        claim=claim,
        evidence=evidence,
        # Nobody's seals are opened: what blocks must not depend on who approves.
        quotes=quote_checks(session, evidence, ()),
        footing=footing_of(session, evidence),
        contacts=contacts_of(session, claim),
        searches=searches_of(session, claim),
        verdict=verdict,
        reasons=reasons_of(session, claim),
        shortest=policy.shortest_rationale,
    )
