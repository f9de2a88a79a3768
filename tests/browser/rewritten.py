"""An article of the demo desk that its outlet rewrites again and again, to be looked at."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from tests.builders import HARBOUR, Block, Newsroom, article_from
from tests.rewriting import Rewrite
from workbench.articles.amending import AmendmentFields
from workbench.articles.queries import current_version
from workbench.demo.desk import DemoDesk

HEADLINE, QUAY, CAPTION, MAYOR, SHARE = HARBOUR
DEARER = "The quay cost 43 million. Nobody 😀 asked why. It opened in May."
DEAREST = "The quay cost 45 million. Nobody 😀 asked why. It opened in June."
AMENDMENT = AmendmentFields("2025-03", "The sum was corrected.", "It says 43 million now.")


def rewritten(session: Session, demo: DemoDesk) -> Mapping[str, str]:
    """Its second version, a draft of the third to be settled, and one that asks nothing."""
    room = _newsroom(session, demo)
    claim = room.claim("The quay cost 41 million")
    room.claim("41 million. Nobody 😀 asked why")
    deputy = room.claim("His deputy spoke for an hour")
    room.set_aside("The mayor was ill")
    room.propose(claim)
    room.approve(claim)
    made = Rewrite.of(room, [HEADLINE, MAYOR, DEARER, CAPTION, SHARE])
    made.settle(claim, "The quay cost 43 million")
    for item in made.items.open:
        made.settle(item.claim, None)
    made.make(AMENDMENT)
    draft = _draft(room, [HEADLINE, MAYOR, MAYOR, DEAREST, SHARE])
    return {
        "rewritten": f"/articles/{room.article.id}",
        "draft": draft,
        "ambiguous": f"{draft}?passage={room.again(deputy.number).passages[0].id}",
        "settled": _draft(room, [HEADLINE, MAYOR, DEARER, SHARE]),
    }


def _draft(room: Newsroom, blocks: list[Block]) -> str:
    return f"/articles/{room.article.id}/drafts/{Rewrite.of(room, blocks).draft.id}"


def _newsroom(session: Session, demo: DemoDesk) -> Newsroom:
    """The demo's two people play all parts."""
    checker, editor = demo.fact_checker.actor(), demo.editor.actor()
    people = dict.fromkeys(("ana", "bo", "viv"), checker) | dict.fromkeys(
        ("ed", "eve", "adi"), editor
    )
    article = article_from(session, HARBOUR, by=checker)
    version = current_version(session, article)
    return Newsroom(session, demo.desk_id, article=article, version=version, **people)
