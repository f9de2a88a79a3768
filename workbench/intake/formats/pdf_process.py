"""The program that reads one PDF with PDFium: bytes in, JSON out. See `pdf_program`."""

import ctypes
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
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
from workbench.intake.formats.xmp import described

DOCUMENT = "PDF"
_MOST_PAGES = 1_000
_MOST_LINES = 100_000
_MOST_CHARACTERS = 10_000_000
_MOST_SECONDS = 30  # of computing; a book of a thousand pages takes ten
_MOST_MEMORY = 2**30  # bytes
_LONGEST_CODE = 50  # signs of a language's code, the zero behind them included
FAULTS: Mapping[str, Callable[[], UnreadableInput]] = {
    "password": lambda: PasswordProtected(DOCUMENT),
    "damaged": lambda: BrokenDocument(DOCUMENT),
    "pages": lambda: ArticleTooLong("pages", _MOST_PAGES),
    "lines": lambda: ArticleTooLong("lines", _MOST_LINES),
    "characters": lambda: ArticleTooLong("characters", _MOST_CHARACTERS),
}


class Fault(Exception):
    """Why there is nothing to tell: a key of `FAULTS`."""


def limit(seconds: int = _MOST_SECONDS) -> None:
    """Take no more than a PDF may. Windows knows no such limits: there the deadline alone holds."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 - not on Windows

        for kind, most in (
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_AS, _MOST_MEMORY),
        ):
            with suppress(ValueError, OSError):  # lower already, or unknown, as memory on macOS
                resource.setrlimit(kind, (most, most))


def _main() -> None:
    limit()
    with faults_told():
        data = sys.stdin.buffer.read()
        document = opened(data)
        lines, sizes, pictures = _lines(document)
        told = [astuple(line) for line in lines]
        properties = {**document.get_metadata_dict(), "Language": _language(document)}
        xmp = described(data, properties)
        json.dump([told, properties, xmp, sizes, pictures], sys.stdout)


@contextmanager
def faults_told() -> Iterator[None]:
    """Write why there is nothing to tell, in place of it."""
    try:
        yield
    except Fault as fault:
        json.dump(str(fault), sys.stdout)
    except pdfium.PdfiumError:
        json.dump("damaged", sys.stdout)


def opened(data: bytes) -> pdfium.PdfDocument:
    """The document. Raises `Fault`."""
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        protected = {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}
        raise Fault("password" if error.err_code in protected else "damaged") from error


def _language(document: pdfium.PdfDocument) -> str:
    """The language that a document says it is in, as far as that may be a code."""
    room = (ctypes.c_ushort * _LONGEST_CODE)()
    pdfium_c.FPDFCatalog_GetLanguage(document.raw, room, ctypes.sizeof(room))  # else stays empty
    return bytes(room).decode("utf-16-le", "replace").partition("\0")[0]


Size = tuple[float, float]


def _lines(document: pdfium.PdfDocument) -> tuple[list[Line], list[Size], bool]:
    """All lines, the size of each page, and whether there are pictures too."""
    pages = len(document)
    if pages > _MOST_PAGES:
        raise Fault("pages")
    lines: list[Line] = []
    sizes: list[Size] = []
    pictures = False
    for number in range(pages):
        page = document[number]
        lines += lines_of(page, number)
        sizes.append(page.get_size())
        pictures = pictures or any(page.get_objects([pdfium_c.FPDF_PAGEOBJ_IMAGE]))
        page.close()
        if len(lines) > _MOST_LINES:
            raise Fault("lines")
    if sum(len(line.text) for line in lines) > _MOST_CHARACTERS:
        raise Fault("characters")
    return lines, sizes, pictures


if __name__ == "__main__":
    _main()
