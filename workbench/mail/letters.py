"""Letters: what somebody is written, as the message that a mail server takes."""

from dataclasses import dataclass
from datetime import datetime
from email.charset import QP, Charset
from email.header import Header
from email.headerregistry import Address
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr, parseaddr


@dataclass(frozen=True)
class Letter:
    """A letter to one person, as plain text and as HTML.

    `message_id` names it: sent once more, it has the same, so that mail programs show it once.
    `unsubscribe`: where one press ends such letters (RFC 8058), or nothing.
    """

    to: str
    subject: str
    plain: str
    html: str
    message_id: str
    unsubscribe: str = ""


def message_of(letter: Letter, *, sender: str, at: datetime) -> Message:
    """The message with its headers, both parts inside.

    Made of Python's older kind of message: the newer one loses blanks where it folds a subject
    with letters beyond ASCII.
    """
    message = MIMEMultipart("alternative")
    message["From"] = _address(sender)
    message["To"] = _address(letter.to)
    message["Subject"] = _subject(letter.subject)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.attach(_part(letter.plain, "plain"))
    message.attach(_part(letter.html, "html"))
    return message


def _address(value: str) -> str:
    """An address with its name. Raises `ValueError` for one that would add to the header."""
    name, address = parseaddr(value)
    checked = Address(display_name=name, addr_spec=address)
    return formataddr((checked.display_name, checked.addr_spec))


def _subject(words: str) -> str:
    """One line, in the letters that a header may have."""
    return Header(" ".join(words.split()), header_name="Subject").encode()


def _part(words: str, subtype: str) -> MIMEText:
    """Words in UTF-8, those that are ASCII to be read as they are sent."""
    charset = Charset("utf-8")
    charset.body_encoding = QP
    return MIMEText(words, subtype, charset)  # type: ignore[arg-type]
