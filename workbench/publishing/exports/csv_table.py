"""CSV: one row a claim, with its verdict and its sources.

RFC 4180 in UTF-8 with a byte order mark, without which spreadsheets take it for another
encoding. No cell can be taken for a formula: one that begins like it gets an apostrophe.
"""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Sequence

from workbench.publishing.edition.changes import CORRECTION
from workbench.publishing.edition.model import Claim, EditionContent, Search
from workbench.publishing.exports.citing import citation
from workbench.publishing.exports.earlier import said_then

# What spreadsheets take for the beginning of a formula, the full-width forms included.
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")

COLUMNS = (
    "report", "edition", "number", "statement", "kind", "claimant", "claimant_role", "said_on",
    "passages", "in_the_text", "earlier_words", "rating", "rating_value", "rating_best",
    "rating_worst", "scale", "summary", "rationale", "checked_by", "approved_by", "approved_at",
    "published_at", "earlier_ratings", "sources", "source_urls", "searches", "contacts",
    "claim_url",
)  # fmt: skip


def export(content: EditionContent) -> bytes:
    """Every claim as a row below the names of the columns."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for claim in content.claims:
        writer.writerow([safe(cell) for cell in _row(content, claim)])
    return BOM_UTF8 + table.getvalue().encode()


def safe(cell: str) -> str:
    """A cell that no spreadsheet calculates; leading space does not hide a formula."""
    begins = cell[:1] in _FORMULA or cell.lstrip()[:1] in _FORMULA
    return f"'{cell}" if begins else cell


def _row(content: EditionContent, claim: Claim) -> Sequence[str]:
    verdict, scale = claim.verdict, content.scales[claim.verdict.scale]
    values = [r.value for r in scale.ratings if r.value is not None]
    on_scale = verdict.rating.value is not None
    cited = [(used, content.source(used.source)) for used in claim.evidence]
    return (
        content.site.report_url,
        str(content.number),
        str(claim.number),
        claim.statement,
        claim.kind,
        claim.claimant.name if claim.claimant else "",
        claim.claimant.role if claim.claimant else "",
        claim.said_on,
        "\n".join(passage.exact for passage in claim.passages),
        _in_the_text(claim),
        "\n".join(said_then(content, words) for words in (*claim.earlier, *claim.left_behind)),
        verdict.rating.label,
        str(verdict.rating.value) if on_scale else "",
        str(max(values)) if on_scale else "",
        str(min(values)) if on_scale else "",
        f"{scale.name} {scale.version}",
        verdict.summary,
        verdict.rationale,
        verdict.by,
        verdict.approved_by,
        verdict.approved_at,
        claim.published_at,
        ", ".join(_earlier(content, claim)),
        "\n".join(f"{used.stance}: {citation(s, used.locator)}" for used, s in cited),
        "\n".join(dict.fromkeys(source.url for _used, source in cited if source.url)),
        "\n".join(_told(search) for search in claim.searches),
        "\n".join(claim.contacts),
        content.site.claim_url(claim.number),
    )


def _told(search: Search) -> str:
    return f"{search.sought} ({'; '.join(search.places)}, {search.searched_on})"


def _in_the_text(claim: Claim) -> str:
    """Whether the article as it is shown has the words that the verdict is on."""
    if claim.rechecking:
        return "being checked again"
    return "yes" if claim.passages else "no"


def _earlier(content: EditionContent, claim: Claim) -> list[str]:
    return [
        change.old.label
        for change in content.changes
        if change.claim == claim.number and change.kind == CORRECTION
    ]
