"""A newsroom for tests: a desk, its people and an article, and their acts in a line each.

room = open_newsroom(session)
claim = room.claim("The quay cost 41 million")
room.propose(claim, "False")
room.approve(claim)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.made_once import made_once
from workbench.accounts.rules import Actor, Role, command_line
from workbench.accounts.service import add_member, make_desk
from workbench.articles.incoming import ReadFile
from workbench.articles.making import make_articles, prepare
from workbench.articles.models import Article, Sentence, Version
from workbench.articles.queries import current_version, sentences_in
from workbench.claims.dispositions import set_aside
from workbench.claims.models import Claim, Passage
from workbench.claims.passages import add_passage
from workbench.claims.queries import get_claim
from workbench.claims.rules import Reason
from workbench.claims.service import mark_claim
from workbench.evidence.contacts import ContactFields, add_contact
from workbench.evidence.models import Contact, Evidence, Search
from workbench.evidence.rules import Means, Stance
from workbench.evidence.searches import SearchFields, add_search
from workbench.evidence.service import EvidenceFields, add_evidence
from workbench.history.models import Event
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.rules import BlockKind
from workbench.sources.models import Source
from workbench.sources.service import SourceFields, add_source
from workbench.verdicts.models import Rating, Verdict
from workbench.verdicts.presets import FIVE_STEP
from workbench.verdicts.queries import current_scale, current_verdict
from workbench.verdicts.scales import set_scale
from workbench.verdicts.service import approve_verdict, propose_verdict, save_draft
from workbench.verdicts.writing import VerdictFields

Block = tuple[BlockKind, str] | str  # a string is a paragraph

# Sentences: 1 headline; 2 to 4 and 6 to 7 paragraphs; 5 a caption; 8 boilerplate.
HARBOUR: tuple[Block, ...] = (
    (BlockKind.HEADLINE, "The quay that cost too much"),
    "The quay cost 41 million. Nobody 😀 asked why. It opened in May.",
    (BlockKind.CAPTION, "The quay in the rain."),
    "The mayor was ill. His deputy spoke for an hour.",
    (BlockKind.BOILERPLATE, "Share this with your friends."),
)


def make_article(session: Session, *, draft: Draft, by: Actor) -> Article:
    """An article with its version 1, of a draft that came from no file."""
    return make_articles(session, [prepare(ReadFile(draft))], by=by)[0]


def actor(session: Session, desk_id: int, name: str, role: Role) -> Actor:
    """A new member of a desk, acting."""
    email = f"{name.lower()}-{desk_id}@example.org"
    by = command_line(desk_id)
    return add_member(session, name=name, email=email, role=role, by=by).actor()


def events_of_article(session: Session, article_id: int) -> Sequence[Event]:
    """An article's whole record, claims included, oldest first."""
    lines = select(Event).where(Event.article_id == article_id)
    return session.scalars(lines.order_by(Event.id)).all()


def article_from(
    session: Session, blocks: Sequence[Block], *, by: Actor, title: str = "The quay"
) -> Article:
    """An article with these blocks as its version 1."""
    kinds = [(BlockKind.PARAGRAPH, block) if isinstance(block, str) else block for block in blocks]
    draft = Draft(
        title=title, outlet="The Ledger", authors=("P. Aper",), published="2019-05-15",
        language="en", url="", blocks=tuple(DraftBlock(*block) for block in kinds),
    )  # fmt: skip
    return make_article(session, draft=draft, by=by)


@dataclass
class Newsroom:
    """Two fact-checkers, two editors, a viewer and an admin, and the article they work on."""

    session: Session
    desk_id: int
    ana: Actor
    bo: Actor
    ed: Actor
    eve: Actor
    viv: Actor
    adi: Actor
    article: Article
    version: Version

    @property
    def text(self) -> str:
        """The article's text."""
        return self.version.text

    def place(self, words: str) -> dict[str, Any]:
        """The selection of words that stand once in the text, as services take it."""
        assert self.text.count(words) == 1, words
        start = self.text.index(words)
        return {"start": start, "end": start + len(words), "exact": words}

    def claim(self, words: str = "The quay cost 41 million", by: Actor | None = None) -> Claim:
        """Mark these words."""
        return mark_claim(
            self.session, article=self.article, version=self.version, by=by or self.ana,
            **self.place(words),
        )  # fmt: skip

    def passage(self, claim: Claim, words: str, by: Actor | None = None) -> Passage:
        """Let a claim stand at these words too."""
        return add_passage(
            self.session, claim=claim, version=self.version, by=by or self.ana, **self.place(words)
        )

    def set_aside(
        self, words: str, reason: Reason = Reason.OPINION, by: Actor | None = None
    ) -> list[Sentence]:
        """Set aside the sentences that these words touch."""
        place = self.place(words)
        return set_aside(
            self.session, article=self.article, version=self.version, start=place["start"],
            end=place["end"], reason=reason, by=by or self.ana,
        )  # fmt: skip

    def sentences(self) -> Sequence[Sentence]:
        """All sentences of the version."""
        return sentences_in(self.session, self.version.id)

    def source(self, title: str = "Minutes of the council", **fields: Any) -> Source:
        """Put a source into the library."""
        return add_source(self.session, fields=SourceFields(title, **fields), by=self.ana)

    def evidence(
        self,
        claim: Claim,
        quote: str = "32 million",
        by: Actor | None = None,
        source: Source | None = None,
    ) -> Evidence:
        """Let a claim use a source, which refutes it."""
        return add_evidence(
            self.session, claim=claim, source=source or self.source(),
            fields=EvidenceFields(Stance.REFUTES, quote, "p. 7", "a note"), by=by or self.ana,
        )  # fmt: skip

    def contact(self, claim: Claim, by: Actor | None = None, **said: Any) -> Contact:
        """Log that the mayor was asked about a claim."""
        fields = ContactFields("The mayor", Means.E_MAIL, "2019-05-03", **said)
        return add_contact(self.session, claim=claim, fields=fields, by=by or self.ana)

    def search(self, claim: Claim, by: Actor | None = None) -> Search:
        """Record that no permit was found."""
        fields = SearchFields(
            "a permit", ("the city archive", "the register"), "2019-05-03", "By hand."
        )
        return add_search(self.session, claim=claim, fields=fields, by=by or self.ana)

    def rating(self, label: str = "False") -> Rating:
        """A step of the desk's scale."""
        ratings = current_scale(self.session, self.desk_id).ratings
        return next(rating for rating in ratings if rating.label == label)

    def fields(self, label: str = "False", summary: str = "It cost 32 million.") -> VerdictFields:
        """What a verdict says."""
        return VerdictFields(self.rating(label), summary, "See the minutes.")

    def draft(self, claim: Claim, by: Actor | None = None, **words: str) -> Verdict:
        """Save a draft, having seen what there is."""
        return save_draft(
            self.session, claim=claim, fields=self.fields(**words),
            revision=self.revision(claim), by=by or self.ana,
        )  # fmt: skip

    def propose(self, claim: Claim, by: Actor | None = None, **words: str) -> Verdict:
        """Propose a verdict, having seen what there is."""
        return propose_verdict(
            self.session, claim=claim, fields=self.fields(**words),
            revision=self.revision(claim), read_in=self.version.number, by=by or self.ana,
        )  # fmt: skip

    def approve(self, claim: Claim, by: Actor | None = None, comment: str = "") -> None:
        """Approve the verdict as it stands."""
        approve_verdict(
            self.session, claim=claim, revision=self.revision(claim), comment=comment,
            by=by or self.ed,
        )  # fmt: skip

    def revision(self, claim: Claim) -> int:
        """The revision of the claim's newest verdict, 0 when there is none."""
        verdict = current_verdict(self.session, claim)
        return verdict.revision if verdict else 0

    def claims(self) -> list[Claim]:
        """The article's claims in order."""
        chosen = select(Claim).where(Claim.article_id == self.article.id)
        return list(self.session.scalars(chosen.order_by(Claim.position, Claim.id)))

    def numbers(self) -> list[int]:
        """The numbers of the article's claims, in order."""
        return [claim.number for claim in self.claims()]

    def again(self, number: int) -> Claim:
        """A claim as the database has it."""
        self.session.expire_all()
        return get_claim(self.session, self.article, number)


@made_once
def open_newsroom(
    session: Session, blocks: Sequence[Block] = HARBOUR, name: str = "Harbour desk"
) -> Newsroom:
    """A newsroom with the default scale."""
    desk = make_desk(session, name=name, time_zone="Europe/Berlin")
    set_scale(session, name="Five-step", ratings=FIVE_STEP, by=command_line(desk.id))
    roles = {
        "Ana": Role.FACT_CHECKER, "Bo": Role.FACT_CHECKER, "Ed": Role.EDITOR, "Eve": Role.EDITOR,
        "Viv": Role.VIEWER, "Adi": Role.ADMIN,
    }  # fmt: skip
    people = {n.lower(): actor(session, desk.id, n, role) for n, role in roles.items()}
    article = article_from(session, blocks, by=people["ana"])
    version = current_version(session, article)
    return Newsroom(session, desk.id, article=article, version=version, **people)


@pytest.fixture
def room(session: Session) -> Newsroom:
    """A newsroom that nobody has worked in yet."""
    return open_newsroom(session)
