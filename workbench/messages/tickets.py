"""Signed tickets for forms of readers, who have no session and get no cookie.

A form carries a ticket that only this site can have made, for one desk, a while ago. Its key is
also what makes a second press of the button the same message.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from itsdangerous import BadSignature, URLSafeTimedSerializer

from workbench.errors import message as _
from workbench.messages.errors import FormExpired, FormTooFast

SOONEST = 3  # seconds: nobody types a message in less
LATEST = 24 * 60 * 60  # seconds


@dataclass(frozen=True)
class Tickets:
    """Makes and reads tickets. `secret` is the site's key."""

    secret: str

    def new(self, desk_id: int) -> str:
        """A ticket for a form that is about to be shown."""
        said = {"desk": desk_id, "key": secrets.token_urlsafe(12)}
        return str(self._signer().dumps(said))

    def key_of(self, ticket: str, desk_id: int) -> str:
        """The key of a ticket. Raises `FormExpired` and `FormTooFast`."""
        said, made_at = self._read(ticket)
        if said.get("desk") != desk_id:
            raise _expired()
        if (datetime.now(UTC) - made_at).total_seconds() < SOONEST:
            raise FormTooFast(
                _("That was faster than anybody types. Your words are kept: send them again.")
            )
        return str(said["key"])

    def _read(self, ticket: str) -> tuple[Mapping[str, object], datetime]:
        try:
            return self._signer().loads(ticket, max_age=LATEST, return_timestamp=True)
        except BadSignature as error:
            raise _expired() from error

    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt="reader's message")


def _expired() -> FormExpired:
    return FormExpired(_("This page was open for too long. Your words are kept: send them again."))
