"""What readers send, and what members say of it."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)
from wtforms.widgets import HiddenInput

from workbench.accounts.forms import EmailAddress
from workbench.messages.models import Message
from workbench.messages.rules import LONGEST_WORDS, MessageKind, MessageState
from workbench.web.forms import LONGEST_NAME, EditForm, Line, Text, Word


class MessageForm(FlaskForm):
    """A reader's message. In place of a session's token it has a signed ticket (`tickets.py`)."""

    class Meta:
        """No cookie, so no token in one."""

        csrf = False

    kind = RadioField(
        _("What is it?"),
        choices=[
            SelectChoice(MessageKind.ERROR.value, _("I found an error")),
            SelectChoice(MessageKind.SUGGESTION.value, _("I suggest a claim to check")),
        ],
        validators=[InputRequired(_("Choose what it is."))],
    )
    words = Text(
        _("Your message"),
        [DataRequired(_("Write what you want to tell us."))],
        longest=LONGEST_WORDS,
        description=_(
            "An error: what is wrong, and how we can see that it is. "
            "A claim: what was said, by whom, and where."
        ),
    )
    name = Line(_("Your name"), [Optional()], longest=LONGEST_NAME)
    email = Line(
        _("E-mail address"),
        [Optional(), EmailAddress()],
        description=_("Only if you want an answer. Nobody but the desk sees it."),
        render_kw={"type": "email", "autocomplete": "email", "autocapitalize": "none"},
    )
    website = Line(_("Leave this field empty"))
    report = HiddenField()
    claim = IntegerField(
        widget=HiddenInput(), validators=[Optional(), NumberRange(min=1, max=1_000_000)]
    )
    ticket = HiddenField()

    def validate_website(self, field: Line) -> None:
        """Only programs fill in what nobody sees."""
        if field.data:
            raise ValidationError(gettext("This field must stay empty. Empty it, and send again."))


class SettleForm(EditForm):
    """What became of a message, in a word and a note."""

    state = Word(_("What became of it?"), MessageState)
    note = Text(
        _("Note"),
        [Optional(), Length(max=LONGEST_WORDS)],
        description=_("What was answered or done; or, to dismiss it, why not. Members see it."),
    )

    @classmethod
    def of(cls, message: Message) -> "SettleForm":
        """The form, filled with what is noted; of a new message, with what it mostly becomes."""
        new = message.state is MessageState.NEW
        state = MessageState.ANSWERED if new else message.state
        said = {"state": state, "note": message.note, "revision": message.revision}
        return cls(formdata=None, data=said)
