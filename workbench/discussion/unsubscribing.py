"""Tokens of the addresses at which one press ends e-mail, made by this site alone."""

from dataclasses import dataclass

from itsdangerous import BadSignature, URLSafeSerializer

from workbench.discussion.errors import LinkBroken
from workbench.errors import message as _


@dataclass(frozen=True)
class Unsubscribing:
    """Makes and reads tokens. `secret` is the site's key. They hold for good, as letters do."""

    secret: str

    def token(self, membership_id: int) -> str:
        """What stands for a member in the address."""
        return str(self._signer().dumps(membership_id))

    def member(self, token: str) -> int:
        """Whose membership a token stands for. Raises `LinkBroken`."""
        try:
            return int(self._signer().loads(token))
        except BadSignature as error:
            raise LinkBroken(
                _("This address is not whole. Sign in, and choose in your account instead.")
            ) from error

    def _signer(self) -> URLSafeSerializer:
        return URLSafeSerializer(self.secret, salt="unsubscribe")
