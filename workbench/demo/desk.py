"""The demo desk: its people, its public face, and its articles, each with a life of its own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
from workbench.claims.same import note_same
from workbench.demo.lives import dossier_of, live
from workbench.demo.stage import Stage
from workbench.errors import NotFound
from workbench.messages.rules import MessageKind
from workbench.messages.service import MessageFields, receive_message
from workbench.publishing.dossier import load
from workbench.publishing.queries import report_of

NAME = "Demo desk"
FACT_CHECKER, EDITOR = "ana", "ed"
ARTICLES = ("thaw", "treaty", "vote", "letter")  # folders; a visitor enters at the first

# Claims that are the same, each by its article and its number there.
_SAME = ((("thaw", 13), ("treaty", 2)), (("thaw", 18), ("vote", 2)))

# Who reads what others wrote: three editors vote where a policy has ballots.
_PEOPLE = {
    "ana": ("Ana Novak", Role.FACT_CHECKER),
    "sam": ("Sam Okafor", Role.FACT_CHECKER),
    "ed": ("Ed Moreau", Role.EDITOR),
    "noor": ("Noor Haddad", Role.EDITOR),
    "lena": ("Lena Fischer", Role.EDITOR),
}
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
        "This is a demonstration: a desk of five people who took four articles apart. Everything "
        "on these pages was made with the workbench, and none of it is a newsroom’s own.\n\n"
        "Start with a report, open a claim, and follow a quote to its source."
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
    colleagues: Sequence[Membership]  # for what takes more than these two


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
    people = {local_id: _member(session, local_id, boss) for local_id in _PEOPLE}
    articles = {name: _live(session, name, people, public_url) for name in ARTICLES}
    for one, other in _SAME:
        claim, same = (get_claim(session, articles[name], number) for name, number in (one, other))
        note_same(session, claim=claim, other=same, by=people[EDITOR].actor())
    _hear(session, desk, articles[ARTICLES[0]])


def _live(
    session: Session, name: str, people: Mapping[str, Membership], public_url: str
) -> Article:
    """Load an article and let happen to it what its story tells."""
    ids = {local_id: member.person_id for local_id, member in people.items()}
    desk_id = people[EDITOR].desk_id
    article = load(session, dossier_of(name), by=command_line(desk_id), people=ids)
    live(Stage(session, article, people, public_url), name)
    return article


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


def _member(session: Session, local_id: str, boss: Actor) -> Membership:
    name, role = _PEOPLE[local_id]
    return add_member(session, name=name, email=_address(local_id), role=role, by=boss)


def _address(local_id: str) -> str:
    return f"{local_id}@demo.example"


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
        colleagues=list(_colleagues(session, desk)),
    )


def _colleagues(session: Session, desk: Desk) -> Iterator[Membership]:
    """The others of its people, as far as they are members still."""
    for local_id in _PEOPLE:
        member = member_with_email(session, desk.id, _address(local_id))
        if member is not None and local_id not in {FACT_CHECKER, EDITOR}:
            yield member


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
