"""Words about a desk's policy, and what a policy says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.claims.rules import Priority
from workbench.errors import message as _

MOST_APPROVALS = 3
VOTES = 3  # in a ballot


class Balloting(StrEnum):
    """When a desk's editors vote on a claim."""

    NEVER = _("never")
    ON_DISAGREEMENT = _("when the readers disagree")
    ALWAYS = _("always")


class Check(StrEnum):
    """What is looked at before a verdict is approved."""

    NO_LOCATOR = _("no locator")
    ONLY_SECONDARY = _("only secondary")
    FEW_ORIGINS = _("few origins")
    NOTHING_AGAINST = _("nothing against")
    NOT_CONTACTED = _("not contacted")
    PASSAGE_GONE = _("passage gone")
    SHORT_RATIONALE = _("short rationale")
    UNFOUNDED_NUMBERS = _("unfounded numbers")

    @property
    def slug(self) -> str:
        """What it is called in an address."""
        return self.replace(" ", "-")


class Effect(StrEnum):
    """What a check that fails does."""

    WARN = _("warn")
    BLOCK = _("block")


@dataclass(frozen=True)
class PolicyFields:
    """What a policy says. Without any, a desk reviews as it always did: one editor approves.

    `second_for`: the priorities whose claims need a second reader. `blind`: that reader sees
    nothing of the first verdict. `approvals`: editors that approve, each once.
    `shortest_rationale`: in code points.
    """

    second_for: frozenset[Priority] = frozenset()
    blind: bool = True
    approvals: int = 1
    ballot: Balloting = Balloting.NEVER
    shortest_rationale: int = 0
    blocking: frozenset[Check] = frozenset()

    @property
    def priorities(self) -> Sequence[Priority]:
        """Those that need a second reader, the highest first."""
        return [each for each in Priority if each in self.second_for]

    @property
    def effects(self) -> Mapping[Check, Effect]:
        """What each check does."""
        return {each: Effect.BLOCK if each in self.blocking else Effect.WARN for each in Check}


PLAIN = PolicyFields()
