"""A desk whose members come in through their browsers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.browser.alerts import some_alerts
from tests.browser.jobs import some_jobs
from tests.browser.rewritten import rewritten
from tests.browser.server import Site
from tests.builders import Block, Newsroom, article_from
from tests.rewriting import Rewrite
from workbench.accounts.forgotten import let_choose_password
from workbench.accounts.links import make_link
from workbench.accounts.models import Membership, SignIn
from workbench.accounts.queries import member_with_email, memberships_of, person_with_email
from workbench.accounts.rules import Actor, Purpose, Role, command_line
from workbench.accounts.service import add_member, make_desk
from workbench.articles.models import Article
from workbench.articles.queries import current_version
from workbench.articles.views import files
from workbench.claims.dispositions import set_aside
from workbench.claims.models import Claim
from workbench.claims.queries import get_claim
from workbench.claims.rules import Reason
from workbench.claims.service import mark_claim
from workbench.db import now
from workbench.demo.desk import DemoDesk, furnish
from workbench.demo.notes import CLAIM, keep_notes
from workbench.demo.stage import day
from workbench.discussion.unsubscribing import Unsubscribing
from workbench.publishing.queries import editions_of
from workbench.verdicts.models import Verdict
from workbench.verdicts.presets import FIVE_STEP
from workbench.verdicts.queries import current_scale, current_verdict
from workbench.verdicts.scales import set_scale
from workbench.verdicts.service import approve_verdict, propose_verdict
from workbench.verdicts.writing import VerdictFields

MEMBERS = {
    "ana": Role.FACT_CHECKER, "sam": Role.FACT_CHECKER, "ed": Role.EDITOR, "eve": Role.EDITOR,
    "adi": Role.ADMIN,
}  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """A desk on a running site; its members are called by the names before their `@`."""

    site: Site
    id: int
    domain: str

    def link(self, name: str, leads_to: str = "/") -> str:
        """A one-time link that lets a member in."""
        with self.site.database.writing() as session:
            member = self._member(session, name)
            token = make_link(
                session, purpose=Purpose.ENTRY, role=member.role, membership=member,
                leads_to=leads_to, by=command_line(self.id),
            )  # fmt: skip
        return f"{self.site.url}/enter/{token}"

    def article(self, blocks: Sequence[Block]) -> str:
        """Put an article on the desk; its address."""
        with self.site.database.writing() as session:
            made = article_from(session, blocks, by=self.actor(session, "ana"))
            return f"/articles/{made.id}"

    def claim(self, article: str, words: str) -> str:
        """Mark words of an article; the claim's address."""
        with self.site.database.writing() as session:
            claim = self._mark(session, article, words)
            return f"{article}/claims/{claim.number}"

    def proposal(self, article: str, words: str) -> str:
        """A claim whose verdict waits for an editor; the verdict's address in the queue."""
        with self.site.database.writing() as session:
            claim = self._mark(session, article, words)
            rating = current_scale(session, self.id).ratings[0]
            verdict = propose_verdict(
                session, claim=claim, fields=VerdictFields(rating, "It holds.", "See the minutes."),
                revision=0, read_in=1, by=self.actor(session, "ana"),
            )  # fmt: skip
            return f"/review/{verdict.id}"

    def approve(self, article: str, number: int) -> None:
        """Let a claim's verdict stand, as an editor would."""
        with self.site.database.writing() as session:
            claim = get_claim(session, self._article(session, article), number)
            verdict = current_verdict(session, claim)
            assert verdict is not None
            approve_verdict(
                session, claim=claim, revision=verdict.revision, by=self.actor(session, "ed")
            )

    def set_aside(self, article: str, words: str) -> None:
        """Set the sentence with these words aside."""
        with self.site.database.writing() as session:
            found = self._article(session, article)
            version = current_version(session, found)
            start = version.text.index(words)
            set_aside(
                session, article=found, version=version, start=start, end=start + len(words),
                reason=Reason.OPINION, by=self.actor(session, "ana"),
            )  # fmt: skip

    def rewrite(self, article: str, blocks: Sequence[Block]) -> None:
        """Make a text in which every passage is found again the article's next version."""
        with self.site.database.writing() as session:
            found, ana = self._article(session, article), self.actor(session, "ana")
            people = dict.fromkeys(("ana", "bo", "ed", "eve", "viv", "adi"), ana)
            version = current_version(session, found)
            room = Newsroom(session, self.id, article=found, version=version, **people)
            Rewrite.of(room, blocks).make()

    def sign_everybody_out(self) -> None:
        """Revoke every session, as an admin or the calendar would."""
        with self.site.database.writing() as session:
            session.execute(update(SignIn).values(revoked_at=now()))

    def let_session_run_out(self, name: str) -> None:
        """Let a member have been signed in for as long as one is."""
        with self.site.database.writing() as session:
            of_member = SignIn.membership_id == self._member(session, name).id
            session.execute(update(SignIn).where(of_member).values(expires_at=now()))

    def actor(self, session: Session, name: str) -> Actor:
        """A member, acting."""
        return self._member(session, name).actor()

    def _member(self, session: Session, name: str) -> Membership:
        member = member_with_email(session, self.id, f"{name}@{self.domain}")
        assert member is not None, name
        return member

    def _article(self, session: Session, address: str) -> Article:
        return session.get_one(Article, int(address.rpartition("/")[2]))

    def _mark(self, session: Session, article: str, words: str) -> Claim:
        found = self._article(session, article)
        version = current_version(session, found)
        start = version.text.index(words)
        return mark_claim(
            session, article=found, version=version, start=start, end=start + len(words),
            exact=words, by=self.actor(session, "ana"),
        )  # fmt: skip


@dataclass(frozen=True)
class DemoDoors:
    """The ways into the demo desk, and the addresses of what is on it."""

    site: Site
    desk_id: int
    addresses: Mapping[str, str]

    @classmethod
    def of(cls, site: Site) -> "DemoDoors":
        """Furnish the demo desk of a site, with an admin, and another desk with nothing to do."""
        with site.database.writing() as session:
            demo = furnish(session, public_url=site.url)
            keep_notes(session, demo=demo, store=site.app.extensions[files.EXTENSION])
            by = command_line(demo.desk_id)
            add_member(session, name="Adi", email="adi@demo.example", role=Role.ADMIN, by=by)
            some_jobs(session, demo.editor.actor())
            some_alerts(session, demo.editor.actor())
            other = make_desk(session, name="Quiet desk", time_zone="UTC")
            add_member(
                session, name="Other", email="other@demo.example", role=Role.EDITOR,
                by=command_line(other.id),
            )  # fmt: skip
            addresses = {**_addresses(session, demo), **rewritten(session, demo)}
            addresses |= _reviewed(session)
            secret = str(site.app.config["SECRET_KEY"])
            addresses["unsubscribe"] = Unsubscribing(secret).token(demo.editor.id)
            return cls(site, demo.desk_id, addresses)

    def way_to(self, who: str, address: str) -> str:
        """The link by which a member comes to an address; for nobody, the address."""
        leads_to = address.format(**self.addresses)
        if not who:
            return leads_to
        with self.site.database.writing() as session:
            person = person_with_email(session, f"{who}@demo.example")
            assert person is not None, who
            member = memberships_of(session, person.id)[0]
            token = make_link(
                session, purpose=Purpose.ENTRY, role=member.role, membership=member,
                leads_to=leads_to, by=command_line(member.desk_id),
            )  # fmt: skip
        return f"/enter/{token}"


def _addresses(session: Session, demo: DemoDesk) -> Mapping[str, str]:
    article = session.get_one(Article, demo.article_id)
    by = command_line(demo.desk_id)
    claims = session.scalars(select(Claim).where(Claim.article_id == article.id))
    numbers = {str(claim.status): str(claim.number) for claim in claims}
    return {
        **{status: numbers[status] for status in ("open", "published", "proposed")},
        "article": f"/articles/{article.id}",
        "quoted": str(CLAIM),
        "report": f"/reports/{editions_of(session, article)[0].report.slug}",
        "first_run": make_link(session, purpose=Purpose.FIRST_RUN, role=Role.ADMIN, by=by),
        "invitation": make_link(session, purpose=Purpose.INVITATION, role=Role.EDITOR, by=by),
        "password": let_choose_password(session, membership=demo.editor, by=by),
    }


def _reviewed(session: Session) -> Mapping[str, str]:
    """What the demo has of a review: the letter, and the verdict that is to be checked again."""
    article = select(Article.id).where(Article.title == "Before we plant anything")
    due = select(Verdict.id).join(Claim).where(Claim.recheck_on == day(0), Verdict.current)
    return {
        "letter": f"/articles/{session.scalars(article).one()}",
        "to_recheck": str(session.scalars(due).one()),
    }


def open_desk(site: Site, password_hash: str) -> Desk:
    """An empty desk. Every member has the password of that hash."""
    with site.database.writing() as session:
        made = make_desk(session, name="Harbour desk", time_zone="Europe/Berlin")
        by = command_line(made.id)
        set_scale(session, name="Five-step", ratings=FIVE_STEP, by=by)
        for name, role in MEMBERS.items():
            add_member(
                session, name=name.capitalize(), email=f"{name}@harbour.example", role=role,
                password_hash=password_hash, by=by,
            )  # fmt: skip
        return Desk(site, made.id, "harbour.example")
