"""The site's lists, for everybody."""

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.publishing.errors import ReportUnknown
from workbench.publishing.pages.answers import HTML, Answer, etag_of
from workbench.publishing.pages.dress import Dress, dress_of_site
from workbench.publishing.public import AS_FILES, as_asked, sent_once
from workbench.site.changes import (
    AT_ONCE,
    CHANGES,
    ChangeKey,
    change_key,
    changes_of_site,
    key_of_change,
)
from workbench.site.pages import Listed, Overview, corrections_page, list_page, names_page
from workbench.site.queries import (
    SIZE,
    facet_named,
    facets_of_site,
    hits,
    key_of_report,
    months,
    reports_wanted,
    revision_of,
    totals,
)
from workbench.site.rules import FACETS, Key, Wanted, key_of, wanted_in
from workbench.web.database import reading

blueprint = Blueprint("site", __name__)

NAMES = f"/reports/<any({', '.join(FACETS)}):folder>/"
FOLDER = f"{NAMES}<slug>/"
YEAR = "/reports/<int(fixed_digits=4):year>/"
MONTH = f"{YEAR}<int(fixed_digits=2):month>/"
OLDER = "older/<behind>/"
LATEST_CHANGES = 3


@blueprint.get("/reports/")
def reports() -> ResponseReturnValue:
    """The newest reports, or those that a query asks for."""
    wanted = wanted_in(request.args)
    if request.args and wanted.folder is not None:
        return redirect(wanted.address)
    return _listed(wanted)


@blueprint.get(f"/reports/{OLDER}")
def older(behind: str) -> ResponseReturnValue:
    """The reports behind those of another page."""
    return _listed(Wanted().behind(_key(behind)))


@blueprint.get(NAMES)
def names(folder: str) -> ResponseReturnValue:
    """Every verdict, topic, claimant, outlet or desk that reports have."""
    with reading() as session:
        dress = as_asked(dress_of_site(session))
        etag = etag_of(revision_of(session), f"names {folder}", dress.digest)
        return sent_once(etag, lambda: _names(session, folder, dress))


def _names(session: Session, folder: str, dress: Dress) -> Answer:
    found = facets_of_site(session, most=None)[FACETS[folder]]
    return Answer(names_page(folder, found, dress=dress), HTML)


@blueprint.get(FOLDER)
@blueprint.get(f"{FOLDER}{OLDER}")
def of_facet(folder: str, slug: str, behind: str = "") -> ResponseReturnValue:
    """The reports of a verdict, topic, claimant, outlet or desk."""
    return _listed(Wanted().having(FACETS[folder], slug).behind(_key(behind)))


@blueprint.get(YEAR)
@blueprint.get(MONTH)
@blueprint.get(f"{YEAR}{OLDER}")
@blueprint.get(f"{MONTH}{OLDER}")
def of_period(year: int, month: int | None = None, behind: str = "") -> ResponseReturnValue:
    """The reports of a year or a month."""
    period = f"{year:04}" if month is None else f"{year:04}-{month:02}"
    wanted = wanted_in({"from": period, "to": period})
    if not wanted.period:
        raise _no_list()
    return _listed(wanted.behind(_key(behind)))


def _key(written: str) -> Key | None:
    key = key_of(written)
    if written and key is None:
        raise _no_list()
    return key


def _no_list() -> ReportUnknown:
    return ReportUnknown(_("There is no list at this address."))


@blueprint.get(CHANGES)
@blueprint.get(f"{CHANGES}{OLDER}")
def corrections(behind: str = "") -> ResponseReturnValue:
    """What was published and has changed since."""
    key = change_key(behind)
    if behind and key is None:
        raise _no_list()
    with reading() as session:
        dress = as_asked(dress_of_site(session))
        etag = etag_of(revision_of(session), f"corrections {behind}", dress.digest)
        return sent_once(etag, lambda: _corrections(session, key, dress))


def _corrections(session: Session, behind: ChangeKey | None, dress: Dress) -> Answer:
    found = changes_of_site(session, behind=behind)
    following = key_of_change(found[AT_ONCE - 1][0]) if len(found) > AT_ONCE else None
    page = corrections_page(found[:AT_ONCE], behind=behind, following=following, dress=dress)
    return Answer(page, HTML)


def _listed(wanted: Wanted) -> Response:
    with reading() as session:
        dress = as_asked(dress_of_site(session))
        kind = "list" if AS_FILES in request.environ else "list to search"
        etag = etag_of(revision_of(session), f"{kind} {wanted.address}", dress.digest)
        return sent_once(etag, lambda: _list_of(session, wanted, dress))


def _list_of(session: Session, wanted: Wanted, dress: Dress) -> Answer:
    """In a copy most have nothing beside them, so that they change with their reports alone."""
    found = reports_wanted(session, wanted)
    named = {facet: facet_named(session, facet, slug) for facet, slug in wanted.facets.items()}
    if wanted.folder and not found and not wanted.older:
        raise _no_list()
    more = len(found) > SIZE
    listed = Listed(
        wanted,
        found[:SIZE],
        hits(session, wanted, found[:SIZE]),
        wanted.behind(key_of_report(found[SIZE - 1])) if more else None,
        {facet: each for facet, each in named.items() if each},
    )
    alone = AS_FILES in request.environ and not (wanted.everything and not wanted.older)
    overview = None if alone else _overview(session, wanted)
    return Answer(list_page(listed, overview, dress=dress), HTML)


def _overview(session: Session, wanted: Wanted) -> Overview:
    return Overview(
        *totals(session), facets_of_site(session, wanted), months(session, wanted),
        changes_of_site(session, limit=LATEST_CHANGES), AS_FILES not in request.environ,
    )  # fmt: skip
