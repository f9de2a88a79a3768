"""The desk's rating scale: the one in use, the next one, and those of the past."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.errors import EditedMeanwhile
from workbench.verdicts.forms import LOOKS, ScaleForm
from workbench.verdicts.models import Scale
from workbench.verdicts.presets import PRESETS
from workbench.verdicts.queries import current_scale, scales_of
from workbench.verdicts.scales import revise_scale
from workbench.web.database import reading
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble
from workbench.web.words import said

blueprint = Blueprint("scales", __name__)


@blueprint.get("/desk/scales")
@permit(Act.READ)
def scales() -> ResponseReturnValue:
    """The scale in use with its definitions; for admins a form for the next one."""
    with reading() as session:
        return _show(session)


@blueprint.post("/desk/scales")
@permit(Act.ADMINISTER)
@writes
def set_next(session: Session) -> ResponseReturnValue:
    """Make what was typed the desk's scale from now on; past verdicts keep theirs."""
    form = ScaleForm()
    if not form.validate():
        return _show(session, Trouble(form))
    try:
        scale = revise_scale(
            session, seen_id=form.revision.data, name=form.name.data, ratings=form.ratings(),
            by=current_actor(),
        )  # fmt: skip
    except EditedMeanwhile as error:
        return _show(session, Trouble(form, said(error), status=error.status))
    words = _("%(name)s, version %(n)s, is the desk’s scale now.", name=scale.name, n=scale.version)
    flash(words, "message")
    return redirect(url_for(".scales"), 303)


def _show(session: Session, trouble: Trouble[ScaleForm] | None = None) -> Response:
    every = scales_of(session, current_actor().desk_id)
    current = current_scale(session, current_actor().desk_id)
    page = render_template(
        "verdicts/scales.html",
        current=current,
        past=[scale for scale in every if scale.id != current.id],
        form=_again(trouble.form, current) if trouble else _filled(current),
        opened="start" in request.args,
        trouble=trouble,
        presets=list(PRESETS),
        looks=LOOKS,
        time_zone=time_zone(),
    )
    return make_response(page, trouble.status if trouble else 200)


def _filled(current: Scale) -> ScaleForm:
    """The form with the scale in use, or with the preset that the address names."""
    start = request.args.get("start", "")
    if start in PRESETS:
        return ScaleForm.of(start, PRESETS[start], current)
    return ScaleForm.of(current.name, current.ratings, current)


def _again(form: ScaleForm, current: Scale) -> ScaleForm:
    form.renew_key()
    form.revision.data, form.revision.raw_data = current.id, None
    form.add_spare_steps()
    return form
