"""Where words and numbers begin and end in a text, and which signs beside them are quoted too.

Offsets are Unicode code points, `end` exclusive.
"""

import re

from workbench.articles.reanchoring.words import LETTERS, MARKS
from workbench.articles.telling_words import is_magnitude, is_number
from workbench.evidence.quotes.source_text import letters_of
from workbench.evidence.quotes.typography import DASHES, same

_REACH = 64  # code points around an edge that are looked at; no word is longer
_SIGNS = 16  # on end that are looked at beside a word
_CURRENCIES = "$€£¥"
_HEAD = rf"(?:(?<![^\s(\[\"“„«'‘])[{DASHES}+±<>≤≥≈~])?(?:[{_CURRENCIES}]\s?)?(?=\d)"
_JOINT = (
    rf"(?:(?<=\d)[.,:/'’\u00a0\u2009\u202f{DASHES}](?=\d)"
    r"|(?<!\d{4})(?<=\d)\s(?=\d{3}(?!\d))"  # a space that parts thousands
    r"|(?<=\w)['’ʼ\-‐‑\xad](?=\w)"
    r"|(?<=\w)[\-‐\xad]\s*\n\s*(?=[^\W\d_]))"
)
_TAIL = rf"(?:(?<=\d)\s?[%‰°′″{_CURRENCIES}])?"
WHOLE = rf"(?:{_HEAD})?{LETTERS}(?:{_JOINT}{LETTERS})*{_TAIL}"  # a word or number, uncut
_WHOLE = re.compile(WHOLE)
_FIRST = re.compile(r"[^\W_]+")
_NEXT = re.compile(r"\s[^\W_]+")
_LAST = re.compile(r"[^\W_]+\Z")
_BEFORE = re.compile(r"[^\W_]+(?=\s\Z)")
_BEHIND = re.compile(r"[\W_]*")
_AHEAD = re.compile(r"(?<![\W_])[\W_]*\Z")
_MARKS = re.compile(rf"[{MARKS}]*")


def whole(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a stretch so that it cuts no word and no number.

    A sign, a currency, a per cent sign and a magnitude belong to a number, and what is joined by
    a hyphen to a word: “5 million” is cut by “5”, “non-violent” by “violent”.
    """
    start, end = _around(text, start)[0], _around(text, end)[1]
    return _with_number_before(text, start), _with_magnitude_behind(text, end)


def is_whole(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch cuts no word and no number."""
    return not is_within_words(text, start, end) and whole(text, start, end) == (start, end)


def is_within_words(text: str, start: int, end: int) -> bool:
    """Tell at a glance whether a stretch plainly cuts a word; it may when this says no."""
    return _is_within(text, start) or _is_within(text, end)


def _is_within(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at + 1]
    return len(around) == 2 and around.isascii() and around.isalnum()


def _around(text: str, at: int) -> tuple[int, int]:
    """Return the span of what an offset cuts; from itself to itself if it cuts nothing."""
    for found in _WHOLE.finditer(text, max(0, at - _REACH), at + _REACH):
        if found.start() < at < found.end():
            return found.span()
        if found.start() >= at:
            break
    return at, at


def _with_number_before(text: str, start: int) -> int:
    first = _FIRST.match(text, start)
    if not first or not is_magnitude(first[0].casefold()):
        return start
    low = max(0, start - _REACH)
    number = _BEFORE.search(text[low:start])
    if not number or not is_number(number[0].casefold()):
        return start
    return _around(text, low + number.start())[0]


def _with_magnitude_behind(text: str, end: int) -> int:
    number = _LAST.search(text[max(0, end - _REACH) : end])
    if not number or not is_number(number[0].casefold()):
        return end
    magnitude = _NEXT.match(text, end)
    return magnitude.end() if magnitude and is_magnitude(magnitude[0][1:].casefold()) else end


def lettered(words: str) -> tuple[int, int]:
    """Return where the first letter or digit of words begins, and where the last one ends.

    From 0 to 0 if there is none.
    """
    first = next((at for at, sign in enumerate(words) if letters_of(sign)), None)
    if first is None:
        return 0, 0
    behind = next(at for at, sign in enumerate(reversed(words)) if letters_of(sign))
    marks = _MARKS.match(words, len(words) - behind)
    return first, marks.end() if marks else len(words) - behind


def with_signs(text: str, start: int, end: int, words: str) -> tuple[int, int]:
    """Widen a stretch, of letter through letter, by the signs that words have at their ends.

    Where other signs stand in the text, as many of them are taken that touch the letters.
    """
    first, last = lettered(words)
    return _start(text, start, words[:first].lstrip()), _end(text, end, words[last:].rstrip())


def _start(text: str, start: int, head: str) -> int:
    if text[max(0, start - len(head)) : start] == head:
        return start - len(head)
    found = _AHEAD.search(text[max(0, start - _SIGNS) : start])
    signs, letter = found[0] if found else "", text[start]
    for number in range(1, len(signs) + 1):
        if same(signs[-number:] + letter, head + letter):
            return start - number
    return start - min(_touching(signs[::-1]), len(head))


def _end(text: str, end: int, tail: str) -> int:
    if text.startswith(tail, end):
        return end + len(tail)
    found = _BEHIND.match(text, end, end + _SIGNS)
    signs, letter = found[0] if found else "", text[end - 1]
    for number in range(1, len(signs) + 1):
        if same(letter + signs[:number], letter + tail):
            return end + number
    return end + min(_touching(signs), len(tail))


def _touching(signs: str) -> int:
    """How many signs stand before the first space."""
    return next((at for at, sign in enumerate(signs) if sign.isspace()), len(signs))
