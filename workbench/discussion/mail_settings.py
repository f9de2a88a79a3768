"""How members want to be told by e-mail."""

from sqlalchemy.orm import Session

from workbench.accounts.models import Membership
from workbench.db import begin_edit, lock
from workbench.discussion.models import MailSetting
from workbench.discussion.rules import Every

UNASKED = Every.DAILY  # what holds for who never chose


def mail_setting(session: Session, membership: Membership) -> MailSetting:
    """What a member chose, or the default, which is no row yet."""
    found = session.get(MailSetting, membership.id)
    return found or MailSetting(membership_id=membership.id, every=UNASKED, revision=0)


def choose_mail(session: Session, *, membership: Membership, every: Every, revision: int) -> None:
    """Have e-mail that often. An address that was refused is tried again.

    Raises `EditedMeanwhile`; the revision of who never chose is 0.
    """
    setting = setting_to_write(session, membership)
    begin_edit(session, setting, revision)
    setting.every, setting.refused_at = every, None
    session.flush()


def end_mail(session: Session, *, membership: Membership) -> None:
    """Have no e-mail any more; said twice it is the same."""
    setting = setting_to_write(session, membership)
    if setting.every is not Every.NEVER:
        setting.every, setting.revision = Every.NEVER, setting.revision + 1
        session.flush()


def setting_to_write(session: Session, membership: Membership) -> MailSetting:
    """A member's row, held until the unit of work ends, made where there is none."""
    lock(session, membership)  # so that of two who make the row one finds it
    setting = mail_setting(session, membership)
    session.add(setting)
    session.flush()
    return setting
