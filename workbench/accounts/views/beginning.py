"""How every way in ends: a password, a link, another desk.

A second factor and single sign-on will end here too.
"""

from flask import request
from flask import session as cookie
from flask_login import login_user
from sqlalchemy.orm import Session

from workbench.accounts.gate import SignedIn, signed_in
from workbench.accounts.models import Membership
from workbench.accounts.queries import live_sign_in
from workbench.accounts.sessions import revoke, sign_in


def begin_session(session: Session, membership: Membership) -> None:
    """Sign this browser in as a member, with a new token; the one it had is worth nothing now.

    The cookie keeps its CSRF secret, so that forms left open in other tabs can still be sent.
    """
    end_session(session)
    token = sign_in(session, membership=membership, browser=request.user_agent.string)
    desk = membership.desk
    login_user(SignedIn(token, membership.actor(), desk.name, desk.time_zone))
    cookie.permanent = True


def end_session(session: Session) -> None:
    """Revoke the session this browser has, if it has one."""
    found = signed_in()
    live = live_sign_in(session, found.token) if found else None
    if live is not None:
        revoke(session, sign_in=live)
