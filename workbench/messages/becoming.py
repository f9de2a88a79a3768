"""A message that suggests a claim becomes one: in an article of the desk, or a new one."""

from sqlalchemy.orm import Session

from workbench.accounts.rules import Actor
from workbench.articles.incoming import ReadFile
from workbench.articles.making import Prepared, make_articles, prepare
from workbench.articles.models import Article
from workbench.articles.queries import current_version
from workbench.articles.remarking import stands_at
from workbench.articles.remarks import text_of
from workbench.claims.models import Claim
from workbench.claims.service import ClaimFields, mark_claim
from workbench.db import begin_edit, lock
from workbench.errors import message as _
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.rules import BlockKind
from workbench.messages.errors import WordsElsewhere
from workbench.messages.models import Message
from workbench.messages.rules import MessageState
from workbench.messages.service import put_into


def article_of(words: str, *, title: str, url: str) -> Prepared:
    """An article that says nothing but a claim, in one line. Before the unit of work."""
    block = DraftBlock(BlockKind.PARAGRAPH, words)
    draft = Draft(
        title=title, outlet="", authors=(), published="", language="", url=url, blocks=(block,)
    )
    return prepare(ReadFile(draft))


def become_claim_of_its_own(
    session: Session,
    *,
    message: Message,
    prepared: Prepared,
    fields: ClaimFields,
    revision: int,
    by: Actor,
) -> Claim:
    """Make an article of the words, and a claim of all of it. Raises `EditedMeanwhile`."""
    (article,) = make_articles(session, [prepared], by=by)
    return become_claim(
        session, message=message, article=article, exact=prepared.text.text, fields=fields,
        revision=revision, by=by,
    )  # fmt: skip


def become_claim(
    session: Session,
    *,
    message: Message,
    article: Article,
    exact: str,
    fields: ClaimFields,
    revision: int,
    by: Actor,
) -> Claim:
    """Make a claim of the words `exact` of an article; the message is settled by it.

    Raises `WordsElsewhere` unless they stand there once, and `EditedMeanwhile`.
    """
    lock(session, article)
    version = current_version(session, article)
    span = stands_at(text_of(session, version), exact)
    if span is None:
        raise WordsElsewhere(
            _(
                "These words do not stand in the article, or more than once. Nothing was saved: "
                "copy them from its text, as many as it takes to tell the place."
            )
        )
    begin_edit(session, message, revision)
    claim = mark_claim(
        session, article=article, version=version, start=span[0], end=span[1], exact=exact,
        fields=fields, by=by,
    )  # fmt: skip
    message.claim = claim
    put_into(message, MessageState.CLAIM, by)
    session.flush()
    _record(session, message, claim, by)
    return claim


def _record(session: Session, message: Message, claim: Claim, by: Actor) -> None:
    details = {"number": claim.number, "message": message.id}
    record(
        session, EventKind.MESSAGE_BECAME_CLAIM, by=by, article_id=claim.article_id,
        claim_id=claim.id, details=details,
    )  # fmt: skip
