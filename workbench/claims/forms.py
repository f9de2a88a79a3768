"""What people send about claims."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, SelectMultipleField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from workbench.articles.validators import PartialDate
from workbench.claims.models import Claim
from workbench.claims.rules import ClaimKind, Priority, Reason
from workbench.claims.service import ClaimFields, fields_of
from workbench.web.forms import LONGEST_NAME, OPTIONAL_ADDRESS, EditForm, Form, Line, Text, Word

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
