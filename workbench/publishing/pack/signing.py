"""Signing with a desk's key (Ed25519), which is made when it is first needed.

The private key lies in the database, sealed with the workbench's secret key: so every process and
every backup has it, and nobody who has a copy of the database alone. When the secret key was
changed it cannot be opened any more, and a new one is made; all public keys stay where they were.
"""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.accounts.models import Desk
from workbench.db import lock
from workbench.publishing.models import SigningKey

if TYPE_CHECKING:
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_PURPOSE = b"workbench: keys that sign packs"


@dataclass(frozen=True)
class Signer:
    """A desk's key: the public one as PEM, and what signs with the private one."""

    public: bytes
    sign: Callable[[bytes], bytes]


def signer_of(session: Session, desk_id: int, secret_key: str) -> Signer:
    """What signs for a desk; its key is made if it has none that can be opened."""
    lock(session, session.get_one(Desk, desk_id))
    keys = select(SigningKey).where(SigningKey.desk_id == desk_id).order_by(SigningKey.id.desc())
    for key in session.scalars(keys):
        private = _opened(key.sealed, secret_key)
        if private is not None:
            return _signer(key.public, private)
    return _new_key(session, desk_id, secret_key)


def fingerprint_of(public: bytes) -> str:
    """The SHA-256 of a public key as it is written (DER). Raises `ValueError` for what is none."""
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415 - a slow load

    der = _public_key(public).public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return hashlib.sha256(der).hexdigest()


def fits(public: bytes, signature: bytes, signed: bytes) -> bool:
    """Whether a signature is this key's, over these bytes. Raises `ValueError` for no such key."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415

    key = _public_key(public)
    try:
        key.verify(base64.b64decode(signature), signed)
    except InvalidSignature:
        return False
    return True


def _public_key(public: bytes) -> "Ed25519PublicKey":
    from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    try:
        key = serialization.load_pem_public_key(public)
    except UnsupportedAlgorithm as error:
        raise ValueError("it is a key of a kind that nobody knows") from error
    if not isinstance(key, ed25519.Ed25519PublicKey):
        raise ValueError("it is no Ed25519 key")
    return key


def _new_key(session: Session, desk_id: int, secret_key: str) -> Signer:
    from cryptography.hazmat.primitives import serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    made = ed25519.Ed25519PrivateKey.generate()
    public = made.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    private = made.private_bytes_raw()
    session.add(
        SigningKey(
            desk_id=desk_id, public=public.decode(), fingerprint=fingerprint_of(public),
            sealed=_sealing(secret_key).encrypt(private).decode(),
        )
    )  # fmt: skip
    session.flush()
    return _signer(public.decode(), private)


def _signer(public: str, private: bytes) -> Signer:
    from cryptography.hazmat.primitives.asymmetric import ed25519  # noqa: PLC0415

    key = ed25519.Ed25519PrivateKey.from_private_bytes(private)
    return Signer(public.encode(), lambda signed: base64.b64encode(key.sign(signed)) + b"\n")


def _opened(sealed: str, secret_key: str) -> bytes | None:
    from cryptography.fernet import InvalidToken  # noqa: PLC0415

    try:
        found: bytes = _sealing(secret_key).decrypt(sealed.encode())
    except InvalidToken:
        return None
    return found


def _sealing(secret_key: str) -> "Fernet":
    """What seals and opens private keys, from the secret key and for nothing else."""
    from cryptography.fernet import Fernet  # noqa: PLC0415

    derived = hashlib.blake2b(secret_key.encode(), key=_PURPOSE, digest_size=32).digest()
    return Fernet(base64.urlsafe_b64encode(derived))
