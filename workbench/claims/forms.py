"""What people send about claims."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from workbench.articles.validators import Day, PartialDate
from workbench.claims.models import Claim
from workbench.claims.rules import ClaimKind, Priority, Reason
from workbench.claims.service import ClaimFields, fields_of
from workbench.intake.labels import labels_in
from workbench.web.forms import (
    LONGEST_NAME,
    OPTIONAL_ADDRESS,
    EditForm,
    Form,
    Line,
    Text,
    Word,
    WordOrNone,
)

MOST_TICKED = 200  # claims
MOST = 1_000_000_000  # no offset and no number of a claim is higher; databases count to twice that


class PlaceForm(EditForm):
    """Words selected in the text: offsets in code points, and the words, to be compared."""

    start = IntegerField(widget=HiddenInput(), validators=[InputRequired(), NumberRange(0, MOST)])
    end = IntegerField(widget=HiddenInput(), validators=[InputRequired(), NumberRange(1, MOST)])
    exact = HiddenField()

    def place(self) -> dict[str, Any]:
        """The selection, as services take it."""
        # A browser sends line ends as CRLF; the canonical text has LF only.
        exact = (self.exact.data or "").replace("\r\n", "\n")
        return {"start": self.start.data, "end": self.end.data, "exact": exact}


class SetAsideForm(PlaceForm):
    """Sentences that need no check, and why."""

    reason = Word(_("Reason"), Reason)


class ChosenClaimsForm(Form):
    """Claims that were ticked, and what is to become of them."""

    claims = SelectMultipleField(
        _("Claims"), [DataRequired(_("Tick the claims first.")), Length(max=MOST_TICKED)],
        coerce=int, validate_choice=False,
    )  # fmt: skip
    to = SelectField(_("Who checks them"), coerce=int, default=0, validate_choice=False)
    due_on = Line(_("Due on"), [Optional(), Day()])
    tags = Line(_("Tags"))
    priority = WordOrNone(_("Priority"), Priority, _("Priority as it is"))
    reason = WordOrNone(_("Reason"), Reason, _("Choose a reason"))

    MISSING: ClassVar[Mapping[str, Any]] = {
        "to": _("Choose who is to check them."),
        "due_on": _("Give the day."),
        "tags": _("Type a tag first."),
        "priority": _("Choose the priority."),
        "reason": _("Choose why they are set aside."),
    }

    def offer(self, people: Sequence[tuple[int, str]]) -> "ChosenClaimsForm":
        """Let these people be chosen from, by id."""
        self.to.choices = [(0, gettext("Choose somebody")), *people]
        return self

    def typed(self) -> list[str]:
        """The tags, each once."""
        return labels_in(self.tags.data)

    def validate_with(self, name: str) -> bool:
        """Whether something was ticked, and what is to become of it was said."""
        valid = self.validate()
        said = self.typed() if name == "tags" else self[name].data
        if not said:
            self[name].errors = [self.MISSING[name]]
        return valid and bool(said)


class AssignForm(Form):
    """Who is to check a claim, and until when."""

    to = SelectField(
        _("Who checks it"), [DataRequired(_("Choose who is to check it."))], coerce=int, default=0
    )
    due_on = Line(_("Due on"), [Optional(), Day()])

    def offer(self, people: Sequence[tuple[int, str]]) -> "AssignForm":
        """Let these people be chosen from, by id."""
        self.to.choices = [(0, gettext("Choose somebody")), *people]
        return self


class DueForm(Form):
    """Until when a claim is to be done."""

    due_on = Line(_("Due on"), [Optional(), Day()])


class ClaimTagsForm(Form):
    """Tags of a claim, with commas between them."""

    tags = Line(_("Add tags"), [DataRequired(_("Type a tag first."))])

    def typed(self) -> list[str]:
        """The tags, each once."""
        return labels_in(self.tags.data)


class ClaimForm(EditForm):
    """What is said of a claim."""

    statement = Text(
        _("Statement"),
        [DataRequired(_("A claim needs a statement that can be read alone."))],
    )
    kind = Word(_("Kind"), ClaimKind)
    priority = Word(_("Priority"), Priority)
    claimant_name = Line(_("Claimant"), longest=LONGEST_NAME)
    claimant_role = Line(_("Claimant’s role"), longest=LONGEST_NAME)
    claimant_url = Line(_("Claimant’s web page"), OPTIONAL_ADDRESS)
    said_on = Line(_("Said on"), [Optional(), PartialDate()])
    appearance_url = Line(_("Where it was said"), OPTIONAL_ADDRESS)

    @classmethod
    def of(cls, claim: Claim) -> "ClaimForm":
        """The form, filled with what is said of a claim now."""
        said = fields_of(claim).__dict__
        return cls(formdata=None, data={**said, "revision": claim.revision})

    def fields(self) -> ClaimFields:
        """What was typed, as services take it."""
        names = ClaimFields.__dataclass_fields__
        return ClaimFields(**{name: self[name].data for name in names})


class SplitForm(Form):
    """What the second of two claims is to be and to have."""

    statement = Text(_("The second claim’s statement"), [DataRequired()])
    passages = SelectMultipleField(_("Passages it takes along"), coerce=int)
    evidence = SelectMultipleField(_("Evidence it takes along"), coerce=int)
    searches = SelectMultipleField(_("Searches it takes along"), coerce=int)
    contacts = SelectMultipleField(_("Contacts it takes along"), coerce=int)

    def offer(self, **rows: Iterable[Any]) -> None:
        """Let each of these fields accept the ids of these rows."""
        for name, offered in rows.items():
            self[name].choices = {row.id: str(row.id) for row in offered}


class MergeForm(Form):
    """The claim that this one goes into."""

    into = IntegerField(_("Claim number"), [InputRequired(), NumberRange(1, MOST)])


class OrderForm(Form):
    """The claim's new place among the article's claims."""

    position = IntegerField(_("Position"), [InputRequired(), NumberRange(1, MOST)])
