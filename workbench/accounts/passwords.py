"""Argon2 hashes (RFC 9106). Slow on purpose: never call these inside a unit of work."""

from base64 import b64encode
from secrets import token_bytes

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from workbench.config import Argon2Cost


class Passwords:
    """Hashing and checking at one cost."""

    def __init__(self, cost: Argon2Cost) -> None:
        self._hasher = PasswordHasher(cost.time, cost.memory, cost.lanes)
        # Checked when there is no such person, so that the answer takes as long as for one.
        self._nobody = _hash_of_nothing(cost)

    def hash(self, password: str) -> str:
        """The hash to store."""
        return self._hasher.hash(password)

    def matches(self, stored: str | None, password: str) -> bool:
        """Whether this is the password. Takes the same time when nothing is stored."""
        try:
            self._hasher.verify(stored or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None


def _hash_of_nothing(cost: Argon2Cost) -> str:
    """What a hash of this cost looks like, of no password: a real one takes long to work out."""
    salt, digest = (b64encode(token_bytes(size)).decode().rstrip("=") for size in (16, 32))
    return f"$argon2id$v=19$m={cost.memory},t={cost.time},p={cost.lanes}${salt}${digest}"
