"""How dates, moments and Markdown are written out in templates."""

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import format_date, format_datetime
from markupsafe import Markup

from workbench.web.markdown import to_html
from workbench.web.submissions import new_key


def register_filters(app: Flask) -> None:
    """Make the filters known to every template."""
    app.add_template_filter(partial_date, "partial_date")
    app.add_template_filter(moment, "moment")
    app.add_template_filter(day, "day")
    app.add_template_filter(markdown, "markdown")
    app.add_template_global(new_key, "new_key")


def partial_date(value: str) -> str:
    """`2019-05-15` as “15 May 2019”, `2019-05` as “May 2019”, `2019` as it is."""
    parts = [int(part) for part in value.split("-")] if value else []
    if len(parts) == 3:
        return format_date(date(*parts), "d MMMM y")
    if len(parts) == 2:
        return format_date(date(parts[0], parts[1], 1), "MMMM y")
    return value


def moment(value: datetime, time_zone: str = "UTC") -> str:
    """A UTC moment in a desk's time zone: “16 May 2019, 14:05”."""
    return format_datetime(value.astimezone(_zone(time_zone)), "d MMMM y, HH:mm", rebase=False)


def day(value: datetime, time_zone: str = "UTC") -> str:
    """The day a UTC moment falls on in a desk's time zone."""
    return format_datetime(value.astimezone(_zone(time_zone)), "d MMMM y", rebase=False)


def markdown(value: str) -> Markup:
    """Markdown as sanitised HTML."""
    return Markup(to_html(value))  # noqa: S704 - to_html sanitises


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
