"""The public keys with which desks sign packs."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from workbench.publishing.models import SigningKey


def public_key(session: Session, fingerprint: str) -> bytes | None:
    """The public key with this fingerprint, as PEM."""
    found = select(SigningKey.public).where(SigningKey.fingerprint == fingerprint)
    pem = session.scalar(found)
    return pem.encode() if pem is not None else None


def newest_key(session: Session, desk_id: int) -> str | None:
    """The fingerprint of the key that a desk signs with now."""
    keys = select(SigningKey.fingerprint).where(SigningKey.desk_id == desk_id)
    return session.scalar(keys.order_by(SigningKey.id.desc()).limit(1))
