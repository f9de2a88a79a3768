"""What people send about themselves, their desk and its members.

Forms with a password carry no submission key: what is stored of a request that was carried out is
a fast hash, which would undo what Argon2 is for. Sending one of them twice does no harm.
"""

import re
import unicodedata
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from workbench.accounts.models import Desk, Membership
from workbench.accounts.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD, Role
from workbench.accounts.service import DeskFields
from workbench.web.forms import EditForm, Form, Line, Markdown, Text, Word

LONGEST_ADDRESS = 254  # characters, RFC 5321
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def _same_however_typed(value: str | None) -> str:
    """One form for characters that keyboards compose differently (NFKC)."""
    return unicodedata.normalize("NFKC", value or "")


class Password(PasswordField):
    """A password: never shown again, and the same from every keyboard."""

    def __init__(self, label: Any, missing: Any, autocomplete: str, **kwargs: Any) -> None:
        super().__init__(
            label,
            [InputRequired(missing), Length(max=LONGEST_PASSWORD)],
            filters=[_same_however_typed],
            render_kw={"autocomplete": autocomplete},
            **kwargs,
        )


def _known_password(label: Any) -> Password:
    return Password(label, _("Type your password."), "current-password")


def _chosen_password(label: Any) -> Password:
    return Password(
        label,
        _("Choose a password."),
        "new-password",
        description=_(
            "At least %(n)s characters. A few unrelated words are easy to remember.",
            n=SHORTEST_PASSWORD,
        ),
    )


def _address() -> Line:
    return Line(
        _("E-mail address"),
        [DataRequired(_("Type your e-mail address."))],
        render_kw={"type": "email", "autocomplete": "username", "autocapitalize": "none"},
    )


class EmailAddress:
    """Accepts what can be an address; whether mail arrives there nobody asks."""

    def __call__(self, _form: FlaskForm, field: Any) -> None:
        if len(field.data) > LONGEST_ADDRESS or not ADDRESS.fullmatch(field.data):
            raise ValidationError(gettext("Give an address like name@example.org."))


def refuse_weak(password: str, email: str) -> None:
    """Raises `ValidationError` for a password that is short or gives itself away."""
    if len(password) < SHORTEST_PASSWORD:
        raise ValidationError(gettext("Use at least %(n)s characters.", n=SHORTEST_PASSWORD))
    if password.casefold() == email.strip().casefold():
        raise ValidationError(gettext("The password must not be the e-mail address."))
    if len(set(password)) == 1:
        raise ValidationError(gettext("One character repeated is guessed at once."))


class SignInForm(FlaskForm):
    """Who is there. `next` is where they wanted to go; `kept` what they had typed, as JSON."""

    email = _address()
    password = _known_password(_("Password"))
    next = HiddenField()
    kept = HiddenField()


class JoinForm(FlaskForm):
    """A newcomer at a one-time link."""

    name = Line(_("Your name"), [DataRequired(_("Type your name."))])
    email = _address()
    password = _chosen_password(_("Password"))
    token = HiddenField()

    def validate_email(self, field: Any) -> None:
        """Ask for an address that can be one."""
        EmailAddress()(self, field)

    def validate_password(self, field: Any) -> None:
        """Ask for a password that is not guessed."""
        refuse_weak(field.data, self.email.data or "")


class JoinAgainForm(FlaskForm):
    """Somebody with an account at an invitation."""

    email = _address()
    password = _known_password(_("Password"))


class NewPasswordForm(FlaskForm):
    """Another password, by somebody who holds a link for that. `email` is theirs."""

    new_password = _chosen_password(_("New password"))
    email = ""

    def validate_new_password(self, field: Any) -> None:
        """Ask for a password that is not guessed."""
        refuse_weak(field.data, self.email)


class PasswordForm(NewPasswordForm):
    """Another password, by somebody who knows the present one."""

    password = _known_password(_("Present password"))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email


class InvitationForm(Form):
    """Whom to let in, and as what."""

    role = Word(_("Role"), Role, default=Role.FACT_CHECKER)
    email = Line(
        _("E-mail address"),
        [Optional(), EmailAddress()],
        description=_("With an address, only that person can use the link."),
        render_kw={"type": "email", "autocomplete": "off"},
    )


class RoleForm(EditForm):
    """What a member is on the desk from now on."""

    role = Word(_("Role"), Role)

    @classmethod
    def of(cls, membership: Membership) -> "RoleForm":
        """The form, filled with the role a member has."""
        said = {"role": membership.role, "revision": membership.revision}
        return cls(formdata=None, data=said)


class DeskForm(EditForm):
    """What the desk says of itself."""

    name = Line(_("Name"), [DataRequired(_("A desk needs a name."))])
    time_zone = SelectField(
        _("Time zone"), description=_("Times are shown in this zone, here and in reports.")
    )
    method = Markdown(
        _("Method"),
        description=_("How the desk chooses and checks claims. Every report shows it."),
    )
    licence = Text(
        _("Licence"),
        description=_("What others may do with your reports. Every report shows it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = {name: name for name in sorted(available_timezones())}

    @classmethod
    def of(cls, desk: Desk) -> "DeskForm":
        """The form, filled with what the desk says now."""
        return cls(formdata=None, obj=desk)

    def fields(self) -> DeskFields:
        """What was typed, as services take it."""
        return DeskFields(self.name.data, self.time_zone.data, self.method.data, self.licence.data)
