"""The mail server, tried from the command line."""

from secrets import token_hex
from urllib.parse import urlsplit

import click

from workbench.config import BadSetting, MailServer, Settings
from workbench.db import now
from workbench.mail.letters import Letter, message_of
from workbench.mail.sending import send


@click.group()
def mail() -> None:
    """Try the mail server that is set."""


@mail.command("test")
@click.argument("address")
def send_test(address: str) -> None:
    """Send a letter to ADDRESS, and say what the mail server answered."""
    settings = Settings.from_environment()
    server = _server(settings)
    send(message_of(_letter(address, settings), sender=server.sender, at=now()), to=server)
    click.echo(f"{server.host} has taken a letter to {address}.")


def _server(settings: Settings) -> MailServer:
    if settings.mail is None:
        raise BadSetting("WORKBENCH_SMTP_URL is not set, so no e-mail is sent.")
    return settings.mail


def _letter(address: str, settings: Settings) -> Letter:
    words = f"The workbench at {settings.public_url} can send e-mail to you."
    host = urlsplit(settings.public_url).hostname
    return Letter(
        to=address, subject="A letter from your workbench", plain=f"{words}\n",
        html=f'<!doctype html><html lang="en"><body><p>{words}</p></body></html>',
        message_id=f"<test-{token_hex(8)}@{host}>",
    )  # fmt: skip
