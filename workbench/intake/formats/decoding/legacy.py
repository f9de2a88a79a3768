"""Which of the encodings older than Unicode a text is in."""

import codecs
import re
import unicodedata

from charset_normalizer import CharsetMatch, from_bytes

from workbench.intake.errors import UnknownEncoding
from workbench.intake.formats.decoding.plausibility import is_plausible
from workbench.intake.structure.language import language_of
from workbench.intake.structure.wordlists import words

WINDOWS = "cp1252"
WESTERN = (WINDOWS, "mac_roman", "cp850")
_DECLARATION = re.compile(
    rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.I
)
_DECLARED_WITHIN = 2048  # bytes in which HTML must name its encoding
_SAMPLE = 100_000  # bytes that are enough to guess an encoding by
# The web's own reading of these names: what says Latin-1 was written on Windows.
_MEANT = {"iso8859-1": WINDOWS, "ascii": WINDOWS, "latin-1": WINDOWS}
# Encodings of Python's that no text is in; by the first two, words could be made of other words.
_OF_PROGRAMS = {"unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined"}
# What is beyond ASCII in a Western text, but for a tenth of it.
_WESTERN_CHARACTERS = frozenset(
    "äöüßÄÖÜéèêëàâáãåçñóòôõøúùûíìîïæœÉÈÀÁÇÑÓÅØÆ“”‘’„‚«»–—…€£§©®°·•¿¡´½¼²³ªº\xa0\xad™"
)
_WESTERN_SHARE = 0.9
# Their letters fill the places of Western ones: a text in these languages reads well, and wrong.
_OF_LANGUAGE = {
    **dict.fromkeys(words("pl cs sk hu hr sl bs ro"), ("cp1250", "iso8859-2")),
    **dict.fromkeys(words("tr az"), ("cp1254",)),
    **dict.fromkeys(words("lt lv et"), ("cp1257",)),
}
_ENOUGH = 100  # letters to know a language by
_MARGIN = 0.15  # of coherence, by which a guess must be ahead of one in another script


def legacy_encoding(data: bytes, stripped: bytes, declared: str) -> str:
    """Return the encoding of bytes that are not UTF-8. Raises `UnknownEncoding`.

    `stripped` are the same without what may be UTF-8 amid Western text; `declared` is what the
    text or its sender calls it, believed where that reading can be right.
    """
    if declared and _reads(data, declared):
        return declared
    return _western(stripped) or _guess(data)


def declared_encoding(data: bytes, charset: str) -> str:
    """Return the name of the encoding that the sender or else the text declares, or nothing."""
    found = _DECLARATION.search(data[:_DECLARED_WITHIN])
    name = charset or (found[1].decode("ascii", "ignore") if found else "")
    try:
        name = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    return "" if name.startswith("utf") or name in _OF_PROGRAMS else _MEANT.get(name, name)


def decoded(data: bytes, encoding: str) -> str | None:
    """Return the bytes read in an encoding, None where they cannot be."""
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _reads(data: bytes, encoding: str) -> bool:
    text = decoded(data, encoding)
    return text is not None and is_plausible(text)


def _western(data: bytes) -> str:
    found = next((encoding for encoding in WESTERN if _reads_western(data, encoding)), "")
    text = decoded(data, WINDOWS) if found == WINDOWS else None
    return (text and _of_its_language(data, text)) or found


def _reads_western(data: bytes, encoding: str) -> bool:
    text = decoded(data, encoding)
    beyond = [character for character in text or "" if character > "\x7f"]
    western = sum(character in _WESTERN_CHARACTERS for character in beyond)
    return text is not None and western >= len(beyond) * _WESTERN_SHARE and is_plausible(text)


def _of_its_language(data: bytes, text: str) -> str:
    if sum(character.isalpha() for character in text[:_SAMPLE]) < _ENOUGH:
        return ""
    candidates = _OF_LANGUAGE.get(language_of(text), ())
    return next((encoding for encoding in candidates if _reads(data, encoding)), "")


def _guess(data: bytes) -> str:
    """The likeliest encoding; none where one in another script is hardly less likely."""
    found = [each for each in from_bytes(data[:_SAMPLE]) if _reads(data, each.encoding)]
    if not found:
        raise UnknownEncoding
    best = found[0]
    rivals = (each for each in found[1:] if _script(str(each)) != _script(str(best)))
    if any(_is_rival(each, best) for each in rivals):
        raise UnknownEncoding
    return best.encoding


def _is_rival(other: CharsetMatch, best: CharsetMatch) -> bool:
    return other.chaos <= best.chaos and other.coherence > best.coherence - _MARGIN


def _script(text: str) -> str:
    """`LATIN`, `CYRILLIC` and so on, of the first letter beyond ASCII."""
    letters = (character for character in text if character > "\x7f" and character.isalpha())
    return unicodedata.name(next(letters, "a"), "").partition(" ")[0]
