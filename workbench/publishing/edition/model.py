"""The edition model: everything readers may have, and nothing else.

All values are plain: words of a vocabulary as they are stored, moments as ISO 8601 in UTC,
days as partial dates. Offsets are Unicode code points into the version's canonical text, of
which an edition in excerpts holds some pieces only.
"""

from dataclasses import dataclass
from datetime import datetime

from workbench.sources.citing.phrases import Phrase, plain

FORMAT = 6  # of the stored content; `stored.py` tells which older ones it reads


@dataclass(frozen=True)
class Site:
    """Where the report stands for good: the site's address and the report's slug."""

    public_url: str
    slug: str

    @property
    def report_url(self) -> str:
        """The report's public address."""
        return f"{self.public_url}/reports/{self.slug}"

    def claim_url(self, number: int) -> str:
        """The public address of one claim's page."""
        return f"{self.report_url}/claims/{number}"


@dataclass(frozen=True)
class DeskFacts:
    """The desk as it was: name, IANA time zone, how it works (Markdown), licence of the report."""

    name: str
    time_zone: str
    method: str
    licence: str


@dataclass(frozen=True)
class ArticleFacts:
    """The article that was checked, and the moment its text was taken down from the outlet.

    `topics`: what it is about, in the desk's words.
    """

    title: str
    outlet: str
    authors: tuple[str, ...]
    url: str
    published: str
    language: str
    version: int
    sha256: str
    taken_at: str
    length: int
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """Words of a block that are shown. `start` is where they stand in the version's text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """Where they end, exclusive."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class Amendment:
    """A change that the outlet made to its article, first seen in a version of it.

    `made_on`: a partial date, empty if nobody knows; `read_before` and `read_at` are the moments
    at which the text without and with the change was taken down. `notice`: the outlet's own words,
    empty if it gave none; `note`: the desk's.
    """

    version: int
    made_on: str
    read_before: str
    read_at: str
    notice: str
    note: str


@dataclass(frozen=True)
class Block:
    """A paragraph or the like, with what is shown of it: all, some or (no piece) nothing."""

    kind: str
    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Rating:
    """A step of a scale: its words and its look. No value means off the scale."""

    label: str
    value: int | None
    definition: str
    token: str
    icon: str

    @property
    def step(self) -> tuple[str, int | None]:
        """What makes it another one: its words and value, not its look."""
        return self.label, self.value


@dataclass(frozen=True)
class Scale:
    """A version of a desk's scale, in its order."""

    name: str
    version: int
    ratings: tuple[Rating, ...]


@dataclass(frozen=True)
class Verdict:
    """An approved verdict. `scale` is the place of its scale in the edition's list, from 0."""

    rating: Rating
    scale: int
    summary: str
    rationale: str
    by: str
    at: str
    approved_by: str
    approved_at: str


@dataclass(frozen=True)
class Passage:
    """Where a claim stands. Prefix and suffix hold nothing the edition does not show."""

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True)
class Wording:
    """Words in which a claim stood in a version of the article, the text taken down at `taken_at`.

    `now`: what the article says there after, empty if nothing does. `amended`: the version in which
    the outlet's change was first seen that took the words away; none if it took away none.
    """

    exact: str
    now: str
    version: int
    taken_at: str
    amended: int | None


@dataclass(frozen=True)
class Checked:
    """How words quoted stand in what the desk kept of their source, a word of the quote check.

    `taken_at`: when that was taken; `sha256`: of its bytes, in lower-case hexadecimal; `telling`:
    which kinds of telling words differ, words of the quote check.
    """

    outcome: str
    taken_at: str
    sha256: str
    telling: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """A claim's use of a source, which is named by its number in the edition's list.

    `about`: words of the claim's statement that it is about, empty for the whole. `checked`: none
    where nothing is quoted, or nothing was kept to look the words up in.
    """

    source: int
    stance: str
    quote: str
    locator: str
    about: str
    checked: Checked | None


@dataclass(frozen=True)
class Search:
    """What was looked for, in which places, on which day, and not found."""

    sought: str
    places: tuple[str, ...]
    searched_on: str


@dataclass(frozen=True)
class Variable:
    """A variable of CSL that a source has besides: its name there, such as `DOI`, and its value."""

    name: str
    value: str


@dataclass(frozen=True)
class Source:
    """A source as it was cited. `number` counts from 1 through the edition.

    `closeness`, `naming` and `interests` as the desk judges them, empty where it does not.
    `citation`: by the style of the desk, without a number; `authors_filed`: as a library writes
    them, “Novak, Ana”. These two and `further` are empty in editions of older formats.
    """

    number: int
    kind: str
    title: str
    authors: tuple[str, ...]
    publisher: str
    published: str
    url: str
    archived_url: str
    accessed: str
    citation: tuple[Phrase, ...]
    closeness: str
    naming: str
    interests: str
    authors_filed: tuple[str, ...] = ()
    further: tuple[Variable, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """By what it is known: title and addresses."""
        return frozenset({self.title, self.url, self.archived_url} - {""})

    @property
    def cited(self) -> str:
        """Its citation in plain words."""
        return plain(self.citation)


@dataclass(frozen=True)
class Claimant:
    """Who says it."""

    name: str
    role: str
    url: str


@dataclass(frozen=True)
class Claim:
    """A claim with the verdict that stands.

    `passages` are in the words that were checked, and in the text that the edition shows.
    `contacts`: whom the desk asked, and what came of it, as the desk words it for readers.
    `earlier`: what the article said in their place before the outlet changed it, oldest first, and
    in another place where the claim stands no more.
    `left_behind`: words that were checked and do not stand there any more. `rechecking`: the
    article says it differently now, the verdict is on the words left behind, and the desk is at
    it again. `published_at`: the edition that had it first; `changed_at`: the one that last
    changed it, empty when none did.
    """

    number: int
    statement: str
    kind: str
    claimant: Claimant | None
    said_on: str
    appearance_url: str
    passages: tuple[Passage, ...]
    earlier: tuple[Wording, ...]
    left_behind: tuple[Wording, ...]
    rechecking: bool
    evidence: tuple[Evidence, ...]
    searches: tuple[Search, ...]
    contacts: tuple[str, ...]
    verdict: Verdict
    published_at: str
    changed_at: str


@dataclass(frozen=True)
class SetAside:
    """How many sentences were set aside for a reason."""

    reason: str
    sentences: int


@dataclass(frozen=True)
class Coverage:
    """What became of the sentences of headline and body, and how many claims are still open."""

    sentences: int
    claimed: int
    set_aside: tuple[SetAside, ...]
    untouched: int
    open_claims: int
    blocks_left_out: int


@dataclass(frozen=True)
class Change:
    """A public, dated change to a published claim; no new rating means it was withdrawn.

    `kind`: a word of `ChangeKind`. `statement`: the claim's as it was before; of what was withdrawn
    with its report since, as it is now (`withdrawn.py`).
    """

    kind: str
    edition: int
    at: str
    claim: int
    statement: str
    old: Rating
    new: Rating | None
    why: str

    @property
    def rerated(self) -> bool:
        """Whether the claim has another rating since."""
        return self.new is not None and self.new.step != self.old.step


@dataclass(frozen=True)
class EarlierEdition:
    """An edition that this one follows; the note of one withdrawn says so, with the reason."""

    number: int
    title: str
    at: str
    note: str


@dataclass(frozen=True)
class EditionContent:
    """One publication, whole. Amendments, changes and earlier editions are oldest first."""

    format: int
    site: Site
    number: int
    title: str
    summary: str
    note: str
    at: str
    published_by: str
    whole_text: bool
    desk: DeskFacts
    article: ArticleFacts
    amendments: tuple[Amendment, ...]
    blocks: tuple[Block, ...]
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    scales: tuple[Scale, ...]
    coverage: Coverage
    changes: tuple[Change, ...]
    earlier: tuple[EarlierEdition, ...]

    @property
    def permanent_url(self) -> str:
        """Where this very edition stands for good, whichever is the latest."""
        return f"{self.site.report_url}/editions/{self.number}"

    @property
    def new_changes(self) -> tuple[Change, ...]:
        """What this edition, and not one before it, changes of what was public."""
        return tuple(change for change in self.changes if change.edition == self.number)

    def changes_of(self, number: int) -> tuple[Change, ...]:
        """What became of a claim since it was public first, oldest first."""
        return tuple(change for change in self.changes if change.claim == number)

    @property
    def known_claims(self) -> frozenset[int]:
        """The numbers of its claims, and of those that it tells were changed or withdrawn."""
        return frozenset({c.number for c in self.claims} | {c.claim for c in self.changes})

    def claim(self, number: int) -> Claim | None:
        """The claim with this number, if the edition has it."""
        return next((claim for claim in self.claims if claim.number == number), None)

    def amendment(self, version: int | None) -> Amendment | None:
        """The outlet's change that was first seen in this version, if there was one."""
        return next((each for each in self.amendments if each.version == version), None)

    def amendments_of(self, claim: Claim) -> tuple[Amendment, ...]:
        """The outlet's changes after which a claim did not stand in the same words."""
        versions = {wording.amended for wording in (*claim.earlier, *claim.left_behind)}
        return tuple(each for each in self.amendments if each.version in versions)

    def source(self, number: int) -> Source:
        """The source with this number."""
        return self.sources[number - 1]


def moment(value: datetime) -> str:
    """A UTC moment as the edition keeps it: `2019-05-16T14:05:00Z`."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")
