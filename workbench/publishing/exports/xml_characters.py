"""What XML has no way to say: control characters, surrogates and two non-characters. Pure."""

import re

_NONE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def for_xml(words: str) -> str:
    """The words without the characters that no XML document can hold, however they are written."""
    return _NONE.sub("", words)
