"""Pages of a PDF as pictures."""

from workbench.errors import NotFound, WorkbenchError
from workbench.errors import message as _
from workbench.intake.errors import UnreadableInput
from workbench.intake.formats.pdf_program import PdfProgram
from workbench.intake.formats.signatures import PDF, signature_of

PROGRAM = PdfProgram("pdf_picture_process")
DRAWN_AS = 1  # to be raised when the same page is drawn otherwise, since browsers keep pictures
_PNG = b"\x89PNG"


class NoPicture(NotFound):
    """A page cannot be drawn, or is none."""


def picture_of(data: bytes, number: int) -> bytes:
    """A page of a PDF as a PNG; pages count from 1. Slow. Raises `NoPicture`."""
    try:
        drawn = PROGRAM.told(data, str(number)) if signature_of(data) == PDF else b""
    except UnreadableInput as error:
        raise _no_picture() from error
    if not drawn.startswith(_PNG):
        raise _no_picture()
    return drawn


def _no_picture() -> WorkbenchError:
    return NoPicture(_("There is no picture of this page. What was read of the file is kept."))
