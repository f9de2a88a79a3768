"""W3C Web Annotations: an AnnotationCollection with its one page.

Each claim gives one annotation that assesses (rating and summary) and one for each piece of
evidence that links to its source. Targets are the checked article, or the report for an
article that has no address; positions are Unicode code points into the version's text.
"""

from collections.abc import Iterator
from typing import Any

from workbench.publishing.edition.model import Claim, EditionContent, Evidence, Passage, Source
from workbench.publishing.exports.citing import citation
from workbench.publishing.exports.json_bytes import indented, without_blanks

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def export(content: EditionContent) -> bytes:
    """All annotations of an edition."""
    address = f"{content.site.report_url}/annotations.json"
    items = [item for claim in content.claims for item in _annotations(content, claim)]
    collection = {
        "@context": CONTEXT,
        "id": address,
        "type": "AnnotationCollection",
        "label": content.title,
        "total": len(items),
        "first": {
            "id": f"{address}#page-1",
            "type": "AnnotationPage",
            "partOf": {"id": address},
            "startIndex": 0,
            "items": items,
        },
    }
    return indented(collection)


def _annotations(content: EditionContent, claim: Claim) -> Iterator[dict[str, Any]]:
    yield _annotation(content, claim, "verdict", "assessing", _verdict(claim))
    for number, used in enumerate(claim.evidence, start=1):
        source = content.source(used.source)
        yield _annotation(content, claim, f"source-{number}", "linking", _linking(used, source))


def _annotation(
    content: EditionContent, claim: Claim, name: str, motivation: str, body: list[dict[str, Any]]
) -> dict[str, Any]:
    return without_blanks(
        {
            "@context": CONTEXT,
            "id": f"{content.site.claim_url(claim.number)}#{name}",
            "type": "Annotation",
            "motivation": motivation,
            "creator": {"type": "Organization", "name": content.desk.name},
            "created": claim.published_at,
            "modified": claim.changed_at,
            "body": body,
            "target": _targets(content, claim),
        }
    )


def _verdict(claim: Claim) -> list[dict[str, Any]]:
    verdict = claim.verdict
    return [
        _words(verdict.rating.label, "classifying"),
        _words(verdict.summary, "assessing"),
        _words(claim.statement, "describing"),
    ]


def _linking(used: Evidence, source: Source) -> list[dict[str, Any]]:
    """The source, by its address if it has one, and what it does to the claim."""
    linked = {
        "type": "SpecificResource",
        "source": source.url,
        "purpose": "linking",
        "selector": {"type": "TextQuoteSelector", "exact": used.quote} if used.quote else None,
    }
    stance = _words(used.stance, "classifying")
    described = _words(citation(source, used.locator), "describing")
    return [linked, stance, described] if source.url else [stance, described]


def _words(value: str, purpose: str) -> dict[str, Any]:
    body = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return body if value else {}


def _targets(content: EditionContent, claim: Claim) -> list[dict[str, Any]] | dict[str, Any]:
    article = content.article
    source = article.url or content.site.report_url
    if not claim.passages:
        return {"type": "SpecificResource", "source": source}
    state = {"type": "TimeState", "sourceDate": article.taken_at}
    return [
        {
            "type": "SpecificResource",
            "source": source,
            "state": state,
            "selector": [_quote(passage), _position(passage)],
        }
        for passage in claim.passages
    ]


def _quote(passage: Passage) -> dict[str, Any]:
    return {
        "type": "TextQuoteSelector",
        "exact": passage.exact,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }


def _position(passage: Passage) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": passage.start, "end": passage.end}
