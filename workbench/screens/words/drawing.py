"""A paragraph of a snapshot as elements: its sentences, and the places that are pointed out in it.

Written here and not in a template: nothing but the text may become a text node of a paragraph.
"""

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from workbench.articles.marks import Place, Segment, segments
from workbench.articles.sentences import split
from workbench.sources.snapshots import Paragraph

Pointed = Place[str]  # the key is the class that says why it is pointed out


def drawn(paragraph: Paragraph, pointed: Sequence[Pointed]) -> Markup:
    """A paragraph's words. Each sentence is an element that the keyboard can be on."""
    return Markup("".join(_elements(paragraph, pointed)))  # noqa: S704 - its text was escaped


def _elements(paragraph: Paragraph, pointed: Sequence[Pointed]) -> Iterator[str]:
    behind = 0
    for start, end in split(paragraph.text):
        yield escape(paragraph.text[behind:start])
        yield _sentence(paragraph, start, end, pointed)
        behind = end


def _sentence(paragraph: Paragraph, start: int, end: int, pointed: Sequence[Pointed]) -> str:
    first, last = paragraph.start + start, paragraph.start + end
    words = "".join(_run(paragraph, piece) for piece in segments(first, last, pointed))
    return (
        f'<span class="sentence" id="sentence-{first}" data-start="{first}" data-end="{last}"'
        f' tabindex="-1">{words}</span>'
    )


def _run(paragraph: Paragraph, piece: Segment[str]) -> str:
    words = escape(paragraph.text[piece.start - paragraph.start : piece.end - paragraph.start])
    return f'<mark class="{piece.keys[-1]}">{words}</mark>' if piece.keys else words
