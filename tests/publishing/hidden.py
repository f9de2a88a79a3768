"""What a desk holds beside its claims, and readers must never get: each with a word to look for."""

from sqlalchemy.orm import Session

from tests.publishing.desk import NewsDesk, beside
from tests.publishing.test_pages import membership_of
from workbench.accounts.rules import command_line
from workbench.accounts.service import withhold_name
from workbench.articles.drafting import begin_draft
from workbench.articles.models import Remark
from workbench.articles.rules import Origin
from workbench.articles.topics import set_topics
from workbench.claims.models import Claim
from workbench.claims.same import note_same
from workbench.intake.draft import DraftBlock
from workbench.intake.remarks import RemarkKind
from workbench.intake.rules import BlockKind
from workbench.messages.rules import MessageKind, MessageState
from workbench.messages.service import MessageFields, receive_message, settle_message
from workbench.publishing.models import Report
from workbench.sources.models import Source
from workbench.sources.sealing import make_confidential
from workbench.sources.tags import add_tags

MARK = "zzsecret"


def secret(what: str) -> str:
    return f"{MARK}-{what}"


def withhold_checker(desk: NewsDesk) -> None:
    """The name of who gave every verdict."""
    member = membership_of(desk.session, desk.checker)
    member.person.name = secret("name")
    by = command_line(desk.article.desk_id)
    withhold_name(desk.session, membership=member, withheld=True, by=by)


def confidential(desk: NewsDesk) -> Source:
    """A source that readers know as “a ministry official”."""
    source = desk.source(secret("confidential"), url=f"https://{MARK}-letter.example/")
    add_tags(desk.session, sources=[source], tags=[secret("sealed-tag")], by=desk.checker)
    make_confidential(
        desk.session, source=source, shown_as="a ministry official", revision=source.revision,
        confidants=[membership_of(desk.session, desk.checker)], by=desk.checker,
    )  # fmt: skip
    return source


def work_around(desk: NewsDesk, claim: Claim, used: Source) -> None:
    """A tag, a remark, a draft of a version; and another article, of which nothing is public."""
    add_tags(desk.session, sources=[used], tags=[secret("tag")], by=desk.checker)
    remark = Remark(
        article=desk.article, version_id=desk.version.id, kind=RemarkKind.COMMENT,
        text=secret("remark"), proposed=secret("proposed-by-remark"), author=secret("author"),
    )  # fmt: skip
    desk.session.add(remark)
    begin_draft(
        desk.session, base=desk.version, origin=Origin.CORRECTED, by=desk.checker,
        blocks=[DraftBlock(BlockKind.PARAGRAPH, secret("draft-of-version"))],
    )  # fmt: skip
    other = beside(desk)
    other.article.title = secret("unpublished-article")
    set_topics(
        desk.session, article=other.article, topics=[secret("topic")],
        revision=other.article.revision, by=desk.checker,
    )  # fmt: skip
    same = other.claim("Nine million went into it", secret("same"))
    note_same(desk.session, claim=claim, other=same, by=desk.checker)


def write_to(session: Session, desk: NewsDesk, report: Report) -> None:
    """A reader writes about the report, and the desk notes what came of it."""
    said = {name: secret(f"reader-{name}") for name in ("words", "name", "email")}
    fields = MessageFields(MessageKind.ERROR, **said, report_id=report.id, claim_number=1)
    message = receive_message(
        session, desk_id=desk.article.desk_id, key="reader", fields=fields,
        network=secret("network"),
    )  # fmt: skip
    settle_message(
        session, message=message, state=MessageState.ANSWERED, note=secret("note-on-message"),
        revision=1, by=desk.editor,
    )  # fmt: skip
