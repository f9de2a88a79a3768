"""Checks of the sources: whether they are found again, how close they are, how many there are."""

from collections.abc import Iterator

from workbench.errors import message as _
from workbench.evidence.models import Evidence
from workbench.sources.rules import SourceKind
from workbench.verdicts.checks.grounds import Fault, Grounds

# What is no longer than a screen, or was never written: there is no page to name.
_WITHOUT_PAGES = frozenset({
    SourceKind.WEB_PAGE, SourceKind.NEWS_ARTICLE, SourceKind.E_MAIL, SourceKind.SOCIAL_POST,
    SourceKind.PHOTOGRAPH, SourceKind.OBSERVATION, SourceKind.INTERVIEW,
})  # fmt: skip
ENOUGH_ORIGINS = 2


def no_locator(grounds: Grounds) -> Iterator[Fault]:
    """Each piece of evidence that a reader could not look up.

    What has pages needs to name one; what is on the web may change, so it needs the day on which it
    was read, or a snapshot. Of a confidential source nobody is to look anything up.
    """
    for piece in grounds.evidence:
        if not piece.source.confidential:
            yield from _not_found_again(piece)


def _not_found_again(piece: Evidence) -> Iterator[Fault]:
    title, anchor = piece.source.title, f"evidence-{piece.id}"
    if not piece.locator and piece.source.kind not in _WITHOUT_PAGES:
        said = _("“%(title)s”: say where in it this stands (page, paragraph, time).", title=title)
        yield Fault(said, anchor)
    if piece.source.url and not piece.source.accessed and piece.snapshot_id is None:
        said = _(
            "“%(title)s”: say on which day it was read, or quote it from a snapshot.", title=title
        )
        yield Fault(said, anchor)


def only_secondary(grounds: Grounds) -> Iterator[Fault]:
    """That no source is marked as primary. Without any source `few_origins` says so."""
    if grounds.footing.sources and not grounds.footing.primary:
        said = _("No source is marked as primary. Add one, or give the reason why there is none.")
        yield Fault(said, "evidence")


def few_origins(grounds: Grounds) -> Iterator[Fault]:
    """That fewer than two sources tell it on their own."""
    if not grounds.footing.sources:
        yield Fault(
            _("No source is attached. Add the evidence that the verdict rests on."), "evidence"
        )
    elif grounds.footing.independent < ENOUGH_ORIGINS:
        said = _("All evidence goes back to one origin. Add a source that knows it on its own.")
        yield Fault(said, "evidence")
