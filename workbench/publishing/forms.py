"""What an editor says of an edition."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import FieldList, FormField, HiddenField, IntegerField, RadioField
from wtforms import Form as PlainForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length
from wtforms.widgets import HiddenInput

from workbench.articles.rules import LONGEST_TITLE
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.edition.changes import ChangeFields
from workbench.publishing.edition.model import Change, EditionContent
from workbench.publishing.rules import ChangeKind
from workbench.web.forms import Form, Line, Text

WHOLE, EXCERPTS = "whole", "excerpts"


class WithdrawForm(Form):
    """Why an edition is withdrawn, or the whole report with its newest."""

    whole = HiddenField()  # what the page showed: "yes" for the report
    why = Text(
        _("Why is it withdrawn?"),
        [DataRequired(_("Say why. Readers find it in its place."))],
        description=_("Readers find this in its place, with the day. It cannot be changed later."),
    )


class ChangeForm(PlainForm):
    """What an editor says of the change of one published claim."""

    claim = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    kind = RadioField(
        _("What is it?"),
        choices=[
            SelectChoice(ChangeKind.CORRECTION, _("Correction")),
            SelectChoice(ChangeKind.CLARIFICATION, _("Clarification")),
            SelectChoice(ChangeKind.UPDATE, _("Update")),
        ],
        coerce=ChangeKind,
        validate_choice=False,
    )
    why = Line(_("Reason"))

    def fields(self) -> ChangeFields:
        """What was typed, as services take it."""
        return ChangeFields(self.kind.data, self.why.data or "")


class PublishForm(Form):
    """Title, summary and change note of an edition, and how much of the article it may show."""

    title = Line(
        _("Title of the report"),
        [DataRequired(_("Give the report a title.")), Length(max=LONGEST_TITLE)],
        description=_("The first edition’s title also makes the report’s address, for good."),
    )
    seen = HiddenField()  # the state of the edition that the page showed
    changes = FieldList(FormField(ChangeForm))
    summary = Text(
        _("What holds?"),
        description=_("One or two sentences. Readers see them first, above the text."),
    )
    note = Text(
        _("Note on this edition"),
        description=_("What is new or changed, and why. Readers see it with the edition."),
    )
    shown = RadioField(
        _("The article’s text"),
        choices=[
            SelectChoice(EXCERPTS, _("Excerpts: sentences with claims and those beside them")),
            SelectChoice(WHOLE, _("The whole text: it is ours, or licensed for this")),
        ],
        default=EXCERPTS,
        validators=[InputRequired(_("Choose how much of the article may be shown."))],
    )

    @classmethod
    def of(cls, content: EditionContent) -> "PublishForm":
        """The form, filled with an edition's words."""
        shown = WHOLE if content.whole_text else EXCERPTS
        return cls(
            formdata=None,
            data={
                "title": content.title,
                "summary": content.summary,
                "note": content.note,
                "shown": shown,
            },
        )

    def shows(self, state: str, changes: Sequence[Change]) -> None:
        """Note what the page around the form shows, so that nothing else can be published.

        The form asks of these changes; what was said of them already stays.
        """
        self.seen.data = state
        said = self._said()
        while self.changes.entries:
            self.changes.pop_entry()
        for change in changes:
            why = said.get(change.claim, ChangeFields()).why
            self.changes.append_entry({"claim": change.claim, "kind": change.kind, "why": why})

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """Whether all of it can be used; faults of a change are told with its claim's number."""
        valid = bool(super().validate(*args, **kwargs))
        for each in self.changes:
            for fault in each.form.why.errors:
                told = gettext("Claim %(number)s: %(fault)s", number=each.claim.data, fault=fault)
                self.form_errors.append(told)
        self.changes.errors = ()
        return valid

    def _said(self) -> Mapping[int, ChangeFields]:
        return {
            each.claim.data: each.form.fields()
            for each in self.changes
            if each.claim.data is not None
        }

    def fields(self) -> EditionFields:
        """What was typed, as services take it. Excerpts unless the whole text was chosen."""
        return EditionFields(
            title=self.title.data or "",
            summary=self.summary.data or "",
            note=self.note.data or "",
            whole_text=self.shown.data == WHOLE,
            changes=self._said(),
        )
