"""Reading what came in, and keeping its bytes: one file, or several that were sent together."""

import time
from collections.abc import Iterable, Sequence

from workbench.articles.batches import RefusedFile
from workbench.articles.incoming import Incoming, ReadFile
from workbench.intake.errors import NoTimeLeft, UnreadableInput
from workbench.storage.files import FileStore
from workbench.web.words import translated

LONGEST = 60  # seconds; what is left then is refused, for the browser waits for an answer


def read_and_keep(incoming: Incoming, files: FileStore) -> ReadFile:
    """The article in what came in. Raises a subclass of `UnreadableInput`; then nothing is kept."""
    draft = incoming.read()
    return ReadFile(draft, files.keep(incoming.data), incoming.name)


def read_each(
    incoming: Iterable[Incoming], files: FileStore
) -> tuple[Sequence[ReadFile], Sequence[RefusedFile]]:
    """Read and keep each file; return those with an article in them, and those without."""
    read: list[ReadFile] = []
    refused: list[RefusedFile] = []
    until = time.monotonic() + LONGEST
    for file in incoming:
        try:
            read.append(_read(file, files, until))
        except UnreadableInput as error:
            refused.append(RefusedFile(file.name, translated(error.briefly)))
    return read, refused


def _read(file: Incoming, files: FileStore, until: float) -> ReadFile:
    if time.monotonic() > until:
        raise NoTimeLeft
    return read_and_keep(file, files)
