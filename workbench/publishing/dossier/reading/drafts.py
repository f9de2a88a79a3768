"""Drafts of versions: what versions were made of, and what waits or was discarded."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from workbench.articles.draft_blocks import Blocks, KeyedBlock, keyed, plain
from workbench.articles.rules import Origin
from workbench.articles.text import compose
from workbench.intake.cleaning import clean
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind
from workbench.publishing.dossier.plan import (
    PassageKey,
    PlannedClaim,
    PlannedDraft,
    PlannedVersion,
)
from workbench.publishing.dossier.reading.node import Node, numbered
from workbench.publishing.dossier.reading.people import People
from workbench.publishing.dossier.reading.settlements import Settled, read_settlements
from workbench.publishing.dossier.reading.versions import Versions, check_headline


def read_drafts(
    dossier: Node, versions: Versions, claims: Iterable[PlannedClaim], people: People
) -> tuple[PlannedDraft, ...]:
    """All drafts, those that became versions first."""
    keys = {passage.key for claim in claims for passage in claim.passages}
    reading = _Reading(versions, keys, people)
    made = [
        reading.made(number, node.child("draft"))
        for number, node in versions.nodes.items()
        if node.has("draft")
    ]
    others = [reading.unmade(node) for node in dossier.children("drafts")]
    return tuple(draft for draft in (*made, *others) if draft)


@dataclass(frozen=True)
class _Reading:
    """What drafts refer to."""

    versions: Versions
    passages: Set[PassageKey]
    people: People

    def made(self, number: int, node: Node) -> PlannedDraft | None:
        """What a version was made of: its blocks and its file are the version’s."""
        base, version = self.versions.before.get(number), self.versions.planned[number]
        if base is None:
            node.fault("", f"there is no version before version {number} that a draft follows")
        if base is None or version is None:
            return None
        return self._draft(node, base, _blocks_of(version), version)

    def unmade(self, node: Node) -> PlannedDraft | None:
        """One that waits or was discarded."""
        return self._draft(node, self.versions.named(node, "base"), _blocks(node), None)

    def _draft(
        self, node: Node, base: int, blocks: Blocks, version: PlannedVersion | None
    ) -> PlannedDraft | None:
        by, followed = self.people.who(node, "by"), self.versions.planned.get(base)
        if followed is None:
            return None
        around = Settled(followed, compose(plain(blocks)).text, self.passages, self.people)
        sha256 = node.text("original_sha256") or None
        return PlannedDraft(
            base=base,
            version=None if version is None else version.number,
            origin=node.word("origin", Origin) or Origin.PASTED,
            blocks=blocks,
            original_name=version.original_name if version else node.line("original_name"),
            original_sha256=version.original_sha256 if version else sha256,
            by=by,
            created_at=node.moment("created_at"),
            discarded_at=node.optional_moment("discarded_at"),
            settlements=read_settlements(node, around),
        )


def _blocks_of(version: PlannedVersion) -> Blocks:
    text, blocks = version.text.text, version.text.blocks
    return keyed(DraftBlock(block.kind, text[block.start : block.end]) for block in blocks)


def _blocks(draft: Node) -> Blocks:
    blocks = [_block(key, node) for key, node in numbered(draft.children("blocks"), "key")]
    check_headline(draft, [block.kind for block in blocks])
    return tuple(blocks)


def _block(key: int, node: Node) -> KeyedBlock:
    text = node.text("text")
    if clean(text) != text:
        node.fault("text", "is not canonical: NFC, LF, single spaces, no blank line")
    return KeyedBlock(key, node.word("kind", BlockKind) or BlockKind.PARAGRAPH, text)
