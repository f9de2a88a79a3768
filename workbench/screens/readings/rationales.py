"""Two rationales side by side as they are read elsewhere, with the words marked that differ.

What is compared is the words that are shown, so a link or an emphasis more is no difference.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from workbench.verdicts.side_by_side import Stretch, side_by_side
from workbench.web.markdown import to_html

_TAG = re.compile(r"""(<(?:"[^"]*"|[^">])*>)""")  # of sanitised HTML: no text has a bare <


@dataclass(frozen=True)
class Rationales:
    """Both, as HTML. `compared`: whether they have enough in common for it."""

    first: Markup
    second: Markup
    compared: bool


def compare_rationales(first: str, second: str) -> Rationales:
    """Two Markdown texts, side by side."""
    one, other = to_html(first), to_html(second)
    found = side_by_side(_words(one), _words(other))
    return Rationales(_marked(one, found.first), _marked(other, found.second), found.compared)


def _words(rendered: str) -> str:
    return "".join(html.unescape(piece) for piece in _TAG.split(rendered)[::2])


def _marked(rendered: str, stretches: Sequence[Stretch]) -> Markup:
    pieces, left = _TAG.split(rendered), list(stretches)
    for place in range(0, len(pieces), 2):  # text and tags by turns
        said = _taken(left, len(html.unescape(pieces[place])))
        pieces[place] = "".join(map(_shown, said))
    return Markup("".join(pieces))  # noqa: S704 - to_html sanitised it, and words are escaped


def _taken(left: list[Stretch], length: int) -> Iterator[Stretch]:
    """The next so many letters, which are taken off what is left."""
    while length:
        stretch = left.pop(0)
        now, later = stretch.text[:length], stretch.text[length:]
        yield Stretch(now, stretch.own, stretch.standout)
        length -= len(now)
        if later:
            left.insert(0, Stretch(later, stretch.own, stretch.standout))


def _shown(stretch: Stretch) -> str:
    words = str(escape(stretch.text))
    if not (stretch.own and stretch.text.strip()):
        return words
    standout = f" is-{stretch.standout}" if stretch.standout else ""
    return f'<mark class="own{standout}">{words}</mark>'
