"""Writes about what a desk shows readers beside its reports."""

from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from workbench.accounts.models import DeskSite
from workbench.accounts.rules import Actor
from workbench.db import begin_edit, lock
from workbench.history.rules import EventKind
from workbench.history.service import record


@dataclass(frozen=True)
class SiteFields:
    """The texts of a desk's pages (Markdown) and its colours (`#rrggbb`, or empty)."""

    about: str = ""
    corrections_policy: str = ""
    funding: str = ""
    staff: str = ""
    contact: str = ""
    suggest: str = ""
    accent: str = ""
    accent_dark: str = ""


def edit_site(
    session: Session, *, site: DeskSite, fields: SiteFields, revision: int, by: Actor
) -> None:
    """Say something else to readers. Raises `EditedMeanwhile`."""
    begin_edit(session, site, revision)
    said = asdict(fields)
    changed = [name for name, value in said.items() if getattr(site, name) != value]
    undo = {
        "before": {name: getattr(site, name) for name in changed},
        "after": {name: said[name] for name in changed},
    }
    for name in changed:
        setattr(site, name, said[name])
    session.flush()
    record(session, EventKind.DESK_SITE_EDITED, by=by, details={"changed": changed}, undo=undo)


def choose_logo(
    session: Session, *, site: DeskSite, sha256: str, media_type: str, by: Actor
) -> None:
    """Show a picture of the file store beside the desk's name."""
    lock(session, site)
    site.logo_sha256, site.logo_media_type = sha256, media_type
    session.flush()
    record(session, EventKind.LOGO_CHOSEN, by=by)


def take_logo_away(session: Session, *, site: DeskSite, by: Actor) -> None:
    """Show the name alone."""
    lock(session, site)
    site.logo_sha256, site.logo_media_type = None, ""
    session.flush()
    record(session, EventKind.LOGO_TAKEN_AWAY, by=by)
