"""The claims of an edition, each with its verdict and its sources."""

from collections.abc import Iterator, Sequence

from workbench.publishing.edition.model import Change, Claim, EditionContent, Search
from workbench.publishing.exports.citing import citation
from workbench.publishing.exports.earlier import said_then
from workbench.publishing.exports.edition_tables.report import OF_REPORT, of_report
from workbench.publishing.tables import Cell, Column, Table, day_in, moment_in

CLAIMS = (
    *OF_REPORT,
    Column("number", "the claim’s number, which never changes", 8),
    Column("statement", "what is claimed, in words that stand alone", 50),
    Column("kind", "what kind of claim it is"),
    Column("claimant", "who says it"),
    Column("claimant_role", "what they are"),
    Column("said_on", "when it was said, a day, month or year", 12),
    Column("passages", "the words in the article", 40),
    Column("in_the_text", "whether the article as it is shown has the words that were checked", 12),
    Column("earlier_words", "what the article said before, and until when", 30),
    Column("rating", "the verdict"),
    Column("rating_value", "its number on the scale, none if it is off it", 8),
    Column("rating_best", "the highest number of the scale", 8),
    Column("rating_worst", "the lowest number of the scale", 8),
    Column("scale", "name and version of the scale"),
    Column("summary", "the verdict in a sentence", 50),
    Column("rationale", "why, in Markdown", 60),
    Column("checked_by", "who proposed the verdict"),
    Column("approved_by", "who approved it"),
    Column("approved_at", "when (UTC)", 16),
    Column("published_at", "when the claim was first published (UTC)", 16),
    Column("earlier_ratings", "verdicts that were public before, the oldest first"),
    Column("changes", "what was changed since, of what kind, when (UTC) and why", 40),
    Column("sources", "what each source does to the claim, and the source as it is cited", 60),
    Column("source_urls", "where these are found", 40),
    Column("searches", "what was looked for and not found, where and when", 40),
    Column("contacts", "whom the desk asked, and what came of it", 40),
    Column("claim_url", "the claim’s own page", 40),
)


def claims_table(content: EditionContent) -> Table:
    """A row a claim, with its verdict and its sources."""
    return Table("claims", "claim", CLAIMS, (_claim(content, claim) for claim in content.claims))


def _claim(content: EditionContent, claim: Claim) -> Sequence[Cell]:
    cited = [(used, content.source(used.source)) for used in claim.evidence]
    return (
        *of_report(content),
        claim.number,
        claim.statement,
        claim.kind,
        claim.claimant.name if claim.claimant else "",
        claim.claimant.role if claim.claimant else "",
        day_in(claim.said_on),
        tuple(passage.exact for passage in claim.passages),
        _in_the_text(claim),
        tuple(said_then(content, words) for words in (*claim.earlier, *claim.left_behind)),
        *_verdict(content, claim),
        moment_in(claim.published_at),
        tuple(_earlier(content, claim)),
        tuple(map(_changed, content.changes_of(claim.number))),
        tuple(f"{used.stance}: {citation(s, used.locator)}" for used, s in cited),
        tuple(dict.fromkeys(source.url for _used, source in cited if source.url)),
        tuple(map(_told, claim.searches)),
        claim.contacts,
        content.site.claim_url(claim.number),
    )


def _verdict(content: EditionContent, claim: Claim) -> Sequence[Cell]:
    """From the rating to who approved it and when."""
    verdict, scale = claim.verdict, content.scales[claim.verdict.scale]
    values = [r.value for r in scale.ratings if r.value is not None]
    on_scale = verdict.rating.value is not None
    return (
        verdict.rating.label,
        verdict.rating.value,
        max(values) if on_scale else None,
        min(values) if on_scale else None,
        f"{scale.name} {scale.version}",
        verdict.summary,
        verdict.rationale,
        verdict.by,
        verdict.approved_by,
        moment_in(verdict.approved_at),
    )


def _told(search: Search) -> str:
    return f"{search.sought} ({'; '.join(search.places)}, {search.searched_on})"


def _in_the_text(claim: Claim) -> str:
    """Whether the article as it is shown has the words that the verdict is on."""
    if claim.rechecking:
        return "being checked again"
    return "yes" if claim.passages else "no"


def _earlier(content: EditionContent, claim: Claim) -> Iterator[str]:
    return (change.old.label for change in content.changes_of(claim.number) if change.rerated)


def _changed(change: Change) -> str:
    """“2019-05-17T10:00:00Z correction, True to False: It cost eleven.”."""
    ratings = f", {change.old.label} to {change.new.label}" if change.new and change.rerated else ""
    return f"{change.at} {change.kind}{ratings}: {change.why}"
