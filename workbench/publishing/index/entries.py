"""An edition as the index has it. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.layout import places_of
from workbench.publishing.edition.model import Claim, EditionContent
from workbench.publishing.index.changes import changes_of
from workbench.publishing.index.models import Facet, Where
from workbench.publishing.models import Withdrawal
from workbench.searching import folded
from workbench.slugs import own_slug
from workbench.web.markdown import to_words

Values = dict[str, Any]


@dataclass(frozen=True)
class Entries:
    """The rows of a report, as values by column, without its id; of one withdrawn changes alone."""

    report: Values | None
    facets: list[Values]
    claims: list[Values]
    changes: list[Values]


def entries_of(content: EditionContent, withdrawals: Sequence[Withdrawal] = ()) -> Entries:
    """What the index holds of a report whose newest edition this is, and of what was withdrawn."""
    gone = next((each for each in withdrawals if each.covers(content.number)), None)
    changes = changes_of(content, withdrawals)
    if gone:
        return Entries(report=None, facets=[], claims=[], changes=changes)
    return Entries(
        report=_report(content),
        facets=list(_facets(content)),
        claims=[_claim(content, claim) for claim in content.claims],
        changes=changes,
    )


def _report(content: EditionContent) -> Values:
    first_at = datetime.fromisoformat(content.earlier[0].at if content.earlier else content.at)
    article, said = content.article, _said_by_article(content)
    return {
        "slug": content.site.slug,
        "title": content.title,
        "summary": content.summary,
        "first_at": first_at,
        "first_on": first_at.astimezone(ZoneInfo(content.desk.time_zone)).date().isoformat(),
        "at": datetime.fromisoformat(content.at),
        "search_text": _spelled(
            content.title, content.summary, article.title, article.outlet, *article.authors,
            *article.topics, *(words for _where, words in said),
        ),
        "shown": shown(content),
        "said": said,
    }  # fmt: skip


def shown(content: EditionContent) -> Values:
    """What a report's line shows besides: whose, which edition, how its verdicts fall."""
    article = content.article
    return {
        "desk": content.desk.name,
        "time_zone": content.desk.time_zone,
        "number": content.number,
        "outlet": article.outlet,
        "published": article.published,
        "topics": list(article.topics),
        "length": article.length,
        "places": [list(place) for place in places_of(content)],
        "counts": [
            {"rating": asdict(rating), "number": number}
            for rating, number in verdict_counts(content.claims, content.scales)
        ],
    }


def _facets(content: EditionContent) -> Iterator[Values]:
    """Each once, as it is spelled first."""
    found: dict[tuple[Facet, str], Values] = {}
    for facet, words in _named(content):
        slug = own_slug(words)
        found.setdefault((facet, slug), _facet(facet, slug, words))
    for claim in content.claims:
        rating = claim.verdict.rating
        slug = own_slug(rating.label)
        look = {"token": rating.token, "icon": rating.icon}
        row = _facet(Facet.VERDICT, slug, rating.label) | look
        found.setdefault((Facet.VERDICT, slug), row)
    yield from found.values()


def _facet(facet: Facet, slug: str, words: str) -> Values:
    return {"facet": facet, "slug": slug, "words": words, "token": "", "icon": ""}


def _named(content: EditionContent) -> Iterable[tuple[Facet, str]]:
    yield Facet.DESK, content.desk.name
    if content.article.outlet:
        yield Facet.OUTLET, content.article.outlet
    yield from ((Facet.TOPIC, topic) for topic in content.article.topics)
    claimants = (claim.claimant for claim in content.claims)
    yield from ((Facet.CLAIMANT, each.name) for each in claimants if each and each.name)


def _said_by_article(content: EditionContent) -> list[list[str]]:
    """Its words as far as they are shown, without those between them that are left out."""
    pieces = (piece.text for block in content.blocks for piece in block.pieces)
    return [[str(Where.ARTICLE), text] for text in pieces]


def _said_of_claim(content: EditionContent, claim: Claim) -> list[list[str]]:
    """The reasons of its verdict, and what its evidence is: each once."""
    sources = (content.source(used.source).title for used in claim.evidence)
    found = [
        (Where.REASONS, claim.verdict.summary),
        (Where.REASONS, to_words(claim.verdict.rationale)),
        *((Where.QUOTE, used.quote) for used in claim.evidence),
        *((Where.SOURCE, title) for title in sources),
    ]
    return [[str(where), words] for where, words in dict.fromkeys(found) if words]


def _claim(content: EditionContent, claim: Claim) -> Values:
    rating, claimant = claim.verdict.rating, claim.claimant.name if claim.claimant else ""
    said = _said_of_claim(content, claim)
    return {
        "number": claim.number,
        "statement": claim.statement,
        "summary": claim.verdict.summary,
        "label": rating.label,
        "token": rating.token,
        "icon": rating.icon,
        "verdict": own_slug(rating.label),
        "claimant": claimant,
        "claimant_slug": own_slug(claimant) if claimant else "",
        "said_on": claim.said_on,
        "published_at": datetime.fromisoformat(claim.published_at),
        "changed_at": datetime.fromisoformat(claim.changed_at) if claim.changed_at else None,
        "search_text": _spelled(
            claim.statement, claim.verdict.summary, claimant, *(words for _where, words in said)
        ),
        "said": said,
    }


def _spelled(*words: str) -> str:
    return folded(" ".join(filter(None, words)))
