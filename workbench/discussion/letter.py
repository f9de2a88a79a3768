"""What an e-mail to a member says of their notices, of what its recipient may see.

Words that were said about a confidential source never go into one: mail is read by others on its
way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from workbench.accounts.models import Membership
from workbench.config import ASSETS
from workbench.discussion.models import Notice
from workbench.errors import message as _
from workbench.mail.letters import Letter

LONGEST_QUOTE = 1_000  # code points of a comment


@dataclass(frozen=True)
class Line:
    """A notice in words, what was said, and where to go."""

    words: str
    said: str
    address: str


def letter_for(
    membership: Membership,
    notices: Sequence[Notice],
    *,
    public_url: str,
    named: int,
    unsubscribe: str,
) -> Letter:
    """The letter about some notices, the newest first. `named`: what the mail goes by."""
    lines = [_line(notice, public_url) for notice in notices]
    told = {
        "name": membership.person.name,
        "desk": membership.desk.name,
        "lines": lines,
        "settings": f"{public_url}/account/mail",
        "unsubscribe": unsubscribe,
    }
    return Letter(
        to=membership.person.email or "",
        subject=_subject(membership.desk.name, lines),
        plain=_environment().get_template("mail/notices.txt").render(told),
        html=_environment().get_template("mail/notices.html").render(told),
        message_id=f"<notice-{named}@{urlsplit(public_url).hostname}>",
        unsubscribe=unsubscribe,
    )


def _subject(desk: str, lines: Sequence[Line]) -> str:
    if len(lines) == 1:
        return f"[{desk}] {lines[0].words}"
    return _("[%(desk)s] %(number)s notices", desk=desk, number=len(lines))


def _line(notice: Notice, public_url: str) -> Line:
    claim = notice.claim
    address = f"{public_url}/articles/{claim.article_id}/claims/{claim.number}"
    words = _(
        "%(who)s %(did)s: claim %(number)s of “%(title)s”",
        who=notice.by.name if notice.by else _("The desk"),
        did=notice.words,
        number=claim.number,
        title=claim.article.title,
    )
    anchor = f"#comment-{notice.comment_id}" if notice.comment_id else ""
    return Line(words, _said(notice), address + anchor)


def _said(notice: Notice) -> str:
    """The comment, as far as it may leave the house."""
    comment = notice.comment
    if comment is None or comment.removed_at is not None:
        return ""
    piece = comment.thread.evidence
    if piece is not None and piece.source.confidential:
        return ""
    whole = len(comment.text) <= LONGEST_QUOTE
    return comment.text if whole else comment.text[:LONGEST_QUOTE].rstrip() + " …"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ASSETS / "templates"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    return environment
