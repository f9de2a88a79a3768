"""Who may do what: the one permission table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.errors import message as _


class Role(StrEnum):
    """What a member is on a desk."""

    VIEWER = _("viewer")
    FACT_CHECKER = _("fact-checker")
    EDITOR = _("editor")
    ADMIN = _("admin")


class Act(StrEnum):
    """Something a member may be allowed to do."""

    READ = "read"
    IMPORT = "import"
    MARK = "mark"
    RESEARCH = "research"
    PROPOSE = "propose"
    REVIEW = "review"
    ASSIGN = "assign"
    PUBLISH = "publish"
    ADMINISTER = "administer"


class Purpose(StrEnum):
    """What a one-time link opens."""

    FIRST_RUN = "first run"
    INVITATION = "invitation"
    NEW_PASSWORD = "new password"  # noqa: S105 - a word, no secret
    ENTRY = "entry"


_READS = frozenset({Act.READ})
_CHECKS = _READS | {Act.IMPORT, Act.MARK, Act.RESEARCH, Act.PROPOSE}
_DECIDES = _CHECKS | {Act.REVIEW, Act.ASSIGN, Act.PUBLISH}

PERMISSIONS: Mapping[Role, frozenset[Act]] = {
    Role.VIEWER: _READS,
    Role.FACT_CHECKER: _CHECKS,
    Role.EDITOR: _DECIDES,
    Role.ADMIN: _DECIDES | {Act.ADMINISTER},
}

SHORTEST_PASSWORD = 10  # characters
LONGEST_PASSWORD = 1024  # characters; Argon2 takes any, a request should not


@dataclass(frozen=True)
class Actor:
    """Whoever acts on a desk. The command line is trusted and has no `person_id`."""

    desk_id: int
    name: str
    role: Role
    person_id: int | None = None

    def may(self, act: Act) -> bool:
        """Whether the role allows the act."""
        return act in PERMISSIONS[self.role]

    def may_steer(self, asked_by_id: int | None) -> bool:
        """Whether work in the background is theirs to cancel: who asked for it, and admins."""
        own = self.person_id is not None and self.person_id == asked_by_id
        return own or self.may(Act.ADMINISTER)

    @property
    def initials(self) -> str:
        """Two letters at most, for a round badge."""
        words = self.name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def machine(desk_id: int) -> Actor:
    """The actor of what nobody asked for: the workbench itself, when its time had come."""
    return Actor(desk_id=desk_id, name="workbench", role=Role.VIEWER)


def command_line(desk_id: int) -> Actor:
    """The actor of commands that name nobody."""
    return Actor(desk_id=desk_id, name="command line", role=Role.ADMIN)
