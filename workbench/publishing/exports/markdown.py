"""The report as Markdown (CommonMark, with the tables and footnotes of GitHub's).

Whatever the template puts in is words (`words_in_line`), unless it was made Markdown on purpose: so
nothing that people typed can become structure or HTML.
"""

import re
from functools import cache
from typing import Any

from jinja2 import Environment

from workbench.publishing.edition.model import EditionContent, Source
from workbench.publishing.exports.citing import citation
from workbench.publishing.exports.earlier import said_then
from workbench.publishing.exports.markdown_prose import prose
from workbench.publishing.exports.wordings import DONE
from workbench.publishing.pages.context import Links, report_context
from workbench.publishing.pages.environment import make_environment
from workbench.publishing.tables.markdown_words import (
    address,
    begins_line,
    with_address,
    words_in_line,
)

_BLANK_LINES = re.compile(r"\n{3,}")


class Written(str):
    """Markdown already."""

    __slots__ = ()


def export(content: EditionContent) -> bytes:
    """The whole report: what holds, the text with its notes, claims, sources, method."""
    links = Links(content.site.public_url, content.site.slug)
    context = report_context(content, links) | {
        "cite": _cited,
        "said_then": said_then,
        "DONE": DONE,
    }
    written = _environment().get_template("publishing/report.md").render(context, edition=content)
    return (_BLANK_LINES.sub("\n\n", written).strip() + "\n").encode()


@cache
def _environment() -> Environment:
    found = make_environment(_no_asset).overlay(autoescape=False, finalize=_put)
    found.filters.update(
        prose=lambda words: Written(prose(words)),
        written=Written,
        begins_line=lambda written: Written(begins_line(written)),
        line=lambda words: Written(begins_line(words_in_line(words))),
        address=lambda url: Written(address(url)),
    )
    return found


def _put(value: Any) -> str:
    return value if isinstance(value, Written) else words_in_line(str(value))


def _cited(source: Source, locator: str = "") -> Written:
    """As the source is cited, its address a link."""
    return Written(with_address(citation(source, locator), source.url))


def _no_asset(filename: str) -> str:
    raise ValueError(f"a text cannot have {filename}")
