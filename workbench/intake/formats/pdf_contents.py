"""What is in a PDF."""

import json
from typing import NamedTuple

from workbench.intake.formats.pdf_lines import Line
from workbench.intake.formats.pdf_process import FAULTS
from workbench.intake.formats.pdf_program import PdfProgram
from workbench.intake.formats.xmp import Described

PROGRAM = PdfProgram("pdf_process")


class PdfContents(NamedTuple):
    """The lines of a PDF, what its properties and its XMP say, and if there are pictures.

    The sizes of its pages are in points.
    """

    lines: list[Line]
    properties: dict[str, str]
    xmp: Described
    sizes: list[tuple[float, float]]
    pictures: bool

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self.sizes)

    @property
    def letters(self) -> int:
        """How many letters and digits there are."""
        return sum(character.isalnum() for line in self.lines for character in line.text)


def contents(data: bytes) -> PdfContents:
    """Return what is in a PDF.

    Raises `PasswordProtected`, `ArticleTooLong`, `TooCostly` and `BrokenDocument`.
    """
    answer = json.loads(PROGRAM.told(data))
    if isinstance(answer, str):
        raise FAULTS[answer]()
    lines, *rest = answer
    return PdfContents([Line(*line) for line in lines], *rest)
