"""Writes about sessions: each is one browser that somebody is signed in with."""

import secrets
from datetime import timedelta

from sqlalchemy.orm import Session

from workbench.accounts.links import close_password_links
from workbench.accounts.models import Membership, Person, SignIn
from workbench.accounts.queries import digest, sign_ins_of
from workbench.db import now

SIGNED_IN_FOR = timedelta(days=14)


def sign_in(session: Session, *, membership: Membership, browser: str = "") -> str:
    """Begin a session. Returns the token for the cookie, which is stored nowhere else."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=digest(token),
            membership=membership,
            browser=browser[:200],
            expires_at=now() + SIGNED_IN_FOR,
        )
    )
    session.flush()
    return token


def revoke(session: Session, *, sign_in: SignIn) -> None:
    """End a session: its cookie is worth nothing from now on."""
    sign_in.revoked_at = now()
    session.flush()


def revoke_others(session: Session, *, person_id: int, kept: SignIn | None) -> None:
    """Sign a person out everywhere but in the browser that is kept, if one is."""
    for found in sign_ins_of(session, person_id):
        if kept is None or found.id != kept.id:
            found.revoked_at = now()
    session.flush()


def change_password(
    session: Session, *, person: Person, password_hash: str, kept: SignIn | None
) -> None:
    """Store another password's hash, and sign the person out as `revoke_others` does.

    Links by which it could be chosen anew are closed too.
    """
    close_password_links(session, person.id)
    person.password_hash = password_hash
    revoke_others(session, person_id=person.id, kept=kept)
