"""Addresses of the many applications that tests make.

Werkzeug writes and compiles two functions for each of the house's routes, which is nine tenths of
what making an application costs. They depend on nothing but the words of the rule, so they are
compiled once for all applications of a worker.
"""

from collections.abc import Callable
from typing import ClassVar

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class RememberedRule(Rule):
    """A rule whose functions are compiled once; each application binds them to rules of its own."""

    kept: ClassVar[dict[tuple[object, ...], Builder]] = {}

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        if self.defaults:  # converters of this application may have had a part in it
            return super()._compile_builder(append_unknown)
        key = (self.rule, tuple(self._trace), append_unknown)
        if key not in self.kept:
            self.kept[key] = super()._compile_builder(append_unknown)
        return self.kept[key]
