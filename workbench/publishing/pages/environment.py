"""The templates of public pages, with nothing of a request in reach.

What is rendered here depends on its arguments alone, so that the same edition gives the same
bytes to everybody, from the web and from the command line.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from workbench.articles.word_difference import word_difference
from workbench.config import ASSETS
from workbench.evidence.quotes import has_desk_signs
from workbench.slugs import own_slug
from workbench.web.dates import day, moment, partial_date
from workbench.web.markdown import to_markup
from workbench.web.once import once
from workbench.web.words import capital

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
    environment.globals.update(
        asset=asset, once=once, word_difference=word_difference, has_desk_signs=has_desk_signs
    )
    environment.filters.update(
        partial_date=partial(partial_date, locale=_LOCALE), day=partial(day, locale=_LOCALE),
        moment=partial(moment, locale=_LOCALE), utc=datetime.fromisoformat, markdown=to_markup,
        word=str, capital=capital, own_slug=own_slug,
    )  # fmt: skip
    return environment


@cache
def static_address(filename: str) -> str:
    """Where the application serves a static file; its content is part of the address."""
    if filename.startswith("vendor/"):
        return f"/static/{filename}"
    content = (ASSETS / "static" / filename).read_bytes()
    return f"/static/{filename}?v={hashlib.sha256(content).hexdigest()[:12]}"
