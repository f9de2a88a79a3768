"""Long documents are set in a process of their own.

typst keeps what it laid out, a gigabyte and more of a thousand claims, and gives it back to nobody
as long as its process lives.
"""

import json
import subprocess
import sys
from datetime import datetime
from typing import Any

from workbench.errors import message as _
from workbench.publishing.errors import NotTypeset

# -P: what lies in the present folder is no module of ours, whatever its name.
_COMMAND = (sys.executable, "-P", "-m", f"{__package__}.program")
_DEADLINE = 600.0  # seconds


def typeset(template: str, document: dict[str, Any], at: datetime) -> bytes:
    """The document as a PDF that says it was made `at`. Raises `NotTypeset`."""
    try:
        done = subprocess.run(  # noqa: S603 - a program of our own
            (*_COMMAND, template, at.isoformat()),
            input=json.dumps(document).encode(), capture_output=True, timeout=_DEADLINE, check=True,
        )  # fmt: skip
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise NotTypeset(
            _(
                "The PDF could not be set. Nothing is lost: it can be made again. A report of a "
                "thousand claims takes two gigabytes of memory."
            )
        ) from error
    return done.stdout
