"""A desk with an article, for the tests of publishing: its people act in a line or two."""

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.builders import make_article
from tests.made_once import made_once
from workbench.accounts.rules import Actor, Role, command_line
from workbench.accounts.service import add_member, make_desk
from workbench.articles.models import Article, Version
from workbench.articles.queries import current_version
from workbench.claims.models import Claim
from workbench.claims.queries import get_claim
from workbench.claims.service import ClaimFields, mark_claim
from workbench.evidence.contacts import ContactFields, add_contact
from workbench.evidence.models import Contact, Search
from workbench.evidence.rules import Means, Stance
from workbench.evidence.searches import SearchFields, add_search
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.rules import BlockKind
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.stored import from_json
from workbench.publishing.models import Edition
from workbench.publishing.service import publish_edition
from workbench.sources.models import Source
from workbench.sources.service import SourceFields, add_source
from workbench.verdicts.models import Rating, Scale
from workbench.verdicts.presets import FIVE_STEP
from workbench.verdicts.queries import current_verdict
from workbench.verdicts.scales import set_scale
from workbench.verdicts.service import approve_verdict, propose_verdict
from workbench.verdicts.writing import VerdictFields

SITE = "https://reports.example.org"
URL = "https://paper.example/the-bridge"

FIRST = (
    "The bridge was opened in 1931. Nobody came. It cost nine million. It rained 😀 that day. "
    "The mayor was ill. His deputy spoke."
)
BLOCKS = (
    (BlockKind.HEADLINE, "The bridge"),
    (BlockKind.PARAGRAPH, FIRST),
    (BlockKind.CAPTION, "The bridge in the rain."),
    (BlockKind.PARAGRAPH, "Every paper praised it. One did not. We shall never know why."),
    (BlockKind.BOILERPLATE, "Share this with your friends."),
)


@dataclass
class NewsDesk:
    """A desk, two people of it, and an article with one version."""

    session: Session
    checker: Actor
    editor: Actor
    article: Article
    version: Version
    text: str

    def claim(self, words: str, statement: str = "", **fields: str) -> Claim:
        """Mark the words, which stand once in the text."""
        assert self.text.count(words) == 1
        start = self.text.index(words)
        return mark_claim(
            self.session,
            article=self.article,
            version=self.version,
            start=start,
            end=start + len(words),
            exact=words,
            by=self.checker,
            fields=ClaimFields(statement or words, **fields),  # type: ignore[arg-type]
        )

    def evidence(
        self, claim: Claim, source: Source, quote: str = "", stance: Stance = Stance.SUPPORTS
    ) -> None:
        """Let the claim use a source."""
        fields = EvidenceFields(stance, quote, "p. 7", "a note for colleagues")
        add_evidence(self.session, claim=claim, source=source, fields=fields, by=self.checker)

    def contact(self, claim: Claim, wording: str = "", **said: str) -> Contact:
        """Log that the mayor was asked about a claim."""
        fields = ContactFields(
            said.pop("whom", "The mayor"), Means.LETTER, "2019-05-03", wording=wording,
            **said,  # type: ignore[arg-type]
        )  # fmt: skip
        return add_contact(self.session, claim=claim, fields=fields, by=self.checker)

    def search(self, claim: Claim, sought: str = "a permit", note: str = "") -> Search:
        """Record what was not found."""
        fields = SearchFields(sought, ("the city archive", "the register"), "2019-05-03", note)
        return add_search(self.session, claim=claim, fields=fields, by=self.checker)

    def source(self, title: str, **fields: object) -> Source:
        """Put a source into the library."""
        return add_source(self.session, fields=SourceFields(title, **fields), by=self.checker)  # type: ignore[arg-type]

    def rating(self, label: str) -> Rating:
        """A step of the desk's scale."""
        found = select(Rating).join(Rating.scale).where(Scale.desk_id == self.article.desk_id)
        return self.session.scalars(found.where(Rating.label == label, Scale.current)).one()

    def propose(self, claim: Claim, label: str, summary: str, rationale: str = "") -> None:
        """Propose a verdict, whatever was there before."""
        latest = current_verdict(self.session, claim)
        fields = VerdictFields(self.rating(label), summary, rationale)
        propose_verdict(
            self.session,
            claim=claim,
            fields=fields,
            revision=latest.revision if latest else 0,
            read_in=current_version(self.session, self.article).number,
            by=self.checker,
        )

    def approve(self, claim: Claim, label: str = "True", summary: str = "So it was.") -> Claim:
        """Propose a verdict and approve it."""
        self.propose(claim, label, summary, f"Because of claim {claim.number}.")
        verdict = current_verdict(self.session, claim)
        assert verdict is not None
        approve_verdict(self.session, claim=claim, revision=verdict.revision, by=self.editor)
        return claim

    def publish(
        self, title: str = "The bridge, checked", *, seen: str | None = None, **fields: object
    ) -> Edition:
        """Publish an edition, excerpts unless told otherwise."""
        words: dict[str, Any] = {"summary": "It holds.", "note": "A note."} | fields
        return publish_edition(
            self.session, article=self.article, fields=EditionFields(title, **words),
            public_url=SITE, by=self.editor, seen=seen,
        )  # fmt: skip

    def reload(self, number: int) -> Claim:
        """A claim by its number."""
        return get_claim(self.session, self.article, number)


@made_once
def make_news_desk(session: Session, name: str = "Bridge desk") -> NewsDesk:
    """A desk with a fact-checker, an editor, the default scale and one article."""
    desk = make_desk(session, name=name, time_zone="Europe/Berlin")
    command = command_line(desk.id)
    set_scale(session, name="Five-step", ratings=FIVE_STEP, by=command)
    checker = _member(session, "Ana Novak", Role.FACT_CHECKER, command)
    editor = _member(session, "Ed Moreau", Role.EDITOR, command)
    draft = Draft(
        title="The bridge",
        outlet="The Paper",
        authors=("P. Aper",),
        published="2019-05",
        language="en",
        url=URL,
        blocks=tuple(DraftBlock(kind, text) for kind, text in BLOCKS),
    )
    article = make_article(session, draft=draft, by=checker)
    version = current_version(session, article)
    return NewsDesk(session, checker, editor, article, version, version.text)


def _member(session: Session, name: str, role: Role, by: Actor) -> Actor:
    email = f"{name.partition(' ')[0].lower()}-{by.desk_id}@example.org"
    return add_member(session, name=name, email=email, role=role, by=by).actor()


def beside(desk: NewsDesk) -> NewsDesk:
    """The same people at another article that says the same."""
    draft = Draft(
        title="Bridges", outlet="Another Paper", authors=(), published="2019", language="en",
        url="https://other.example/bridges",
        blocks=(
            DraftBlock(BlockKind.HEADLINE, "Bridges"),
            DraftBlock(BlockKind.PARAGRAPH, "Nine million went into it. It has two lanes."),
        ),
    )  # fmt: skip
    article = make_article(desk.session, draft=draft, by=desk.checker)
    version = current_version(desk.session, article)
    return replace(desk, article=article, version=version, text=version.text)


def content_of(edition: Edition) -> EditionContent:
    """What the edition holds."""
    return from_json(edition.content)


def first_format(stored: dict[str, Any]) -> dict[str, Any]:
    """A content as it was stored when an article had one version."""
    second = second_format(stored)
    claims = _without(second["claims"], "earlier", "left_behind", "rechecking")
    rest = {key: value for key, value in second.items() if key != "amendments"}
    return {**rest, "format": 1, "claims": claims}


def second_format(stored: dict[str, Any]) -> dict[str, Any]:
    """A content as it was stored when sources were cited by no style, and no more told."""
    sources = _without(stored["sources"], "citation")
    claims = _without(stored["claims"], "contacts", "searches")
    for claim in claims:
        claim["evidence"] = _without(claim["evidence"], "about", "checked")
    return {**stored, "format": 2, "sources": sources, "claims": claims}


def _without(records: list[dict[str, Any]], *later: str) -> list[dict[str, Any]]:
    return [{k: v for k, v in record.items() if k not in later} for record in records]
