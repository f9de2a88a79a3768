"""What is in a PDF, by a process of its own.

A file of a few kilobytes may tell PDFium to do more than a machine can, and nothing in it says so
beforehand. A thread cannot be stopped; a process can, and its memory has a limit.
"""

import json
import logging
import re
import signal
import subprocess
import sys
from threading import BoundedSemaphore
from typing import NamedTuple

from workbench.intake.errors import BrokenDocument, TooCostly
from workbench.intake.formats.pdf_lines import Line
from workbench.intake.formats.pdf_process import DOCUMENT, FAULTS

# -P: what lies in the present folder is no module of ours, whatever its name.
_PROGRAM = (sys.executable, "-P", "-m", "workbench.intake.formats.pdf_process")
_DEADLINE = 60.0  # seconds; the process itself stops after fewer of computing
# PDFium aborts or traps where it gets no more memory; the system ends what computes too long.
# Windows has some of these signals only, and ends nothing by them.
_ENDS = ("SIGABRT", "SIGTRAP", "SIGILL", "SIGXCPU", "SIGKILL")
_STOPPED = {-getattr(signal, name) for name in _ENDS if hasattr(signal, name)}
_AT_ONCE = BoundedSemaphore(2)
_FRAME = re.compile(r'^  File "(.+)", line (\d+)', re.MULTILINE)
_ERROR = re.compile(r"^[\w.]*(?:Error|Exception)\b")
_log = logging.getLogger(__name__)


class PdfContents(NamedTuple):
    """The lines of a PDF, its metadata, how many pages it has, and whether there are pictures."""

    lines: list[Line]
    properties: dict[str, str]
    pages: int
    pictures: bool

    @property
    def letters(self) -> int:
        """How many letters and digits there are."""
        return sum(character.isalnum() for line in self.lines for character in line.text)


def contents(data: bytes) -> PdfContents:
    """Return what is in a PDF.

    Raises `PasswordProtected`, `ArticleTooLong`, `TooCostly` and `BrokenDocument`.
    """
    answer = json.loads(_told(data))
    if isinstance(answer, str):
        raise FAULTS[answer]()
    lines, *rest = answer
    return PdfContents([Line(*line) for line in lines], *rest)


def _told(data: bytes) -> bytes:
    try:
        with _AT_ONCE:
            done = subprocess.run(  # noqa: S603 - a program of our own, with no arguments
                _PROGRAM, input=data, capture_output=True, timeout=_DEADLINE, check=False
            )
    except subprocess.TimeoutExpired as error:
        raise TooCostly(DOCUMENT) from error
    if b"MemoryError" in done.stderr or done.returncode in _STOPPED:
        raise TooCostly(DOCUMENT)
    if done.returncode:
        cause = _cause(done.stderr.decode(errors="replace"))
        _log.error("the PDF reader ended with status %s (%s)", done.returncode, cause)
        raise BrokenDocument(DOCUMENT)
    return done.stdout


def _cause(traceback: str) -> str:
    """What a process died of, and where; not the error's words, which may be the article's."""
    error = _ERROR.match(traceback.rstrip().rpartition("\n")[2])
    if not error:
        return "it did not say why"
    place = "".join(f" at {file}:{line}" for file, line in _FRAME.findall(traceback)[-1:])
    return error[0] + place
