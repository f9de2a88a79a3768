"""Filling a desk with articles and claims in every state of the workflow.

A few texts are generated and split by the product; the desk's articles take them in turn, which
is as much work for a database as if all were different, and takes less time here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from random import Random

from sqlalchemy import Connection, select

from bench.drafts import draft
from bench.instance import Instance
from bench.rows import Rows, settle
from workbench.articles.anchoring import quote_at
from workbench.articles.models import Article, Block, Sentence, Version
from workbench.articles.sentences import PlacedSentence, sentences_of
from workbench.articles.text import CanonicalText, compose, sha256
from workbench.claims.models import Claim, Passage, Touch
from workbench.claims.rules import Priority, Status
from workbench.db import Database
from workbench.evidence.models import Evidence
from workbench.evidence.rules import Stance
from workbench.history.chaining import chain
from workbench.history.models import ChainedEvent, Event
from workbench.history.rules import EventKind
from workbench.intake.draft import Draft
from workbench.searching import folded
from workbench.sources.models import Source
from workbench.verdicts.models import Rating, Review, Verdict
from workbench.verdicts.rules import Decision, VerdictState

TEXTS, SOURCES = 50, 200
# The states of ten claims in a row.
STATES = (
    Status.OPEN, Status.APPROVED, Status.IN_PROGRESS, Status.APPROVED, Status.PROPOSED,
    Status.APPROVED, Status.RETURNED, Status.APPROVED, Status.OPEN, Status.APPROVED,
)  # fmt: skip
VERDICTS = {
    Status.IN_PROGRESS: VerdictState.DRAFT,
    Status.PROPOSED: VerdictState.PROPOSED,
    Status.RETURNED: VerdictState.RETURNED,
    Status.APPROVED: VerdictState.APPROVED,
}
PRIORITIES = (Priority.NORMAL, Priority.HIGH, Priority.NORMAL, Priority.LOW)


@dataclass(frozen=True)
class Text:
    """An article's facts, its canonical text and its sentences."""

    draft: Draft
    canonical: CanonicalText
    sentences: Sequence[PlacedSentence]


@dataclass(frozen=True)
class Place:
    """A sentence that no claim stands in yet: offsets in code points, and its words."""

    article_id: int
    start: int
    end: int
    exact: str


@dataclass(frozen=True)
class Filled:
    """What was filled in: articles' ids, the numbers of open claims, and places for new claims."""

    article_ids: Sequence[int]
    open_claims: Sequence[tuple[int, int]]
    places: Sequence[Place]


def desk_texts(random: Random, characters: int = 5_000) -> list[Text]:
    """The texts that the desk's articles take in turn."""
    return [placed(draft(random, characters=characters)) for _ in range(TEXTS)]


def placed(found: Draft) -> Text:
    """An article's text, split as an import splits it."""
    canonical = compose(found.blocks)
    return Text(found, canonical, sentences_of(canonical, found.language))


def fill(
    instance: Instance,
    texts: Sequence[Text],
    *,
    articles: int,
    claims: int,
    states: Sequence[Status] = STATES,
) -> Filled:
    """Put so many articles with so many claims each on the desk, which take the states in turn."""
    database = Database(instance.database_url)
    with database.engine.begin() as connection:
        filler = _Filler(connection, instance, states)
        filled = [filler.article(texts[n % len(texts)], claims) for n in range(articles)]
        filler.rows.finish()
        chain(connection, dict.fromkeys(connection.scalars(_NOT_CHAINED), ""))
    with database.engine.connect() as connection:
        settle(connection)
    database.close()
    return Filled(
        [one.article_ids[0] for one in filled],
        [claim for one in filled for claim in one.open_claims],
        [place for one in filled for place in one.places],
    )


_NOT_CHAINED = select(Event.id).where(
    ~select(ChainedEvent.event_id).where(ChainedEvent.event_id == Event.id).exists()
)


class _Filler:
    """Adds articles, one after the other."""

    def __init__(
        self, connection: Connection, instance: Instance, states: Sequence[Status]
    ) -> None:
        self.rows, self._states = Rows(connection), states
        self.checker, self.editor = instance.checker, instance.editor
        self._checkers = cycle(instance.checkers)
        self._ratings = connection.scalars(select(Rating.id).order_by(Rating.id)).all()
        self._sources = self._known(connection) or [self._source(n) for n in range(SOURCES)]

    def _known(self, connection: Connection) -> Sequence[int]:
        return connection.scalars(select(Source.id).order_by(Source.id)).all()

    def _source(self, number: int) -> int:
        title, url = f"Statistical bulletin {number}", f"https://example.org/bulletins/{number}"
        return self.rows.add(
            Source, desk_id=self.checker.desk_id, title=title, publisher="Office of Statistics",
            published="2019-05", url=url, search_text=folded(f"{title} {url}"),
        )  # fmt: skip

    def article(self, text: Text, claims: int) -> Filled:
        """An article with its version, blocks, sentences and claims."""
        step = len(text.sentences) / (claims + 1)
        article_id = self._article(text, claims)
        version_id, sentence_ids = self._version(article_id, text)
        open_claims = []
        for number in range(1, claims + 1):
            index, status = int(number * step), self._states[number % len(self._states)]
            claim_id = self._claim(article_id, number, status, text, text.sentences[index])
            self._passage(claim_id, version_id, sentence_ids[index], text, text.sentences[index])
            if status is Status.OPEN:
                open_claims.append((article_id, number))
        return Filled([article_id], open_claims, _free(article_id, text, step, claims))

    def _article(self, text: Text, claims: int) -> int:
        article_id = self.rows.add(
            Article, desk_id=self.checker.desk_id, title=text.draft.title,
            outlet=text.draft.outlet, authors=list(text.draft.authors),
            published=text.draft.published, claims_numbered=claims,
        )  # fmt: skip
        self._event(EventKind.ARTICLE_IMPORTED, article_id, None, {"title": text.draft.title})
        return article_id

    def _version(self, article_id: int, text: Text) -> tuple[int, list[int]]:
        blocks = text.canonical.blocks
        version_id = self.rows.add(
            Version, article_id=article_id, number=1, text=text.canonical.text,
            sha256=sha256(text.canonical.text),
            body_sentences=sum(blocks[s.block].body for s in text.sentences),
        )  # fmt: skip
        block_ids = [
            self.rows.add(
                Block, version_id=version_id, position=position, kind=block.kind, body=block.body,
                start=block.start, end=block.end,
            )
            for position, block in enumerate(blocks, start=1)
        ]  # fmt: skip
        sentence_ids = [
            self.rows.add(
                Sentence, version_id=version_id, block_id=block_ids[s.block], position=position,
                body=blocks[s.block].body, start=s.start, end=s.end,
            )
            for position, s in enumerate(text.sentences, start=1)
        ]  # fmt: skip
        return version_id, sentence_ids

    def _claim(
        self, article_id: int, number: int, status: Status, text: Text, at: PlacedSentence
    ) -> int:
        taken = None if status is Status.OPEN else next(self._checkers)
        statement = text.canonical.text[at.start : at.end]
        claim_id = self.rows.add(
            Claim, desk_id=self.checker.desk_id, article_id=article_id, number=number,
            position=number, statement=statement, search_text=folded(statement), status=status,
            priority=PRIORITIES[number % len(PRIORITIES)], taken_by_id=taken,
        )  # fmt: skip
        record = partial(self._event, article_id=article_id, claim_id=claim_id)
        record(EventKind.CLAIM_MARKED, details={"number": number})
        if status in VERDICTS:
            self._verdict(claim_id, number, status, taken)
            record(EventKind.VERDICT_PROPOSED, details={"number": number, "rating": "True"})
            for piece in range(2):
                self._evidence(claim_id, number + piece)
        return claim_id

    def _passage(
        self, claim_id: int, version_id: int, sentence_id: int, text: Text, at: PlacedSentence
    ) -> None:
        quote = quote_at(text.canonical.text, at.start, at.end)
        passage_id = self.rows.add(
            Passage, claim_id=claim_id, version_id=version_id, exact=quote.exact,
            prefix=quote.prefix, suffix=quote.suffix, start=at.start, end=at.end,
        )  # fmt: skip
        self.rows.add_plain(Touch, passage_id=passage_id, sentence_id=sentence_id, whole=True)

    def _verdict(self, claim_id: int, number: int, status: Status, by_id: int | None) -> None:
        verdict_id = self.rows.add(
            Verdict, claim_id=claim_id, number=1, by_id=by_id,
            rating_id=self._ratings[number % len(self._ratings)], state=VERDICTS[status],
            summary="The figures of the office of statistics say otherwise for that year.",
            rationale="The bulletin counts *households*, the article persons. " * 4,
        )  # fmt: skip
        if status in {Status.APPROVED, Status.RETURNED}:
            approved = status is Status.APPROVED
            self.rows.add(
                Review, verdict_id=verdict_id, by_id=self.editor.person_id,
                decision=Decision.APPROVED if approved else Decision.RETURNED,
                comment="" if approved else "Which year is meant?",
            )  # fmt: skip

    def _evidence(self, claim_id: int, number: int) -> None:
        self.rows.add(
            Evidence, claim_id=claim_id, source_id=self._sources[number % len(self._sources)],
            stance=(Stance.SUPPORTS, Stance.REFUTES, Stance.CONTEXT)[number % 3],
            quote="In the year under report the number was lower than in any year before.",
            locator=f"p. {number % 90}", note="Table 2 has the same by district.",
        )  # fmt: skip

    def _event(
        self, kind: EventKind, article_id: int, claim_id: int | None, details: dict[str, object]
    ) -> None:
        self.rows.add(
            Event, desk_id=self.checker.desk_id, article_id=article_id, claim_id=claim_id,
            kind=str(kind), by_id=self.checker.person_id, by_name=self.checker.name,
            details=details,
        )  # fmt: skip


def _free(article_id: int, text: Text, step: float, claims: int) -> list[Place]:
    taken = {int(number * step) for number in range(1, claims + 1)}
    free = [s for index, s in enumerate(text.sentences) if index not in taken]
    return [
        Place(article_id, at.start, at.end, text.canonical.text[at.start : at.end])
        for at in free[:claims]
    ]
