"""A claim in full: what was found, why, on what evidence, by whom."""

from collections.abc import Iterator
from typing import Any

from workbench.articles.word_difference import word_difference
from workbench.publishing.edition.model import (
    Change,
    Claim,
    EditionContent,
    Evidence,
    Source,
    Wording,
)
from workbench.publishing.exports.pdf.notes import rating_of
from workbench.publishing.exports.pdf.phrases import Phrases, linked, plain
from workbench.publishing.exports.prose import (
    Block,
    Items,
    Paragraph,
    Quotation,
    Words,
    blocks_of,
)
from workbench.publishing.exports.wordings import (
    KINDS,
    change_told,
    compared_with,
    day,
    judged,
    out_of_text,
    partial_date,
    quote_stands,
    searched,
    until,
)

_CHECK_LOOKS = {"close": ("half", "alert"), "not found": ("false", "cross")}


def claim_in_full(content: EditionContent, claim: Claim, changes: list[Change]) -> dict[str, Any]:
    """Everything that the report's page and the claim's own page tell of a claim."""
    verdict = claim.verdict
    return {
        "number": claim.number,
        "statement": claim.statement,
        "rating": rating_of(verdict.rating),
        "definition": verdict.rating.definition,
        "summary": verdict.summary,
        "places": len(claim.passages),
        "out_of_text": out_of_text(claim),
        "left_behind": [_left_behind(content, wording) for wording in claim.left_behind],
        "earlier": [_earlier(content, claim, wording) for wording in reversed(claim.earlier)],
        "changes": [change_of(content, change) for change in changes],
        "rationale": prose(verdict.rationale),
        "evidence": [_evidence(content, used) for used in claim.evidence],
        "searches": [searched(search) for search in claim.searches],
        "contacts": list(claim.contacts),
        "facts": [[term, told] for term, told in _facts(content, claim) if told],
    }


def change_of(content: EditionContent, change: Change) -> dict[str, Any]:
    """A change of what was published, with the day, the edition and the reason."""
    kind = KINDS[change.kind]
    return {
        "claim": change.claim,
        "statement": change.statement,
        "stands": content.claim(change.claim) is not None,
        "url": content.site.claim_url(change.claim),
        "kind": kind,
        "when": f"{day(change.at, content)}, edition {change.edition}",
        "told": change_told(change),
        "worded": _worded(content.claim(change.claim), change),
    }


def _worded(claim: Claim | None, change: Change) -> str:
    """How a claim was worded until a change, where it is worded otherwise now."""
    same = claim is None or claim.statement == change.statement
    return "" if same else f"Until then worded: “{change.statement}”"


def prose(source: str) -> list[dict[str, Any]]:
    """A text in Markdown as blocks that the template sets."""
    return [_prose(block) for block in blocks_of(source)]


def _prose(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": block.kind, "phrases": [_phrase(words) for words in block.words]}
        case Quotation():
            return {"kind": "quotation", "blocks": [_prose(each) for each in block.blocks]}
        case Items():
            items = [[_prose(each) for each in item] for item in block.items]
            return {"kind": "list", "start": block.start, "items": items}


def _phrase(words: Words) -> dict[str, Any]:
    """Words and how they are set, where that is otherwise than plain."""
    return {"text": words.text} | {name: value for name, value in vars(words).items() if value}


def _left_behind(content: EditionContent, wording: Wording) -> dict[str, Any]:
    return {"when": until(wording, content), "words": [{"text": wording.exact}]}


def _earlier(content: EditionContent, claim: Claim, wording: Wording) -> dict[str, Any]:
    """What the article said before beside what it said after, and what differs in both."""
    when = until(wording, content)
    if not wording.now:
        return {"when": f"{when}, in another place", "words": [{"text": wording.exact}]}
    pieces = word_difference(wording.exact, wording.now)
    stands = wording.now in {passage.exact for passage in claim.passages}
    return {
        "when": when,
        "words": [
            {"text": p.text, "removed": p.change == "removed"}
            for p in pieces
            if p.change != "added"
        ],
        "then": "Now" if stands else "After that",
        "after": [
            {"text": piece.text, "added": piece.change == "added"}
            for piece in pieces
            if piece.change != "removed"
        ],
    }


def _evidence(content: EditionContent, used: Evidence) -> dict[str, Any]:
    source = content.source(used.source)
    return {
        "stance": used.stance,
        "source": source.number,
        "title": linked(source.title, source.url),
        "about": used.about,
        "quote": used.quote,
        "check": _check(content, used),
        "facts": [*source_facts(source), *_told(used.locator), *archived(source)],
        "interests": source.interests,
    }


def _check(content: EditionContent, used: Evidence) -> dict[str, str] | None:
    if used.checked is None:
        return None
    token, icon = _CHECK_LOOKS.get(used.checked.outcome, ("true", "tick"))
    return {
        "token": token,
        "icon": icon,
        "words": quote_stands(used.quote, used.checked),
        "compared": compared_with(used.checked, content),
        "sha256": used.checked.sha256,
    }


def source_facts(source: Source) -> list[Phrases]:
    """Who made a source, when, and how the desk judges it."""
    authors, published = ", ".join(source.authors), partial_date(source.published)
    return [
        plain(words) for words in (authors, source.publisher, published, *judged(source)) if words
    ]


def archived(source: Source) -> list[Phrases]:
    """The copy that a web archive has."""
    return [linked("archived copy", source.archived_url)] if source.archived_url else []


def _told(words: str) -> list[Phrases]:
    return [plain(words)] if words else []


def _facts(content: EditionContent, claim: Claim) -> Iterator[tuple[str, Phrases]]:
    """Who said it, where and when; who checked it, and when that was published."""
    verdict, claimant = claim.verdict, claim.claimant
    if claimant:
        role = f", {claimant.role}" if claimant.role else ""
        yield "said by", linked(claimant.name, claimant.url) + plain(role)
    yield "said on", plain(partial_date(claim.said_on))
    if claim.appearance_url and claim.appearance_url != content.article.url:
        yield "said there:", linked(claim.appearance_url, claim.appearance_url)
    yield "checked by", plain(verdict.by)
    approved = f" on {day(verdict.approved_at, content)}" if verdict.approved_at else ""
    yield "approved by", plain(verdict.approved_by and verdict.approved_by + approved)
    yield "first published on", plain(day(claim.published_at, content))
    yield "", linked("on the web", content.site.claim_url(claim.number))
