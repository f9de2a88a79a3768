"""ClaimReview (schema.org): one object a claim page."""

from typing import Any

from workbench.publishing.edition.model import (
    Change,
    Claim,
    Claimant,
    EditionContent,
    Source,
    Verdict,
)
from workbench.publishing.exports.json_bytes import indented, without_blanks
from workbench.publishing.rules import ChangeKind, numbers_told, shortened
from workbench.web.markdown import to_words

LONGEST_CLAIM = 74  # characters; consumers cut what is longer


def export(content: EditionContent) -> bytes:
    """Every claim's review, as a JSON list."""
    return indented([claim_review(content, claim) for claim in content.claims])


def claim_review(content: EditionContent, claim: Claim) -> dict[str, Any]:
    """One claim's review, as its page carries it."""
    changes = content.changes_of(claim.number)
    return without_blanks(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": content.site.claim_url(claim.number),
            "author": {
                "@type": "Organization",
                "name": content.desk.name,
                "url": content.site.public_url,
            },
            "datePublished": claim.published_at,
            "dateModified": claim.changed_at,
            "claimReviewed": shortened(claim.statement, LONGEST_CLAIM),
            "itemReviewed": _item(content, claim),
            "reviewRating": _rating(content, claim.verdict),
            "reviewBody": to_words(claim.verdict.rationale),
            "citation": [_citation(content.source(n)) for n in _cited(claim)],
            "correction": [_comment(each) for each in changes if _corrects(each)],
            "comment": [_comment(each) for each in changes if not _corrects(each)],
        }
    )


def _item(content: EditionContent, claim: Claim) -> dict[str, Any]:
    return {
        "@type": "Claim",
        "text": claim.statement,
        "datePublished": claim.said_on or content.article.published,
        "author": _author(content, claim.claimant),
        "appearance": _appearances(content, claim),
    }


def _appearances(content: EditionContent, claim: Claim) -> list[dict[str, Any]]:
    """The article, and where else the claim was made."""
    elsewhere = claim.appearance_url if claim.appearance_url != content.article.url else ""
    return [_article(content, claim), {"@type": "CreativeWork", "url": elsewhere}]


def _author(content: EditionContent, claimant: Claimant | None) -> dict[str, Any] | None:
    """Who says it. A claimant named like the outlet is one; others are taken for people."""
    if claimant is None:
        return None
    kind = "Organization" if claimant.name == content.article.outlet else "Person"
    return {
        "@type": kind,
        "name": claimant.name,
        "jobTitle": claimant.role if kind == "Person" else "",
        "sameAs": claimant.url,
    }


def _article(content: EditionContent, claim: Claim) -> dict[str, Any]:
    """The article; what its outlet said of its changes is told where they touched the claim."""
    article = content.article
    return {
        "@type": "Article",
        "url": article.url,
        "headline": article.title,
        "datePublished": article.published,
        "dateModified": content.amendments[-1].made_on if content.amendments else "",
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        "correction": [
            {
                "@type": "CorrectionComment",
                "datePublished": amendment.made_on,
                "text": amendment.notice,
            }
            for amendment in content.amendments_of(claim)
            if amendment.notice
        ],
    }


def _rating(content: EditionContent, verdict: Verdict) -> dict[str, Any]:
    """Words for every rating, numbers for those on a scale."""
    rating = {
        "@type": "Rating",
        "alternateName": verdict.rating.label,
        "ratingExplanation": verdict.summary,
    }
    numbers = numbers_told(r.value for r in content.scales[verdict.scale].ratings)
    if verdict.rating.value not in numbers:
        return rating
    return rating | {
        "ratingValue": numbers[verdict.rating.value],
        "bestRating": max(numbers.values()),
        "worstRating": min(numbers.values()),
    }


def _cited(claim: Claim) -> list[int]:
    return list(dict.fromkeys(used.source for used in claim.evidence))


def _citation(source: Source) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "name": source.title,
        "url": source.url,
        "archivedAt": source.archived_url,
        "author": [{"@type": "Person", "name": name} for name in source.authors],
        "publisher": {"@type": "Organization", "name": source.publisher}
        if source.publisher
        else None,
        "datePublished": source.published,
    }


def _corrects(change: Change) -> bool:
    return change.kind == ChangeKind.CORRECTION


def _comment(change: Change) -> dict[str, Any]:
    """To schema.org a `CorrectionComment` corrects; what clarifies or updates is a `Comment`."""
    new = change.new if change.rerated else None
    rated = f"Rated {change.old.label} before, {new.label} since. " if new else ""
    return {
        "@type": "CorrectionComment" if _corrects(change) else "Comment",
        "name": change.kind.capitalize(),
        "datePublished": change.at,
        "text": f"{rated}{change.why}",
    }
