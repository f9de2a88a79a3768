"""An edition as the PDF's template takes it: all words said already, in the order of the pages."""

from datetime import datetime
from typing import Any

from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.layout import out_of_text, places_of, unplaced
from workbench.publishing.edition.model import Amendment, EditionContent
from workbench.publishing.exports.pdf.back_matter import (
    coverage_of,
    editions_of,
    imprint_of,
    people,
    source_of,
)
from workbench.publishing.exports.pdf.claims import change_of, claim_in_full, prose
from workbench.publishing.exports.pdf.notes import note, rating_of
from workbench.publishing.exports.pdf.phrases import Phrases, linked, plain
from workbench.publishing.exports.pdf.text import text_of
from workbench.publishing.exports.wordings import article_named, day, number_of, when
from workbench.publishing.pages.choices import thirds
from workbench.publishing.pages.context import changes_by_claim, touched_by
from workbench.publishing.rules import METHOD


def document_of(content: EditionContent) -> dict[str, Any]:
    """All that the pages say."""
    return {**_beginning(content), **_article(content), **_claims(content), **_ending(content)}


def _beginning(content: EditionContent) -> dict[str, Any]:
    """What stands on the first page, above the article."""
    return {
        "title": content.title,
        "desk": content.desk.name,
        "url": content.site.report_url,
        "published": list(datetime.fromisoformat(content.at).timetuple()[:6]),
        "head": _head(content),
        "summary": content.summary,
        "picture": _picture(content),
        "picture_told": _picture_told(content),
        "counts": [
            [rating_of(rating), number]
            for rating, number in verdict_counts(content.claims, content.scales)
        ],
        "claims_checked": f"{number_of(len(content.claims), 'claim')} checked",
        "accounted": _accounted(content),
    }


def _article(content: EditionContent) -> dict[str, Any]:
    """The article with its notes, and what became of it."""
    return {
        "amendments": [_amendment(content, each) for each in reversed(content.amendments)],
        "excerpts": not content.whole_text,
        "article": linked("Read the whole article", content.article.url),
        "text": text_of(content),
        "out_of_text": [note(content, each) for each in out_of_text(content)],
        "unplaced": [note(content, each) for each in unplaced(content)],
    }


def _claims(content: EditionContent) -> dict[str, Any]:
    """Every claim in full, and what was not checked."""
    changes = changes_by_claim(content)
    return {
        "claims": [
            claim_in_full(content, claim, changes.get(claim.number, [])) for claim in content.claims
        ],
        "coverage": coverage_of(content),
    }


def _ending(content: EditionContent) -> dict[str, Any]:
    """What is looked up."""
    return {
        "changes": [change_of(content, change) for change in reversed(content.changes)],
        "editions": editions_of(content),
        "sources": [source_of(source) for source in content.sources],
        "method": prose(content.desk.method or METHOD),
        "scales": [
            {"name": scale.name, "ratings": [[rating_of(r), r.definition] for r in scale.ratings]}
            for scale in content.scales
        ],
        "imprint": [[term, told] for term, told in imprint_of(content) if told],
    }


def _head(content: EditionContent) -> list[Phrases]:
    """Which article, which edition, by whom."""
    article = content.article
    told = [plain("Checked article: ") + linked(article_named(content), article.url)]
    told.append(plain(f"Edition {content.number}, {day(content.at, content)}"))
    if checked := people(content, "by"):
        approved = people(content, "approved_by")
        told.append(plain(f"by {checked}" + (f", approved by {approved}" if approved else "")))
    return told


def _picture(content: EditionContent) -> list[tuple[str, float, float]]:
    """Where the claims stand: colour, beginning and width, as parts of the article's length."""
    length = max(content.article.length, 1)
    return [
        (token, start / length, (end - start) / length) for token, start, end in places_of(content)
    ]


def _picture_told(content: EditionContent) -> str:
    """What the picture shows to those who see it."""
    told = ["Where the claims stand in the article."]
    for part, counted in zip(("first third", "second", "last"), thirds(content), strict=True):
        said = ", ".join(f"{number} {label}" for label, number in counted) or "none"
        told.append(f"In its {part}: {said}.")
    return " ".join(told)


def _accounted(content: EditionContent) -> list[str]:
    coverage = content.coverage
    done = coverage.sentences - coverage.untouched
    told = f"{done:,} of {coverage.sentences:,} sentences accounted for"
    still = (
        [f"{number_of(coverage.open_claims, 'claim')} still open"] if coverage.open_claims else []
    )
    return [*still, told]


def _amendment(content: EditionContent, amendment: Amendment) -> dict[str, Any]:
    """A change of the article: when, with what notice, and which claims it touched."""
    touched = touched_by(content)[amendment.version]
    notice = ", with this notice:" if amendment.notice else ", without notice."
    return {
        "when": f"Changed {when(amendment, content)}",
        "how": notice,
        "notice": amendment.notice,
        "note": amendment.note,
        "touched": [
            [words, numbers]
            for words, numbers in (
                ("In other words now:", touched.reworded),
                ("No longer there:", touched.gone),
            )
            if numbers
        ],
    }
