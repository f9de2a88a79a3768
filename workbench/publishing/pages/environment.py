"""The templates of public pages, with nothing of a request in reach.

What is rendered here depends on its arguments alone, so that the same edition gives the same
bytes to everybody, from the web and from the command line.
"""

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from workbench.config import ASSETS
from workbench.web.markdown import to_html

_LOCALE = "en"


def make_environment(asset: Callable[[str], str]) -> Environment:
    """An environment whose templates have the addresses of static files from `asset`."""
    environment = Environment(
        loader=FileSystemLoader(ASSETS / "templates"),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "indent": 1}
    environment.globals["asset"] = asset
    environment.filters.update(
        partial_date=partial_date, day=day, moment=moment, utc=datetime.fromisoformat,
        markdown=_markdown,
    )  # fmt: skip
    return environment


@cache
def static_address(filename: str) -> str:
    """Where the application serves a static file; its content is part of the address."""
    if filename.startswith("vendor/"):
        return f"/static/{filename}"
    content = (ASSETS / "static" / filename).read_bytes()
    return f"/static/{filename}?v={hashlib.sha256(content).hexdigest()[:12]}"


def partial_date(value: str) -> str:
    """`2019-05-15` as “15 May 2019”, `2019-05` as “May 2019”, `2019` as it is."""
    parts = [int(part) for part in value.split("-")] if value else []
    if len(parts) == 3:
        return format_date(date(*parts), "d MMMM y", locale=_LOCALE)
    if len(parts) == 2:
        return format_date(date(parts[0], parts[1], 1), "MMMM y", locale=_LOCALE)
    return value


def day(value: datetime, time_zone: str = "UTC") -> str:
    """The day a moment falls on in a time zone."""
    return format_date(value.astimezone(ZoneInfo(time_zone)), "d MMMM y", locale=_LOCALE)


def moment(value: datetime, time_zone: str = "UTC") -> str:
    """A moment in a time zone: “16 May 2019, 14:05”."""
    local = value.astimezone(ZoneInfo(time_zone))
    return format_datetime(local, "d MMMM y, HH:mm", tzinfo=local.tzinfo, locale=_LOCALE)


def _markdown(value: str) -> Markup:
    return Markup(to_html(value))  # noqa: S704 - to_html sanitises
