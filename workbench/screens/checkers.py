"""Who on a desk may be given claims to check."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.queries import members
from workbench.accounts.rules import PERMISSIONS, Act
from workbench.claims.assigning import Checker
from workbench.claims.errors import CannotAssign


def checkers(session: Session, desk_id: int) -> Sequence[tuple[int, str]]:
    """The members who may check claims, by id and name."""
    found = members(session, desk_id)
    return [(m.person_id, m.person.name) for m in found if Act.PROPOSE in PERMISSIONS[m.role]]


def checker(session: Session, desk_id: int, person_id: int) -> Checker:
    """A member who may check claims. Raises `CannotAssign` for anybody else."""
    names = dict(checkers(session, desk_id))
    if person_id not in names:
        raise CannotAssign(
            _("Nobody of that name checks claims on this desk. Nothing was changed.")
        )
    return Checker(person_id, names[person_id])
