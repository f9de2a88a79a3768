"""One spelling for what typesetters may set differently, so that the rest can be compared.

Pure functions over strings, short ones: a quote, and the stretch of a source it is held against.
"""

import re
import unicodedata
from collections.abc import Mapping

DASHES = r"\-‐‑‒–−"  # for a set: those that may be a hyphen, a minus sign or a dash
_HYPHENS = r"\-‐‑"
_MARKS = "\"“”„‟«»″'‘’‚‛‹›′`´ʼ"
_DOUBLE = frozenset('"“”„‟«»″')
# What nobody sees: joiners and breakers of words, directions of writing.
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_LINE_ENDS = r"\n\r\f\v\x85\u2028\u2029"
_BREAK = rf"[^\S{_LINE_ENDS}]*+[{_LINE_ENDS}]\s*+"
_LINE_END = re.compile(rf"[{_LINE_ENDS}]")
_SOFT_HYPHEN = re.compile(rf"\xad(?!{_BREAK})")
_WORD = r"[^\W\d_]++"
_BROKEN = re.compile(rf"(?<![^\W\d_])({_WORD})[-‐\xad]{_BREAK}(?=({_WORD}))")
_BROKEN_ELSEWHERE = re.compile(rf"(?<=\w)[{_HYPHENS}\xad]{_BREAK}(?=\w)|(?<=\d)[–−]{_BREAK}(?=\d)")
_HYPHENATED = re.compile(rf"(?<![^\W\d_])({_WORD})(?=[{_HYPHENS}](\s?)({_WORD}))")
_ELLIPSIS = re.compile(r"…|\.(?:\s?\.){2,}")
_DOUBLED = re.compile("``|‘‘|’’|''|‚‚|,,")
# A dash before a digit, with nothing before it that it could part from it.
_MINUS = re.compile(rf"(?<![^\s(\[\"“„«'‘])[{DASHES}](?=[$€£¥]?[.,]?\d)")
_DASH = re.compile(rf"\s*(?:[—―]|--+)\s*|(?:(?<=\s)|\A)[{DASHES}](?!\d)\s*|(?<=\S)[‒–−]\s+")
_HYPHEN = re.compile(rf"[{_HYPHENS}‒–]")
# Spaces beside signs: “5 %”, « ainsi ». But “is .5” is not “is. 5”, nor “1, 500” one number.
_BESIDE_SIGNS = re.compile(r" (?=[^\w\s])(?![.,]\d)|(?<=[^\w\s]) (?!\d)|(?<=[%$€£¥§№#(\[\"']) ")
_MARK = re.compile(rf"[{_MARKS}]")
_SPACES = re.compile(r"\s+")


def same(one: str, other: str) -> bool:
    """Tell whether two wordings differ in typography only.

    That is: kinds of quotation marks, of hyphens and of dashes; words parted at the end of a line;
    kinds of white space, and whether there is some beside a sign, but not between words and
    digits; ligatures, ellipsis signs, decomposed letters, and signs that nobody sees. Letter
    case is none of it.
    """
    return one == other or _tight(plain(one, other)) == _tight(plain(other, one))


def _tight(words: str) -> str:
    return _BESIDE_SIGNS.sub("", words)


def plain(words: str, beside: str) -> str:
    """Return words in the one spelling.

    `beside`: what they are compared with. It tells of a hyphen at the end of a line whether it
    belongs there; where it does not tell, the hyphen is taken for one that parted a word.
    """
    words = _SPACES.sub(" ", _joined(_seen(words), _seen(beside)))
    words = _DOUBLED.sub('"', _ELLIPSIS.sub("...", words))
    words = _HYPHEN.sub("-", _DASH.sub(" — ", _MINUS.sub("−", words)))
    return _SPACES.sub(" ", _with_plain_marks(words)).strip()


def _seen(words: str) -> str:
    words = unicodedata.normalize("NFC", _UNSEEN.sub("", words))
    return _LIGATURES.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), words)


def _joined(words: str, beside: str) -> str:
    """Join what was parted at the ends of lines."""
    words = _SOFT_HYPHEN.sub("", words)
    if not _LINE_END.search(words):
        return words
    hyphenated = {(m[1], m[3]): "-" + m[2] for m in _HYPHENATED.finditer(beside)}
    words = _BROKEN.sub(lambda parted: _whole(parted, hyphenated), words)
    return _BROKEN_ELSEWHERE.sub("-", words)


def _whole(parted: re.Match[str], hyphenated: Mapping[tuple[str, str], str]) -> str:
    known = hyphenated.get((parted[1], parted[2]))
    sign = known or ("" if parted[2][0].islower() else "-")
    return parted[1] + sign


def _with_plain_marks(words: str) -> str:
    """Spell quotation marks in one way, apostrophes in another, and signs of feet and inches.

    Within a quote the outer marks become the inner ones, so single and double are the same; but
    5′ is not 5″. Behind a digit a mark closes what one before it has opened, or is such a sign.
    """
    opened = 0

    def plain_mark(mark: re.Match[str]) -> str:
        nonlocal opened
        before, behind = words[: mark.start()][-1:], words[mark.end() : mark.end() + 1]
        if before.isalpha() and behind.isalpha() and mark[0] not in _DOUBLE:
            return "'"
        if behind.isalnum() and not before.isalnum():
            opened += 1
        elif opened:
            opened -= 1
        elif before.isdigit():
            return "″" if mark[0] in _DOUBLE else "′"
        return '"'

    return _MARK.sub(plain_mark, words)
