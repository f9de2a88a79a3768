"""What people send about verdicts and scales."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import FieldList, Form, FormField, IntegerField, RadioField, SelectField
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput, TextArea

from workbench.verdicts.models import Scale, Verdict
from workbench.verdicts.presets import PRESETS
from workbench.verdicts.rules import ICON_WORDS, TOKEN_WORDS, RatingPreset, Token
from workbench.web.forms import EditForm, Line, Markdown, Text
from workbench.web.words import word

SPARE_STEPS = 2
MOST_STEPS = 30
HIGHEST_VALUE = 100


class VerdictForm(EditForm):
    """A rating with its one-sentence summary and its rationale.

    `read_in` is the number of the article's version that the form was shown with.
    """

    read_in = IntegerField(widget=HiddenInput(), default=0, validators=[NumberRange(min=0)])
    rating = RadioField(_("Rating"), coerce=int, validators=[Optional()])
    summary = Line(_("In one sentence"), widget=TextArea())  # one line, but longer than a panel
    rationale = Markdown(_("Rationale"))

    def offer(self, scale: Scale) -> "VerdictForm":
        """Let the form offer the steps of a scale."""
        self.rating.choices = {rating.id: rating.label for rating in scale.ratings}
        return self

    def read_again(self, version: int) -> None:
        """Show the form with another version of the article: by its number."""
        self.read_in.data, self.read_in.raw_data = version, None

    @classmethod
    def of(cls, verdict: Verdict | None, scale: Scale, read_in: int) -> "VerdictForm":
        """The form, filled with a verdict; empty, at revision 0, when there is none."""
        if verdict is None:
            return cls(formdata=None, data={"read_in": read_in}).offer(scale)
        said = {
            "read_in": read_in,
            "rating": verdict.rating_id,
            "summary": verdict.summary,
            "rationale": verdict.rationale,
            "revision": verdict.revision,
        }
        return cls(formdata=None, data=said).offer(scale)


class ReviewForm(EditForm):
    """An editor's decision: the verdict's revision that was read, and a comment."""

    comment = Text(_("Comment to the author"))


# Every look that a preset has, once: its key in the form to its token and icon.
LOOKS = {f"{r.token}:{r.icon}": (r.token, r.icon) for steps in PRESETS.values() for r in steps}
PLAINEST_LOOK = f"{Token.OFF}:diamond"


def is_step_value(_form: Form, field: IntegerField) -> None:
    """Accept what a step may count for; say one thing of everything else, be it a number or not."""
    if field.data is None or not 1 <= field.data <= HIGHEST_VALUE:
        field.errors = []
        told = gettext("Give a whole number from 1 to %(highest)s.", highest=HIGHEST_VALUE)
        raise ValidationError(told)


class StepForm(Form):
    """One step of a scale. A step without a label is left out."""

    label = Line(_("Label"))
    value = IntegerField(_("Value"), [Optional(), is_step_value])
    look = SelectField(_("Look"), default=PLAINEST_LOOK)
    definition = Line(_("Definition"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.look.choices = {key: _look_words(key) for key in LOOKS}

    def preset(self) -> RatingPreset:
        """What was typed, as services take it."""
        token, icon = LOOKS[self.look.data]
        return RatingPreset(
            self.label.data, self.value.data, token, icon, self.definition.data or ""
        )


def _look(rating: Any) -> str:
    """A rating's look; one that no preset has becomes the first with its colour."""
    key = f"{rating.token}:{rating.icon}"
    return key if key in LOOKS else next(k for k, look in LOOKS.items() if look[0] == rating.token)


def _look_words(key: str) -> str:
    token, icon = LOOKS[key]
    return f"{word(TOKEN_WORDS[token])}: {word(ICON_WORDS[icon])}"


class ScaleForm(EditForm):
    """A scale, to become the desk's next one. `revision` is the id of the one that was seen."""

    name = Line(_("Name of the scale"), [DataRequired(_("A scale needs a name."))])
    steps = FieldList(FormField(StepForm), _("Steps"), max_entries=MOST_STEPS)

    @classmethod
    def of(cls, name: str, ratings: Iterable[Any], seen: Scale) -> "ScaleForm":
        """The form, filled with ratings or presets of them, and some steps to fill in."""
        steps = [
            {"label": r.label, "value": r.value, "look": _look(r), "definition": r.definition}
            for r in ratings
        ]
        form = cls(formdata=None, data={"name": name, "steps": steps, "revision": seen.id})
        form.add_spare_steps()
        return form

    def add_spare_steps(self) -> None:
        """Let the form end with a few empty steps."""
        empty = len(self.steps) - len(self._given())
        for _step in range(min(SPARE_STEPS - empty, MOST_STEPS - len(self.steps))):
            self.steps.append_entry()

    def ratings(self) -> Sequence[RatingPreset]:
        """The steps that have a label: the truest first, then what is off the scale."""
        given = [step.preset() for step in self._given()]
        return sorted(given, key=lambda r: (r.value is None, -(r.value or 0)))

    def _given(self) -> list[StepForm]:
        return [step.form for step in self.steps if step.form.label.data]

    def validate_steps(self, _field: Any) -> None:
        """Refuse what no report could show: two alike, or a scale with one end."""
        given = self._given()
        labels = {step.label.data.casefold() for step in given}
        if not given:
            raise ValidationError(gettext("A scale needs at least one step."))
        if len(labels) < len(given):
            raise ValidationError(gettext("Two steps have the same label."))
        values = {step.value.data for step in given} - {None}
        if len(values) == 1:
            raise ValidationError(
                gettext("Give at least two steps different values, or leave all values empty.")
            )
