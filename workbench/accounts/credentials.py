"""Is this the person? Slow on purpose, so it is asked outside the unit of work."""

from flask import current_app, request
from flask_babel import gettext as _

from workbench.accounts.attempts import check_attempts, note_failure
from workbench.accounts.errors import WrongCredentials
from workbench.accounts.passwords import Passwords
from workbench.accounts.queries import person_with_email
from workbench.web.database import reading, writing


def passwords() -> Passwords:
    """The hashing of the running application."""
    found: Passwords = current_app.extensions["workbench.passwords"]
    return found


def person_who_knows(email: str, password: str) -> int:
    """The id of the person with this address and password.

    Raises `TooManyAttempts`, and `WrongCredentials`: alike, and after as long a time, for an
    address that nobody has.
    """
    network_address = request.remote_addr or ""
    with reading() as session:
        check_attempts(session, email=email, network_address=network_address)
        person = person_with_email(session, email)
    known = passwords().matches(person.password_hash if person else None, password)
    if person is None or not known:
        with writing() as session:
            note_failure(session, email=email, network_address=network_address)
        raise WrongCredentials(_("This address and password do not belong together."))
    return person.id
