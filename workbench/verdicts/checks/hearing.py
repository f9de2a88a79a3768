"""Checks of whether the other side was heard: evidence to the contrary, and the claimant."""

from collections.abc import Iterator

from workbench.errors import message as _
from workbench.verdicts.checks.grounds import Fault, Grounds


def nothing_against(grounds: Grounds) -> Iterator[Fault]:
    """That all evidence speaks for one side, and no search for the other was in vain.

    Which side that is does not matter: a claim rated false has to be doubted the other way.
    """
    footing = grounds.footing
    if not footing.sources or grounds.searches or (footing.supporting and footing.refuting):
        return
    said = _(
        "No evidence speaks against the claim. Add what does, record that you looked for it, or "
        "give the reason."
    )
    if footing.refuting:
        said = _(
            "No evidence speaks for the claim. Add what does, record that you looked for it, or "
            "give the reason."
        )
    yield Fault(said, "evidence")


def not_contacted(grounds: Grounds) -> Iterator[Fault]:
    """That the desk asked nobody about the claim."""
    if grounds.contacts:
        return
    claimant = grounds.claim.claimant
    said = _("Nobody was asked about it. Log whom you asked, or give the reason.")
    if claimant is not None:
        said = _(
            "%(name)s was not asked about it. Log whom you asked, or give the reason.",
            name=claimant.name,
        )
    yield Fault(said, "contacts")
