"""How dates, moments and Markdown are written out in templates, in the reader's language."""

import re
from datetime import datetime

from flask import Flask
from flask_babel import get_locale
from markupsafe import Markup, escape

from workbench.web import dates
from workbench.web.markdown import to_markup
from workbench.web.submissions import new_key

_PARTIAL_DATE = re.compile(r"\b\d{4}(?:-\d\d){1,2}\b")


def register_filters(app: Flask) -> None:
    """Make the filters known to every template."""
    app.add_template_filter(partial_date, "partial_date")
    app.add_template_filter(moment, "moment")
    app.add_template_filter(day, "day")
    app.add_template_filter(whole_dates, "whole_dates")
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


def whole_dates(words: str) -> Markup:
    """Words in which no line breaks at the hyphens of a date such as 2019-05-15."""
    return Markup(_PARTIAL_DATE.sub(r"<time>\g<0></time>", str(escape(words))))  # noqa: S704 - escaped
