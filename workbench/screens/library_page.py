"""The page of the library, as it is shown at first and when what was asked of it was refused."""

from typing import Any

from flask import make_response, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor
from workbench.evidence.library import count_confidential, count_library, sources_of_library
from workbench.evidence.queries import claims_using
from workbench.screens.forms import SourceFilterForm
from workbench.screens.tables import TABLES
from workbench.sources.exchange import FORMATS
from workbench.sources.forms import ChosenForm
from workbench.sources.sight import open_seals, shown_source
from workbench.sources.tags import tags_of_desk
from workbench.web.pages import PAGE_SIZE, page_of


def show_library(session: Session, refused: ChosenForm | None = None) -> Response:
    """The desk's sources, newest first, as far as the address asks for them."""
    actor, form = current_actor(), SourceFilterForm(request.args)
    wanted, before = form.wanted(), request.args.get("before", type=int)
    rows = sources_of_library(session, actor, wanted, before=before, limit=PAGE_SIZE + 1)
    ticked = refused or ChosenForm(formdata=None)
    ticked.renew_key()
    ticked.set_apart("chosen")
    page = render_template(
        "sources/page.html",
        form=form,
        chosen=form.chosen(),
        place=place(),
        page=page_of(rows, lambda source: str(source.id)),
        further=before is not None,
        origin=shown_source(session, actor.desk_id, wanted.origin_id) if wanted.origin_id else None,
        total=count_library(session, actor, wanted),
        withheld=count_confidential(session, actor, wanted),
        opened=open_seals(session, actor, rows),
        uses=claims_using(session, [source.id for source in rows]),
        tags=tags_of_desk(session, actor.desk_id),
        ticked=ticked,
        formats=[*FORMATS.values(), *TABLES.values()],
    )
    return make_response(page, 200 if refused is None else 422)


def place() -> dict[str, Any]:
    """What of the library the address shows: to come back to it after something was done."""
    before = request.args.get("before", type=int)
    return SourceFilterForm(request.args).chosen() | ({"before": before} if before else {})
