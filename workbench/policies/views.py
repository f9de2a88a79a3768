"""The desk's policy: what holds, the next one, and those of the past."""

from flask import Blueprint, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.errors import EditedMeanwhile
from workbench.history.service import last_act
from workbench.policies.errors import TooFewVoters
from workbench.policies.forms import CHECK_WORDS, PolicyForm
from workbench.policies.queries import current_policy, policies_of
from workbench.policies.rules import PLAIN
from workbench.policies.service import set_policy
from workbench.web.database import reading
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble
from workbench.web.undoing import flash_done
from workbench.web.words import said

blueprint = Blueprint("policies", __name__)


@blueprint.get("/desk/policy")
@permit(Act.READ)
def policy() -> ResponseReturnValue:
    """What is asked before a verdict stands; for admins a form for the next policy."""
    with reading() as session:
        return _show(session)


@blueprint.post("/desk/policy")
@permit(Act.ADMINISTER)
@writes
def set_next(session: Session) -> ResponseReturnValue:
    """Let what was chosen hold for claims that are taken up from now on."""
    form = PolicyForm().offer()
    if not form.validate():
        return _show(session, Trouble(form))
    try:
        made = set_policy(
            session, seen=form.revision.data, fields=form.fields(), by=current_actor()
        )
    except (EditedMeanwhile, TooFewVoters) as error:
        return _show(session, Trouble(form, said(error), status=error.status))
    flash_done(
        _("Version %(n)s holds for claims taken up from now on.", n=made.version), last_act(session)
    )
    return redirect(url_for(".policy"), 303)


def _show(session: Session, trouble: Trouble[PolicyForm] | None = None) -> Response:
    desk_id = current_actor().desk_id
    current = current_policy(session, desk_id)
    page = render_template(
        "policies/policy.html",
        current=current,
        holds=current.fields if current else PLAIN,
        past=[each for each in policies_of(session, desk_id) if not each.current],
        form=_again(trouble.form, current.version if current else 0) if trouble
        else PolicyForm.of(current),
        trouble=trouble,
        checks=CHECK_WORDS,
        time_zone=time_zone(),
    )  # fmt: skip
    return make_response(page, trouble.status if trouble else 200)


def _again(form: PolicyForm, version: int) -> PolicyForm:
    form.renew_key()
    form.revision.data, form.revision.raw_data = version, None
    return form
