"""Remnants of inline markup in plain text, as a copy from a web page leaves them."""

import re

_INLINE = r"(?:u|b|i|a|em|strong|span|font|sup|sub|small|mark|cite|q)"
_TAG = re.compile(rf"</?{_INLINE}(?:\s[^<>]{{0,2000}})?/?>", re.I)
_ELEMENT = re.compile(rf"<({_INLINE})(?:\s[^<>]{{0,2000}})?>([^<>]{{1,200}})</\1\s*>", re.I)
_BREAK = re.compile(r"<br\s{0,9}/?>\n?", re.I)
_PARAGRAPH = re.compile(r"</?(?:p|div)(?:\s[^<>]{0,2000})?>", re.I)
_RULE = re.compile(r"<hr\s{0,9}/?>", re.I)


def with_breaks(text: str) -> str:
    """Return the text with line ends for `<br>`, blank lines for paragraphs, stars for `<hr>`."""
    if "<" not in text:
        return text
    return _BREAK.sub("\n", _PARAGRAPH.sub("\n\n", _RULE.sub("\n\n* * *\n\n", text)))


def without_markup(text: str) -> str:
    """Return the text without inline tags."""
    return _TAG.sub("", text) if "<" in text else text


def marked_words(text: str) -> tuple[str, ...]:
    """Return what stood between an opening and its closing inline tag, in order."""
    return tuple(found[2].strip() for found in _ELEMENT.finditer(text)) if "<" in text else ()
