"""Text that was UTF-8, was once read as Windows-1252 and saved again: Itâ€™s a cafÃ©."""

import re

_BEYOND_ASCII = range(0x80, 0x100)
_NOT_IN_WINDOWS = {0x81, 0x8D, 0x8F, 0x90, 0x9D}
# The byte that each character stood for: either as Windows has it, or as Latin-1.
_BYTES = {chr(byte): byte for byte in _BEYOND_ASCII} | {
    bytes([byte]).decode("cp1252"): byte for byte in _BEYOND_ASCII if byte not in _NOT_IN_WINDOWS
}
_FOLLOWS = f"[{''.join(character for character, byte in _BYTES.items() if byte < 0xC0)}]"
# One set at the beginning is what a long text is looked through for fast.
_SEQUENCE = re.compile(
    rf"[Â-ô](?:(?<=[Â-ß]){_FOLLOWS}|(?<=[à-ï]){_FOLLOWS}{{2}}|(?<=[ð-ô]){_FOLLOWS}{{3}})"
)
_STRETCH = re.compile(r"([\n<>])")  # lines, and in HTML what stands between tags
# No language has these two beside each other; alone they lost the third, as ” does, for Windows
# has no character for its last byte.
_PUNCTUATION = "â€"
_WITH_LAST = re.compile(rf"{_PUNCTUATION}{_FOLLOWS}")
_LIKELY = re.compile(r"[\xa0-\u017f\u2010-\u203a€™]")  # characters, where there are few
_MANY = 8  # sequences: so many in a line are no accident, whatever they give
_SUSPICIOUS = re.compile(rf"\ufffd|{_PUNCTUATION}|[ÂÃ]{_FOLLOWS}")


def repaired(text: str) -> str:
    """Return the text with the wrong reading undone where it surely took place.

    A line is read anew if everything in it beyond ASCII is such sequences, and the text holds some
    that nobody can have meant; in other lines, punctuation alone is.
    """
    if not _SEQUENCE.search(text):
        return text
    stretches = _STRETCH.split(text)
    garbled = {stretch for stretch in stretches if _is_garbled(stretch)}
    if not any(map(_is_evident, garbled)):
        garbled.clear()
    return "".join(_repaired(each, whole=each in garbled) for each in stretches)


def suspicious(text: str) -> list[str]:
    """Return what is left of characters that were lost before the text came here."""
    return _SUSPICIOUS.findall(text)


def _is_garbled(stretch: str) -> bool:
    found = [_meant(sequence) for sequence in _SEQUENCE.findall(stretch)]
    rest = _SEQUENCE.sub("", stretch).replace(_PUNCTUATION, "")
    return rest.isascii() and all(found) and (len(found) >= _MANY or all(map(_LIKELY.match, found)))


def _is_evident(stretch: str) -> bool:
    """Whether there are two sequences, or one of three characters: É” may stand in a text, once."""
    found = _SEQUENCE.findall(stretch)
    return len(found) > 1 or any(len(sequence) > 2 for sequence in found)


def _repaired(stretch: str, *, whole: bool) -> str:
    if whole:
        return _SEQUENCE.sub(_replacement, stretch).replace(_PUNCTUATION, "”")
    return _WITH_LAST.sub(_replacement, stretch)


def _replacement(found: re.Match[str]) -> str:
    return _meant(found[0]) or found[0]


def _meant(sequence: str) -> str:
    """The character whose UTF-8 was read as these, or nothing."""
    return bytes(map(_BYTES.__getitem__, sequence)).decode("utf-8", "ignore")
