"""PDF files: from lines to paragraphs."""

from itertools import groupby
from statistics import median

from workbench.intake.errors import ScannedPages
from workbench.intake.extract import Declared, Extract, Piece
from workbench.intake.formats.guarding import broken_document
from workbench.intake.formats.pdf_contents import PdfContents, contents
from workbench.intake.formats.pdf_furniture import furniture
from workbench.intake.formats.pdf_lines import Line
from workbench.intake.formats.pdf_paragraphs import joined, text_of, words_of
from workbench.intake.formats.properties import makers, title_in_text
from workbench.intake.rules import BlockKind

_FEWEST_LETTERS = 8  # a page, on average, if there are pictures too
_TITLE_HEIGHT = 1.3  # times that of the text
_HEADING_HEIGHT = 1.12
_LONGEST_HEADING = 200  # characters


def read_pdf(data: bytes) -> Extract:
    """Return the paragraphs of a PDF.

    Raises `PasswordProtected`, `ScannedPages`, `ArticleTooLong`, `TooCostly` and `BrokenDocument`.
    """
    with broken_document("PDF"):
        found = contents(data)
        if _is_scanned(found):
            raise ScannedPages
        pieces = _pieces(found.lines)
    title = title_in_text(found.properties.get("Title", ""), pieces)
    return Extract(pieces, Declared(title=title, makers=makers(found.properties.get("Author", ""))))


def _is_scanned(found: PdfContents) -> bool:
    """Whether what text there is can be no article: nothing, or a stamp on pictures of pages."""
    few = found.pictures and found.letters < _FEWEST_LETTERS * found.pages
    return few or found.letters == 0


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
        pieces.append(Piece(text, kind_of(paragraph[0], text, usual)))
    return (*pieces, *(piece for page in by_page.values() for piece in page))


def kind_of(first: Line, text: str, usual: float) -> BlockKind | None:
    """What a paragraph is by the height of its first line, and the usual one; None if unknown."""
    if len(text) > _LONGEST_HEADING or first.height < usual * _HEADING_HEIGHT:
        return None
    title = first.page == 0 and first.height >= usual * _TITLE_HEIGHT
    return BlockKind.HEADLINE if title else BlockKind.HEADING
