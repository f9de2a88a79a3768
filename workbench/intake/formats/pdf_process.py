"""The program that reads one PDF with PDFium: bytes in, JSON out. See `pdf_contents`."""

import json
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import astuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from workbench.intake.errors import (
    ArticleTooLong,
    BrokenDocument,
    PasswordProtected,
    UnreadableInput,
)
from workbench.intake.formats.pdf_lines import Line, lines_of

DOCUMENT = "PDF"
_MOST_PAGES = 1_000
_MOST_LINES = 100_000
_MOST_CHARACTERS = 10_000_000
_MOST_SECONDS = 30  # of computing; a book of a thousand pages takes ten
_MOST_MEMORY = 2**30  # bytes
FAULTS: Mapping[str, Callable[[], UnreadableInput]] = {
    "password": lambda: PasswordProtected(DOCUMENT),
    "damaged": lambda: BrokenDocument(DOCUMENT),
    "pages": lambda: ArticleTooLong("pages", _MOST_PAGES),
    "lines": lambda: ArticleTooLong("lines", _MOST_LINES),
    "characters": lambda: ArticleTooLong("characters", _MOST_CHARACTERS),
}


class _Fault(Exception):
    """Why there is nothing to tell: a key of `FAULTS`."""


def _limit() -> None:
    """Take no more than a PDF may. Windows knows no such limits: there the deadline alone holds."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not on Windows

        for kind, most in (
            (resource.RLIMIT_CPU, _MOST_SECONDS),
            (resource.RLIMIT_AS, _MOST_MEMORY),
        ):
            with suppress(ValueError, OSError):  # lower already, or unknown, as memory on macOS
                resource.setrlimit(kind, (most, most))


def _main() -> None:
    _limit()
    try:
        document = _open(sys.stdin.buffer.read())
        lines, pictures = _lines(document)
        told = [astuple(line) for line in lines]
        json.dump([told, document.get_metadata_dict(), len(document), pictures], sys.stdout)
    except _Fault as fault:
        json.dump(str(fault), sys.stdout)
    except pdfium.PdfiumError:
        json.dump("damaged", sys.stdout)


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        protected = {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}
        raise _Fault("password" if error.err_code in protected else "damaged") from error


def _lines(document: pdfium.PdfDocument) -> tuple[list[Line], bool]:
    """All lines, and whether there are pictures too."""
    pages = len(document)
    if pages > _MOST_PAGES:
        raise _Fault("pages")
    lines: list[Line] = []
    pictures = False
    for number in range(pages):
        page = document[number]
        lines += lines_of(page, number)
        pictures = pictures or any(page.get_objects([pdfium_c.FPDF_PAGEOBJ_IMAGE]))
        page.close()
        if len(lines) > _MOST_LINES:
            raise _Fault("lines")
    if sum(len(line.text) for line in lines) > _MOST_CHARACTERS:
        raise _Fault("characters")
    return lines, pictures


if __name__ == "__main__":
    _main()
