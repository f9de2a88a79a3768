"""The pages of a PDF, with their running heads and page numbers."""

from collections import defaultdict

from workbench.intake.contents.laying_out import Part, cleaned
from workbench.intake.contents.rules import MarkKind
from workbench.intake.errors import ScannedPages
from workbench.intake.formats.guarding import broken_document
from workbench.intake.formats.pdf_contents import contents
from workbench.intake.formats.pdf_lines import Line
from workbench.intake.formats.pdf_paragraphs import joined, text_of, words_of
from workbench.intake.formats.pdf_process import DOCUMENT


def read_pages(data: bytes) -> tuple[Part, ...]:
    """Return every page of a PDF, empty ones too, so that they keep their numbers.

    Raises `PasswordProtected`, `ScannedPages`, `ArticleTooLong`, `TooCostly` and `BrokenDocument`.
    """
    with broken_document(DOCUMENT):
        found = contents(data)
        if not found.letters:
            raise ScannedPages
        words = words_of(found.lines)
        by_page: dict[int, list[Line]] = defaultdict(list)
        for line in found.lines:
            by_page[line.page].append(line)
        return tuple(_page(number, by_page[number], words) for number in range(found.pages))


def _page(number: int, lines: list[Line], words: frozenset[str]) -> Part:
    paragraphs = cleaned(text_of(paragraph, words) for paragraph in joined(lines))
    return Part(MarkKind.PAGE, f"p. {number + 1}", paragraphs)
