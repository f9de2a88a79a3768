"""Lines without words: rules, stars, and the marks that newsrooms end a text with."""

import re

_ORNAMENT = re.compile(r"[\s*_=#~•·⁂❖◆+\-—–]{1,200}")
_NEWSROOM_END = re.compile(r"[-–—\s#*]{0,5}(?:30|ends?|ende|fin|finis)[-–—\s#*]{0,5}", re.I)
# One star, hashes or a drawn line close a text; spaced stars and dashes part its sections.
_CLOSING = re.compile(r"\*|#{1,5}|# # #|[_=~]{3,}|⁂|•|◆")


def is_ornament(text: str) -> bool:
    """Return whether the text holds no words, or only those that say it ends here."""
    return bool(_ORNAMENT.fullmatch(text)) or _is_newsroom_end(text)


def closes(text: str) -> bool:
    """Return whether an ornament is of the kind that stands at the end, not between sections."""
    return bool(_CLOSING.fullmatch(text)) or _is_newsroom_end(text)


def _is_newsroom_end(text: str) -> bool:
    marked = text[:1] in set("-–—#*") or text.isupper()
    return len(text) <= 12 and marked and bool(_NEWSROOM_END.fullmatch(text))
