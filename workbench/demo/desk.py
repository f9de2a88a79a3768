"""The demo desk: its people, and the life of its one article up to now.

`dossier.json` is the article as it stood before anything was published; `editions.json` tells
what happened after: two editions, a correction between them, an approval that came too late.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.desk_site import SiteFields, edit_site
from workbench.accounts.models import Desk, Membership
from workbench.accounts.queries import get_desk_site, member_with_email
from workbench.accounts.rules import Actor, Role, command_line
from workbench.accounts.service import add_member, make_desk
from workbench.articles.models import Article, Sentence
from workbench.articles.queries import articles_after, current_version, sentence_at
from workbench.claims.coverage import next_untouched
from workbench.claims.queries import get_claim
from workbench.errors import NotFound
from workbench.messages.rules import MessageKind
from workbench.messages.service import MessageFields, receive_message
from workbench.publishing.dossier import load, parse
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.queries import report_of
from workbench.publishing.service import publish_edition
from workbench.verdicts.queries import current_scale, current_verdict
from workbench.verdicts.service import (
    VerdictFields,
    approve_verdict,
    propose_verdict,
    reopen_claim,
)

NAME = "Demo desk"
FACT_CHECKER, EDITOR = "ana", "ed"

_ROLES = {"ana": Role.FACT_CHECKER, "sam": Role.FACT_CHECKER, "ed": Role.EDITOR}
_METHOD = (
    "We take an article apart into the claims that can be checked, look for the best source for "
    "each, and quote it word for word. One of us proposes a verdict; an editor who did not write "
    "it approves it or sends it back. What we could not settle we call *Unproven*, and what we "
    "did not look at we count on top of the report."
)
_LICENCE = "CC BY 4.0"
_READERS_WORDS = (
    "You count twelve claims, and the article makes more. Will you look at what it says of "
    "Venezuela too? I should like to know where that figure comes from."
)
_SITE = SiteFields(
    about=(
        "This is a demonstration: a desk of three people who took one article apart. Everything "
        "on these pages was made with the workbench, and none of it is a newsroom’s own.\n\n"
        "Start with the report, open a claim, and follow a quote to its source."
    ),
    corrections_policy=(
        "When a verdict was wrong we publish a new edition. The old verdict stays beside the new "
        "one, with the date and the reason, and the old edition stays at its address."
    ),
    contact="Nobody reads mail here: the desk is made up.",
    suggest=(
        "Tell us what was said, who said it, and where. We take what can be checked against "
        "sources that anybody may read."
    ),
    accent="#1f4fa3",
)

Record = Mapping[str, Any]


@dataclass(frozen=True)
class DemoDesk:
    """Where a visitor may enter: as whom, and at which sentence that nobody has touched yet.

    `sentence_start` counts code points into the text, `sentence_position` sentences from 1.
    """

    desk_id: int
    article_id: int
    fact_checker: Membership
    editor: Membership
    sentence_id: int
    sentence_start: int
    sentence_position: int


def furnish(session: Session, *, public_url: str, time_zone: str = "UTC") -> DemoDesk:
    """Make the demo desk; on an instance that has it, find it as its visitors left it.

    `public_url` is the site's address, which the editions keep.
    """
    desk = session.scalars(select(Desk).where(Desk.name == NAME).order_by(Desk.id)).first()
    if desk is None:
        desk = make_desk(session, name=NAME, time_zone=time_zone)
        desk.method, desk.licence = _METHOD, _LICENCE
        boss = command_line(desk.id)
        edit_site(session, site=get_desk_site(session, desk.id), fields=_SITE, revision=1, by=boss)
        _fill(session, desk, public_url)
    return _entrance(session, desk)


def _fill(session: Session, desk: Desk, public_url: str) -> None:
    boss = command_line(desk.id)
    dossier = parse(files(__package__).joinpath("dossier.json").read_bytes())
    members = {p["id"]: _member(session, p["id"], p["name"], boss) for p in dossier["people"]}
    people = {local_id: member.person_id for local_id, member in members.items()}
    article = load(session, dossier, by=boss, people=people)
    actors = {local_id: member.actor() for local_id, member in members.items()}
    _Life(session, article, actors, public_url).run(_story())
    _hear(session, desk, article)


def _hear(session: Session, desk: Desk, article: Article) -> None:
    """A reader writes about what was published."""
    report = report_of(session, article)
    fields = MessageFields(
        MessageKind.ERROR,
        _READERS_WORDS,
        "Reader of the demo",
        report_id=report.id if report else None,
    )
    receive_message(session, desk_id=desk.id, key="demo", fields=fields, network="")


def _story() -> Record:
    told: Record = json.loads(files(__package__).joinpath("editions.json").read_bytes())
    return told


def _member(session: Session, local_id: str, name: str, boss: Actor) -> Membership:
    address = _address(local_id)
    return add_member(session, name=name, email=address, role=_ROLES[local_id], by=boss)


def _address(local_id: str) -> str:
    return f"{local_id}@demo.example"


@dataclass(frozen=True)
class _Life:
    """What happens to the article after it is loaded."""

    session: Session
    article: Article
    actors: Mapping[str, Actor]
    public_url: str

    def run(self, story: Record) -> None:
        first, second = story["editions"]
        self._publish(first)
        self._approve(story["between"]["approve"])
        for correction in story["between"]["correct"]:
            self._correct(correction)
        self._publish(second)
        self._approve(story["afterwards"]["approve"])

    def _publish(self, edition: Record) -> None:
        publish_edition(
            self.session,
            article=self.article,
            fields=EditionFields(
                edition["title"], edition["summary"], edition["note"], edition["whole_text"]
            ),
            public_url=self.public_url,
            by=self.actors[edition["by"]],
        )

    def _approve(self, approvals: Sequence[Record]) -> None:
        for approval in approvals:
            self._decide(approval["claim"], approval["comment"], approval["by"])

    def _decide(self, number: int, comment: str, by: str) -> None:
        claim = get_claim(self.session, self.article, number)
        verdict = current_verdict(self.session, claim)
        approve_verdict(
            self.session,
            claim=claim,
            revision=verdict.revision if verdict else 0,
            comment=comment,
            by=self.actors[by],
        )

    def _correct(self, correction: Record) -> None:
        """A published claim is taken up again, rated anew and approved."""
        claim = get_claim(self.session, self.article, correction["claim"])
        said, before = correction["verdict"], current_verdict(self.session, claim)
        ratings = current_scale(self.session, self.article.desk_id).ratings
        rating = next(rating for rating in ratings if rating.label == said["rating"])
        reopen_claim(self.session, claim=claim, by=self.actors[said["by"]])
        propose_verdict(
            self.session,
            claim=claim,
            fields=VerdictFields(rating, said["summary"], said["rationale"]),
            revision=before.revision if before else 0,
            read_in=current_version(self.session, self.article).number,
            by=self.actors[said["by"]],
        )
        self._decide(claim.number, said["decision"]["comment"], said["decision"]["by"])


def _entrance(session: Session, desk: Desk) -> DemoDesk:
    article = articles_after(session, desk.id, 0, limit=1)[0]  # visitors may add more
    sentence = _untouched(session, article)
    return DemoDesk(
        desk_id=desk.id,
        article_id=article.id,
        fact_checker=_membership(session, desk, FACT_CHECKER),
        editor=_membership(session, desk, EDITOR),
        sentence_id=sentence.id,
        sentence_start=sentence.start,
        sentence_position=sentence.position,
    )


def _untouched(session: Session, article: Article) -> Sentence:
    """The first sentence nobody has touched; once there is none, the first of all."""
    version = current_version(session, article)
    found = sentence_at(session, version.id, next_untouched(session, version.id) or 1)
    if found is None:
        raise NotFound("The demo article has no sentence.")
    return found


def _membership(session: Session, desk: Desk, local_id: str) -> Membership:
    member = member_with_email(session, desk.id, _address(local_id))
    if member is None:
        raise NotFound(f"{_address(local_id)} is no longer a member of the demo desk.")
    return member
