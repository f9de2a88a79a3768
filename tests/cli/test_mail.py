"""The mail server, tried from the command line."""

from dataclasses import replace

from tests.cli.shell import Shell
from tests.mail.server import UNKNOWN, mail_server


def with_mail(shell: Shell, port: int) -> Shell:
    named = {
        "WORKBENCH_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "WORKBENCH_MAIL_FROM": "desk@example.org",
    }
    return replace(shell, environ={**shell.environ, **named})


def test_a_letter_is_sent_to_try_the_mail_server(shell: Shell) -> None:
    with mail_server() as (office, server):
        said = with_mail(shell, server.port).said("mail", "test", "ana@example.org")
        refused = with_mail(shell, server.port).refused("mail", "test", UNKNOWN)
    assert said == "127.0.0.1 has taken a letter to ana@example.org.\n"
    assert "takes nothing for this address" in refused
    [letter] = office.came
    assert letter["To"] == "ana@example.org"


def test_without_a_mail_server_nothing_can_be_tried(shell: Shell) -> None:
    assert "WORKBENCH_SMTP_URL is not set" in shell.refused("mail", "test", "ana@example.org")
