"""Writing an article down as a dossier."""

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from workbench.articles.models import Article, Version
from workbench.claims.models import Claim, Passage
from workbench.evidence.models import Evidence
from workbench.history.models import Event
from workbench.publishing.dossier.gathering import Gathered, gather
from workbench.publishing.dossier.rules import is_reopened
from workbench.publishing.models import Edition
from workbench.sources.models import Source
from workbench.verdicts.models import Rating, Scale, Verdict

R = TypeVar("R")
K = TypeVar("K")
Record = dict[str, Any]

FORMAT = 1  # of the dossier


def dump(session: Session, article: Article) -> Record:
    """An article with everything about it, ready for JSON: what `load` reads back without loss.

    It names no row of this database, so the same state gives the same dossier wherever it is
    loaded. The scales are those its verdicts use, their versions counted from 1; the event that
    tells of a loading is left out, and so is what taking back an act would need.
    """
    return _Dossier(gather(session, article)).whole()


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


class _Dossier:
    """The dossier of what was gathered; people and sources are numbered as they first come up."""

    def __init__(self, found: Gathered) -> None:
        self.found = found
        self.names = {person.id: person.name for person in found.people}
        self.people: dict[int, str] = {}
        self.sources: dict[Source, str] = {}
        self.numbers = {claim.id: claim.number for claim in found.claims}
        self.versions = {version.id: version.number for version in found.versions}
        self.scales = _scale_names(found.scales)
        self.ratings = {rating.id: rating for rating in found.ratings}
        self.reviews = {review.verdict_id: review for review in found.reviews}

    def whole(self) -> Record:
        """Its parts, in the order of the schema."""
        found = self.found
        versions = self._versions()
        claims = self._claims()
        dispositions = self._dispositions()
        editions = [self._edition(edition) for edition in found.editions]
        events = self._events()
        report = {"slug": found.editions[0].report.slug} if found.editions else None
        return {
            "dossier": FORMAT,
            "article": _article(found.article),
            "versions": versions,
            "sources": [_source(local_id, row) for row, local_id in self.sources.items()],
            "claims": claims,
            "dispositions": dispositions,
            "people": [{"id": i, "name": self.names[row]} for row, i in self.people.items()],
            "scales": self._scales(),
            "report": report,
            "editions": editions,
            "events": events,
        }

    def _person(self, person_id: int | None) -> str | None:
        if person_id is None:
            return None
        return self.people.setdefault(person_id, f"p{len(self.people) + 1}")

    def _source(self, source: Source) -> str:
        return self.sources.setdefault(source, f"s{len(self.sources) + 1}")

    def _versions(self) -> list[Record]:
        blocks = _grouped(self.found.blocks, lambda row: row.version_id)
        sentences = _grouped(self.found.sentences, lambda row: row.version_id)
        return [
            {
                **_version(version),
                "blocks": [
                    {"kind": row.kind.value, "body": row.body, "start": row.start, "end": row.end}
                    for row in blocks[version.id]
                ],
                "sentences": [
                    {"start": row.start, "end": row.end} for row in sentences[version.id]
                ],
            }
            for version in self.found.versions
        ]

    def _claims(self) -> list[Record]:
        passages = _grouped(self.found.passages, lambda row: row.claim_id)
        evidence = _grouped(self.found.evidence, lambda row: row.claim_id)
        verdicts = _grouped(self.found.verdicts, lambda row: row.claim_id)
        return [
            {
                **self._claim(claim),
                "reopened": is_reopened(claim.status, [v.state for v in verdicts[claim.id]]),
                "passages": [self._passage(row) for row in passages[claim.id]],
                "evidence": [self._evidence(row) for row in evidence[claim.id]],
                "verdicts": [self._verdict(row) for row in verdicts[claim.id]],
            }
            for claim in self.found.claims
        ]

    def _claim(self, claim: Claim) -> Record:
        who = claim.claimant
        return {
            "number": claim.number,
            "position": claim.position,
            "statement": claim.statement,
            "kind": claim.kind.value,
            "claimant": who and {"name": who.name, "role": who.role, "url": who.url},
            "said_on": claim.said_on,
            "appearance_url": claim.appearance_url,
            "priority": claim.priority.value,
            "status": claim.status.value,
            "status_since": _moment(claim.status_since),
            "taken_by": self._person(claim.taken_by_id),
            "merged_into": claim.merged_into_id and self.numbers[claim.merged_into_id],
            "created_at": _moment(claim.created_at),
        }

    def _passage(self, passage: Passage) -> Record:
        return {
            "version": self.versions[passage.version_id],
            "exact": passage.exact,
            "prefix": passage.prefix,
            "suffix": passage.suffix,
            "start": passage.start,
            "end": passage.end,
        }

    def _evidence(self, evidence: Evidence) -> Record:
        return {
            "source": self._source(evidence.source),
            "stance": evidence.stance.value,
            "quote": evidence.quote,
            "locator": evidence.locator,
            "note": evidence.note,
            "created_at": _moment(evidence.created_at),
            "removed_at": evidence.removed_at and _moment(evidence.removed_at),
        }

    def _verdict(self, verdict: Verdict) -> Record:
        rating = None if verdict.rating_id is None else self.ratings[verdict.rating_id]
        return {
            "scale": rating and dict(self.scales[rating.scale_id]),
            "rating": rating and rating.label,
            "summary": verdict.summary,
            "rationale": verdict.rationale,
            "by": self._person(verdict.by_id),
            "at": _moment(verdict.at),
            "state": verdict.state.value,
            "decision": self._decision(verdict),
        }

    def _decision(self, verdict: Verdict) -> Record | None:
        review = self.reviews.get(verdict.id)
        if review is None:
            return None
        by = self._person(review.by_id)
        return {"by": by, "at": _moment(review.at), "comment": review.comment}

    def _dispositions(self) -> list[Record]:
        places = {row.id: (row.start, row.end) for row in self.found.sentences}
        return [
            {
                "version": self.versions[row.version_id],
                "start": places[row.sentence_id][0],
                "end": places[row.sentence_id][1],
                "reason": row.reason.value,
                "by": self._person(row.by_id),
                "at": _moment(row.at),
            }
            for row in self.found.dispositions
        ]

    def _scales(self) -> list[Record]:
        ratings = _grouped(self.found.ratings, lambda row: row.scale_id)
        return [
            {
                **self.scales[scale.id],
                "ratings": [_rating(row) for row in ratings[scale.id]],
            }
            for scale in self.found.scales
        ]

    def _edition(self, edition: Edition) -> Record:
        return {
            "number": edition.number,
            "title": edition.title,
            "summary": edition.summary,
            "note": edition.note,
            "whole_text": edition.whole_text,
            "content": edition.content,
            "sha256": edition.sha256,
            "by": self._person(edition.by_id),
            "at": _moment(edition.at),
        }

    def _events(self) -> list[Record]:
        places = {event.id: place for place, event in enumerate(self.found.events, start=1)}
        return [self._event(event, places) for event in self.found.events]

    def _event(self, event: Event, places: dict[int, int]) -> Record:
        return {
            "kind": event.kind,
            "at": _moment(event.at),
            "by": self._person(event.by_id),
            "by_name": event.by_name,
            "claim": None if event.claim_id is None else self.numbers[event.claim_id],
            "details": event.details,
            "undoes": None if event.undoes_id is None else places[event.undoes_id],
        }


def _grouped(rows: Sequence[R], key: Callable[[R], K]) -> dict[K, list[R]]:
    groups: dict[K, list[R]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


def _moment(value: datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")


def _scale_names(scales: Sequence[Scale]) -> dict[int, Record]:
    """What each scale is called here: its name, and which of the versions used it is."""
    by_name = _grouped(scales, lambda scale: scale.name)
    return {
        scale.id: {"name": scale.name, "version": version}
        for group in by_name.values()
        for version, scale in enumerate(group, start=1)
    }


def _article(article: Article) -> Record:
    return {
        "title": article.title,
        "outlet": article.outlet,
        "authors": article.authors,
        "url": article.url,
        "published": article.published,
        "language": article.language,
        "claims_numbered": article.claims_numbered,
        "created_at": _moment(article.created_at),
    }


def _version(version: Version) -> Record:
    return {
        "number": version.number,
        "text": version.text,
        "sha256": version.sha256,
        "original_name": version.original_name,
        "original_sha256": version.original_sha256,
        "created_at": _moment(version.created_at),
    }


def _source(local_id: str, source: Source) -> Record:
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
        "created_at": _moment(source.created_at),
    }


def _rating(rating: Rating) -> Record:
    return {
        "label": rating.label,
        "value": rating.value,
        "definition": rating.definition,
        "token": rating.token.value,
        "icon": rating.icon,
    }
