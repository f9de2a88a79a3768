"""The dossier of an article, put together."""

import json
from typing import Any

from sqlalchemy.orm import Session

from workbench.articles.models import Article
from workbench.history.models import Event
from workbench.publishing.dossier.dumping.claims import claims, dispositions
from workbench.publishing.dossier.dumping.gathering import Gathered, gather
from workbench.publishing.dossier.dumping.names import Names, Record, grouped, moment
from workbench.publishing.dossier.dumping.remarks import remarks
from workbench.publishing.dossier.dumping.sealed import LinesTold
from workbench.publishing.dossier.dumping.snapshots import snapshots
from workbench.publishing.dossier.dumping.versions import drafts, versions
from workbench.publishing.models import Edition, Withdrawal
from workbench.sources.models import Source
from workbench.verdicts.models import Rating

FORMAT = 6  # of the dossier


def dump(session: Session, article: Article) -> Record:
    """An article with everything about it, ready for JSON: what `load` reads back without loss.

    It names no row of this database, so the same state gives the same dossier wherever it is
    loaded. The scales are those its verdicts use, their versions counted from 1; the event that
    tells of a loading is left out, and so is what taking back an act would need.
    """
    found = gather(session, article)
    return _whole(found, Names(found))


def dump_bytes(session: Session, article: Article) -> bytes:
    """The dossier as a file in UTF-8, the same bytes for the same state.

    Each item of its lists has a line of its own: two dossiers can be compared line by line.
    """
    parts = (f"{_json(name)}: {_part(value)}" for name, value in dump(session, article).items())
    return "{{\n{}\n}}\n".format(",\n".join(parts)).encode()


def _part(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _json(value)
    return "[\n{}\n]".format(",\n".join(map(_json, value)))


_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def _whole(found: Gathered, names: Names) -> Record:
    """Its parts, in the order of the schema; people and sources are known once the rest is."""
    parts = {
        "versions": versions(found, names),
        "claims": claims(found, names),
        "dispositions": dispositions(found, names),
        "drafts": drafts(found, names),
        "remarks": remarks(found, names),
        "editions": [_edition(edition, names) for edition in found.editions],
        "withdrawals": [_withdrawal(each, names) for each in found.withdrawals],
        "events": _events(found, names),
    }
    return {
        "dossier": FORMAT,
        "article": _article(found),
        "versions": parts["versions"],
        "sources": _sources(found, names),
        "snapshots": snapshots(found, names),
        "claims": parts["claims"],
        "dispositions": parts["dispositions"],
        "drafts": parts["drafts"],
        "remarks": parts["remarks"],
        "people": names.people(),
        "scales": _scales(found, names),
        "report": {"slug": found.editions[0].report.slug} if found.editions else None,
        "editions": parts["editions"],
        "withdrawals": parts["withdrawals"],
        "events": parts["events"],
    }


def _article(found: Gathered) -> Record:
    article = found.article
    return {
        "title": article.title,
        "outlet": article.outlet,
        "authors": article.authors,
        "url": article.url,
        "published": article.published,
        "language": article.language,
        "topics": [topic.words for topic in found.topics],
        "claims_numbered": article.claims_numbered,
        "created_at": moment(article.created_at),
    }


def _sources(found: Gathered, names: Names) -> list[Record]:
    """The sources that came up, and whatever these go back to, which comes up here."""
    rows = {row.id: row for row in found.sources}
    written: list[Record] = []
    for source in names.each_source():
        origin = names.source(rows[source.origin_id]) if source.origin_id else None
        written.append(_source(names.source(source), source, origin))
    return written


def _source(local_id: str, source: Source, origin: str | None) -> Record:
    return {
        "id": local_id,
        "kind": source.kind.value,
        "title": source.title,
        "authors": source.authors,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "archived_url": source.archived_url,
        "accessed": source.accessed,
        "further": source.further,
        "closeness": source.closeness and source.closeness.value,
        "naming": source.naming and source.naming.value,
        "interests": source.interests,
        "origin": origin,
        "tags": [tag.words for tag in source.tags],
        "confidential": source.confidential,
        "created_at": moment(source.created_at),
    }


def _scales(found: Gathered, names: Names) -> list[Record]:
    ratings = grouped(found.ratings, lambda row: row.scale_id)
    return [
        {**names.scales[scale.id], "ratings": [_rating(row) for row in ratings[scale.id]]}
        for scale in found.scales
    ]


def _rating(rating: Rating) -> Record:
    return {
        "label": rating.label,
        "value": rating.value,
        "definition": rating.definition,
        "token": rating.token.value,
        "icon": rating.icon,
    }


def _edition(edition: Edition, names: Names) -> Record:
    return {
        "number": edition.number,
        "title": edition.title,
        "summary": edition.summary,
        "note": edition.note,
        "whole_text": edition.whole_text,
        "content": edition.content,
        "sha256": edition.sha256,
        "by": names.person(edition.by_id),
        "at": moment(edition.at),
    }


def _withdrawal(withdrawal: Withdrawal, names: Names) -> Record:
    return {
        "number": withdrawal.number,
        "whole": withdrawal.whole,
        "why": withdrawal.why,
        "by": names.person(withdrawal.by_id),
        "at": moment(withdrawal.at),
    }


def _events(found: Gathered, names: Names) -> list[Record]:
    places = {event.id: place for place, event in enumerate(found.events, start=1)}
    lines = LinesTold(found.reviews, {row.id: row.claim_id for row in found.verdicts})
    return [_event(event, places, lines, names) for event in found.events]


def _event(event: Event, places: dict[int, int], lines: LinesTold, names: Names) -> Record:
    return {
        "kind": event.kind,
        "at": moment(event.at),
        "by": names.person(event.by_id),
        "by_name": event.by_name,
        "claim": None if event.claim_id is None else names.claims[event.claim_id],
        "details": lines.details(event),
        "undoes": None if event.undoes_id is None else places[event.undoes_id],
    }
