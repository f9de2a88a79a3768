"""What stands behind the claims: what was not checked, the editions, the sources, the imprint."""

from collections.abc import Iterator
from typing import Any

from workbench.publishing.edition.model import FORMAT, EditionContent, Source
from workbench.publishing.edition.stored import sha256, to_json
from workbench.publishing.exports.pdf.claims import archived, source_facts
from workbench.publishing.exports.pdf.phrases import Phrases, cited, linked, plain, with_links
from workbench.publishing.exports.wordings import day, judged, moment, number_of


def cited_as(content: EditionContent) -> str:
    """The report in a line that others may cite it by."""
    names = people(content, "by") or content.desk.name
    edition = f"{content.desk.name}, edition {content.number}, {day(content.at, content)}"
    return f"{names}: “{content.title}”. {edition}. {content.permanent_url}"


def people(content: EditionContent, part: str) -> str:
    """Who checked or approved, each once, in order; nobody without a name."""
    names = (getattr(claim.verdict, part) for claim in content.claims)
    return ", ".join(dict.fromkeys(filter(None, names)))


def coverage_of(content: EditionContent) -> dict[str, Any]:
    """What was checked and what was not, in numbers of sentences."""
    coverage = content.coverage
    set_aside = sum(part.sentences for part in coverage.set_aside)
    return {
        "parts": [
            ["claimed", f"{number_of(coverage.claimed, 'sentence')} in claims", coverage.claimed],
            ["set-aside", f"{set_aside:,} set aside", set_aside],
            ["untouched", f"{coverage.untouched:,} not looked at", coverage.untouched],
        ],
        "told": list(_not_checked(content)),
        "reasons": [[_capital(part.reason), part.sentences] for part in coverage.set_aside],
    }


def _not_checked(content: EditionContent) -> Iterator[str]:
    coverage = content.coverage
    if coverage.open_claims:
        still = number_of(coverage.open_claims, "claim")
        one = coverage.open_claims == 1
        was = ("It was", "it") if one else ("They were", "them")
        yield f"Still open: {still}. {was[0]} marked, but no verdict on {was[1]} is approved yet."
    if coverage.blocks_left_out:
        left = number_of(
            coverage.blocks_left_out, "caption or notice of the page is not part of the article’s "
            "body and is not shown.", "captions or notices of the page are not part of the "
            "article’s body and are not shown.",
        )  # fmt: skip
        yield left


def editions_of(content: EditionContent) -> list[dict[str, Any]]:
    """This edition and those before it, the newest first."""
    links = content.site.report_url
    this = {
        "name": plain(f"Edition {content.number}"),
        "when": f"{day(content.at, content)}, this edition",
        "note": content.note,
    }
    return [
        this,
        *(
            {
                "name": linked(f"Edition {each.number}", f"{links}/editions/{each.number}"),
                "when": day(each.at, content),
                "note": each.note,
            }
            for each in reversed(content.earlier)
        ),
    ]


def source_of(source: Source) -> dict[str, Any]:
    """A source as the desk cites it, and where else it is found."""
    if not source.citation:
        title, facts = linked(source.title, source.url), source_facts(source)
    else:
        title = cited(source.citation)
        facts = [plain(words) for words in judged(source)]
        if source.url and source.url not in source.cited:
            facts.append(linked(source.url, source.url))
    return {
        "number": source.number,
        "title": title,
        "facts": [*facts, *archived(source)],
        "interests": source.interests,
    }


def imprint_of(content: EditionContent) -> Iterator[tuple[str, Phrases]]:
    """Who made the edition, when, and under which terms it may be passed on."""
    yield "Checked by", plain(people(content, "by"))
    yield "Approved by", plain(people(content, "approved_by"))
    yield "Published by", plain(content.published_by)
    yield "Published", plain(f"{moment(content.at, content)} ({content.desk.time_zone})")
    yield "Article read", plain(day(content.article.taken_at, content))
    yield "Licence", with_links(content.desk.licence)
    yield "About", plain(", ".join(content.article.topics))
    yield "This report", linked(content.site.report_url, content.site.report_url)
    yield "This edition", linked(content.permanent_url, content.permanent_url)
    yield "Cite it as", with_links(cited_as(content))
    if content.format == FORMAT:  # else the digest is of what another release wrote
        yield "Its SHA-256", plain(sha256(to_json(content)))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
