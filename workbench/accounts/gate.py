"""Who is at the door: the signed-in member, and the decorator that asks the permission table."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import g, has_request_context, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_required
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.errors import MayNot
from workbench.accounts.kept_words import forget_sent
from workbench.accounts.queries import visit
from workbench.accounts.rules import Act, Actor
from workbench.web.database import reading
from workbench.web.submissions import KEPT_AS

P = ParamSpec("P")
View = Callable[P, ResponseReturnValue]


class Doorkeeper(LoginManager):
    """Flask-Login without its second cookie, which would remember people longer.

    It looks for that one after every request, so that every answer varied with the cookie, and no
    cache between could keep a public page.
    """

    def _update_remember_cookie(self, response: Response) -> Response:
        return response


login_manager = Doorkeeper()
login_manager.login_view = "accounts.sign_in"


class SignedIn(UserMixin):
    """What Flask-Login holds: the member acting, found by the token in the cookie."""

    def __init__(self, token: str, actor: Actor, desk_name: str, time_zone: str) -> None:
        self.token, self.actor = token, actor
        self.desk_name, self.time_zone = desk_name, time_zone

    def get_id(self) -> str:
        """The secret token, so that a revoked session signs out at once."""
        return self.token


@login_manager.user_loader
def load_signed_in(token: str) -> SignedIn | None:
    """Called by Flask-Login once a request."""
    with reading() as session:
        found = visit(session, token)
    return SignedIn(token, found.actor, found.desk_name, found.time_zone) if found else None


def signed_in() -> SignedIn | None:
    """Whoever is signed in, or nobody."""
    if not has_request_context() or not current_user.is_authenticated:
        return None
    found: SignedIn = current_user._get_current_object()  # noqa: SLF001 - Flask-Login's own advice
    return found


def time_zone() -> str:
    """The IANA name of the zone in which the desk's members read times."""
    found = signed_in()
    return found.time_zone if found else "UTC"


def current_actor() -> Actor:
    """The member acting. Call it only behind `permit`."""
    found: Actor = g.actor
    return found


def permit(act: Act) -> Callable[[View[P]], View[P]]:
    """Let in members whose role allows the act; others are sent to sign in, or refused."""

    def guard(view: View[P]) -> View[P]:
        @login_required
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            g.actor = current_user.actor
            if not g.actor.may(act):
                raise MayNot(_("Your role on this desk does not allow this. Ask an admin."))
            return view(*args, **kwargs)

        guarded.permits = act
        return guarded

    return guard


def forget_what_was_sent(session: Session, key: str) -> None:
    """Called for each form that is carried out: what its sender had typed is kept no more."""
    actor: Actor | None = g.get("actor")
    if actor is not None and actor.person_id is not None:
        forget_sent(session, key=key, kept_as=request.form.get(KEPT_AS, ""), by=actor)
