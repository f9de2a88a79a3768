"""The public keys with which desks sign packs."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from workbench.publishing.models import SigningKey


def public_key(session: Session, fingerprint: str) -> bytes | None:
    """The public key with this fingerprint, as PEM."""
    return _pem(session, select(SigningKey.public).where(SigningKey.fingerprint == fingerprint))


def newest_key(session: Session, desk_id: int) -> bytes | None:
    """The public key that a desk signs with now, as PEM."""
    keys = select(SigningKey.public).where(SigningKey.desk_id == desk_id)
    return _pem(session, keys.order_by(SigningKey.id.desc()).limit(1))


def _pem(session: Session, key: Select[str]) -> bytes | None:
    found = session.scalar(key)
    return None if found is None else found.encode()
