"""How often signing in may fail, so that guessing is slow."""

from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from workbench.accounts.errors import TooManyAttempts
from workbench.accounts.models import FailedSignIn
from workbench.accounts.queries import failures_since
from workbench.db import now
from workbench.errors import message as _

ATTEMPTS_WINDOW = timedelta(minutes=15)
ATTEMPTS_PER_EMAIL = 10
ATTEMPTS_PER_NETWORK_ADDRESS = 50


def check_attempts(session: Session, *, email: str, network_address: str) -> None:
    """Raises `TooManyAttempts` when signing in failed too often lately."""
    since = now() - ATTEMPTS_WINDOW
    if (
        failures_since(session, email.strip().lower(), since) >= ATTEMPTS_PER_EMAIL
        or failures_since(session, network_address, since) >= ATTEMPTS_PER_NETWORK_ADDRESS
    ):
        raise TooManyAttempts(
            _("Signing in failed too often. Wait a quarter of an hour, then try again.")
        )


def note_failure(session: Session, *, email: str, network_address: str) -> None:
    """Count a failed attempt against the address typed and the one it came from."""
    session.execute(delete(FailedSignIn).where(FailedSignIn.at < now() - ATTEMPTS_WINDOW))
    session.add_all([FailedSignIn(key=email.strip().lower()), FailedSignIn(key=network_address)])
    session.flush()
