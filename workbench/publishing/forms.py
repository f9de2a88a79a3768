"""What an editor says of an edition."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from workbench.articles.rules import LONGEST_TITLE
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.edition.model import EditionContent
from workbench.web.forms import Form, Line, Text

WHOLE, EXCERPTS = "whole", "excerpts"


class PublishForm(Form):
    """Title, summary and change note of an edition, and how much of the article it may show."""

    title = Line(
        _("Title of the report"),
        [DataRequired(_("Give the report a title.")), Length(max=LONGEST_TITLE)],
        description=_("The first edition’s title also makes the report’s address, for good."),
    )
    seen = HiddenField()  # the state of the edition that the page showed
    summary = Text(
        _("What holds?"),
        description=_("One or two sentences. Readers see them first, above the text."),
    )
    note = Text(
        _("Note on this edition"),
        description=_("What is new or corrected, and why. Readers see it beside the old verdict."),
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

    def shows(self, state: str) -> None:
        """Note what the page around the form shows, so that nothing else can be published."""
        self.seen.data = state

    def fields(self) -> EditionFields:
        """What was typed, as services take it. Excerpts unless the whole text was chosen."""
        return EditionFields(
            title=self.title.data or "",
            summary=self.summary.data or "",
            note=self.note.data or "",
            whole_text=self.shown.data == WHOLE,
        )
