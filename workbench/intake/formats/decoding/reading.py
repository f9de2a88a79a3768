"""The order in which encodings are tried, and what is no text in any."""

import codecs
import re

from workbench.intake.errors import GarbledText, NotText, UnknownEncoding
from workbench.intake.formats.decoding.legacy import declared_encoding, decoded
from workbench.intake.formats.decoding.lines import decode_lines
from workbench.intake.formats.decoding.mojibake import repaired, suspicious
from workbench.intake.formats.decoding.plausibility import is_plausible

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$", "iso2022_jp_3"))
_SAMPLE = 100_000  # bytes in which a text shows that its characters have two
_FEWEST_ZEROS = 0.1  # of its bytes, in UTF-16 that can be read as UTF-8 too
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_TOLERATED = 0.005  # of all characters may be controls, or lost
_FEW = 2  # lost characters that are always tolerated, for all to see


def decode(data: bytes, *, charset: str = "") -> str:
    """Return the bytes as text; `charset` is what whoever sent them called it, and may be wrong.

    A byte order mark rules; then UTF-8, which other encodings are not taken for by accident; then
    line by line UTF-8 or what the text is called, if that can be right, or a guess. UTF-8 that was
    once taken for Windows-1252 is put right. Raises `NotText` for bytes that are no text,
    `UnknownEncoding` for those nobody can read, and `GarbledText` where much was lost before.
    """
    text = repaired(_read(data, charset))
    if len(_CONTROLS.findall(text)) > len(text) * _TOLERATED:
        raise NotText
    lost = suspicious(text)
    if len(lost) > max(_FEW, len(text) * _TOLERATED):
        raise GarbledText(lost[0])
    return text


def _read(data: bytes, charset: str) -> str:
    for mark, encoding in _WIDE_MARKS:
        if data.startswith(mark):
            return _certainly(data, encoding)
    data = data.removeprefix(codecs.BOM_UTF8)
    encoding = _wide(data) or _escaped(data) or "utf-8"
    text = decoded(data, encoding)
    return decode_lines(data, declared_encoding(data, charset)) if text is None else text


def _certainly(data: bytes, encoding: str) -> str:
    text = decoded(data, encoding)
    if text is None:
        raise UnknownEncoding
    return text


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: NUL is the other half of spaces and line ends, in every script."""
    sample = data[: _SAMPLE // 2 * 2]
    little, big = sample[1::2].count(0), sample[::2].count(0)
    if little + big < len(sample) * _FEWEST_ZEROS and decoded(data, "utf-8") is not None:
        return ""  # UTF-8 with a stray NUL
    encoding = "utf-16-le" if little > big else "utf-16-be"
    text = decoded(sample, encoding) if little != big else None
    return encoding if text and "\0" not in text and is_plausible(text) else ""


def _escaped(data: bytes) -> str:
    """The encodings of East Asian mail, which are ASCII to whoever does not know their escapes."""
    found = (encoding for mark, encoding in _ESCAPES if mark in data[:_SAMPLE])
    return next((encoding for encoding in found if decoded(data, encoding) is not None), "")
