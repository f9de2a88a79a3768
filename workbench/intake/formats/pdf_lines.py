"""The lines of a PDF page, with their places."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from workbench.intake.formats.pdf_accents import Box, composed

# PDFium's sign for a hyphen at the end of a line; the line end itself it leaves out.
HYPHEN = "\x02"
_LINE_ENDS = frozenset("\r\n")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; places in points from the lower left corner of its page.

    `height` is that of its first character's font.
    """

    text: str
    page: int
    left: float
    right: float
    bottom: float
    height: float


def lines_of(page: pdfium.PdfPage, number: int) -> list[Line]:
    """Return the lines of a page in the order in which the file gives them."""
    textpage = page.get_textpage()
    try:
        characters = composed(_characters(textpage), partial(_box, textpage))
        return [_line(textpage, characters, span, number) for span in _spans(characters)]
    finally:
        textpage.close()


def _characters(textpage: pdfium.PdfTextPage) -> list[str]:
    code_at, raw = pdfium_c.FPDFText_GetUnicode, textpage.raw  # looked up once, not a million times
    codes = [code_at(raw, index) for index in range(textpage.count_chars())]
    return [chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes]


def _spans(characters: list[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for index, character in enumerate([*characters, "\n"]):
        if character in _LINE_ENDS or character == HYPHEN:
            end = index + (character == HYPHEN)
            span = _trimmed(characters, start, end)
            if span[0] < span[1]:
                yield span
            start = index + 1


def _trimmed(characters: list[str], start: int, end: int) -> tuple[int, int]:
    while start < end and characters[start].isspace():
        start += 1
    while end > start and characters[end - 1].isspace():
        end -= 1
    return start, end


def _line(
    textpage: pdfium.PdfTextPage, characters: list[str], span: tuple[int, int], number: int
) -> Line:
    left, bottom, _, top = _box(textpage, span[0])
    right = _box(textpage, span[1] - 1)[2]
    text = "".join(characters[span[0] : span[1]])
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return Line(text, number, left, right, bottom, top - bottom)


def _box(textpage: pdfium.PdfTextPage, index: int) -> Box:
    rectangle = pdfium_c.FS_RECTF()
    if not pdfium_c.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(rectangle)):
        return (0.0, 0.0, 0.0, 0.0)
    return (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
