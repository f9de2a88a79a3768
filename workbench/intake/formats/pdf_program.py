"""Programs that read a PDF, each run in a process of its own.

A file of a few kilobytes may tell PDFium to do more than a machine can, and nothing in it says so
beforehand. A thread cannot be stopped; a process can, and its memory has a limit.
"""

import logging
import re
import signal
import subprocess
import sys
from threading import BoundedSemaphore

from workbench.intake.errors import BrokenDocument, TooCostly
from workbench.intake.formats.pdf_process import DOCUMENT

# -P: what lies in the present folder is no module of ours, whatever its name.
_PYTHON = (sys.executable, "-P", "-m")
_DEADLINE = 60.0  # seconds; the process itself stops after fewer of computing
# PDFium aborts or traps where it gets no more memory; the system ends what computes too long.
# Windows has some of these signals only, and ends nothing by them.
_ENDS = ("SIGABRT", "SIGTRAP", "SIGILL", "SIGXCPU", "SIGKILL")
_STOPPED = {-getattr(signal, name) for name in _ENDS if hasattr(signal, name)}
_AT_ONCE = BoundedSemaphore(2)
_FRAME = re.compile(r'^  File "(.+)", line (\d+)', re.MULTILINE)
_ERROR = re.compile(r"^[\w.]*(?:Error|Exception)\b")
_log = logging.getLogger(__name__)


class PdfProgram:
    """A module that gets a PDF on standard input. Two processes of each may run at once."""

    def __init__(self, module: str) -> None:
        self.command: tuple[str, ...] = (*_PYTHON, f"{__package__}.{module}")
        self._at_once = BoundedSemaphore(2)

    def told(self, data: bytes, *arguments: str) -> bytes:
        """What it writes of a PDF. Raises `TooCostly` and `BrokenDocument`."""
        try:
            with self._at_once:
                done = subprocess.run(  # noqa: S603 - a program of our own
                    (*self.command, *arguments),
                    input=data, capture_output=True, timeout=_DEADLINE, check=False,
                )  # fmt: skip
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
