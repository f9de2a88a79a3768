"""What the record is narrowed to, in the address."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import Optional

from workbench.articles.validators import Day
from workbench.history.queries import LineFilter
from workbench.screens.forms import FilterForm
from workbench.screens.history.kinds import KINDS, About
from workbench.web.dates import beginning_of_day, end_of_day
from workbench.web.forms import Line
from workbench.web.words import choices_of

NOBODY = "0"


class HistoryFilterForm(FilterForm):
    """Which lines of the record are listed."""

    about = SelectField(_("What it is about"), default="")
    by = SelectField(_("Who did it"), default="")
    since = Line(_("From the day"), [Optional(), Day()])
    until = Line(_("To the day"), [Optional(), Day()])

    def __init__(self, *args: Any, people: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about.choices = {"": gettext("Anything"), **choices_of(About)}
        named = {str(key): name for key, name in people.items()}
        self.by.choices = {"": gettext("Anybody"), **named, NOBODY: gettext("Nobody who signed in")}

    def wanted(self, of: LineFilter, time_zone: str) -> LineFilter:
        """The filter that was chosen, of the lines that the page is about; days are the desk's."""
        chosen = self.chosen()
        since, until = chosen.get("since"), chosen.get("until")
        return replace(
            of,
            kinds=KINDS[About(chosen["about"])] if "about" in chosen else (),
            person_id=int(chosen["by"]) if "by" in chosen else of.person_id,
            since=beginning_of_day(since, time_zone) if since else None,
            until=end_of_day(until, time_zone) if until else None,
        )
