"""How the pages of a desk are dressed for readers: name, logo, colours, and the way to its pages.

Editions are frozen, the dress is live: it is part of every page's ETag, and of no file that leaves
the site.
"""

import hashlib
from dataclasses import astuple, dataclass
from functools import cached_property

from sqlalchemy import Row, Select, bindparam, exists, select
from sqlalchemy.orm import Session

from workbench.accounts.logos import ENDINGS
from workbench.accounts.models import Desk, DeskSite
from workbench.errors import message as _
from workbench.publishing.models import SigningKey
from workbench.publishing.pages.colours import colours_of
from workbench.verdicts.models import Scale

PAGES = {
    "about": _("About us"),
    "method": _("How we check"),
    "ratings": _("Our ratings"),
    "corrections-policy": _("Corrections policy"),
    "funding": _("Funding"),
    "staff": _("Who we are"),
    "contact": _("Contact"),
    "suggest": _("Suggest a claim"),
}  # by the last part of their address; in their order
_FIRST = ("about", "method")  # in the head; all of them are in the foot


@dataclass(frozen=True)
class Dress:
    """What every public page of a desk shows around its content.

    `colours` is the style sheet of its own, `accent` its colour on light paper, `logo` the path of
    its picture; all may be empty.
    `pages`: the last part of the address of every page that has something to say. `key`: whether it
    has a key that its packs are signed with. `answering`: whether somebody takes messages and tells
    programs how to embed; nobody does in a copy.
    """

    desk: str
    slug: str
    logo: str = ""
    colours: str = ""
    accent: str = ""
    licence: str = ""
    pages: tuple[str, ...] = ()
    key: bool = False
    answering: bool = True

    @property
    def home(self) -> str:
        """The path of the desk's first page: what it says of itself, or all reports."""
        return f"/desks/{self.slug}/" if "about" in self.pages else "/reports/"

    @property
    def colours_path(self) -> str:
        """Where its style sheet is; the address changes with the colours."""
        digest = hashlib.sha256(self.colours.encode()).hexdigest()[:12]
        return f"/desks/{self.slug}/colours-{digest}.css" if self.colours else ""

    @property
    def first_pages(self) -> list[tuple[str, str]]:
        """(words, path) of those that the head links."""
        return [self._link(page) for page in self.pages if page in _FIRST]

    @property
    def all_pages(self) -> list[tuple[str, str]]:
        """(words, path) of those that the foot links."""
        return [self._link(page) for page in self.pages]

    @property
    def key_path(self) -> str:
        """Where its public key is, if it has one."""
        return f"/desks/{self.slug}/key.pem" if self.key else ""

    def _link(self, page: str) -> tuple[str, str]:
        return PAGES[page], path_of(self.slug, page)

    @cached_property
    def digest(self) -> str:
        """What a page's ETag tells of its dress."""
        said = astuple(self)
        return hashlib.sha256(repr(said).encode()).hexdigest()


PLAIN = Dress("", "")  # of pages that belong to no one desk, and of files


def path_of(slug: str, page: str) -> str:
    """Where a page of a desk stands."""
    return f"/desks/{slug}/" if page == "about" else f"/desks/{slug}/{page}"


def dress_of(session: Session, desk_id: int) -> Dress:
    """A desk's dress. One query."""
    found = session.execute(_DRESS_OF, {"desk_id": desk_id}).one_or_none()
    return _dress(found) if found else PLAIN


def dress_of_site(session: Session) -> Dress:
    """That of pages about all reports: of the one desk, if there is no other. One query."""
    found = session.execute(_DRESS.order_by(Desk.id).limit(2)).all()
    return _dress(found[0]) if len(found) == 1 else PLAIN


_TEXTS = {
    "about": DeskSite.about,
    "method": Desk.method,
    "corrections-policy": DeskSite.corrections_policy,
    "funding": DeskSite.funding,
    "staff": DeskSite.staff,
    "contact": DeskSite.contact,
    "suggest": DeskSite.suggest,
}
_DRESS: Select[*tuple[object, ...]] = select(
    Desk.name,
    Desk.licence,
    DeskSite.slug,
    DeskSite.accent,
    DeskSite.accent_dark,
    DeskSite.logo_sha256,
    DeskSite.logo_media_type,
    *((text != "").label(page) for page, text in _TEXTS.items()),
    exists().where(Scale.desk_id == Desk.id, Scale.current).label("ratings"),
    exists().where(SigningKey.desk_id == Desk.id).label("key"),
).join(DeskSite, DeskSite.desk_id == Desk.id)
_DRESS_OF = _DRESS.where(Desk.id == bindparam("desk_id"))


def _dress(row: Row[*tuple[object, ...]]) -> Dress:
    said = row._mapping  # noqa: SLF001 - SQLAlchemy's own advice
    slug, logo = said["slug"], said["logo_sha256"]
    ending = ENDINGS.get(said["logo_media_type"], "")
    return Dress(
        desk=said["name"],
        slug=slug,
        logo=f"/desks/{slug}/logo-{logo}.{ending}" if logo else "",
        colours=colours_of(said["accent"], said["accent_dark"]),
        accent=said["accent"],
        licence=said["licence"],
        pages=tuple(page for page in PAGES if said[page]),
        key=bool(said["key"]),
    )
