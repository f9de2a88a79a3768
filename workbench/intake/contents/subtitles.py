"""Subtitles: SubRip (.srt) and WebVTT (.vtt), cue by cue."""

import re
from collections.abc import Iterator
from html import unescape

from workbench.intake.contents.laying_out import Found, Part, cleaned
from workbench.intake.contents.rules import MarkKind

_TIMING = re.compile(r"[ \t]*(?:(\d{1,3}):)?(\d{1,2}):(\d\d)[.,]\d{1,3}[ \t]*-->[ \t]*\d[^\n]*")
_SUBRIP = re.compile(rf"\s*\d+[ \t]*\n{_TIMING.pattern}(?:\n|\Z)")
_WEBVTT = re.compile(r"WEBVTT(?:[ \t\n]|\Z)")
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_NOT_SHOWN = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")  # what WebVTT has between cues
_TAG = re.compile(r"</?[a-zA-Z\d.:][^<>\n]{0,200}>|\{\\[^{}\n]{0,200}\}")


def media_type_of_subtitles(text: str) -> str:
    """Return `text/vtt` or `application/x-subrip`, nothing if the text is neither."""
    if _WEBVTT.match(text):
        return "text/vtt"
    return "application/x-subrip" if _SUBRIP.match(text) else ""


def read_subtitles(text: str) -> Found:
    """Return the cues that have words, each called by the time at which it begins."""
    cues: list[tuple[str, list[str]]] = []
    for label, words in _blocks(text):
        if label:
            cues.append((label, [words]))
        elif cues and not _NOT_SHOWN.match(words):
            cues[-1][1].append(words)  # a cue with a blank line in it
    parts = (Part(MarkKind.CUE, label, cleaned(map(_bare, words))) for label, words in cues)
    return Found(tuple(part for part in parts if part.paragraphs))


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """What stands between blank lines: the time, if it is a cue, and the words."""
    for block in _BLANK_LINES.split(text.strip()):
        first, _, rest = block.partition("\n")
        found = _TIMING.fullmatch(first)
        if found is None:  # a number or a name may stand above the time
            first, _, rest = rest.partition("\n")
            found = _TIMING.fullmatch(first)
        yield (_label(found), rest) if found else ("", block)


def _label(timing: re.Match[str]) -> str:
    hours, minutes, seconds = (int(part or 0) for part in timing.groups())
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def _bare(words: str) -> str:
    return unescape(_TAG.sub("", words))
