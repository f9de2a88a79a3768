"""An article in several versions, with everything that may come of that."""

from sqlalchemy.orm import Session

from tests.builders import HARBOUR, Newsroom, open_newsroom
from tests.rewriting import Rewrite
from workbench.articles.amending import AmendmentFields
from workbench.articles.drafting import discard_draft, take_up_draft
from workbench.articles.rules import Origin
from workbench.claims.models import Claim
from workbench.claims.passages import adjust_passage
from workbench.evidence.rearranging import merge_claims

HEADLINE, FIRST, CAPTION, SECOND, SHARE = HARBOUR
DEARER = "The quay cost 43 million. Nobody 😀 asked why. It opened in May."
SHORTER = "His deputy spoke for an hour. No 😀 mayor in sight."
CHEAPER = "The quay cost 32 million. Nobody 😀 asked why. It opened in May."


def several_versions(session: Session) -> Newsroom:
    """Three versions, and drafts of a fourth: one was discarded, one waits.

    Claim 1 was approved, and its words have changed since; claim 2 went into claim 3, which stands
    where it stood; claim 4 stands in no version after the second. On the draft that waits it was
    decided about claim 1, and about claim 3, which was moved since.
    """
    room = open_newsroom(session)
    cost, opened = room.claim("The quay cost 41 million"), room.claim("It opened in May")
    spoke, ill = room.claim("His deputy spoke for an hour"), room.claim("The mayor was ill")
    room.set_aside("Nobody 😀 asked why")
    room.propose(cost)
    room.approve(cost)
    second = Rewrite.of(room, (HEADLINE, SECOND, DEARER, CAPTION, SHARE))
    second.settle(cost, "The quay cost 43 million")
    second.make(AmendmentFields("2019-05-17", "An earlier version gave another sum.", "The sum."))
    merge_claims(session, claim=opened, into=spoke, by=room.bo)
    third = Rewrite.of(room, (HEADLINE, SHORTER, DEARER), Origin.CORRECTED)
    third.settle(ill, None, by=room.bo)
    third.make(by=room.bo)
    _discarded(room)
    _waiting(room, cost, spoke)
    return room


def _discarded(room: Newsroom) -> None:
    discard_draft(room.session, draft=Rewrite.of(room, (HEADLINE, CHEAPER)).draft, by=room.bo)


def _waiting(room: Newsroom, cost: Claim, spoke: Claim) -> None:
    waiting = Rewrite.of(room, (HEADLINE, CHEAPER, "His deputy spoke."), Origin.FETCHED)
    waiting.settle(cost, "The quay cost 32 million", by=room.bo)
    waiting.settle(spoke, "His deputy spoke")
    discard_draft(room.session, draft=waiting.draft, by=room.ana)
    take_up_draft(room.session, draft=waiting.draft, by=room.ed)
    adjust_passage(
        room.session, passage=spoke.passages[0], revision=1, by=room.bo,
        **room.place("deputy spoke for an hour"),
    )  # fmt: skip
