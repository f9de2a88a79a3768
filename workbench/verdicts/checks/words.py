"""Checks of the words: of the passage and the quotes that are judged, and of the rationale."""

from collections.abc import Iterator

from workbench.errors import message as _
from workbench.evidence.quotes import Outcome
from workbench.verdicts.checks.grounds import Fault, Grounds


def passage_gone(grounds: Grounds) -> Iterator[Fault]:
    """That words are no longer there: the claim's in the article, or a quote's in its source."""
    verdict = grounds.verdict
    if not grounds.claim.passages:
        yield Fault(
            _("The claim stands nowhere in the newest version of the text. Mark where it does."),
            "passages",
        )
    elif verdict is not None and verdict.stale_since is not None:
        yield Fault(
            _("The claim’s words have changed since the verdict. Read them, and propose it again."),
            "verdict",
        )
    yield from _quotes_gone(grounds)


def _quotes_gone(grounds: Grounds) -> Iterator[Fault]:
    """Quotes that are gone; those of confidential sources only their confidants see checked."""
    for piece in grounds.evidence:
        check = grounds.quotes.get(piece.id)
        if check is None or piece.source.confidential:
            continue
        newest = check.newest or check
        if newest.found.outcome is Outcome.NOT_FOUND:
            said = _(
                "“%(title)s”: the words quoted are not in its newest snapshot. Find them, or quote "
                "what stands there.",
                title=piece.source.title,
            )
            yield Fault(said, f"evidence-{piece.id}")


def short_rationale(grounds: Grounds) -> Iterator[Fault]:
    """That the rationale is shorter than the desk's minimum. Without a verdict nothing is said."""
    if grounds.verdict is None:
        return
    length = len(grounds.verdict.rationale.strip())
    if length < grounds.shortest:
        said = _(
            "The rationale has %(length)s characters, and this desk wants %(shortest)s at least.",
            length=length, shortest=grounds.shortest,
        )  # fmt: skip
        yield Fault(said, "verdict")
