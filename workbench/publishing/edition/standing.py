"""Where a claim of an edition stands in the text, and where it stood before.

A claim that is decided stands where it does in the newest version. One that was reopened has the
verdict of the previous edition: that belongs to the words it was given on, so the claim stands
only where these are. Once a version changed words under the verdict, or what they mean, their
whole sentences have to be the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.articles.marks import Span
from workbench.claims.models import Claim as LiveClaim
from workbench.claims.models import Passage
from workbench.publishing.edition.material import Material
from workbench.publishing.edition.model import Claim, EditionContent, Wording, moment
from workbench.verdicts.models import Verdict


@dataclass(frozen=True)
class Standing:
    """Spans in the newest version's text, and what an edition's claim says of other versions."""

    spans: Sequence[Span]
    earlier: tuple[Wording, ...]
    left_behind: tuple[Wording, ...]
    rechecking: bool


def standing_now(claim: LiveClaim, material: Material) -> Standing:
    """Of a decided claim: where it stands now, else the words in which it stood at last."""
    here = _here(claim, material)
    timeline = material.versions.timeline
    return Standing(
        spans=_spans(here),
        earlier=timeline.earlier(passage.id for passage in here),
        left_behind=() if here else timeline.last_words(claim.id),
        rechecking=False,
    )


def standing_as_checked(
    claim: LiveClaim,
    verdict: Verdict,
    carried: Claim,
    previous: EditionContent,
    material: Material,
) -> Standing:
    """Of a claim that was reopened: where the words stand that its verdict was given on.

    It is `carried` from the previous edition; `verdict` is the one that was approved last.
    """
    timeline, here = material.versions.timeline, _here(claim, material)
    checked = _checked(carried, previous)
    if previous.article.sha256 == material.version.sha256:
        spans, earlier = [(p.start, p.end) for p in carried.passages], carried.earlier
        standing = {passage.exact for passage in carried.passages}
    else:
        sure, since = _still_holds(verdict, carried), previous.article.version
        found = [
            passage
            for passage in here
            if passage.exact in checked and (sure or timeline.same_since(passage.id, since))
        ]
        spans, earlier = _spans(found), timeline.earlier(passage.id for passage in found)
        standing = {passage.exact for passage in found}
    left = [at for exact, at in checked.items() if exact not in standing]
    left_behind = tuple(timeline.left_behind(*at) for at in left)
    return Standing(spans, earlier, left_behind, rechecking=bool(left and here))


def _checked(carried: Claim, previous: EditionContent) -> dict[str, tuple[str, int, str]]:
    """The words that the verdict is on: each with its version, and when that was taken down."""
    article = previous.article
    left = {each.exact: (each.exact, each.version, each.taken_at) for each in carried.left_behind}
    here = {p.exact: (p.exact, article.version, article.taken_at) for p in carried.passages}
    return left | here


def _still_holds(verdict: Verdict, carried: Claim) -> bool:
    """Whether no version changed the words, or their sense, under the verdict that is carried."""
    shown = carried.verdict
    is_same = (moment(verdict.at), verdict.summary, verdict.rationale) == (
        shown.at, shown.summary, shown.rationale,
    )  # fmt: skip
    return verdict.stale_since is None and is_same


def _here(claim: LiveClaim, material: Material) -> list[Passage]:
    here = [p for p in claim.passages if p.version_id == material.version.id]
    return sorted(here, key=lambda passage: (passage.start, passage.end))


def _spans(passages: Sequence[Passage]) -> list[Span]:
    return [(passage.start, passage.end) for passage in passages]
