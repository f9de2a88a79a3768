"""What was typed when a session ran out, carried through signing in and given back."""

import json
from dataclasses import dataclass
from typing import Any

from flask import request

from workbench.config import LONGEST_UPLOAD
from workbench.web.navigation import here, own_path

NEVER_CARRIED = {"csrf_token", "kept_as", "password", "new_password"}
MULTIPART = "multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"
NOT_TYPED = {"submission_key", "revision", "base", "began"}
SHORTEST_SHOWN = 20  # characters; what is shorter was seldom typed, and goes along unseen


@dataclass(frozen=True)
class Kept:
    """A form on its way to `path`. `files`: it had files too, which cannot be carried."""

    path: str
    enctype: str
    fields: tuple[tuple[str, str], ...]
    files: bool

    @property
    def words(self) -> list[tuple[str, str]]:
        """The fields worth showing."""
        return [field for field in self.fields if _worth_showing(*field)]

    @property
    def rest(self) -> list[tuple[str, str]]:
        """The other fields, the submission key among them, so that it stays one act."""
        return [field for field in self.fields if not _worth_showing(*field)]

    def to_json(self) -> str:
        """As it goes through the sign-in form."""
        said = [self.path, self.enctype, self.fields, self.files]
        return json.dumps(said, ensure_ascii=False)


def _worth_showing(name: str, value: str) -> bool:
    return name not in NOT_TYPED and len(value) >= SHORTEST_SHOWN


def keep_request() -> Kept:
    """What the present request brought. Its CSRF token held, or it would not have come here."""
    fields = tuple(
        (name, value) for name, value in request.form.items(multi=True) if name not in NEVER_CARRIED
    )
    enctype = MULTIPART if request.mimetype == MULTIPART else URLENCODED
    files = any(file.filename for file in request.files.values())
    return Kept(here(), enctype, fields, files)


def kept_from(value: str | None) -> Kept | None:
    """What the sign-in form carried, or nothing. Only a path of this site is led to."""
    if not value or len(value) > 2 * LONGEST_UPLOAD:
        return None
    try:
        path, enctype, fields, files = json.loads(value)
        kept = Kept(str(path), str(enctype), _pairs(fields), bool(files))
        kept.to_json().encode()  # half a surrogate pair can be escaped in JSON, but not be sent
    except (ValueError, TypeError, RecursionError):
        return None
    sound = own_path(kept.path, "") and kept.enctype in {MULTIPART, URLENCODED}
    return kept if sound else None


def _pairs(fields: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(value)) for name, value in fields)
