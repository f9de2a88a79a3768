"""Addresses of the many applications that tests make.

Werkzeug parses the rule of each of the house's routes and compiles two functions for it, which is
nearly all that making an application costs. What comes of it depends on the words of the rule
alone, so a worker does it once.
"""

from typing import ClassVar

from werkzeug.routing import Rule


class RememberedRule(Rule):
    """A rule that takes over what the first rule of the same words was compiled to."""

    kept: ClassVar[dict[str, "RememberedRule"]] = {}

    def compile(self) -> None:
        """Compile the rule, or remember it. Defaults are worked into the functions: no sharing."""
        first = self if self.defaults else self.kept.setdefault(self.rule, self)
        if first is self:
            super().compile()
            return
        self.arguments = set(first.arguments)
        self._trace, self._parts, self._converters = first._trace, first._parts, first._converters
        self._build, self._build_unknown = first._build, first._build_unknown
