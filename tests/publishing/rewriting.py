"""An article that its outlet changes while the desk checks it, in a line or two.

first, second = approved(room, "The quay cost 41 million"), approved(room, "It opened in May")
rewrite(room, DEARER, {first: "The quay cost 43 million"}, amended("2019-05-17"))
content = published(room)
"""

from collections.abc import Mapping, Sequence

from tests.builders import HARBOUR, Block, Newsroom
from tests.publishing.desk import SITE
from tests.rewriting import Rewrite
from workbench.articles.amending import AmendmentFields
from workbench.articles.models import Version
from workbench.articles.rules import Origin
from workbench.claims.models import Claim
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.edition.model import Claim as Told
from workbench.publishing.edition.model import EditionContent
from workbench.publishing.edition.stored import from_json
from workbench.publishing.models import Edition
from workbench.publishing.service import Preview, preview_of, publish_edition
from workbench.verdicts.service import confirm_verdict

HEADLINE, FIRST, CAPTION, SECOND, SHARE = HARBOUR
COSTS, OPENED, ILL = "The quay cost 41 million", "It opened in May", "The mayor was ill"
DEARER = (
    HEADLINE, "The quay cost 43 million. Nobody 😀 asked why. It opened in May.", CAPTION, SECOND,
    SHARE,
)  # fmt: skip
SILENT = (HEADLINE, "Nobody 😀 asked why. It opened in May.", CAPTION, SECOND, SHARE)
NOTICE = "An earlier version gave another sum."


def amended(made_on: str = "2019-05-17", notice: str = "", note: str = "") -> AmendmentFields:
    """What the outlet changed."""
    return AmendmentFields(made_on, notice, note)


def approved(room: Newsroom, words: str = COSTS, label: str = "False") -> Claim:
    """A claim at these words, with an approved verdict."""
    return approve(room, room.claim(words), label)


def approve(room: Newsroom, claim: Claim, label: str = "False", summary: str = "No.") -> Claim:
    """Propose a verdict on a claim and approve it."""
    room.propose(claim, label=label, summary=summary)
    room.approve(claim)
    return claim


def rewrite(
    room: Newsroom,
    blocks: Sequence[Block],
    settled: Mapping[int, str | None] | None = None,
    amendment: AmendmentFields | None = None,
    origin: Origin = Origin.PASTED,
) -> Version:
    """Make the next version; `settled` says where claims stand in it, by number."""
    draft = Rewrite.of(room, blocks, origin)
    for number, words in (settled or {}).items():
        draft.settle(room.again(number), words)
    version = draft.make(amendment)
    room.session.expire_all()
    return version


def lose_a_place(room: Newsroom) -> None:
    """A claim that stood at two places stands at one."""
    claim = room.claim(OPENED)
    lost = room.passage(claim, COSTS)
    approve(room, claim)
    draft = Rewrite.of(room, SILENT)
    draft.settle(claim, None, at=lost)
    draft.make(amended())
    room.session.expire_all()


def confirm(room: Newsroom, claim: Claim) -> None:
    """Let the verdict stand on the words that the article says now."""
    confirm_verdict(room.session, claim=claim, revision=room.revision(claim), by=room.ed)


def publish(room: Newsroom, title: str = "The quay, checked", **said: object) -> Edition:
    """Publish an edition, with the whole text unless told otherwise."""
    words = {"summary": "No.", "note": "A note.", "whole_text": True} | said
    return publish_edition(
        room.session, article=room.article, fields=EditionFields(title, **words),  # type: ignore[arg-type]
        public_url=SITE, by=room.ed,
    )  # fmt: skip


def published(room: Newsroom, **said: object) -> EditionContent:
    """What an edition published now holds."""
    return from_json(publish(room, **said).content)  # type: ignore[arg-type]


def previewed(room: Newsroom) -> Preview:
    """The edition as it would be."""
    return preview_of(
        room.session, article=room.article, fields=EditionFields("T", whole_text=True),
        public_url=SITE, by=room.ed,
    )  # fmt: skip


def told(content: EditionContent, number: int = 1) -> Told:
    """What an edition says of a claim."""
    claim = content.claim(number)
    assert claim is not None
    return claim


def words_of(content: EditionContent) -> str:
    """The text that an edition shows."""
    return " ".join(piece.text for block in content.blocks for piece in block.pieces)
