"""Where members wrote a name themselves: no seal applies there, so its confidants are told."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, literal, or_, select, union_all
from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.models import Article, Remark
from workbench.claims.models import Claim
from workbench.evidence.models import Contact, Evidence, Search
from workbench.verdicts.models import Review, Verdict
from workbench.verdicts.rules import WrittenIn
from workbench.verdicts.sight import sees

SHORTEST = 4  # code points; a shorter name stands in too many words


@dataclass(frozen=True)
class Mention:
    """A claim of an article, and in what of it a name stands; a remark is on no claim, number 0."""

    written_in: WrittenIn
    article_id: int
    article: str
    number: int


def mentions(
    session: Session, *, source_id: int, names: Collection[str], viewer: Actor, limit: int
) -> Sequence[Mention]:
    """Where one of the names stands in members’ words, whatever of its ASCII letters are capitals.

    The article's own text is not looked at, nor are the notes on uses of the source itself, which
    are behind its seal, nor verdicts that the viewer may not see yet: whoever names a source could
    ask for any word of them. One query, and none for names that are too short to tell.
    """
    telling = [name for name in names if len(name) >= SHORTEST]
    if not telling:
        return []
    places = union_all(_on_claims(source_id, telling, viewer), _remarks(telling)).subquery()
    rows = session.execute(
        select(places.c.written_in, Article.id, Article.title, places.c.number)
        .join(Article, Article.id == places.c.article_id)
        .where(Article.desk_id == viewer.desk_id)
        .distinct()
        .order_by(Article.id.desc(), places.c.number, places.c.written_in)
        .limit(limit)
    )
    return [Mention(WrittenIn(row[0]), *row[1:]) for row in rows]


def _on_claims(source_id: int, names: Sequence[str], viewer: Actor) -> Select[Any]:
    places = union_all(*_places(source_id, names, viewer)).subquery()
    chosen = select(places.c.written_in, Claim.article_id.label("article_id"), Claim.number)
    return chosen.join(Claim, Claim.id == places.c.claim_id)


def _remarks(names: Sequence[str]) -> Select[Any, int, int]:
    """What stood beside the words of manuscripts."""
    columns = Remark.text, Remark.proposed, Remark.url, Remark.author
    found = select(literal(WrittenIn.REMARK.value), Remark.article_id, literal(0))
    return found.where(or_(*(_has(column, name) for column in columns for name in names)))


def _places(source_id: int, names: Sequence[str], viewer: Actor) -> list[Select[Any]]:
    def place(kind: WrittenIn, claim_id: Any, *columns: Any) -> Select[Any]:
        found = select(literal(kind.value).label("written_in"), claim_id.label("claim_id"))
        return found.where(or_(*(_has(column, name) for column in columns for name in names)))

    said = Contact.whom, Contact.question, Contact.answer, Contact.wording, Contact.file_name
    note = place(WrittenIn.NOTE, Evidence.claim_id, Evidence.note)
    places = cast(Search.places, Text)
    search = place(WrittenIn.SEARCH, Search.claim_id, Search.sought, Search.note, places)
    verdict = place(WrittenIn.VERDICT, Verdict.claim_id, Verdict.summary, Verdict.rationale)
    review = place(WrittenIn.COMMENT, Verdict.claim_id, Review.comment)
    return [
        place(WrittenIn.STATEMENT, Claim.id, Claim.statement),
        place(WrittenIn.CONTACT, Contact.claim_id, *said).where(Contact.removed_at.is_(None)),
        search.where(Search.removed_at.is_(None)),
        note.where(Evidence.removed_at.is_(None), Evidence.source_id != source_id),
        verdict.where(sees(viewer)),
        review.join_from(Review, Verdict, Verdict.id == Review.verdict_id),
    ]


def _has(column: Any, name: str) -> ColumnElement[bool]:
    """Lists are kept as JSON, which escapes letters other than ASCII's."""
    escaped = json.dumps(name)[1:-1] if isinstance(column.type, Text) else name
    found: ColumnElement[bool] = column.icontains(escaped, autoescape=True)
    return found
