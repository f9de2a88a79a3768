"""How dates, moments and Markdown are written out in templates, in the reader's language."""

from datetime import datetime

from flask import Flask
from flask_babel import get_locale

from workbench.web import dates
from workbench.web.markdown import to_markup
from workbench.web.submissions import new_key


def register_filters(app: Flask) -> None:
    """Make the filters known to every template."""
    app.add_template_filter(partial_date, "partial_date")
    app.add_template_filter(moment, "moment")
    app.add_template_filter(day, "day")
    app.add_template_filter(to_markup, "markdown")
    app.add_template_global(new_key, "new_key")


def partial_date(value: str) -> str:
    """A date as far as it is known."""
    return dates.partial_date(value, get_locale())


def moment(value: datetime, time_zone: str = "UTC") -> str:
    """A UTC moment in a desk's time zone."""
    return dates.moment(value, time_zone, get_locale())


def day(value: datetime, time_zone: str = "UTC") -> str:
    """The day a UTC moment falls on in a desk's time zone."""
    return dates.day(value, time_zone, get_locale())
