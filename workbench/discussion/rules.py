"""The words of comments and notices, and how names are found in what was typed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.claims.rules import Status
from workbench.errors import message as _

LONGEST_COMMENT = 10_000  # code points


class About(StrEnum):
    """What a thread of comments is about."""

    CLAIM = _("claim")
    EVIDENCE = _("evidence")
    VERDICT = _("verdict")


class NoticeKind(StrEnum):
    """Why somebody is told."""

    MENTION = _("mention")
    ANSWER = _("answer")
    RETURNED = _("returned")
    ASSIGNED = _("assigned")
    TO_REVIEW = _("to review")


# What is said of a notice, between who did it and the claim.
NOTICE_WORDS: Mapping[NoticeKind, str] = {
    NoticeKind.MENTION: _("mentioned you"),
    NoticeKind.ANSWER: _("answered in a thread of yours"),
    NoticeKind.RETURNED: _("returned your verdict"),
    NoticeKind.ASSIGNED: _("assigned this to you"),
    NoticeKind.TO_REVIEW: _("handed in a verdict for review"),
}
# And while something else than a review of one verdict is asked of an editor.
ASKED_OF_EDITORS: Mapping[Status, str] = {
    Status.DISAGREED: _(
        "handed in a reading that differs from the first, and you are to decide between them"
    ),
    Status.BALLOT: _("handed in a verdict that you are to vote on"),
}


class Every(StrEnum):
    """How often a member gets e-mail about their notices."""

    NEVER = _("never")
    AT_ONCE = _("at once")
    DAILY = _("once a day")


def mentions(text: str, names: Mapping[int, str]) -> list[int]:
    """Whose names, by id, stand in a text after an @, in its order and each once.

    Case does not matter. Of “Ana” and “Ana Maria” the longer one is meant where it stands; of two
    who have the same name both are.
    """
    parts = mentioned_parts(text, names.values())
    named = [name.casefold() for _words, name in parts if name]
    found = (id_ for said in named for id_, name in names.items() if name.casefold() == said)
    return list(dict.fromkeys(found))


def mentioned_parts(text: str, names: Iterable[str]) -> Sequence[tuple[str, str]]:
    """A text in pieces: each with the name that it mentions as it was typed, or with nothing."""
    wanted = sorted((re.escape(name) for name in set(names) if name), key=len, reverse=True)
    if not wanted:
        return [(text, "")]
    pieces = re.split(rf"(?<![\w@])@({'|'.join(wanted)})(?!\w)", text, flags=re.IGNORECASE)
    parts = [(f"@{piece}", piece) if n % 2 else (piece, "") for n, piece in enumerate(pieces)]
    return [part for part in parts if part[0]]


@dataclass(frozen=True)
class NoticePlace:
    """Where a notice stands in the list: what is new before what was read, the newest first."""

    unread: bool
    id: int

    def __str__(self) -> str:
        return f"{'new' if self.unread else 'read'}-{self.id}"


def notice_place(said: str) -> NoticePlace | None:
    """The place that an address names, or none."""
    found = re.fullmatch(r"(new|read)-([0-9]{1,18})", said)
    return NoticePlace(found[1] == "new", int(found[2])) if found else None
