"""What people send about verdicts and scales."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
)
from wtforms import Form as PlainForm
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput, TextArea

from workbench.articles.validators import Day
from workbench.claims.models import Claim
from workbench.evidence.models import Evidence
from workbench.verdicts.models import CheckReason, Point, Scale, Verdict
from workbench.verdicts.pairs import Pair
from workbench.verdicts.points import PointFields
from workbench.verdicts.presets import PRESETS
from workbench.verdicts.rules import ICON_WORDS, TOKEN_WORDS, About, RatingPreset, Token
from workbench.web.forms import EditForm, Form, Line, Markdown, Text
from workbench.web.words import word

SPARE_STEPS = 2
MOST_STEPS = 30
HIGHEST_VALUE = 100
MOST_POINTS = 200  # of a return
_POINTED_AT = frozenset({About.STATEMENT, About.EVIDENCE})


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


class PointForm(PlainForm):
    """What an editor asks for of one thing: the statement, or a piece of evidence by its id."""

    about = HiddenField()
    evidence_id = IntegerField(validators=[Optional()], widget=HiddenInput())
    comment = Text(_("What is to be done"))


class ReviewForm(EditForm):
    """An editor's decision: the verdict's revision that was read, a comment on it, and points.

    There is a place for a point on the statement and on each piece of evidence (`offer`).
    """

    comment = Text(_("Comment to the author"))
    points = FieldList(FormField(PointForm), max_entries=MOST_POINTS)

    def offer(self, evidence: Iterable[Evidence]) -> "ReviewForm":
        """Let the form have a place for a point on everything that the claim has now."""
        things = [(About.STATEMENT, None), *((About.EVIDENCE, piece.id) for piece in evidence)]
        for about, evidence_id in things[:MOST_POINTS]:
            if self.point(about, evidence_id) is None:
                # Named by what it is about, so that kept words come back beside that.
                self.points.last_index = (evidence_id or 0) - 1
                self.points.append_entry({"about": about.value, "evidence_id": evidence_id})
        return self

    def point(self, about: str, evidence_id: int | None = None) -> PointForm | None:
        """The place for a point on a thing, if there is one."""
        places = (entry.form for entry in self.points)
        named = (about, evidence_id)
        return next((p for p in places if (p.about.data, p.evidence_id.data) == named), None)

    def asked(self) -> Sequence[PointFields]:
        """The points that say something."""
        said = [entry.form for entry in self.points if entry.form.comment.data]
        return [PointFields(About(p.about.data), p.comment.data, p.evidence_id.data) for p in said]

    def all_said(self) -> str:
        """Comment and points in one, for an approval: it asks for nothing, and loses no words."""
        return "\n\n".join(filter(None, [self.comment.data, *(p.comment for p in self.asked())]))

    def validate_points(self, _field: Any) -> None:
        """Refuse a point on what nobody could have named."""
        for entry in self.points:
            about, evidence_id = entry.form.about.data, entry.form.evidence_id.data
            if about not in _POINTED_AT or (about == About.EVIDENCE) != (evidence_id is not None):
                raise ValidationError(gettext("A point is about the statement or a source."))


class PointAnswerForm(EditForm):
    """Whether what a point asks for is done, and what there is to say to it."""

    done = BooleanField(_("Done"))
    answer = Text(_("Answer"))

    @classmethod
    def of(cls, point: Point) -> "PointAnswerForm":
        """The form, filled with what was said to a point."""
        said = {
            "done": point.done_at is not None,
            "answer": point.answer,
            "revision": point.revision,
        }
        return cls(formdata=None, data=said)


class CheckReasonForm(EditForm):
    """Why a check need not hold for a claim: empty takes the reason back."""

    reason = Text(_("Reason"))

    @classmethod
    def of(cls, given: CheckReason | None) -> "CheckReasonForm":
        """The form, filled with a reason; empty, at revision 0, when there is none."""
        if given is None:
            return cls(formdata=None)
        return cls(formdata=None, data={"reason": given.reason, "revision": given.revision})


class RecheckForm(EditForm):
    """The day on which a claim is checked again, or none; `seen` is the one it had.

    `revision` is of the verdict, for whoever says that it still holds.
    """

    day = Line(_("Check again on"), [Optional(), Day()])
    seen = HiddenField()

    @classmethod
    def of(cls, claim: Claim) -> "RecheckForm":
        """The form, filled with the day that a claim has."""
        return cls(formdata=None, data={"day": claim.recheck_on, "seen": claim.recheck_on})

    @classmethod
    def after(cls, claim: Claim, verdict: Verdict) -> "RecheckForm":
        """The form for the day after the one that has come."""
        return cls(formdata=None, data={"seen": claim.recheck_on, "revision": verdict.revision})

    def is_over(self, today: str) -> bool:
        """Whether the day has come already; then the form says so."""
        if not "" < self.day.data <= today:
            return False
        self.day.errors = [gettext("Give a day after today.")]
        return True


class SettleForm(Form):
    """Which of two readers' verdicts goes on (by its id), and why."""

    verdict = RadioField(
        _("Which verdict goes on"), [InputRequired(_("Choose one of the two verdicts."))],
        coerce=int,
    )  # fmt: skip
    why = Text(_("Why"), [DataRequired(_("Say why this verdict goes on and the other does not."))])

    def offer(self, pair: Pair) -> "SettleForm":
        """Let the form offer both verdicts."""
        self.verdict.choices = _both(pair)
        return self

    def typed(self) -> str:
        """The words in it."""
        return self.why.data or ""


NEITHER = 0


class VoteForm(Form):
    """A vote for one of two readers' verdicts (by its id), or for neither, and then the reason."""

    verdict = RadioField(_("Your vote"), [InputRequired(_("Choose one."))], coerce=int)
    reason = Text(_("Reason"))

    def offer(self, pair: Pair) -> "VoteForm":
        """Let the form offer both verdicts, and neither."""
        self.verdict.choices = [*_both(pair), (NEITHER, gettext("Neither"))]
        return self

    def chosen(self) -> int | None:
        """The verdict voted for; none for neither."""
        return self.verdict.data or None

    def typed(self) -> str:
        """The words in it."""
        return self.reason.data or ""


def _both(pair: Pair) -> list[tuple[int, str]]:
    first, second = (verdict.label for verdict in pair.verdicts)
    return [
        (pair.first.id, gettext("The first reader’s: %(rating)s", rating=first)),
        (pair.second.id, gettext("The second reader’s: %(rating)s", rating=second)),
    ]


# Every look that a preset has, once: its key in the form to its token and icon.
LOOKS = {f"{r.token}:{r.icon}": (r.token, r.icon) for steps in PRESETS.values() for r in steps}
PLAINEST_LOOK = f"{Token.OFF}:diamond"


def is_step_value(_form: PlainForm, field: IntegerField) -> None:
    """Accept what a step may count for; say one thing of everything else, be it a number or not."""
    if field.data is None or not 1 <= field.data <= HIGHEST_VALUE:
        field.errors = []
        told = gettext("Give a whole number from 1 to %(highest)s.", highest=HIGHEST_VALUE)
        raise ValidationError(told)


class StepForm(PlainForm):
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
