"""Every route against everybody: one table says who may, and real requests show that it holds.

A new route is one line in `TABLE`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.intake.pdf_file import column, pdf_file
from tests.screens.conftest import Desk, new_claim, new_desk, new_proposal, new_source, use
from workbench.accounts.desk_site import SiteFields, choose_logo, edit_site
from workbench.accounts.forgotten import let_choose_password
from workbench.accounts.links import invite, make_link
from workbench.accounts.models import Membership
from workbench.accounts.queries import get_desk_site, open_invitations, sign_ins_of
from workbench.accounts.rules import PERMISSIONS, Act, Actor, Purpose, Role, machine
from workbench.accounts.sessions import sign_in
from workbench.articles.batches import keep_batch
from workbench.articles.drafting import begin_draft
from workbench.articles.incoming import ReadFile
from workbench.articles.making import make_articles, prepare
from workbench.articles.models import Article
from workbench.articles.queries import current_version
from workbench.articles.remarks import waiting_remarks
from workbench.articles.rules import Origin
from workbench.articles.service import keep_import
from workbench.articles.topics import set_topics
from workbench.claims.models import Claim
from workbench.db import Database
from workbench.discussion.models import Comment, Notice
from workbench.discussion.noticing import tell
from workbench.discussion.rules import NoticeKind
from workbench.discussion.service import begin_thread
from workbench.discussion.unsubscribing import Unsubscribing
from workbench.evidence.contacts import (
    AnswerFile,
    ContactFields,
    add_contact,
    keep_answer_file,
)
from workbench.evidence.queries import evidence_of
from workbench.evidence.rules import Means
from workbench.evidence.searches import SearchFields, add_search
from workbench.history.models import Event
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.remarks import DraftRemark, RemarkKind
from workbench.intake.rules import BlockKind
from workbench.jobs.models import Job
from workbench.jobs.service import ask
from workbench.messages.rules import MessageKind
from workbench.messages.service import MessageFields, receive_message
from workbench.policies.rules import Check
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.internal_packs import keep_internal_pack, times_hidden
from workbench.publishing.pack.signing import fingerprint_of, signer_of
from workbench.publishing.pages.dress import dress_of
from workbench.publishing.service import publish_edition
from workbench.sources.keeping import keep_snapshot
from workbench.sources.models import Source
from workbench.sources.taking import take
from workbench.storage.files import FileStore
from workbench.verdicts.points import last_return
from workbench.verdicts.queries import verdicts_of
from workbench.verdicts.service import approve_verdict, return_verdict
from workbench.web.site import EXTENSION as SITE
from workbench.web.submissions import new_key

PUBLIC = "public"
SIGNED_IN = Act.READ  # every role may read

TABLE: Mapping[str, Act | str] = {
    "static": PUBLIC,
    # The record
    "history.desk": Act.READ,
    "history.desk_table": Act.READ,
    "history.article": Act.READ,
    "history.article_table": Act.READ,
    "history.claim": Act.READ,
    "history.claim_table": Act.READ,
    "history.person": Act.READ,
    "history.person_table": Act.READ,
    # Doors
    "accounts.sign_in": PUBLIC,
    "accounts.enter": PUBLIC,
    "accounts.sign_out": PUBLIC,
    "accounts.first_run": PUBLIC,
    "accounts.make_first_admin": PUBLIC,
    "accounts.invitation": PUBLIC,
    "accounts.accept": PUBLIC,
    "accounts.join": PUBLIC,
    "accounts.accept_again": PUBLIC,
    "accounts.enter_by_link": PUBLIC,
    "accounts.forgotten": PUBLIC,
    "accounts.choose_anew": PUBLIC,
    # A person's own
    "accounts.account": SIGNED_IN,
    "accounts.choose_password": SIGNED_IN,
    "accounts.sign_out_browser": SIGNED_IN,
    "accounts.sign_out_others": SIGNED_IN,
    "accounts.switch": SIGNED_IN,
    "accounts.kept": SIGNED_IN,
    "accounts.kept_under": SIGNED_IN,
    "accounts.keep": SIGNED_IN,
    "accounts.drop": SIGNED_IN,
    "accounts.discard": SIGNED_IN,
    # The desk itself
    "accounts.desk_members": Act.ADMINISTER,
    "accounts.make_invitation": Act.ADMINISTER,
    "accounts.take_invitation_back": Act.ADMINISTER,
    "accounts.give_role": Act.ADMINISTER,
    "accounts.make_password_link": Act.ADMINISTER,
    "accounts.send_away": Act.ADMINISTER,
    "withholding.name": Act.ADMINISTER,
    "withholding.withhold": Act.ADMINISTER,
    "accounts.desk_settings": Act.ADMINISTER,
    "accounts.save_settings": Act.ADMINISTER,
    "desk_site.site": Act.ADMINISTER,
    "desk_site.save": Act.ADMINISTER,
    "desk_site.preview": Act.ADMINISTER,
    "desk_site.choose": Act.ADMINISTER,
    "scales.scales": Act.READ,
    "scales.set_next": Act.ADMINISTER,
    "policies.policy": Act.READ,
    "policies.set_next": Act.ADMINISTER,
    "agreement.agreement": Act.READ,
    "agreement.table": Act.READ,
    "readings.readings": Act.READ,
    "readings.settle": Act.REVIEW,
    "readings.vote": Act.REVIEW,
    "readings.end": Act.REVIEW,
    "jobs.jobs": Act.RESEARCH,
    "jobs.table": Act.RESEARCH,
    "jobs.stop": Act.RESEARCH,
    "jobs.try_again": Act.RESEARCH,
    "desk.desk": Act.READ,
    "notices.notices": SIGNED_IN,
    "notices.follow": SIGNED_IN,
    "notices.read_all": SIGNED_IN,
    "mail_settings.settings": SIGNED_IN,
    "mail_settings.choose": SIGNED_IN,
    "unsubscribing.ask": PUBLIC,
    "unsubscribing.end": PUBLIC,
    # What members say to each other about a claim
    "workbench.discuss_claim": Act.RESEARCH,
    "workbench.discuss_evidence": Act.RESEARCH,
    "workbench.discuss_verdict": Act.RESEARCH,
    "workbench.answer": Act.RESEARCH,
    "workbench.resolve": Act.RESEARCH,
    "workbench.open_again": Act.RESEARCH,
    "workbench.edit_said": Act.RESEARCH,
    "workbench.remove_said": Act.RESEARCH,
    "workbench.put_said_back": Act.RESEARCH,
    # Words of a snapshot, beside the claim
    "words.find": Act.RESEARCH,
    "words.beside": Act.RESEARCH,
    "words.text": Act.RESEARCH,
    "words.take": Act.RESEARCH,
    "words.look": Act.RESEARCH,
    "words.save": Act.RESEARCH,
    # Articles
    "articles_list.articles": Act.READ,
    "articles_list.imports": Act.IMPORT,
    "articles.new": Act.IMPORT,
    "articles.add": Act.IMPORT,
    "articles.preview": Act.IMPORT,
    "articles.save": Act.IMPORT,
    "articles.discard": Act.IMPORT,
    "articles.restore": Act.IMPORT,
    "articles.confirm": Act.IMPORT,
    "articles.batch": Act.IMPORT,
    "articles.confirm_ticked": Act.IMPORT,
    "articles.discard_ticked": Act.IMPORT,
    "articles.original": Act.READ,
    # The workbench
    "workbench.article": Act.READ,
    "workbench.text": Act.READ,
    "workbench.claims": Act.READ,
    "workbench.dossier": Act.READ,
    "workbench.claim": Act.READ,
    "news.stream": Act.READ,
    "news.latest": Act.READ,
    "news.shown": Act.READ,
    "workbench.mark": Act.MARK,
    "workbench.edit": Act.MARK,
    "workbench.add": Act.MARK,
    "workbench.adjust": Act.MARK,
    "workbench.remove": Act.MARK,
    "workbench.split": Act.MARK,
    "workbench.merge": Act.MARK,
    "workbench.reorder": Act.MARK,
    "workbench.dispose": Act.MARK,
    "workbench.clear": Act.MARK,
    "workbench.undo": Act.MARK,
    "workbench.add_to_claim": Act.RESEARCH,
    "workbench.edit_piece": Act.RESEARCH,
    "workbench.remove_piece": Act.RESEARCH,
    "workbench.log_contact": Act.RESEARCH,
    "workbench.edit_logged": Act.RESEARCH,
    "workbench.keep_answer": Act.RESEARCH,
    "workbench.answer_file": Act.READ,
    "workbench.remove_logged": Act.RESEARCH,
    "workbench.record_search": Act.RESEARCH,
    "workbench.edit_recorded": Act.RESEARCH,
    "workbench.remove_recorded": Act.RESEARCH,
    "workbench.assign": Act.ASSIGN,
    "workbench.hand_over": Act.PROPOSE,
    "workbench.set_due": Act.PROPOSE,
    "workbench.tag": Act.MARK,
    "workbench.untag": Act.MARK,
    "workbench.take": Act.PROPOSE,
    "workbench.release": Act.PROPOSE,
    "workbench.reopen": Act.PROPOSE,
    "workbench.draft": Act.PROPOSE,
    "workbench.propose": Act.PROPOSE,
    "workbench.withdraw_proposal": Act.PROPOSE,
    "workbench.save_second_reading": Act.PROPOSE,
    "workbench.hand_in": Act.PROPOSE,
    "workbench.sit": Act.PROPOSE,
    "workbench.stand": Act.PROPOSE,
    "workbench.free_seat": Act.ASSIGN,
    "workbench.begin_review": Act.REVIEW,
    "workbench.end_review": Act.REVIEW,
    "workbench.give_check_reason": Act.PROPOSE,
    "workbench.answer_to_point": Act.PROPOSE,
    "workbench.set_recheck_day": Act.PROPOSE,
    "workbench.precedents_of": Act.PROPOSE,
    "workbench.approve": Act.REVIEW,
    "workbench.confirm": Act.REVIEW,
    "workbench.send_back": Act.REVIEW,
    "workbench.withdraw": Act.MARK,
    "workbench.restore": Act.MARK,
    "workbench.choose_same": Act.MARK,
    "workbench.same": Act.MARK,
    "workbench.not_same": Act.MARK,
    "workbench.confirm_sameness": Act.PUBLISH,
    "workbench.looked": Act.PUBLISH,
    # Versions
    "versions.versions": Act.READ,
    "versions.version": Act.READ,
    "versions.comparison": Act.READ,
    "versions.amendment": Act.MARK,
    "topics.topics": Act.MARK,
    "topics.save": Act.MARK,
    "versions.note": Act.MARK,
    "versions.new": Act.MARK,
    "versions.add": Act.MARK,
    "versions.watch": Act.MARK,
    "versions.correct": Act.MARK,
    "versions.draft": Act.READ,
    "versions.finish": Act.READ,
    "versions.blocks": Act.MARK,
    "versions.rewrite": Act.MARK,
    "versions.join": Act.MARK,
    "versions.put": Act.MARK,
    "versions.put_at_words": Act.MARK,
    "versions.leave": Act.MARK,
    "versions.undo": Act.MARK,
    "versions.follow_newest": Act.MARK,
    "versions.discard": Act.MARK,
    "versions.take_up": Act.MARK,
    "versions.make": Act.MARK,
    # What came beside a manuscript's words
    "remarks.remarks": Act.READ,
    "remarks.accept": Act.MARK,
    "remarks.accept_all": Act.MARK,
    "remarks.dismiss": Act.MARK,
    "remarks.take_up_again": Act.MARK,
    # Lists, the library, the queue
    "claims.claims": Act.READ,
    "claims.table": Act.READ,
    "undoing.lately": Act.READ,
    "pace.pace": Act.READ,
    "pace.table": Act.READ,
    "undoing.undo": Act.READ,
    "bulk.assign": Act.ASSIGN,
    "bulk.set_due": Act.PROPOSE,
    "bulk.prioritise": Act.MARK,
    "bulk.tag": Act.MARK,
    "bulk.untag": Act.MARK,
    "bulk.set_aside": Act.MARK,
    "contacts.contacts": Act.READ,
    "contacts.table": Act.READ,
    "reader_messages.messages": Act.RESEARCH,
    "reader_messages.table": Act.RESEARCH,
    "reader_messages.message": Act.RESEARCH,
    "reader_messages.settle": Act.RESEARCH,
    "reader_messages.tie": Act.RESEARCH,
    "message_claims.choose": Act.MARK,
    "message_claims.suggested": Act.MARK,
    "message_claims.become": Act.MARK,
    "message_claims.suggested_alone": Act.IMPORT,
    "message_claims.become_alone": Act.IMPORT,
    "citations.styles": Act.ADMINISTER,
    "citations.choose": Act.ADMINISTER,
    "merging.choose": Act.RESEARCH,
    "merging.compare": Act.RESEARCH,
    "merging.merge": Act.RESEARCH,
    "merging.part": Act.RESEARCH,
    "proposals.use": Act.RESEARCH,
    "sources.library": Act.READ,
    "sources.import_form": Act.RESEARCH,
    "sources.import_library": Act.RESEARCH,
    "sources.export": Act.READ,
    "sources.find": Act.READ,
    "sources.known": Act.RESEARCH,
    "sources.source": Act.READ,
    "sources.new": Act.RESEARCH,
    "sources.add": Act.RESEARCH,
    "sources.edit": Act.RESEARCH,
    "archives.look": Act.RESEARCH,
    "archives.keep": Act.RESEARCH,
    "archives.note": Act.RESEARCH,
    "watching.watch": Act.RESEARCH,
    "watching.seen": Act.RESEARCH,
    "watching.unwatch": Act.RESEARCH,
    "watching.watch_again": Act.RESEARCH,
    "arranging.tag": Act.RESEARCH,
    "arranging.untag": Act.RESEARCH,
    "arranging.name_origin": Act.RESEARCH,
    "arranging.take_origin_away": Act.RESEARCH,
    "arranging.tag_chosen": Act.RESEARCH,
    "arranging.untag_chosen": Act.RESEARCH,
    "arranging.change_chosen": Act.RESEARCH,
    "confidants.new": Act.RESEARCH,
    "confidants.add": Act.RESEARCH,
    "confidants.name": Act.RESEARCH,
    "confidants.end": Act.RESEARCH,
    "internal_packs.make": Act.PUBLISH,
    "internal_packs.send": Act.PUBLISH,  # before snapshots are deleted, which ends it
    "passing_on.say": Act.PUBLISH,
    "snapshots.snapshot": Act.READ,
    "snapshots.text": Act.READ,
    "snapshots.changes": Act.READ,
    "snapshots.file": Act.READ,
    "snapshots.warc": Act.READ,
    "snapshots.page": Act.READ,
    "snapshots.fetch": Act.RESEARCH,
    "snapshots.keep": Act.RESEARCH,
    "snapshots.delete": Act.REVIEW,
    "review.queue": Act.REVIEW,
    "review.table": Act.REVIEW,
    "review.verdict": Act.REVIEW,
    "review.send_back": Act.REVIEW,
    "review.approve": Act.REVIEW,
    "review.still_holds": Act.REVIEW,
    # Reports
    "publish.preview": Act.READ,
    "publish.publish": Act.PUBLISH,
    "publish.preview_typed": Act.PUBLISH,
    "publish.publish_now": Act.PUBLISH,
    "withdrawing.withdrawal": Act.PUBLISH,
    "withdrawing.withdraw_now": Act.PUBLISH,
    "site.reports": PUBLIC,
    "site.older": PUBLIC,
    "site.of_facet": PUBLIC,
    "site.of_period": PUBLIC,
    "site.corrections": PUBLIC,
    "site.names": PUBLIC,
    "list_files.reports": PUBLIC,
    "feeding.reports": PUBLIC,
    "feeding.corrections": PUBLIC,
    "feeding.topic": PUBLIC,
    "feeding.sitemap": PUBLIC,
    "feeding.part_of_sitemap": PUBLIC,
    "feeding.robots_txt": PUBLIC,
    "publishing.report": PUBLIC,
    "publishing.older_edition": PUBLIC,
    "publishing.claim": PUBLIC,
    "datafeed.claimreviews": PUBLIC,
    "edition_files.newest": PUBLIC,
    "edition_files.of_edition": PUBLIC,
    "edition_files.make": Act.PUBLISH,
    "edition_files.key": PUBLIC,
    "edition_files.key_of_desk": PUBLIC,
    "desks.about": PUBLIC,
    "desks.text": PUBLIC,
    "desks.ratings": PUBLIC,
    "desks.colours": PUBLIC,
    "desks.logo": PUBLIC,
    "desk_site.take_away": Act.ADMINISTER,  # late: readers have seen it by then
    "embeds.report": PUBLIC,
    "embeds.claim": PUBLIC,
    "embeds.oembed": PUBLIC,
    "cards.report": PUBLIC,
    "cards.claim": PUBLIC,
    "messages.write": PUBLIC,
    "messages.send": PUBLIC,
    "messages.thanks": PUBLIC,
}

# What the forms of those routes ask for, all in one: each takes what it knows.
WORDS = {
    "start": "0", "end": "10", "exact": "The harbor", "reason": "opinion", "revision": "1",
    "statement": "It cost 32 million.", "kind": "fact", "priority": "normal", "position": "1",
    "into": "2", "stance": "supports", "source_title": "Minutes", "source_kind": "web page",
    "summary": "It did not.", "rationale": "See p. 12.", "comment": "Look again.",
    "title": "The harbor", "shown": "excerpts", "role": "viewer", "name": "The desk",
    "time_zone": "UTC", "published": "2019", "whom": "The mayor", "means": "e-mail",
    "asked_on": "2019-05-03", "state": "waiting", "sought": "a permit", "places": "the archive",
    "searched_on": "2019-05-03", "proposed": "Nobody asked.",
}  # fmt: skip

# Ids of rows that belong to a desk or a person: to anybody else such a row does not exist.
OF_A_DESK = {
    "article_id", "batch_id", "draft_id", "import_id", "link_id", "membership_id", "sign_in_id",
    "person_id", "message_id", "snapshot_id", "source_id", "into_id", "verdict_id", "job_id",
    "other_id", "remark_id",
    "event_id",
    "notice_id",
}  # fmt: skip

OF_A_PERSON = {
    "accounts.sign_out_browser", "accounts.switch", "jobs.stop", "jobs.try_again",
    "notices.follow", "workbench.edit_said", "workbench.remove_said", "workbench.put_said_back",
}  # fmt: skip

# Readers have no cookie: a signed ticket stands in for the token (`tests/messages`).
# Nor have mail programs: the address that they send to is signed.
WITHOUT_TOKEN = {"messages.send", "unsubscribing.end"}

ANONYMOUS, STRANGER = "nobody", "an admin of another desk"


@dataclass
class World:
    """A desk with one of everything, another desk, and what addresses are filled with."""

    app: Flask
    database: Database
    desk: Desk
    other: Desk
    values: dict[str, Any]
    of_endpoint: dict[str, dict[str, Any]]

    browsers: dict[str, FlaskClient] = field(default_factory=dict)

    def member(self, who: str) -> Membership:
        return self.other.people[Role.ADMIN] if who == STRANGER else self.desk.people[Role(who)]

    def visitor(self, who: str) -> FlaskClient:
        """A browser, signed in."""
        client = self.app.test_client()
        if who != ANONYMOUS:
            with self.database.writing() as session:
                token = sign_in(session, membership=session.merge(self.member(who)))
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["_fresh"] = token, True
        return client

    def own(self, who: str) -> dict[str, Any]:
        """Where only a person's own rows are to be had, a member asks for those."""
        if who in {ANONYMOUS, STRANGER}:
            return {}
        member = self.member(who)
        with self.database.reading() as session:
            browser = sign_ins_of(session, member.person_id)[0]
            job_id = session.scalar(select(Job.id).where(Job.asked_by_id == member.person_id))
            said = session.scalar(select(Comment.id).where(Comment.by_id == member.person_id))
            notice = session.scalar(select(Notice.id).where(Notice.person_id == member.person_id))
        own = {"sign_in_id": browser.id, "job_id": job_id, "comment_id": said, "notice_id": notice}
        return {"membership_id": member.id, **own}

    def ask(self, who: str, rule: Rule, method: str) -> TestResponse:
        """Send a plausible request."""
        if who not in self.browsers:
            self.browsers[who] = self.visitor(who)
        values = {**self.values, **self.of_endpoint.get(rule.endpoint, {})}
        if rule.endpoint in OF_A_PERSON:
            values |= self.own(who)
        known = {name: values[name] for name in rule.arguments}
        path = self.app.url_map.bind("localhost").build(rule.endpoint, known, method)
        data = {**WORDS, "submission_key": new_key()} if method == "POST" else None
        query = {
            "accounts.first_run": {"token": values["first_run"]},
            "embeds.oembed": {
                "url": f"{self.app.extensions[SITE].public_url}/reports/{values['slug']}"
            },
        }.get(rule.endpoint)
        answer = self.browsers[who].open(path, method=method, data=data, query_string=query)
        answer.close()
        if rule.endpoint.startswith("accounts."):  # the session may have ended
            del self.browsers[who]
        return answer


def requests(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route and method, in the order of the table: what takes things away comes late."""
    order = {endpoint: place for place, endpoint in enumerate(TABLE)}
    known = [rule for rule in app.url_map.iter_rules() if rule.endpoint in TABLE]
    for rule in sorted(known, key=lambda rule: order[rule.endpoint]):
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


@pytest.fixture
def world(app: Flask, database: Database) -> World:
    files = app.extensions["workbench.files"]
    with database.writing() as session:
        desk, other = new_desk(session), new_desk(session, "Other desk")
        digest = files.keep(b"The harbor")
        file = ReadFile(draft(), digest)
        article = make_articles(session, [prepare(file)], by=desk.actor())[0]
        values = {
            **rows(session, desk, article, files),
            "import_id": waiting(session, desk, digest),
        }
        values["snapshot_id"] = snapshot_of(session, desk, values["source_id"], files)
        values["event_id"] = session.scalar(
            select(func.max(Event.id)).where(Event.desk_id == desk.id)
        )
        values["batch_id"] = keep_batch(session, read=(), refused=(), by=desk.actor()).id
        for role in Role:
            by = desk.actor(role)
            ask(session, desk_id=desk.id, kind="count", key=role, payload={}, by=by)
            values |= said_by(session, by, values["other_id"])
        target = desk.people[Role.VIEWER]
        sign_in(session, membership=target)
        links = tokens(session, desk)
        session.flush()
        values |= {
            "sign_in_id": sign_ins_of(session, target.person_id)[0].id,
            "membership_id": target.id,
            "link_id": open_invitations(session, desk.id)[0].id,
            "filename": "img/mark.svg",
            "token": links["invitation"],
            "first_run": links["first run"],
        }
        staying = {"membership_id": desk.people[Role.EDITOR].id}
        signer = signer_of(session, desk.id, "a secret")
        at_desk, logo = pages_of(session, desk), files.keep(b"a picture")
        choose_logo(
            session, site=get_desk_site(session, desk.id), sha256=logo, media_type="image/png",
            by=desk.actor(Role.ADMIN),
        )  # fmt: skip
        signing = {"slug": at_desk["slug"], "fingerprint": fingerprint_of(signer.public)}
    ending = Unsubscribing(app.config["SECRET_KEY"]).token(staying["membership_id"])
    of_endpoint: dict[str, dict[str, Any]] = {
        "accounts.keep": {"form": "sources/new"},
        "accounts.drop": {"form": "sources/new"},
        "desks.about": at_desk,
        "messages.write": at_desk,
        "messages.send": at_desk,
        "messages.thanks": at_desk,
        "desks.text": at_desk,
        "desks.ratings": at_desk,
        "desks.colours": at_desk,
        "withholding.name": staying,
        "withholding.withhold": staying,
        "desks.logo": {**at_desk, "digest": logo, "ending": "png"},
        "unsubscribing.ask": {"token": ending},
        "unsubscribing.end": {"token": ending},
        "accounts.enter_by_link": {"token": links["entry"]},
        "accounts.forgotten": {"token": links["password"]},
        "accounts.choose_anew": {"token": links["password"]},
        "workbench.text": {"number": 0},
        "workbench.answer_to_point": {"number": 3},
        "workbench.discuss_verdict": {"verdict_id": values["stands_id"]},
        "versions.version": {"number": 1},
        "claims.table": {"ending": "csv"},
        "history.desk_table": {"ending": "csv"},
        "history.article_table": {"ending": "csv"},
        "history.claim_table": {"ending": "csv"},
        "history.person": {"person_id": target.person_id},
        "history.person_table": {"person_id": target.person_id, "ending": "csv"},
        "pace.table": {"ending": "csv"},
        "agreement.table": {"ending": "csv"},
        "contacts.table": {"ending": "csv"},
        "reader_messages.table": {"ending": "csv"},
        "jobs.table": {"ending": "csv"},
        "review.table": {"ending": "csv"},
        "edition_files.of_edition": {"number": 1},
        "edition_files.make": {"number": 1},
        "internal_packs.make": {"number": 1},
        "internal_packs.send": {"number": 1},
        "edition_files.key": signing,
        "edition_files.key_of_desk": signing,
        "versions.comparison": {"number": 1, "other": 1},
        "versions.amendment": {"number": 1},
        "versions.note": {"number": 1},
        "site.of_facet": {"slug": "false"},
        "site.corrections": {"behind": "9999999999-1-1"},
        "feeding.reports": {"ending": "atom"},
        "list_files.reports": {"ending": "csv"},
        "feeding.corrections": {"ending": "atom"},
        "feeding.topic": {"ending": "atom", "slug": "harbors"},
        "feeding.part_of_sitemap": {"number": 1},
    }
    return World(app, database, desk, other, values, of_endpoint)


def pages_of(session: Session, desk: Desk) -> dict[str, Any]:
    """Where the desk's pages for readers are, which say something."""
    site, fields = get_desk_site(session, desk.id), SiteFields("Us", contact="Us", accent="#7a2e1d")
    edit_site(session, site=site, fields=fields, revision=1, by=desk.actor(Role.ADMIN))
    colours = dress_of(session, desk.id).colours_path
    return {"slug": site.slug, "page": "contact", "digest": colours[-16:-4]}


def draft() -> Draft:
    blocks = (
        DraftBlock(BlockKind.HEADLINE, "The harbor"),
        DraftBlock(BlockKind.PARAGRAPH, "The quay was late. It cost 41 million. Nobody asked."),
    )
    return Draft(
        title="The harbor", outlet="", authors=(), published="", language="en", url="",
        blocks=blocks,
        remarks=(
            DraftRemark(
                RemarkKind.COMMENT, "Who did?", "Nobody asked the mayor.", exact="Nobody asked",
                context=blocks[1].text, offset=blocks[1].text.index("Nobody"),
            ),
        ),
    )  # fmt: skip


def rows(session: Session, desk: Desk, article: Article, files: FileStore) -> dict[str, Any]:
    """A published claim with evidence, and a second one that waits for an editor."""
    published = new_claim(session, desk, article)
    source = new_source(session, desk)
    use(session, desk, published, source)
    sought = SearchFields("a permit", ("the city archive",), "2019-05-03")
    search = add_search(session, claim=published, fields=sought, by=desk.actor())
    approved(session, desk, published)
    set_topics(session, article=article, topics=["Harbors"], revision=1, by=desk.actor())
    edition = publish_edition(
        session, article=article, fields=EditionFields("The harbor"),
        public_url="http://localhost", by=desk.actor(Role.EDITOR),
    )  # fmt: skip
    proposed = new_proposal(session, desk, new_claim(session, desk, article, "The quay was late"))
    keep_internal_pack(
        session, edition_id=edition.id, sha256=files.keep(b"PK"), size=2,
        hidden=times_hidden(session, desk.id),
    )  # fmt: skip
    return {
        "article_id": article.id,
        "number": published.number,
        "other_id": published.id,
        "passage_id": published.passages[0].id,
        "at": 1,
        "evidence_id": evidence_of(session, published)[0].id,
        "search_id": search.id,
        "contact_id": asked(session, desk, published, files),
        "source_id": source.id,
        "into_id": source.id,
        "verdict_id": proposed.id,
        "draft_id": draft_of(session, desk, article),
        "job_id": 1,
        "message_id": written_to(session, desk),
        "place_id": 1,
        "point_id": returned(session, desk, article),
        "remark_id": waiting_remarks(session, article)[0].id,
        "key": 1,
        "slug": edition.report.slug,
        "check": Check.NOT_CONTACTED.slug,
        "address": "claims.csv",
        "format_name": "xlsx",
        "ending": "bib",
        "folder": "verdicts",
        "year": edition.at.year,
        "month": edition.at.month,
        "behind": "9999999999-1",
    }


def said_by(session: Session, by: Actor, claim_id: int) -> dict[str, Any]:
    """A comment of somebody, and a notice that they got."""
    claim = session.get_one(Claim, claim_id)
    comment = begin_thread(session, claim=claim, text="Why?", by=by)
    tell(session, NoticeKind.ASSIGNED, [by.person_id], claim=claim, by=machine(by.desk_id))
    notice = session.scalar(select(Notice.id).where(Notice.person_id == by.person_id))
    ids = {"comment_id": comment.id, "thread_id": comment.thread_id, "notice_id": notice}
    return {**ids, "stands_id": verdicts_of(session, claim, viewer=by)[0].id}


def written_to(session: Session, desk: Desk) -> int:
    fields = MessageFields(MessageKind.SUGGESTION, "The quay cost more than they say.")
    return receive_message(session, desk_id=desk.id, key="a", fields=fields, network="::1").id


def draft_of(session: Session, desk: Desk, article: Article) -> int:
    blocks = [DraftBlock(BlockKind.PARAGRAPH, "The quay was late. It cost 43 million.")]
    base = current_version(session, article)
    begun = begin_draft(session, base=base, blocks=blocks, origin=Origin.PASTED, by=desk.actor())
    return begun.id


def asked(session: Session, desk: Desk, claim: Claim, files: FileStore) -> int:
    by, fields = desk.actor(), ContactFields("The mayor", Means.E_MAIL, "2019-05-03")
    contact = add_contact(session, claim=claim, fields=fields, by=by)
    file = AnswerFile(files.keep(b"Yes."), "answer.txt")
    keep_answer_file(session, claim=claim, contact=contact, file=file, by=by)
    return contact.id


def snapshot_of(session: Session, desk: Desk, source_id: int, files: FileStore) -> int:
    report = pdf_file([column(["Minutes"])])
    source, taken = session.get_one(Source, source_id), take(report, name="m.pdf", files=files)
    taken = replace(taken, warc_sha256=files.keep(b"WARC/1.1"), warc_size=8)
    return keep_snapshot(session, source=source, taken=taken, by=desk.actor()).id


def approved(session: Session, desk: Desk, claim: Claim) -> None:
    verdict = new_proposal(session, desk, claim)
    editor = desk.actor(Role.EDITOR)
    approve_verdict(session, claim=claim, revision=verdict.revision, by=editor)


def returned(session: Session, desk: Desk, article: Article) -> int:
    """A point of a return: of the article's third claim."""
    claim = new_claim(session, desk, article, "Nobody asked")
    verdict, editor = new_proposal(session, desk, claim), desk.actor(Role.EDITOR)
    return_verdict(session, claim=claim, revision=verdict.revision, comment="Who?", by=editor)
    review = last_return(session, claim)
    assert review is not None
    return review.points[0].id


def waiting(session: Session, desk: Desk, digest: str) -> int:
    kept = keep_import(
        session, file=ReadFile(draft(), digest, "harbor.txt"),
        by=desk.actor(),
    )  # fmt: skip
    return kept.id


def tokens(session: Session, desk: Desk) -> dict[str, str]:
    admin: Membership = desk.people[Role.ADMIN]
    by = admin.actor()
    return {
        "invitation": invite(session, role=Role.VIEWER, email=None, by=by),
        "first run": make_link(session, purpose=Purpose.FIRST_RUN, role=Role.ADMIN, by=by),
        "entry": make_link(session, purpose=Purpose.ENTRY, role=by.role, membership=admin, by=by),
        "password": let_choose_password(session, membership=admin, by=by),
    }


def turned_to_sign_in(answer: TestResponse, method: str) -> bool:
    if method != "GET":
        return answer.status_code == 401
    return answer.status_code == 303 and answer.location.startswith("/sign-in")


def let_in(answer: TestResponse) -> bool:
    return answer.status_code in {200, 204, 303, 409, 422}


def expected(who: str, act: Act | str, rule: Rule, method: str) -> Callable[[TestResponse], bool]:
    """What the table says of somebody at a route, as a test of the answer."""
    if act == PUBLIC:
        return let_in
    if who == ANONYMOUS:
        return lambda answer: turned_to_sign_in(answer, method)
    if who == STRANGER and rule.arguments & OF_A_DESK:
        return lambda answer: answer.status_code == 404
    if who == STRANGER or act in PERMISSIONS[Role(who)]:
        return let_in
    return lambda answer: answer.status_code == 403


def test_the_table_knows_every_route_and_no_other(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(TABLE)


@pytest.mark.parametrize("who", [ANONYMOUS, *(role.value for role in Role), STRANGER])
def test_every_route_lets_in_whom_the_table_names(world: World, who: str) -> None:
    wrong = []
    for rule, method in requests(world.app):
        answer = world.ask(who, rule, method)
        if not expected(who, TABLE[rule.endpoint], rule, method)(answer):
            wrong.append((rule.endpoint, method, answer.status))
    assert wrong == []


def test_every_form_is_refused_without_its_token(world: World) -> None:
    world.app.config["WTF_CSRF_ENABLED"] = True
    answers = {
        rule.endpoint: world.ask(Role.ADMIN, rule, method).status_code
        for rule, method in requests(world.app)
        if method != "GET" and rule.endpoint not in WITHOUT_TOKEN
    }
    assert set(answers.values()) == {400}
