"""Versions with what they are made of and came from, and drafts that are none yet."""

from collections.abc import Iterable, Mapping, Sequence

from workbench.articles.draft_blocks import blocks_from_json, blocks_to_json, plain
from workbench.articles.models import Amendment, Block, Sentence, Version, VersionDraft
from workbench.articles.text import compose
from workbench.claims.models import Settlement
from workbench.publishing.dossier.dumping.gathering import Gathered
from workbench.publishing.dossier.dumping.names import Names, Record, grouped, moment

Settled = Mapping[int, Sequence[Settlement]]  # by the draft’s id


def versions(found: Gathered, names: Names) -> list[Record]:
    """All versions, the first one first."""
    blocks = grouped(found.blocks, lambda row: row.version_id)
    sentences = grouped(found.sentences, lambda row: row.version_id)
    settled = grouped(found.settlements, lambda row: row.draft_id)
    drafts = {draft.version_id: draft for draft in found.drafts}
    amendments = {amendment.version_id: amendment for amendment in found.amendments}
    return [
        {
            **_version(version),
            "draft": _made_of(drafts.get(version.id), version.text, settled, names),
            "amendment": _amendment(amendments.get(version.id), names),
            "blocks": [_block(row) for row in blocks[version.id]],
            "sentences": [_sentence(row, names) for row in sentences[version.id]],
        }
        for version in found.versions
    ]


def _version(version: Version) -> Record:
    return {
        "number": version.number,
        "text": version.text,
        "sha256": version.sha256,
        "original_name": version.original_name,
        "original_sha256": version.original_sha256,
        "created_at": moment(version.created_at),
    }


def _made_of(
    draft: VersionDraft | None, text: str, settled: Settled, names: Names
) -> Record | None:
    """What a version was made of; its blocks and its file are the version’s."""
    if draft is None:
        return None
    return {**_begun(draft, names), "settlements": _settlements(settled[draft.id], text, names)}


def _begun(draft: VersionDraft, names: Names) -> Record:
    return {
        "origin": draft.origin.value,
        "by": names.person(draft.by_id),
        "created_at": moment(draft.created_at),
    }


def _amendment(amendment: Amendment | None, names: Names) -> Record | None:
    if amendment is None:
        return None
    return {
        "made_on": amendment.made_on,
        "notice": amendment.notice,
        "note": amendment.note,
        "by": names.person(amendment.by_id),
        "at": moment(amendment.at),
    }


def _block(row: Block) -> Record:
    return {"kind": row.kind.value, "body": row.body, "start": row.start, "end": row.end}


def _sentence(row: Sentence, names: Names) -> Record:
    follows = row.follows_id and names.sentences[row.follows_id]
    return {"start": row.start, "end": row.end, "follows": follows}


def drafts(found: Gathered, names: Names) -> list[Record]:
    """Drafts that are no version: those that wait and those that were discarded."""
    settled = grouped(found.settlements, lambda row: row.draft_id)
    unmade = [draft for draft in found.drafts if draft.version_id is None]
    return [_draft(draft, settled, names) for draft in unmade]


def _draft(draft: VersionDraft, settled: Settled, names: Names) -> Record:
    blocks = blocks_from_json(draft.blocks)
    text = compose(plain(blocks)).text
    return {
        "base": names.versions[draft.base_id],
        **_begun(draft, names),
        "original_name": draft.original_name,
        "original_sha256": draft.original_sha256,
        "discarded_at": draft.discarded_at and moment(draft.discarded_at),
        "blocks": blocks_to_json(blocks),
        "settlements": _settlements(settled[draft.id], text, names),
    }


def _settlements(settlements: Iterable[Settlement], text: str, names: Names) -> list[Record]:
    return [
        {
            "passage": names.passage(row.passage_id),
            "was": {"start": row.was_start, "end": row.was_end},
            "outcome": row.outcome.value,
            "decided": row.decided.value,
            "place": _place(row, text),
            "by": names.person(row.by_id),
            "at": moment(row.at),
        }
        for row in settlements
    ]


def _place(row: Settlement, text: str) -> Record | None:
    """Where a passage is to stand in the draft's text, with the words there."""
    if row.start is None or row.end is None:
        return None
    return {"exact": text[row.start : row.end], "start": row.start, "end": row.end}
