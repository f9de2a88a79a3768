"""A newsroom whose article is rewritten: a draft of the next version, settled and made.

rewrite = Rewrite.of(room, ["The quay cost 43 million.", ...])
rewrite.settle(claim, "The quay cost 43 million")
version = rewrite.make()
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.builders import Block, Newsroom
from workbench.accounts.rules import Actor
from workbench.articles.amending import AmendmentFields
from workbench.articles.composed import Composed, composed, follow
from workbench.articles.draft_blocks import blocks_from_json, plain
from workbench.articles.drafting import begin_draft
from workbench.articles.models import Version, VersionDraft
from workbench.articles.reanchoring import Following
from workbench.articles.rules import Origin
from workbench.articles.versions import composed_version
from workbench.claims.models import Claim, Passage, Settlement
from workbench.claims.settling import Item, Items, Words, items_of, settle
from workbench.intake.draft import DraftBlock
from workbench.intake.rules import BlockKind
from workbench.verdicts.renewing import make_version


@dataclass
class Rewrite:
    """A draft of the next version of a newsroom's article."""

    room: Newsroom
    draft: VersionDraft

    @classmethod
    def of(
        cls, room: Newsroom, blocks: Sequence[Block], origin: Origin = Origin.PASTED
    ) -> "Rewrite":
        """Begin one; a string is a paragraph."""
        kinds = [(BlockKind.PARAGRAPH, b) if isinstance(b, str) else b for b in blocks]
        draft = begin_draft(
            room.session, base=room.version, origin=origin, by=room.ana,
            blocks=[DraftBlock(*block) for block in kinds],
        )  # fmt: skip
        return cls(room, draft)

    @property
    def text(self) -> Composed:
        """The draft's text."""
        return composed(plain(blocks_from_json(self.draft.blocks)), self.room.article.language)

    @property
    def following(self) -> Following:
        """The comparison with the version before."""
        return follow(composed_version(self.room.session, self.draft.base), self.text)

    @property
    def items(self) -> Items:
        """What became of the passages."""
        return items_of(self.room.session, self.draft, self.following)

    def item(self, claim: Claim) -> Item:
        """What became of a claim's first passage."""
        return next(item for item in self.items.items if item.claim.id == claim.id)

    def settle(
        self, claim: Claim, words: str | None, by: Actor | None = None, at: Passage | None = None
    ) -> Settlement:
        """Let a claim's passage stand at words that are there once, or (None) stay behind.

        It is the claim's first, or the one given as `at`.
        """
        chosen = self._words(words) if words is not None else None
        return settle(
            self.room.session, draft=self.draft, revision=self.draft.revision, text=self.text,
            item=self.items.of(at.id) if at else self.item(claim), words=chosen,
            by=by or self.room.ana,
        )  # fmt: skip

    def _words(self, words: str) -> Words:
        text = self.text.text
        assert text.count(words) == 1, words
        return Words(text.index(words), text.index(words) + len(words), words)

    def make(self, amendment: AmendmentFields | None = None, by: Actor | None = None) -> Version:
        """Make the draft the version that the room works on."""
        version = make_version(
            self.room.session, draft=self.draft, revision=self.draft.revision, text=self.text,
            following=self.following, amendment=amendment, by=by or self.room.ana,
        )  # fmt: skip
        self.room.version = version
        return version
