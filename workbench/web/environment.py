"""Where templates are rendered: Flask's environment, in which a page of many parts costs less.

Jinja looks through the names that all templates share at every `import` of a page. It keeps them
in a `ChainMap`, so that names may be added at any time; every comparison of it runs in Python,
and a page has a dozen imports. Here the names are complete when the application is, so that each
template gets a plain dictionary of them.
"""

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment


class PageEnvironment(Environment):
    """An environment whose globals are complete before the first template is loaded."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names a template knows: those of all templates, and its own."""
        return {**self.globals, **(d or {})}
