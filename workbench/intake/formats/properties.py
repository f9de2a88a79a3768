"""What word processors write into a file about it, most of it by themselves."""

import re

from workbench.intake.extract import Piece
from workbench.intake.structure.prose import same_words

_HEAD = 14  # pieces among which a title stands
# What is written where nobody has said who they are.
_NOBODY = frozenset(
    (
        "", "admin", "administrator", "administrateur", "anonymous", "author", "autor", "auteur",
        "benutzer", "default", "guest", "microsoft office user", "owner", "python-docx", "root",
        "test", "unknown", "user", "usuario", "utilisateur", "windows user", "windows-benutzer",
    )
)  # fmt: skip
_PROGRAM = re.compile(
    r"\b(?:microsoft|adobe|acrobat|libreoffice|openoffice|indesign|wordpress|latex|google docs)\b",
    re.I,
)


def title_in_text(title: str, pieces: tuple[Piece, ...]) -> str:
    """Return a file's title if the text begins with it too: else it is a template's or worse."""
    wanted = same_words(title)
    found = any(same_words(piece.text) == wanted for piece in pieces[:_HEAD])
    return title.strip() if wanted and found else ""


def makers(names: str) -> tuple[str, ...]:
    """Return those of the names, parted by semicolons, that may be a person's."""
    parted = (name.strip() for name in names.split(";"))
    return tuple(
        name for name in parted if name.lower() not in _NOBODY and not _PROGRAM.search(name)
    )
