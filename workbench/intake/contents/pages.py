"""The pages of a PDF, with their running heads and page numbers."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import groupby
from statistics import median

from workbench.intake.contents.laying_out import Found, Part, Sheet, cleaned
from workbench.intake.contents.rules import MarkKind
from workbench.intake.extract import Piece
from workbench.intake.formats.guarding import broken_document
from workbench.intake.formats.pdf import kind_of
from workbench.intake.formats.pdf_contents import contents
from workbench.intake.formats.pdf_lines import Line
from workbench.intake.formats.pdf_paragraphs import joined, text_of, words_of
from workbench.intake.formats.pdf_process import DOCUMENT
from workbench.intake.metadata.pdf_files import said_by_pdf
from workbench.intake.metadata.title_pages import standing_on_page
from workbench.intake.rules import BlockKind

_AS_LARGE = 0.97  # times the largest: fonts of one size differ by less


def read_pages(data: bytes) -> Found:
    """Return every page of a PDF, empty ones too, so that they keep their numbers.

    Those of a scan have no words at all, and can be looked at. Raises `PasswordProtected`,
    `ArticleTooLong`, `TooCostly` and `BrokenDocument`.
    """
    with broken_document(DOCUMENT):
        found = contents(data)
        lines = found.lines if found.letters else []
        words = words_of(lines)
        pages = _by_page(joined(lines))
        parts = tuple(
            _page(number, size, pages[number], words) for number, size in enumerate(found.sizes)
        )
        first = parts[0].paragraphs if parts else ()
        declared = said_by_pdf(found.properties, found.xmp, first)
        usual = median(line.height for line in lines) if lines else 0.0
        looks = _looks(pages[0], words, usual)
        return Found(parts, declared.or_read(standing_on_page(looks, declared.title)))


def _by_page(paragraphs: list[list[Line]]) -> Mapping[int, list[list[Line]]]:
    """The paragraphs of each page: one that runs across two has a part on each."""
    pages: dict[int, list[list[Line]]] = defaultdict(list)
    for paragraph in paragraphs:
        for number, lines in groupby(paragraph, lambda line: line.page):
            pages[number].append(list(lines))
    return pages


def _page(
    number: int, size: tuple[float, float], paragraphs: list[list[Line]], words: frozenset[str]
) -> Part:
    texts = cleaned(text_of(paragraph, words) for paragraph in paragraphs)
    sheet = Sheet(number + 1, *(max(1, round(length)) for length in size))
    return Part(MarkKind.PAGE, f"p. {number + 1}", texts, sheet)


def _looks(paragraphs: list[list[Line]], words: frozenset[str], usual: float) -> tuple[Piece, ...]:
    """The paragraphs of the first page, of which the largest may be its headline."""
    largest = max((paragraph[0].height for paragraph in paragraphs), default=0.0)
    found = []
    for paragraph in paragraphs:
        text = text_of(paragraph, words)
        is_largest = paragraph[0].height >= largest * _AS_LARGE
        kind = kind_of(paragraph[0], text, usual) if is_largest else None
        found.append(Piece(text, BlockKind.HEADLINE if kind is BlockKind.HEADLINE else None))
    return tuple(found)
