"""Handing a letter to the mail server."""

import smtplib
import ssl
from email.message import Message

from workbench.config import MailServer
from workbench.errors import message as _
from workbench.mail.errors import AddressRefused, MailServerAway

PATIENCE = 30  # seconds for each answer of the server
LASTING = range(500, 600)  # answers that will be the same another time


def send(message: Message, *, to: MailServer) -> None:
    """Hand a letter over. When this returns the mail server has it.

    Raises `AddressRefused` where it takes nothing for the recipient, and `MailServerAway` for
    anything else. Neither says what was sent, to whom, or the password.
    """
    try:
        with _connected(to) as connection:
            connection.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        raise _refusal(error) from None
    except smtplib.SMTPResponseException as error:
        raise _not_now(error.smtp_code) from None
    except (OSError, smtplib.SMTPException) as error:
        raise MailServerAway(
            _("The mail server cannot be reached: %(what)s.", what=type(error).__name__)
        ) from None


def _connected(to: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if to.secure:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            to.host, to.port, timeout=PATIENCE, context=context
        )
    else:
        connection = smtplib.SMTP(to.host, to.port, timeout=PATIENCE)
    try:
        _begin(connection, to, context)
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: smtplib.SMTP, to: MailServer, context: ssl.SSLContext) -> None:
    """Encrypt what follows as far as the server can, and sign in; no password goes in the open."""
    connection.ehlo()
    if not to.secure and connection.has_extn("starttls"):
        connection.starttls(context=context)
        connection.ehlo()
    elif not to.secure and to.user:
        raise MailServerAway(
            _("The mail server offers no encryption, so the password was not sent to it.")
        )
    if to.user:
        connection.login(to.user, to.password)


def _refusal(error: smtplib.SMTPRecipientsRefused) -> AddressRefused | MailServerAway:
    codes = [code for code, _words in error.recipients.values()]
    if all(code in LASTING for code in codes):
        return AddressRefused(_("The mail server takes nothing for this address."))
    return _not_now(codes[0])


def _not_now(code: int) -> MailServerAway:
    return MailServerAway(_("The mail server answered %(code)s.", code=code))
