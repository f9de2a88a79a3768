"""Carrying out the checks of a desk on a claim and its verdict."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from workbench.policies.rules import Check, Effect
from workbench.verdicts.checks.grounds import Fault, Finding, Grounds
from workbench.verdicts.checks.hearing import not_contacted, nothing_against
from workbench.verdicts.checks.numbers import unfounded_numbers
from workbench.verdicts.checks.reasons import QUESTIONS
from workbench.verdicts.checks.sourcing import few_origins, no_locator, only_secondary
from workbench.verdicts.checks.words import passage_gone, short_rationale

CHECKS: Mapping[Check, Callable[[Grounds], Iterable[Fault]]] = {
    Check.NO_LOCATOR: no_locator,
    Check.ONLY_SECONDARY: only_secondary,
    Check.FEW_ORIGINS: few_origins,
    Check.NOTHING_AGAINST: nothing_against,
    Check.NOT_CONTACTED: not_contacted,
    Check.PASSAGE_GONE: passage_gone,
    Check.SHORT_RATIONALE: short_rationale,
    Check.UNFOUNDED_NUMBERS: unfounded_numbers,
}


def findings(grounds: Grounds, effects: Mapping[Check, Effect]) -> Sequence[Finding]:
    """What these checks find, that which blocks first; nothing where a reason was given."""
    found = [
        Finding(check, effects[check], fault.words, fault.anchor, QUESTIONS.get(check, ""))
        for check, look in CHECKS.items()
        if check in effects and check not in grounds.reasons
        for fault in look(grounds)
    ]
    return sorted(found, key=lambda finding: not finding.blocks)
