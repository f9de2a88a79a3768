"""Sentences as elements, with the marks in them.

Written here and not in a template: a page has hundreds of them, and as nothing but the article may
become a text node, a template of it would have to be without a gap too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask_babel import gettext as _
from markupsafe import Markup, escape

from workbench.articles.marks import Place, Segment, segments
from workbench.claims.queries import DecidedSentence
from workbench.claims.rules import Reason
from workbench.verdicts.marks import Mark
from workbench.web.words import word


@dataclass(frozen=True)
class Look:
    """How a text looks to one who reads it: where a claim's number leads, and what is pointed out.

    `claims` is the address that the claims' are under; `opened` the number of the open claim,
    `current` the position of the sentence that the page's address names.
    """

    claims: str
    opened: int | None = None
    current: int | None = None


class Stretch(NamedTuple):
    """Some characters of the text, from an offset on, and what overlaps them."""

    start: int
    end: int
    places: Sequence[Place[int]]


class Drawing:
    """Draws sentences of one stretch of text, which begins at `offset`; marks are by passage id."""

    def __init__(self, text: str, offset: int, marks: Mapping[int, Mark], look: Look) -> None:
        self.text, self.offset, self.marks, self.look = text, offset, marks, look
        self._called = _("Claim %(number)s: %(verdict)s")
        self._undecided = _("no verdict")

    def words(self, decided: Sequence[DecidedSentence], between: Iterator[Stretch]) -> Markup:
        """A block's sentences. `between` gives in turn what stands before each, and its own."""
        drawn = [
            f"{self._runs(next(between))}{self._sentence(sentence, next(between))}"
            for sentence in decided
        ]
        return Markup("".join(drawn))  # noqa: S704 - what is the article's was escaped

    def _sentence(self, sentence: DecidedSentence, own: Stretch) -> str:
        place, state = sentence.position, _state(sentence, own)
        current = " is-current" if place == self.look.current else ""
        title = _title(sentence.reason) if sentence.reason and state != "claimed" else ""
        return (
            f'<span class="sentence is-{state}{current}" id="sentence-{place}"'
            f' data-start="{own.start}" data-end="{own.end}" tabindex="-1"{title}>'
            f"{self._runs(own)}</span>"
        )

    def _runs(self, stretch: Stretch) -> str:
        if not stretch.places:
            return self._cut(stretch.start, stretch.end)
        return "".join(
            self._run(each) for each in segments(stretch.start, stretch.end, stretch.places)
        )

    def _run(self, segment: Segment[int]) -> str:
        """Characters that the same claims cover; a claim's number stands behind its last one."""
        opens = "".join(self._opening(self.marks[key]) for key in segment.opens)
        numbers = "".join(self._number(self.marks[key]) for key in segment.ends)
        words = self._cut(segment.start, segment.end)
        return f"{opens}{words}{'</mark>' * len(segment.closes)}{numbers}"

    def _opening(self, mark: Mark) -> str:
        return f'<mark class="claim {self._colour(mark)}" data-claims="{mark.claim_number}">'

    def _number(self, mark: Mark) -> str:
        number, verdict = mark.claim_number, mark.label or self._undecided
        words = escape(self._called % {"number": number, "verdict": verdict})
        return (
            f'<a class="claim-number {self._colour(mark)}" href="{self.look.claims}/{number}"'
            f' data-claim="{number}" data-number="{number}" aria-label="{words}"></a>'
        )

    def _colour(self, mark: Mark) -> str:
        ring = " is-open" if mark.claim_number == self.look.opened else ""
        return f"verdict-{mark.token or 'none'}{ring}"

    def _cut(self, start: int, end: int) -> str:
        return escape(self.text[start - self.offset : end - self.offset])


def _state(sentence: DecidedSentence, own: Stretch) -> str:
    """The glossary’s word for what was decided of the sentence."""
    if own.places:
        return "claimed"
    if not sentence.body:
        return "outside"
    return "untouched" if sentence.reason is None else "set-aside"


def _title(reason: Reason) -> str:
    words = _("Set aside: %(reason)s", reason=word(reason))
    return f' title="{escape(words)}"'
