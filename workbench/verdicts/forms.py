"""What people send about verdicts."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import Optional

from workbench.verdicts.models import Scale, Verdict
from workbench.web.forms import EditForm, Line, Text


class VerdictForm(EditForm):
    """A rating with its one-sentence summary and its rationale."""

    rating = RadioField(_("Rating"), coerce=int, validators=[Optional()])
    summary = Line(_("In one sentence"))
    rationale = Text(_("Rationale"))

    def offer(self, scale: Scale) -> "VerdictForm":
        """Let the form offer the steps of a scale."""
        self.rating.choices = {rating.id: rating.label for rating in scale.ratings}
        return self

    @classmethod
    def of(cls, verdict: Verdict | None, scale: Scale) -> "VerdictForm":
        """The form, filled with a verdict; empty, at revision 0, when there is none."""
        if verdict is None:
            return cls(formdata=None).offer(scale)
        said = {
            "rating": verdict.rating_id,
            "summary": verdict.summary,
            "rationale": verdict.rationale,
            "revision": verdict.revision,
        }
        return cls(formdata=None, data=said).offer(scale)


class ReviewForm(EditForm):
    """An editor's decision: the verdict's revision that was read, and a comment."""

    comment = Text(_("Comment to the author"))
