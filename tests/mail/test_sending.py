"""Letters, handed to a real mail server on loopback."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from aiosmtpd.smtp import AuthResult

from tests.mail.server import LATER, UNKNOWN, AnyPort, PostOffice, mail_server
from workbench.config import MailServer
from workbench.db import now
from workbench.mail.errors import AddressRefused, MailServerAway
from workbench.mail.letters import Letter, message_of
from workbench.mail.sending import send

LETTER = Letter(
    "Ana Berg <ana@example.org>", "Grüße\r\nBcc: eve@example.org", "Plain ü", "<p>Set ü</p>",
    "<notice-1@example.org>", "https://example.org/unsubscribe/abc",
)  # fmt: skip


@pytest.fixture
def post() -> Iterator[tuple[PostOffice, MailServer]]:
    with mail_server() as made:
        yield made


def test_a_letter_has_both_parts_and_the_headers_that_end_it_by_one_press(
    post: tuple[PostOffice, MailServer],
) -> None:
    office, server = post
    send(message_of(LETTER, sender=server.sender, at=now()), to=server)
    [came] = office.came
    assert [part.get_content_type() for part in came.walk()] == [
        "multipart/alternative", "text/plain", "text/html",
    ]  # fmt: skip
    assert [part.get_content() for part in came.iter_parts()] == ["Plain ü", "<p>Set ü</p>"]
    assert came["List-Unsubscribe"] == "<https://example.org/unsubscribe/abc>"
    assert came["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert came["Message-ID"] == "<notice-1@example.org>"
    assert came["From"] == "Desk <desk@example.org>"


def test_a_line_end_in_a_subject_adds_no_header(post: tuple[PostOffice, MailServer]) -> None:
    office, server = post
    send(message_of(LETTER, sender=server.sender, at=now()), to=server)
    [came] = office.came
    assert came["Bcc"] is None
    assert came["Subject"] == "Grüße Bcc: eve@example.org"


@pytest.mark.parametrize(
    ("address", "expected"), [(UNKNOWN, AddressRefused), (LATER, MailServerAway)]
)
def test_an_address_is_refused_for_good_or_for_now(
    post: tuple[PostOffice, MailServer], address: str, expected: type[Exception]
) -> None:
    office, server = post
    message = message_of(replace(LETTER, to=address), sender=server.sender, at=now())
    with pytest.raises(expected) as caught:
        send(message, to=server)
    assert address not in str(caught.value)
    assert office.came == []


def test_a_server_that_takes_no_letter_now_is_away(post: tuple[PostOffice, MailServer]) -> None:
    office, server = post
    office.answer = "452 Full"
    with pytest.raises(MailServerAway, match="452"):
        send(message_of(LETTER, sender=server.sender, at=now()), to=server)


def test_a_server_that_is_down_is_away() -> None:
    with mail_server() as (_office, server):
        pass
    with pytest.raises(MailServerAway, match="ConnectionRefusedError"):
        send(message_of(LETTER, sender=server.sender, at=now()), to=server)


def test_no_password_goes_to_a_server_in_the_open() -> None:
    asked = threading.Event()

    def sign_in(*_given: object) -> AuthResult:
        asked.set()
        return AuthResult(success=True)

    controller = AnyPort(
        PostOffice(), hostname="127.0.0.1", port=0, authenticator=sign_in, auth_require_tls=False
    )
    controller.start()
    try:
        there = ("127.0.0.1", controller.port)
        server = MailServer(*there, secure=False, user="ana", password="geheim", sender="a@b.c")
        with pytest.raises(MailServerAway, match="no encryption") as caught:
            send(message_of(LETTER, sender="a@b.c", at=now()), to=server)
    finally:
        controller.stop()
    assert not asked.is_set()
    assert "geheim" not in str(caught.value) + repr(server)
