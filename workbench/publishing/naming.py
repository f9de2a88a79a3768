"""Where a source or a member is named: in editions that readers have, and in what goes out next."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Text, cast, exists, false, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager

from workbench.claims.models import Claim
from workbench.evidence.models import Evidence
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.models import Edition, Report


@dataclass(frozen=True)
class NamingEdition:
    """An edition that names it, and whether it is the one that readers come to."""

    edition: Edition
    newest: bool


def editions_naming(
    session: Session, source_id: int, names: Iterable[str]
) -> Sequence[NamingEdition]:
    """The editions in which one of these names stands by itself, the newest first.

    They are looked for where claims use the source, or did. One query, and no content is loaded.
    """
    used = select(Claim.article_id).join(Evidence, Evidence.claim_id == Claim.id)
    spelled = map(json.dumps, names)
    return _naming(
        session, spelled, Report.article_id.in_(used.where(Evidence.source_id == source_id))
    )


def editions_with_digests(
    session: Session, desk_id: int, digests: Collection[str]
) -> Sequence[Edition]:
    """The desk's editions that name files by these SHA-256, of whichever source they were kept."""
    found = _naming(session, map(json.dumps, digests), Report.desk_id == desk_id)
    return [each.edition for each in found]


def editions_naming_person(session: Session, desk_id: int, name: str) -> Sequence[NamingEdition]:
    """The desk's editions in which a person's name stands, also within prose, the newest first."""
    return _naming(session, [json.dumps(name)[1:-1]], Report.desk_id == desk_id)


@dataclass(frozen=True)
class NamedInProse:
    """A name in what the desk wrote for readers: of a claim, by its number, or of the edition."""

    name: str
    claim: int | None


def named_in_prose(content: EditionContent, names: Collection[str]) -> Sequence[NamedInProse]:
    """Where names stand in what the desk wrote itself, each place once. Capitals do not matter.

    Who is named as having done something is no prose, nor are the words of others: the article's,
    its claimants', its sources'.
    """
    found = {
        NamedInProse(name, number): None
        for number, words in _prose(content)
        for name in sorted(names)
        if name.casefold() in words.casefold()
    }
    return list(found)


def _prose(content: EditionContent) -> Iterator[tuple[int | None, str]]:
    for words in (content.title, content.summary, content.note, content.desk.method):
        yield None, words
    for claim in content.claims:
        verdict, searches = claim.verdict, claim.searches
        sought = (" ".join((each.sought, *each.places)) for each in searches)
        for words in (
            claim.statement,
            verdict.summary,
            verdict.rationale,
            *claim.contacts,
            *sought,
        ):
            yield claim.number, words
    for change in content.changes:
        yield change.claim, change.why


def _naming(
    session: Session, spelled: Iterable[str], among: ColumnElement[bool]
) -> Sequence[NamingEdition]:
    """`spelled`: as JSON has it, with other letters than ASCII's escaped."""
    text = cast(Edition.content, Text)
    holding = [text.contains(each, autoescape=True) for each in sorted(spelled)]
    later = aliased(Edition)
    newest = ~exists().where(later.report_id == Edition.report_id, later.number > Edition.number)
    chosen = (
        select(Edition, newest)
        .join(Edition.report)
        .options(contains_eager(Edition.report))
        .where(among, or_(false(), *holding))
        .order_by(Edition.id.desc())
    )
    return [NamingEdition(*row) for row in session.execute(chosen)]
