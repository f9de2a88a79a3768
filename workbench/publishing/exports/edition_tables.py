"""What an edition says, as tables: the same columns in CSV, in the workbook and in JSON Lines."""

from collections.abc import Iterator, Mapping, Sequence

from workbench.publishing.edition.model import (
    Change,
    Claim,
    EditionContent,
    Evidence,
    Search,
    Source,
)
from workbench.publishing.exports.citing import citation
from workbench.publishing.exports.earlier import said_then
from workbench.publishing.tables import Cell, Column, Table, day_in, moment_in

_REPORT = (
    Column("report", "the report’s address", 30),
    Column("edition", "the edition’s number, from 1", 8),
)
CLAIMS = (
    *_REPORT,
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
EVIDENCE = (
    *_REPORT,
    Column("claim", "the claim’s number", 8),
    Column("place", "its place among the claim’s evidence, from 1", 8),
    Column("stance", "what it does to the claim"),
    Column("about", "the words of the statement that it is about; empty for the whole", 30),
    Column("quote", "the source’s own words", 60),
    Column("locator", "where in the source they stand"),
    Column("quote_check", "how the quote stands in what the desk kept of the source"),
    Column("telling_differences", "which kinds of telling words differ there"),
    Column("compared_at", "when what the desk kept was taken (UTC)", 16),
    Column("compared_sha256", "the SHA-256 of its bytes", 20),
    Column("source", "the source’s number in the edition", 8),
    Column("source_title", "its title", 40),
    Column("source_url", "where it is found", 40),
    Column("claim_url", "the claim’s own page", 40),
)
SOURCES = (
    *_REPORT,
    Column("number", "the source’s number in the edition", 8),
    Column("kind", "what it is"),
    Column("title", "what it is called", 50),
    Column("authors", "who made it", 30),
    Column("publisher", "who published it", 24),
    Column("published", "when, a day, month or year", 12),
    Column("url", "where it is found", 40),
    Column("archived_url", "an archived copy", 40),
    Column("accessed", "when it was last seen there", 12),
    Column("citation", "the source as the desk cites it", 60),
    Column("closeness", "primary or secondary, as the desk judges it"),
    Column("naming", "whether those whose words it has are named"),
    Column("interests", "what it stands to gain", 30),
    Column("claims", "the numbers of the claims that use it"),
)
CORRECTIONS = (
    *_REPORT,
    Column("since_edition", "the edition that made the change", 8),
    Column("at", "when (UTC)", 16),
    Column("kind", "correction, clarification, update or withdrawal"),
    Column("claim", "the claim’s number", 8),
    Column("statement", "what is claimed", 50),
    Column("old_rating", "the verdict before"),
    Column("new_rating", "the verdict since; none if it was withdrawn"),
    Column("why", "the reason", 60),
)
_ABOUT = (Column("what", width=34), Column("words", width=100))
_DESCRIBED = {
    "claims": CLAIMS, "evidence": EVIDENCE, "sources": SOURCES, "corrections": CORRECTIONS,
}  # fmt: skip


def claims_table(content: EditionContent) -> Table:
    """A row a claim, with its verdict and its sources."""
    return Table("claims", "claim", CLAIMS, (_claim(content, claim) for claim in content.claims))


def evidence_table(content: EditionContent) -> Table:
    """A row for each use of a source."""
    return Table("evidence", "evidence", EVIDENCE, _evidence_rows(content))


def sources_table(content: EditionContent) -> Table:
    """A row a source."""
    used = _claims_by_source(content)
    return Table("sources", "source", SOURCES, (_source(content, s, used) for s in content.sources))


def corrections_table(content: EditionContent) -> Table:
    """A row for each public change to a claim, the oldest first."""
    return Table(
        "corrections",
        "correction",
        CORRECTIONS,
        (_change(content, each) for each in content.changes),
    )


def about_table(content: EditionContent) -> Table:
    """What the edition is of and by whom, how far it goes, and what the columns say."""
    return Table("about", "fact", _ABOUT, [*_facts(content).items(), *_columns_described()])


def _report(content: EditionContent) -> tuple[Cell, ...]:
    return content.site.report_url, content.number


def _claim(content: EditionContent, claim: Claim) -> Sequence[Cell]:
    cited = [(used, content.source(used.source)) for used in claim.evidence]
    return (
        *_report(content),
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


def _evidence_rows(content: EditionContent) -> Iterator[Sequence[Cell]]:
    for claim in content.claims:
        for place, used in enumerate(claim.evidence, start=1):
            yield _evidence(content, claim, place, used)


def _evidence(content: EditionContent, claim: Claim, place: int, used: Evidence) -> Sequence[Cell]:
    source, checked = content.source(used.source), used.checked
    return (
        *_report(content),
        claim.number,
        place,
        used.stance,
        used.about,
        used.quote,
        used.locator,
        checked.outcome if checked else "",
        checked.telling if checked else (),
        moment_in(checked.taken_at) if checked else None,
        checked.sha256 if checked else "",
        source.number,
        source.title,
        source.url,
        content.site.claim_url(claim.number),
    )


def _claims_by_source(content: EditionContent) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for claim in content.claims:
        for number in dict.fromkeys(used.source for used in claim.evidence):
            found.setdefault(number, []).append(str(claim.number))
    return found


def _source(
    content: EditionContent, source: Source, used: Mapping[int, list[str]]
) -> Sequence[Cell]:
    return (
        *_report(content),
        source.number,
        source.kind,
        source.title,
        source.authors,
        source.publisher,
        day_in(source.published),
        source.url,
        source.archived_url,
        day_in(source.accessed),
        citation(source),
        source.closeness,
        source.naming,
        source.interests,
        ", ".join(used.get(source.number, ())),
    )


def _change(content: EditionContent, change: Change) -> Sequence[Cell]:
    return (
        *_report(content),
        change.edition,
        moment_in(change.at),
        change.kind,
        change.claim,
        change.statement,
        change.old.label,
        change.new.label if change.new else "",
        change.why,
    )


def _facts(content: EditionContent) -> dict[str, Cell]:
    article, desk, coverage = content.article, content.desk, content.coverage
    told: dict[str, Cell] = {
        "Report": content.title,
        "What holds": content.summary,
        "Address": content.site.report_url,
        "Edition": content.number,
        "Published (UTC)": moment_in(content.at),
        "Note on this edition": content.note,
        "Desk": desk.name,
        "Licence": desk.licence,
        "Article": article.title,
        "Outlet": article.outlet,
        "Authors": article.authors,
        "Article published": day_in(article.published),
        "Article’s address": article.url,
        "Text taken down (UTC)": moment_in(article.taken_at),
        "Sentences": coverage.sentences,
        "Sentences in claims": coverage.claimed,
        "Sentences nobody has gone into": coverage.untouched,
        "Claims still open": coverage.open_claims,
        "How the desk checks": desk.method,
    }
    return {what: words for what, words in told.items() if words not in ("", (), None)}


def _columns_described() -> Iterator[Sequence[Cell]]:
    for sheet, columns in _DESCRIBED.items():
        for column in columns:
            yield f"Column {sheet}: {column.heading}", column.says
