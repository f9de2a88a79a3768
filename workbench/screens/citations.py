"""How the desk cites: the styles to choose from, each with what it makes of some sources."""

from collections.abc import Iterator, Sequence
from importlib import import_module

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.errors import EditedMeanwhile
from workbench.history.service import last_act
from workbench.sources.citing.errors import StyleMissing, StyleRefused
from workbench.sources.citing.forms import CitationStyleForm
from workbench.sources.citing.house import STYLES, ReadStyle, StyleChoice
from workbench.sources.citing.models import CitationStyle
from workbench.sources.citing.phrases import Phrase
from workbench.sources.citing.rendering import cite
from workbench.sources.citing.samples import EXAMPLES
from workbench.sources.citing.service import choose_style, style_of
from workbench.sources.csl import Item
from workbench.sources.queries import newest_open_sources
from workbench.web.database import reading
from workbench.web.submissions import carry_out
from workbench.web.trouble import Trouble, conflict
from workbench.web.undoing import flash_done

blueprint = Blueprint("citations", __name__)


@blueprint.get("/desk/citations")
@permit(Act.ADMINISTER)
def styles() -> ResponseReturnValue:
    """The styles, and which of them is in use."""
    with reading() as session:
        return _show(session)


@blueprint.post("/desk/citations")
@permit(Act.ADMINISTER)
def choose() -> ResponseReturnValue:
    """Cite by another style from now on. An uploaded one is tried before anything is held."""
    form = CitationStyleForm()
    content = form.content()
    try:
        own = _read(content) if content else None
    except StyleRefused as error:
        form.blame(error)
        return _again(form)
    return (
        carry_out(lambda session: _choose(session, form, own)) if form.validate() else _again(form)
    )


def _read(content: bytes) -> ReadStyle:
    """Read it by what is loaded with the first style that comes."""
    found: ReadStyle = import_module("workbench.sources.citing.reading").read_style(content)
    return found


def _choose(session: Session, form: CitationStyleForm, own: ReadStyle | None) -> Response:
    choice = StyleChoice.OWN if own else form.choice.data
    actor = current_actor()
    try:
        choose_style(session, choice=choice, own=own, revision=form.revision.data, by=actor)
    except EditedMeanwhile as error:
        saved = CitationStyleForm.of(style_of(session, actor.desk_id))
        return _show(session, conflict(form, saved, error))
    except StyleMissing as error:
        form.blame(error)
        return _show(session, Trouble(form))
    flash_done(_("Sources are cited by this style from now on."), last_act(session))
    return redirect(url_for(".styles"), 303)


def _again(form: CitationStyleForm) -> Response:
    with reading() as session:
        return _show(session, Trouble(form))


def _show(session: Session, trouble: Trouble[CitationStyleForm] | None = None) -> Response:
    actor = current_actor()
    style = style_of(session, actor.desk_id)
    own = newest_open_sources(session, actor, limit=len(EXAMPLES))
    if trouble is not None:
        trouble.form.renew_key()
    page = render_template(
        "sources/citations.html",
        style=style,
        form=trouble.form if trouble else CitationStyleForm.of(style),
        previews=dict(_previews(style, own)),
        trouble=trouble,
    )
    return make_response(page, trouble.status if trouble else 200)


def _previews(
    style: CitationStyle, own: Sequence[Item]
) -> Iterator[tuple[StyleChoice, Sequence[Sequence[Phrase]]]]:
    """Three sources as each style cites them: the newest of the desk, or made-up ones."""
    shown: Sequence[Item] = [*own, *EXAMPLES[len(own) :]]
    known = dict(STYLES) | ({StyleChoice.OWN: style.own_csl} if style.own_csl else {})
    for choice, csl in known.items():
        yield choice, [cite(csl, source) for source in shown]
