"""Words behind an option, cleaned like those of forms and no longer than they may be."""

from collections.abc import Callable

import click

from workbench.web.forms import LONGEST_LINE, LONGEST_TEXT, clean_line, clean_text

Check = Callable[[click.Context, click.Parameter, str | None], str | None]


def line(longest: int = LONGEST_LINE) -> Check:
    """One line of at most so many code points."""
    return _check(clean_line, longest)


def text() -> Check:
    """Several lines."""
    return _check(clean_text, LONGEST_TEXT)


def _check(clean: Callable[[str], str], longest: int) -> Check:
    def check(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
        words = None if value is None else clean(value)
        if words is not None and len(words) > longest:
            raise click.BadParameter(f"Use {longest:,} characters at most.")
        return words

    return check
