"""Where templates are rendered: Flask's environment, in which a page of many parts costs less.

Jinja is made for names that come at any time, values of any kind and functions that want to know
where they are called. A page shows a thousand values and calls two hundred functions, so what it
does for each of these is most of the time a page takes. Here it is told what is known beforehand.
"""

from collections.abc import MutableMapping
from functools import lru_cache
from types import FunctionType, MethodType
from typing import Any

from flask.templating import Environment
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape

PLAIN = {FunctionType, MethodType, type(lru_cache(len))}


def written(value: object) -> str:
    """A value as it stands in a page: escaped, unless it is markup or a number."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    return str(value) if kind is int else escape(value)


class PageCode(CodeGenerator):
    """Turns templates into Python that writes values by `written`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")


class PageContext(Context):
    """The names of one page, which calls a macro or a plain function without asking what it is."""

    def call(self, called: Any, *given: Any, **named: Any) -> Any:
        """Called by every template for every call."""
        if type(called) is Macro:
            return called(self.eval_ctx, *given, **_own(named))
        if type(called) in PLAIN and not hasattr(called, "jinja_pass_arg"):
            return called(*given, **_own(named))
        return super().call(called, *given, **named)


def _own(named: dict[str, Any]) -> dict[str, Any]:
    """Without what Jinja adds, in loops and blocks, for functions that look at its context."""
    named.pop("_loop_vars", None)
    named.pop("_block_vars", None)
    return named


class PageEnvironment(Environment):
    """An environment whose globals are complete before the first template is loaded.

    Otherwise Jinja looks through them at every `import` of a page, in a mapping of mappings. Here
    each template has a plain dictionary of them.
    """

    code_generator_class = PageCode
    context_class = PageContext
    written = staticmethod(written)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names a template knows: those of all templates, and its own."""
        return {**self.globals, **(d or {})}
