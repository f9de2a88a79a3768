"""Which claims an edition holds, and how each is written down.

A claim is in with the verdict that was approved of it. One that was reopened since stays as the
previous edition had it: what is being changed on it now nobody has approved.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from workbench.accounts.models import Person
from workbench.claims import models as claims
from workbench.claims.rules import Status
from workbench.evidence import models as evidence
from workbench.evidence.quote_checks import QuoteCheck
from workbench.publishing.edition.material import Material
from workbench.publishing.edition.model import (
    Checked,
    Claim,
    Claimant,
    EditionContent,
    Evidence,
    Passage,
    Rating,
    Scale,
    Search,
    Source,
    Variable,
    Verdict,
    moment,
)
from workbench.publishing.edition.standing import Standing, standing_as_checked, standing_now
from workbench.publishing.rules import web_address
from workbench.sources import models as sources
from workbench.sources.citing.phrases import Phrase
from workbench.sources.citing.rendering import cite
from workbench.sources.csl import FURTHER
from workbench.verdicts import models as verdicts
from workbench.verdicts.rules import Decision

T = TypeVar("T")
STANDING = frozenset({Status.APPROVED, Status.PUBLISHED, Status.CORRECTED})


@dataclass
class Shelf(Generic[T]):
    """Things in the order in which they were first put here; equal things are one."""

    things: list[T] = field(default_factory=list)
    places: dict[T, int] = field(default_factory=dict)

    def put(self, thing: T) -> int:
        """Where it stands, from 0."""
        if thing not in self.places:
            self.places[thing] = len(self.things)
            self.things.append(thing)
        return self.places[thing]


@dataclass(frozen=True)
class Entry:
    """A claim on its way into an edition: as it is now, or as the previous edition had it."""

    live: claims.Claim
    verdict: verdicts.Verdict
    evidence: Sequence[evidence.Evidence]
    searches: Sequence[Search]
    contacts: Sequence[str]
    standing: Standing
    carried: Claim | None

    @property
    def number(self) -> int:
        """The claim's number in its article."""
        return self.live.number

    @property
    def stale(self) -> bool:
        """Whether its verdict would go out on other words than it was given on."""
        return self.carried is None and self.verdict.stale_since is not None


def entries(material: Material, previous: EditionContent | None) -> list[Entry]:
    """The claims that may be published, in the article's order."""
    found = []
    for claim in material.claims:
        verdict = material.verdicts.get(claim.id)
        carried = previous.claim(claim.number) if previous and not _stands(claim) else None
        if verdict is None or (carried is None and not _stands(claim)):
            continue
        if carried and previous:
            standing = standing_as_checked(claim, verdict, carried, previous, material)
        else:
            standing = standing_now(claim, material)
        used = material.evidence.get(claim.id, ())
        sought = material.searches.get(claim.id, ())
        asked = material.contacts.get(claim.id, ())
        found.append(Entry(claim, verdict, used, sought, asked, standing, carried))
    return found


def _stands(claim: claims.Claim) -> bool:
    return claim.status in STANDING


@dataclass(frozen=True)
class Scribe:
    """Writes entries down, numbering the sources and scales they name as they come up.

    The style by which sources are cited, and what became of quotes, are the material's.
    """

    at: str
    previous: EditionContent | None
    material: Material
    sources: Shelf[Source] = field(default_factory=Shelf)
    scales: Shelf[Scale] = field(default_factory=Shelf)

    def claim(self, entry: Entry, passages: tuple[Passage, ...]) -> Claim:
        """The claim as the edition holds it."""
        if entry.carried and self.previous:
            return self._carried(entry, entry.carried, self.previous, passages)
        live, standing = entry.live, entry.standing
        return self._dated(
            Claim(
                number=live.number,
                statement=live.statement,
                kind=str(live.kind),
                claimant=_claimant(live.claimant),
                said_on=live.said_on,
                appearance_url=web_address(live.appearance_url),
                passages=passages,
                earlier=standing.earlier,
                left_behind=standing.left_behind,
                rechecking=standing.rechecking,
                evidence=tuple(self._evidence(used) for used in entry.evidence),
                searches=tuple(entry.searches),
                contacts=tuple(entry.contacts),
                verdict=self._verdict(entry.verdict),
                published_at=self.at,
                changed_at="",
            )
        )

    def _dated(self, claim: Claim) -> Claim:
        """The claim with the days it had before, if it was public already."""
        before = self.previous.claim(claim.number) if self.previous else None
        if before is None:
            return claim
        return replace(claim, published_at=before.published_at, changed_at=before.changed_at)

    def _cite_again(self, used: Evidence, source: Source) -> Evidence:
        """As the previous edition cited a source, unless that has become confidential since."""
        wording = next(
            (each.wording for each in self.material.sealed if each.is_called(source)), None
        )
        if wording is None:
            return self._cite(used, source)
        return self._cite(replace(used, locator="", checked=None), _worded(wording))

    def _carried(
        self,
        entry: Entry,
        claim: Claim,
        previous: EditionContent,
        passages: tuple[Passage, ...],
    ) -> Claim:
        standing = entry.standing
        used = [self._cite_again(e, previous.source(e.source)) for e in claim.evidence]
        scale = self.scales.put(previous.scales[claim.verdict.scale])
        return replace(
            claim,
            passages=passages,
            earlier=standing.earlier,
            left_behind=standing.left_behind,
            rechecking=standing.rechecking,
            evidence=tuple(used),
            verdict=replace(
                claim.verdict,
                scale=scale,
                by=self._told_again(claim.verdict.by, entry.verdict.author),
                approved_by=self._told_again(claim.verdict.approved_by, _reviewer(entry.verdict)),
            ),
        )

    def _told(self, person: Person | None) -> str:
        """A name as readers get it."""
        return self.material.withheld.told(person.name, person.id) if person else ""

    def _told_again(self, name: str, person: Person | None) -> str:
        """A name that the previous edition told, of whoever may be called otherwise by now."""
        return self.material.withheld.told(name, person.id if person else None)

    def _evidence(self, used: evidence.Evidence) -> Evidence:
        secret = used.source.confidential
        about = used.about if used.about_stands else ""
        checked = None if secret else _checked(self.material.checks.get(used.id))
        locator = "" if secret else used.locator
        cited = Evidence(0, str(used.stance), used.quote, locator, about, checked)
        return self._cite(cited, _source(used.source, self.material.csl))

    def _cite(self, used: Evidence, source: Source) -> Evidence:
        return replace(used, source=self.sources.put(replace(source, number=0)) + 1)

    def _verdict(self, verdict: verdicts.Verdict) -> Verdict:
        rating = verdict.rating
        if rating is None:
            raise ValueError("An approved verdict has a rating; the database sees to it.")
        review = _approval(verdict)
        return Verdict(
            rating=_rating(rating),
            scale=self.scales.put(_scale(rating.scale)),
            summary=verdict.summary,
            rationale=verdict.rationale,
            by=self._told(verdict.author),
            at=moment(verdict.at),
            approved_by=self._told(_reviewer(verdict)),
            approved_at=moment(review.at) if review else "",
        )

    def numbered_sources(self) -> tuple[Source, ...]:
        """The sources that were cited, each with its number."""
        return tuple(replace(s, number=n) for n, s in enumerate(self.sources.things, start=1))


def _approval(verdict: verdicts.Verdict) -> verdicts.Review | None:
    return next((r for r in verdict.reviews if r.decision is Decision.APPROVED), None)


def _reviewer(verdict: verdicts.Verdict) -> Person | None:
    review = _approval(verdict)
    return review.reviewer if review else None


def _claimant(claimant: claims.Claimant | None) -> Claimant | None:
    if claimant is None:
        return None
    return Claimant(claimant.name, claimant.role, web_address(claimant.url))


def _checked(check: QuoteCheck | None) -> Checked | None:
    if check is None:
        return None
    snapshot, found = check.snapshot, check.found
    telling = tuple(sorted(map(str, found.telling)))
    return Checked(str(found.outcome), moment(snapshot.taken_at), snapshot.sha256, telling)


def _worded(words: str) -> Source:
    """A confidential source: the desk's words, and of no kind."""
    return Source(0, "", words, (), "", "", "", "", "", (Phrase(words),), "", "", "")


def _source(source: sources.Source, csl: str) -> Source:
    if source.confidential:
        return _worded(source.title)
    return Source(
        number=0,
        kind=str(source.kind),
        title=source.title,
        authors=source.author_names,
        publisher=source.publisher,
        published=source.published,
        url=web_address(source.url),
        archived_url=web_address(source.archived_url),
        accessed=source.accessed,
        citation=cite(csl, source),
        closeness=str(source.closeness or ""),
        naming=str(source.naming or ""),
        interests=source.interests,
        authors_filed=tuple(source.authors),
        further=tuple(Variable(n, source.further[n]) for n in FURTHER if source.further.get(n)),
    )


def _scale(scale: verdicts.Scale) -> Scale:
    return Scale(scale.name, scale.version, tuple(_rating(r) for r in scale.ratings))


def _rating(rating: verdicts.Rating) -> Rating:
    return Rating(rating.label, rating.value, rating.definition, str(rating.token), rating.icon)
