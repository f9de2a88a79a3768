"""Parts of pages that look the same wherever they stand: drawn once, and remembered.

A macro is slow, and a page has thirty icons. A template that exports a macro through one of these
lends it out as it would otherwise, `{% set icon = once(_icon) %}`; whoever imports it does not see
the difference. The macro may know nothing but its arguments.
"""

from collections.abc import Callable
from functools import lru_cache

from flask import Flask
from flask_babel import get_locale
from markupsafe import Markup

Part = Callable[..., Markup]
MOST = 1_000  # of one macro, by its arguments


def register_once(app: Flask) -> None:
    """Give templates `once` and `once_a_language`."""
    app.add_template_global(once, "once")
    app.add_template_global(once_a_language, "once_a_language")


def once(macro: Part) -> Part:
    """The macro, drawn once for the same arguments. What it says is said by these alone."""
    return lru_cache(MOST, typed=True)(macro)


def once_a_language(macro: Part) -> Part:
    """The macro, drawn once for the same arguments in each language: it says words of its own."""

    @lru_cache(MOST, typed=True)
    def drawn(_language: str, *given: object, **named: object) -> Markup:
        return macro(*given, **named)

    return lambda *given, **named: drawn(str(get_locale()), *given, **named)
