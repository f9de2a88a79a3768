"""Frames for other people's pages, as high as the words that they show are long."""

import html
from dataclasses import dataclass
from math import ceil

from workbench.publishing.edition.counts import verdict_counts
from workbench.publishing.edition.model import Claim, EditionContent

WIDEST, NARROWEST = 640, 240  # pixels
# Measures of embed.css, in pixels: what stands around the words, lines, and letters (on average).
_AROUND, _FOOT, _CHIP = 42, 57, 34
_STATEMENT_LINE, _STATEMENT_LETTER = 27, 9.2
_SUMMARY_LINE, _SUMMARY_LETTER = 24, 8.0
_STRIP, _WIDE_CHIP = 20, 130


@dataclass(frozen=True)
class Frame:
    """A frame around an embedded page. Width and height are in pixels."""

    address: str
    title: str
    width: int
    height: int

    @property
    def html(self) -> str:
        """What is pasted into another page."""
        return (
            f'<iframe src="{html.escape(self.address)}" title="{html.escape(self.title)}" '
            f'width="{self.width}" height="{self.height}" loading="lazy" '
            'style="border:0;max-width:100%"></iframe>'
        )


def claim_frame(content: EditionContent, claim: Claim, width: int = WIDEST) -> Frame:
    """The frame of a claim, as high as its words are long."""
    high = (
        _AROUND + _CHIP + _FOOT
        + _height(claim.statement, width, _STATEMENT_LINE, _STATEMENT_LETTER)
        + _height(claim.verdict.summary, width, _SUMMARY_LINE, _SUMMARY_LETTER)
    )  # fmt: skip
    title = f"{claim.verdict.rating.label}: {claim.statement}"
    return Frame(f"{content.site.claim_url(claim.number)}/embed", title, width, high)


def report_frame(content: EditionContent, width: int = WIDEST) -> Frame:
    """The frame of a report, as high as its words are long."""
    counts = verdict_counts(content.claims, content.scales)
    given = sum(bool(number) for _rating, number in counts)
    rows = ceil(given * _WIDE_CHIP / _inside(width))
    high = (
        _AROUND + _FOOT + _STRIP + rows * _CHIP
        + _height(content.title, width, _STATEMENT_LINE, _STATEMENT_LETTER)
        + _height(content.summary, width, _SUMMARY_LINE, _SUMMARY_LETTER)
    )  # fmt: skip
    return Frame(f"{content.site.report_url}/embed", content.title, width, high)


def _height(words: str, width: int, line: int, letter: float) -> int:
    """How high words stand: lines end at words, so they hold a little less than would fit."""
    lines = len(words) * letter / _inside(width)
    return line * ceil(lines * 1.15) if words else 0


def _inside(width: int) -> int:
    return max(width, NARROWEST) - _AROUND
