"""What readers send, and what members say of it."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    Optional,
    ValidationError,
)

from workbench.accounts.forms import EmailAddress
from workbench.claims.service import ClaimFields
from workbench.intake.links import address_in
from workbench.messages.models import Message
from workbench.messages.rules import LONGEST_WORDS, MessageKind, MessageState
from workbench.web.forms import (
    LONGEST_NAME,
    OPTIONAL_ADDRESS,
    EditForm,
    Line,
    Text,
    Word,
)
from workbench.web.words import choices_of


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
    claim = HiddenField()
    ticket = HiddenField()

    @property
    def claim_number(self) -> int | None:
        """The claim that the address named, whatever that said."""
        said = self.claim.data or ""
        return int(said) if said.isdecimal() and len(said) < 10 else None

    def validate_website(self, field: Line) -> None:
        """Only programs fill in what nobody sees."""
        if field.data:
            raise ValidationError(gettext("This field must stay empty. Empty it, and send again."))


class SettleForm(EditForm):
    """What became of a message, in a word and a note."""

    state = Word(_("What became of it?"), MessageState)  # a claim it becomes in another way
    note = Text(
        _("Note"),
        [Optional(), Length(max=LONGEST_WORDS)],
        description=_("What was answered or done; or, to dismiss it, why not. Members see it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = choices_of(MessageState).items()
        self.state.choices = [each for each in words if each[0] != MessageState.CLAIM]

    @classmethod
    def of(cls, message: Message) -> "SettleForm":
        """The form, filled with what is noted; else with what a message mostly becomes."""
        noted = {MessageState.ANSWERED, MessageState.DISMISSED}
        state = message.state if message.state in noted else MessageState.ANSWERED
        said = {"state": state, "note": message.note, "revision": message.revision}
        return cls(formdata=None, data=said)


class BecomeForm(EditForm):
    """The claim that a message suggests, at an article of the desk or one of its own."""

    statement = Text(
        _("Statement"),
        [DataRequired(_("A claim needs a statement that can be read alone."))],
        longest=LONGEST_WORDS,
    )
    appearance_url = Line(_("Where it was said"), OPTIONAL_ADDRESS)
    exact = Text(
        _("Its words in the article"),
        [Optional()],
        description=_(
            "As they stand there, and nowhere else in it. Empty: those of the statement."
        ),
    )
    title = Line(_("What the new article is called"), [Optional()])

    @classmethod
    def of(cls, message: Message) -> "BecomeForm":
        """The form, filled with what was written."""
        said = {
            "statement": " ".join(message.words.split()),
            "appearance_url": address_in(message.words),
            "revision": message.revision,
        }
        return cls(formdata=None, data=said)

    def fields(self) -> ClaimFields:
        """What is said of the claim."""
        return ClaimFields(self.statement.data, appearance_url=self.appearance_url.data or "")


class TieForm(EditForm):
    """Which published claim a message is about."""

    where = Line(
        _("Which claim is it about?"),
        [DataRequired(_("Give the number of the claim, or the address of its page."))],
        description=_("Its number in the report, or the address of its public page."),
    )
