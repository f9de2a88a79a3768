"""A mail server on loopback, for tests: a real one, which keeps what it takes."""

from asyncio.base_events import Server
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from workbench.config import MailServer

UNKNOWN = "nobody@example.org"
LATER = "later@example.org"


@dataclass
class PostOffice:
    """What came, and what the server is told to do with what comes next."""

    came: list[EmailMessage] = field(default_factory=list)
    answer: str = "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        """Called by aiosmtpd for each recipient."""
        if address == UNKNOWN:
            return "550 No such user here"
        if address == LATER:
            return "451 Try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        """Called by aiosmtpd for each letter."""
        if self.answer.startswith("250"):
            self.came.append(message_from_bytes(envelope.content, policy=default))
        return self.answer


class AnyPort(Controller):
    """A controller that takes the port the system gives it, where aiosmtpd tries port 0."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def mail_server() -> Iterator[tuple[PostOffice, MailServer]]:
    """A server on a free port, and the setting that names it."""
    office = PostOffice()
    controller = AnyPort(office, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        sender = "Desk <desk@example.org>"
        yield office, MailServer("127.0.0.1", controller.port, False, "", "", sender)  # noqa: FBT003
    finally:
        controller.stop()
