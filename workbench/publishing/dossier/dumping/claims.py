"""Claims with their passages, evidence and verdicts, and sentences that were set aside."""

from collections.abc import Sequence

from workbench.claims.models import Claim, Passage
from workbench.evidence.models import Contact, Evidence, Search
from workbench.publishing.dossier.dumping.gathering import Gathered
from workbench.publishing.dossier.dumping.names import Names, Record, grouped, moment
from workbench.publishing.dossier.dumping.rounds import rounds_in
from workbench.publishing.dossier.dumping.threads import threads
from workbench.publishing.dossier.dumping.told import status_told
from workbench.publishing.dossier.dumping.verdicts import verdicts_in
from workbench.publishing.dossier.rules import is_reopened
from workbench.verdicts.models import CheckReason, Verdict


def claims(found: Gathered, names: Names) -> list[Record]:
    """All claims by number."""
    passages = grouped(found.passages, lambda row: row.claim_id)
    evidence = grouped(found.evidence, lambda row: row.claim_id)
    searches = grouped(found.searches, lambda row: row.claim_id)
    contacts = grouped(found.contacts, lambda row: row.claim_id)
    reasons = grouped(found.reasons, lambda row: row.claim_id)
    said = grouped(found.comments, lambda row: row.thread.claim_id)
    verdicts, rounds = verdicts_in(found, names), rounds_in(found, names)
    return [
        {
            **_claim(claim, names),
            "reopened": _reopened(claim, verdicts.of(claim)),
            "passages": [_passage(row, names) for row in passages[claim.id]],
            "evidence": [_evidence(row, names) for row in evidence[claim.id]],
            "searches": [_search(row) for row in searches[claim.id]],
            "contacts": [_contact(row, names) for row in contacts[claim.id]],
            "rounds": rounds.told(claim.id, verdicts.places(claim)),
            "verdicts": verdicts.told(claim, rounds.places(claim.id)),
            "check_reasons": [_reason(row, names) for row in reasons[claim.id]],
            **threads(said[claim.id], verdicts.places(claim), names),
        }
        for claim in found.claims
    ]


def _reopened(claim: Claim, verdicts: Sequence[Verdict]) -> bool:
    return is_reopened(status_told(claim), [verdict.state for verdict in verdicts])


def _claim(claim: Claim, names: Names) -> Record:
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
        "status": status_told(claim).value,
        "status_since": moment(claim.status_since),
        "taken_by": names.person(claim.taken_by_id),
        "due_on": claim.due_on,
        "recheck_on": claim.recheck_on,
        "tags": [tag.words for tag in claim.tags],
        "merged_into": claim.merged_into_id and names.claims[claim.merged_into_id],
        "created_at": moment(claim.created_at),
    }


def _passage(passage: Passage, names: Names) -> Record:
    return {
        "version": names.versions[passage.version_id],
        "exact": passage.exact,
        "prefix": passage.prefix,
        "suffix": passage.suffix,
        "start": passage.start,
        "end": passage.end,
        "follows": passage.follows_id and names.passage(passage.follows_id),
    }


def _evidence(evidence: Evidence, names: Names) -> Record:
    secret = evidence.source.confidential
    return {
        "id": names.evidence[evidence.id],
        "source": names.source(evidence.source),
        "snapshot": names.snapshots.get(evidence.snapshot_id or 0),
        "stance": evidence.stance.value,
        "quote": evidence.quote,
        "locator": "" if secret else evidence.locator,
        "note": "" if secret else evidence.note,
        "about": evidence.about,
        "created_at": moment(evidence.created_at),
        "removed_at": evidence.removed_at and moment(evidence.removed_at),
    }


def _search(search: Search) -> Record:
    return {
        "sought": search.sought,
        "places": search.places,
        "searched_on": search.searched_on,
        "note": search.note,
        "created_at": moment(search.created_at),
        "removed_at": search.removed_at and moment(search.removed_at),
    }


def _contact(contact: Contact, names: Names) -> Record:
    return {
        "whom": contact.whom,
        "asked_by": names.person(contact.asked_by_id),
        "means": contact.means.value,
        "asked_on": contact.asked_on,
        "question": contact.question,
        "due_on": contact.due_on,
        "state": contact.state.value,
        "answer": contact.answer,
        "answered_on": contact.answered_on,
        "wording": contact.wording,
        "file_name": contact.file_name,
        "file_sha256": contact.file_sha256,
        "file_media_type": contact.file_media_type,
        "created_at": moment(contact.created_at),
        "removed_at": contact.removed_at and moment(contact.removed_at),
    }


def _reason(row: CheckReason, names: Names) -> Record:
    by = names.person(row.by_id)
    return {"check": row.check.value, "reason": row.reason, "by": by, "at": moment(row.at)}


def dispositions(found: Gathered, names: Names) -> list[Record]:
    """Sentences that were set aside, in the order of the text."""
    places = {row.id: (row.start, row.end) for row in found.sentences}
    return [
        {
            "version": names.versions[row.version_id],
            "start": places[row.sentence_id][0],
            "end": places[row.sentence_id][1],
            "reason": row.reason.value,
            "by": names.person(row.by_id),
            "at": moment(row.at),
        }
        for row in found.dispositions
    ]
