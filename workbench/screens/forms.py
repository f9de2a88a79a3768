"""What lists are narrowed to: forms that are sent in the address."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import DataRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from workbench.accounts.rules import Actor
from workbench.articles.validators import Day
from workbench.claims.rules import Priority, Status
from workbench.evidence.contact_log import LogFilter
from workbench.evidence.library import SourceFilter
from workbench.evidence.rules import ContactState
from workbench.intake.remarks import RemarkKind
from workbench.jobs.rules import JobState
from workbench.messages.rules import MessageKind, MessageState
from workbench.sources.rules import Closeness, SourceKind
from workbench.verdicts.claim_views import ClaimView
from workbench.verdicts.overview import ClaimFilter
from workbench.verdicts.rules import TOKEN_WORDS, Token
from workbench.web.forms import Line
from workbench.web.words import capital, choices_of, word

NO_VERDICT, STALE = "none", "stale"
YES, NO = "yes", "no"
OVERDUE, ALL = "overdue", "all"


class FilterForm(FlaskForm):
    """A form in the address: it changes nothing, so it needs neither token nor key.

    What cannot be chosen is taken for nothing chosen: an old bookmark still opens the list.
    """

    class Meta:
        csrf = False

    def chosen(self) -> dict[str, Any]:
        """What the list is narrowed to, as it stands in the address."""
        self.validate()
        said = {field.name: field.data for field in self if not field.errors}
        return {name: value for name, value in said.items() if value}


class ComparisonForm(FilterForm):
    """With which snapshot of a source another one is compared."""

    day = Line(_("The last one kept up to the day"), [DataRequired(_("Give the day.")), Day()])


class ClaimFilterForm(FilterForm):
    """Which claims of the desk are listed."""

    q = Line(_("Words of the statement"))
    status = SelectField(_("Status"), default="")
    priority = SelectField(_("Priority"), default="")
    rating = SelectField(_("Verdict"), default="")
    mine = BooleanField(_("Only those I took"), false_values=("", "0", "false"))
    tag = Line(_("Tag"))
    view = SelectField(default="", choices=["", *ClaimView], widget=HiddenInput())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.status.choices = {"": gettext("Any status"), **choices_of(Status)}
        self.priority.choices = {"": gettext("Any priority"), **choices_of(Priority)}
        ratings = {t or NO_VERDICT: capital(word(words)) for t, words in TOKEN_WORDS.items()}
        stale = {STALE: gettext("Given on words that changed")}
        self.rating.choices = {"": gettext("Any verdict"), **ratings, **stale}

    def wanted(self, viewer: Actor, today: str) -> ClaimFilter:
        """The filter that was chosen, by somebody who may ask for their own claims."""
        chosen = self.chosen()
        rating = chosen.get("rating")
        return ClaimFilter(
            words=chosen.get("q", ""),
            status=Status(chosen["status"]) if "status" in chosen else None,
            priority=Priority(chosen["priority"]) if "priority" in chosen else None,
            token=Token(rating) if rating not in {None, NO_VERDICT, STALE} else None,
            without_verdict=rating == NO_VERDICT,
            stale=rating == STALE,
            mine=viewer.person_id if "mine" in chosen else None,
            tag=chosen.get("tag", ""),
            view=ClaimView(chosen["view"]) if "view" in chosen else None,
            viewer=viewer,
            today=today,
        )


class ContactFilterForm(FilterForm):
    """Which contacts of the desk are listed: those that wait, unless others are asked for."""

    state = SelectField(_("What came of it"), default=ContactState.WAITING.value)
    by = SelectField(_("Asked by"), default="")

    def __init__(self, *args: Any, people: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting, *others = choices_of(ContactState).items()
        overdue, all_of_them = (OVERDUE, gettext("Overdue")), (ALL, gettext("Anything"))
        self.state.choices = dict([waiting, overdue, *others, all_of_them])
        self.by.choices = {"": gettext("Anybody")} | {
            str(key): name for key, name in people.items()
        }

    def chosen(self) -> dict[str, Any]:
        """What the list is narrowed to besides waiting."""
        return {k: v for k, v in super().chosen().items() if v != self[k].default}

    def wanted(self, today: str) -> LogFilter:
        """The filter that was chosen; today is the desk's day."""
        chosen = self.chosen()
        state, by = chosen.get("state", ContactState.WAITING), chosen.get("by")
        asked_by = int(by) if by else None
        if state == OVERDUE:
            return LogFilter(ContactState.WAITING, today, asked_by)
        return LogFilter(None if state == ALL else ContactState(state), asked_by=asked_by)


class MessageFilterForm(FilterForm):
    """Which of readers' messages are listed: new ones, unless others are asked for."""

    state = SelectField(_("What became of it"), default=MessageState.NEW.value)
    kind = SelectField(_("What it is"), default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = {"": gettext("Any kind"), **choices_of(MessageKind)}
        self.state.choices = {**choices_of(MessageState), ALL: gettext("Anything")}

    def chosen(self) -> dict[str, Any]:
        """What the list is narrowed to, if not to new ones."""
        return {k: v for k, v in super().chosen().items() if v != self[k].default}

    def wanted(self) -> MessageState | None:
        """The state that was chosen, or none for all."""
        state = self.chosen().get("state", MessageState.NEW)
        return None if state == ALL else MessageState(state)

    def wanted_kind(self) -> MessageKind | None:
        """The kind that was chosen, or none for any."""
        kind = self.chosen().get("kind")
        return MessageKind(kind) if kind else None


class RemarkFilterForm(FilterForm):
    """Which remarks of a manuscript are listed."""

    kind = SelectField(_("Kind"), default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = {"": gettext("Any kind"), **choices_of(RemarkKind)}

    def wanted(self) -> RemarkKind | None:
        """The kind that was chosen, or none for any."""
        kind = self.chosen().get("kind")
        return RemarkKind(kind) if kind else None


class SourceFilterForm(FilterForm):
    """Which sources of the library are listed."""

    q = Line(_("Title, author, publisher or address"))
    kind = SelectField(_("Kind"), default="")
    closeness = SelectField(_("Primary or secondary"), default="")
    tag = Line(_("Tag"))
    kept = SelectField(_("Snapshot"), default="")
    used = SelectField(_("Used"), default="")
    origin = IntegerField(widget=HiddenInput(), validators=[Optional(), NumberRange(1, 2**31)])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = {"": gettext("Any kind"), **choices_of(SourceKind)}
        self.closeness.choices = {"": gettext("Either"), **choices_of(Closeness)}
        self.kept.choices = {
            "": gettext("With or without"), YES: gettext("With one"), NO: gettext("Without"),
        }  # fmt: skip
        self.used.choices = {
            "": gettext("Or not"), YES: gettext("By a claim"), NO: gettext("Not yet"),
        }  # fmt: skip

    def wanted(self) -> SourceFilter:
        """The filter that was chosen."""
        chosen = self.chosen()
        return SourceFilter(
            words=chosen.get("q", ""),
            kind=SourceKind(chosen["kind"]) if "kind" in chosen else None,
            closeness=Closeness(chosen["closeness"]) if "closeness" in chosen else None,
            tag=chosen.get("tag", ""),
            kept=chosen["kept"] == YES if "kept" in chosen else None,
            used=chosen["used"] == YES if "used" in chosen else None,
            origin_id=chosen.get("origin"),
        )


class JobFilterForm(FilterForm):
    """Which jobs of the desk are listed."""

    state = SelectField(_("State"), default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state.choices = {"": gettext("Any state"), **choices_of(JobState)}

    def wanted(self) -> JobState | None:
        """The state that was chosen."""
        state = self.chosen().get("state")
        return JobState(state) if state else None
