"""The pages of one report: an edition, and a claim of it."""

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from jinja2 import Environment

from workbench.publishing.edition.model import Change, Claim, EditionContent, Rating
from workbench.publishing.models import Withdrawal
from workbench.publishing.pages.context import Links, report_context
from workbench.publishing.pages.dress import PLAIN, Dress
from workbench.publishing.pages.elsewhere import NOWHERE, ChangedElsewhere, Elsewhere
from workbench.publishing.pages.environment import make_environment, static_address
from workbench.publishing.pages.frames import claim_frame, report_frame


def report_page(
    content: EditionContent,
    *,
    latest: int,
    withdrawals: Sequence[Withdrawal] = (),
    changed: Mapping[int, Sequence[ChangedElsewhere]] = MappingProxyType({}),
    dress: Dress = PLAIN,
) -> bytes:
    """An edition's page; one that is not the `latest` says so.

    `withdrawals`: those of its report, told with the editions that they took away. `changed`: what
    became of the same claims in other reports, by the numbers of this one's.
    """
    context = report_context(content, _links(content))
    withdrawn = {
        earlier.number: next((each for each in withdrawals if each.covers(earlier.number)), None)
        for earlier in content.earlier
    }
    more: dict[str, object] = {
        "latest": latest, "preview": False, "withdrawn": withdrawn, "changed": changed,
        "dress": dress, "frame": report_frame(content),
    }  # fmt: skip
    return _render("publishing/report.html", context | more)


def preview_page(
    content: EditionContent, *, stale: Sequence[int], brings_back: bool, dress: Dress = PLAIN
) -> bytes:
    """The page as it would be; it says that nothing is published.

    `stale`: the numbers of claims whose verdicts somebody has to confirm before. `brings_back`:
    whether the report is withdrawn until then.
    """
    context = report_context(content, _links(content))
    more = {
        "latest": content.number, "preview": True, "stale": stale, "brings_back": brings_back,
        "dress": dress,
    }  # fmt: skip
    return _render("publishing/report.html", context | more)


def claim_page(
    content: EditionContent,
    claim: Claim,
    *,
    review: dict[str, Any] | None,
    changes: Sequence[Change] = (),
    elsewhere: Elsewhere = NOWHERE,
    dress: Dress = PLAIN,
) -> bytes:
    """A claim's own page with its ClaimReview; one without was withdrawn, and the page says so.

    `changes`: what became of it since it was public first, oldest first. `elsewhere`: the same
    claim in other reports.
    """
    context: dict[str, object] = {
        "edition": content,
        "claim": claim,
        "links": _links(content),
        "changes": list(reversed(changes)),
        "changed": elsewhere.changed,
        "checked_elsewhere": elsewhere.checked,
        "scale_steps": _steps(content, claim),
        **_beside(content, claim),
        "withdrawn": review is None,
        "claim_review": review,
        "dress": dress,
        "frame": claim_frame(content, claim),
    }
    return _render("publishing/claim.html", context)


def not_ready_page(slug: str, title: str, words: str, *, dress: Dress) -> bytes:
    """In place of a file that is being made: when to come again, and the way back."""
    context = {"links": Links("", slug), "title": title, "words": words, "dress": dress}
    return _render("publishing/not_ready.html", context)


def _steps(content: EditionContent, claim: Claim) -> list[Rating]:
    """The steps of the scale on which a claim was rated; none for a rating off the scale."""
    if claim.verdict.rating.value is None:
        return []
    return [r for r in content.scales[claim.verdict.scale].ratings if r.value is not None]


def _beside(content: EditionContent, claim: Claim) -> dict[str, Claim | None]:
    """The claims before and behind one, in the order of the article."""
    at = content.claims.index(claim)
    around = (None, *content.claims, None)
    return {"before": around[at], "behind": around[at + 2]}


def _links(content: EditionContent) -> Links:
    return Links("", content.site.slug)


def _render(name: str, context: dict[str, object]) -> bytes:
    return environment().get_template(name).render(context).encode()


@cache
def environment() -> Environment:
    """The environment of pages that stand on the site."""
    return make_environment(static_address)
