"""Frames for other people's pages, as high as the words that they show are long."""

import html
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil

from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.model import Claim, EditionContent

WIDEST, NARROWEST = 640, 240  # pixels
_PHONE = 288  # how narrow a frame gets on a phone, and
_MARGINS = 32  # what is free beside it there
# Measures of embed.css, in pixels: what stands around the words, lines, and letters (on average).
_AROUND, _FOOT, _CHIP = 42, 57, 34
_STATEMENT_LINE, _STATEMENT_LETTER = 27, 9.2
_SUMMARY_LINE, _SUMMARY_LETTER = 24, 8.0
_STRIP, _WIDE_CHIP = 20, 130


@dataclass(frozen=True)
class Frame:
    """A frame around an embedded page. Width and height are in pixels.

    `narrow_height`: what it needs where the other page is as narrow as it gets.
    """

    address: str
    title: str
    width: int
    height: int
    narrow_height: int

    @property
    def html(self) -> str:
        """What is pasted into another page."""
        return (
            f'<iframe src="{html.escape(self.address)}" title="{html.escape(self.title)}" '
            f'width="{self.width}" height="{self.height}" loading="lazy" '
            f'style="border:0;max-width:100%;height:{self._css_height}"></iframe>'
        )

    @property
    def _css_height(self) -> str:
        """The narrower the window, the higher: words need more lines where these are shorter.

        They need less than a straight line says between the two widths, so nothing is cut off.
        """
        slope = (self.narrow_height - self.height) / max(self.width - _PHONE, 1)
        at_no_width = self.height + slope * (self.width + _MARGINS)
        grown = f"{at_no_width:.0f}px - {slope * 100:.1f}vw"
        return f"clamp({self.height}px,{grown},{self.narrow_height}px)"

    def at_most(self, height: int) -> "Frame":
        """A frame that is never higher than this."""
        narrow = min(self.narrow_height, height)
        return replace(self, height=min(self.height, height), narrow_height=narrow)


def claim_frame(content: EditionContent, claim: Claim, width: int = WIDEST) -> Frame:
    """The frame of a claim, as high as its words are long."""

    def high(width: int) -> int:
        return (
            _AROUND + _CHIP + _FOOT
            + _height(claim.statement, width, _STATEMENT_LINE, _STATEMENT_LETTER)
            + _height(claim.verdict.summary, width, _SUMMARY_LINE, _SUMMARY_LETTER)
        )  # fmt: skip

    title = f"{claim.verdict.rating.label}: {claim.statement}"
    return _frame(f"{content.site.claim_url(claim.number)}/embed", title, width, high)


def report_frame(content: EditionContent, width: int = WIDEST) -> Frame:
    """The frame of a report, as high as its words are long."""
    counts = verdict_counts(content.claims, content.scales)
    given = sum(bool(number) for _rating, number in counts)

    def high(width: int) -> int:
        return (
            _AROUND + _FOOT + _STRIP + ceil(given * _WIDE_CHIP / _inside(width)) * _CHIP
            + _height(content.title, width, _STATEMENT_LINE, _STATEMENT_LETTER)
            + _height(content.summary, width, _SUMMARY_LINE, _SUMMARY_LETTER)
        )  # fmt: skip

    return _frame(f"{content.site.report_url}/embed", content.title, width, high)


def _frame(address: str, title: str, width: int, high: Callable[[int], int]) -> Frame:
    return Frame(address, title, width, high(width), max(high(width), high(_PHONE)))


def _height(words: str, width: int, line: int, letter: float) -> int:
    """How high words stand: lines end at words, so they hold a little less than would fit."""
    lines = len(words) * letter / _inside(width)
    return line * ceil(lines * 1.15) if words else 0


def _inside(width: int) -> int:
    return max(width, NARROWEST) - _AROUND
