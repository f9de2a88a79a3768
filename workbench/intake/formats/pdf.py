"""PDF files, read with PDFium."""

from itertools import groupby
from statistics import median
from threading import Lock

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from workbench.intake.errors import ArticleTooLong, BrokenDocument, PasswordProtected, ScannedPages
from workbench.intake.extract import Declared, Extract, Piece
from workbench.intake.formats.guarding import broken_document
from workbench.intake.formats.pdf_furniture import furniture
from workbench.intake.formats.pdf_lines import Line, lines_of
from workbench.intake.formats.pdf_paragraphs import joined, text_of, words_of
from workbench.intake.formats.properties import makers, title_in_text
from workbench.intake.rules import BlockKind

_DOCUMENT = "PDF"
_MOST_PAGES = 1_000
_MOST_LINES = 100_000
_TITLE_HEIGHT = 1.3  # times that of the text
_HEADING_HEIGHT = 1.12
_LONGEST_HEADING = 200  # characters
_FEWEST_LETTERS = 8  # a page, on average, if there are pictures too
# PDFium keeps global state: one thread at a time.
_PDFIUM = Lock()


def read_pdf(data: bytes) -> Extract:
    """Return the paragraphs of a PDF.

    Raises `PasswordProtected`, `ScannedPages`, `ArticleTooLong` and `BrokenDocument`.
    """
    with broken_document(_DOCUMENT), _PDFIUM:
        document = _open(data)
        try:
            lines = _lines(document)
            properties = document.get_metadata_dict()
        finally:
            document.close()
    pieces = _pieces(lines)
    title = title_in_text(properties.get("Title", ""), pieces)
    return Extract(pieces, Declared(title=title, makers=makers(properties.get("Author", ""))))


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in {pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY}:
            raise PasswordProtected(_DOCUMENT) from error
        raise BrokenDocument(_DOCUMENT) from error


def _lines(document: pdfium.PdfDocument) -> list[Line]:
    pages = len(document)
    if pages > _MOST_PAGES:
        raise ArticleTooLong("pages", _MOST_PAGES)
    lines: list[Line] = []
    pictures = False
    for number in range(pages):
        page = document[number]
        lines += lines_of(page, number)
        pictures = pictures or any(page.get_objects([pdfium_c.FPDF_PAGEOBJ_IMAGE]))
        page.close()
        if len(lines) > _MOST_LINES:
            raise ArticleTooLong("lines", _MOST_LINES)
    letters = sum(character.isalnum() for line in lines for character in line.text)
    if letters == 0 or (pictures and letters < _FEWEST_LETTERS * pages):
        raise ScannedPages
    return lines


def _pieces(lines: list[Line]) -> tuple[Piece, ...]:
    """Paragraphs in order; the furniture of pages follows the paragraph that runs across them."""
    usual = median(line.height for line in lines)
    aside = furniture(lines, usual * _TITLE_HEIGHT)
    words = words_of(lines)
    by_page = {
        number: [Piece(line.text, BlockKind.BOILERPLATE) for line in group]
        for number, group in groupby(filter(aside.__contains__, lines), lambda line: line.page)
    }
    pieces: list[Piece] = []
    for paragraph in joined([line for line in lines if line not in aside]):
        for page in [page for page in by_page if page < paragraph[0].page]:
            pieces += by_page.pop(page)
        text = text_of(paragraph, words)
        pieces.append(Piece(text, _kind(paragraph[0], text, usual)))
    return (*pieces, *(piece for page in by_page.values() for piece in page))


def _kind(first: Line, text: str, usual: float) -> BlockKind | None:
    if len(text) > _LONGEST_HEADING or first.height < usual * _HEADING_HEIGHT:
        return None
    title = first.page == 0 and first.height >= usual * _TITLE_HEIGHT
    return BlockKind.HEADLINE if title else BlockKind.HEADING
