"""W3C Web Annotations: an AnnotationCollection with its one page.

Each claim gives one annotation that assesses (rating and summary) and one for each piece of
evidence that links to its source; each change of the article gives one that comments. Targets are
the checked article, or the report for an article that has no address; positions are Unicode code
points into the version's text. Words that are not in that text have none: they are a quote from
the article as it was at the time of its state.
"""

from collections.abc import Iterator
from typing import Any

from workbench.publishing.edition.model import (
    Amendment,
    Claim,
    EditionContent,
    Evidence,
    Passage,
    Source,
    Wording,
)
from workbench.publishing.exports.citing import citation
from workbench.publishing.exports.earlier import said_then
from workbench.publishing.exports.json_bytes import indented, without_blanks

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def export(content: EditionContent) -> bytes:
    """All annotations of an edition."""
    address = f"{content.site.report_url}/annotations.json"
    items = [item for claim in content.claims for item in _annotations(content, claim)]
    items += [_amendment(content, amendment) for amendment in content.amendments]
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
    yield _annotation(content, claim, "verdict", "assessing", _verdict(content, claim))
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
            "creator": _creator(content),
            "created": claim.published_at,
            "modified": claim.changed_at,
            "body": body,
            "target": _targets(content, claim),
        }
    )


def _amendment(content: EditionContent, amendment: Amendment) -> dict[str, Any]:
    when = f" ({amendment.made_on})" if amendment.made_on else ""
    told = "with a notice" if amendment.notice else "without notice"
    return without_blanks(
        {
            "@context": CONTEXT,
            "id": f"{content.site.report_url}#amendment-{amendment.version}",
            "type": "Annotation",
            "motivation": "commenting",
            "creator": _creator(content),
            "body": [
                _words(f"The article was changed {told}{when}.", "describing"),
                _words(amendment.notice, "describing"),
                _words(amendment.note, "commenting"),
            ],
            "target": _article_at(content, amendment.read_at),
        }
    )


def _creator(content: EditionContent) -> dict[str, str]:
    return {"type": "Organization", "name": content.desk.name}


def _verdict(content: EditionContent, claim: Claim) -> list[dict[str, Any]]:
    verdict = claim.verdict
    earlier = (said_then(content, wording) for wording in claim.earlier)
    return [
        _words(verdict.rating.label, "classifying"),
        _words(verdict.summary, "assessing"),
        _words(claim.statement, "describing"),
        *(_words(f"The article said {words}", "commenting") for words in earlier),
        _words("It is being checked again." if claim.rechecking else "", "commenting"),
    ]


def _linking(used: Evidence, source: Source) -> list[dict[str, Any]]:
    """The source, by its address if it has one, and what it does to the claim."""
    linked = {
        "type": "SpecificResource",
        "source": source.url,
        "purpose": "linking",
        "selector": {"type": "TextQuoteSelector", "exact": used.quote} if used.quote else None,
        "state": _kept(used, source),
    }
    stance = _words(used.stance, "classifying")
    described = _words(citation(source, used.locator), "describing")
    return [linked, stance, described] if source.url else [stance, described]


def _kept(used: Evidence, source: Source) -> dict[str, str] | None:
    """The source as it was when the words quoted were looked up in it."""
    if used.checked is None:
        return None
    taken_at, copy = used.checked.taken_at, source.archived_url
    return {"type": "TimeState", "sourceDate": taken_at, **({"cached": copy} if copy else {})}


def _words(value: str, purpose: str) -> dict[str, Any]:
    body = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return body if value else {}


def _targets(content: EditionContent, claim: Claim) -> list[dict[str, Any]] | dict[str, Any]:
    here = _article_at(content, content.article.taken_at)
    targets = [here | {"selector": [_quote(p), _position(p)]} for p in claim.passages]
    if content.article.url:
        targets += [
            _article_at(content, wording.taken_at) | {"selector": [_words_then(wording)]}
            for wording in claim.left_behind
        ]
    return targets or {"type": "SpecificResource", "source": _source(content)}


def _article_at(content: EditionContent, moment: str) -> dict[str, Any]:
    """The article as it was read at a moment."""
    state = {"type": "TimeState", "sourceDate": moment}
    return {"type": "SpecificResource", "source": _source(content), "state": state}


def _source(content: EditionContent) -> str:
    return content.article.url or content.site.report_url


def _quote(passage: Passage) -> dict[str, Any]:
    return {
        "type": "TextQuoteSelector",
        "exact": passage.exact,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
    }


def _words_then(wording: Wording) -> dict[str, Any]:
    return {"type": "TextQuoteSelector", "exact": wording.exact}


def _position(passage: Passage) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": passage.start, "end": passage.end}
