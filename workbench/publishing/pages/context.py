"""What the templates of an edition are given."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.layout import out_of_text, places_of, rows, unplaced
from workbench.publishing.edition.model import Change, Claim, EditionContent
from workbench.publishing.formats import TAKEN_AWAY, USES
from workbench.publishing.pages.choices import choices, first_places, thirds
from workbench.publishing.rules import METHOD, names_of, names_shortened

_LONGEST_NAMES = 34  # characters; with the number of sources they stand on one line of a note


@dataclass(frozen=True)
class Links:
    """Addresses of a report's pages, below `site`: empty on the site itself."""

    site: str
    slug: str

    @property
    def reports(self) -> str:
        """The list of reports."""
        return f"{self.site}/reports/"

    @property
    def report(self) -> str:
        """The latest edition."""
        return f"{self.site}/reports/{self.slug}"

    def claim(self, number: int) -> str:
        """A claim's own page."""
        return f"{self.report}/claims/{number}"

    def edition(self, number: int) -> str:
        """An edition's page, whichever is the latest."""
        return f"{self.report}/editions/{number}"

    @property
    def formats(self) -> list[tuple[str, str]]:
        """Every format to take away, as (words, address)."""
        return [(f.words, f"{self.report}/{f.address}") for f in TAKEN_AWAY.values()]

    @property
    def formats_by_use(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The same by what people take them for."""
        uses = {use: [f for f in TAKEN_AWAY.values() if f.use == use] for use in USES}
        return [
            (use, [(f.words, f"{self.report}/{f.address}") for f in formats])
            for use, formats in uses.items()
            if formats
        ]


def report_context(content: EditionContent, links: Links) -> dict[str, Any]:
    """For a page or a file that shows a whole edition."""
    counts = verdict_counts(content.claims, content.scales)
    return {
        "edition": content,
        "METHOD": METHOD,
        "withdrawn": {},
        "changed": {},
        "links": links,
        "rows": rows(content),
        "out_of_text": out_of_text(content),
        "unplaced": unplaced(content),
        "touched_by": touched_by(content),
        "counts": counts,
        "choices": choices(counts),
        "first_places": first_places(content),
        "thirds": thirds(content),
        "places": places_of(content),
        "coverage_parts": _coverage_parts(content),
        "checked_by": names_of(claim.verdict.by for claim in content.claims),
        "approved_by": names_of(claim.verdict.approved_by for claim in content.claims),
        "changes": changes_by_claim(content),
        "sources_in_words": partial(sources_in_words, content),
    }


@dataclass(frozen=True)
class Touched:
    """The numbers of claims that a change of the article touched."""

    reworded: tuple[int, ...]
    gone: tuple[int, ...]

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.reworded or self.gone)


def touched_by(content: EditionContent) -> dict[int, Touched]:
    """What each amendment, by its version, did to the claims."""
    return {each.version: _touched(content, each.version) for each in content.amendments}


def _touched(content: EditionContent, version: int) -> Touched:
    reworded, gone = [], []
    for claim in content.claims:
        left = version in {wording.amended for wording in claim.left_behind}
        if left and not claim.rechecking:
            gone.append(claim.number)
        elif left or version in {wording.amended for wording in claim.earlier}:
            reworded.append(claim.number)
    return Touched(tuple(reworded), tuple(gone))


def changes_by_claim(content: EditionContent) -> dict[int, list[Change]]:
    """What became of each claim since it was public first, the latest first."""
    found: dict[int, list[Change]] = {}
    for change in reversed(content.changes):
        found.setdefault(change.claim, []).append(change)
    return found


def sources_in_words(content: EditionContent, claim: Claim) -> str:
    """Whom a claim's evidence is from, each once, as far as a line holds: “CBS News, TASS, …”."""
    cited = [content.source(used.source) for used in claim.evidence]
    names = dict.fromkeys(source.publisher or source.title for source in cited)
    return names_shortened(names, _LONGEST_NAMES)


def _coverage_parts(content: EditionContent) -> list[tuple[str, str, int]]:
    coverage = content.coverage
    set_aside = sum(part.sentences for part in coverage.set_aside)
    return [
        ("none", "claimed", coverage.claimed),
        ("set-aside", "set aside", set_aside),
        ("untouched", "untouched", coverage.untouched),
    ]
