"""What is said to an editor: why a check need not hold, and how a return was answered."""

from functools import partial

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit, time_zone
from workbench.accounts.rules import Act
from workbench.errors import EditedMeanwhile, NotFound
from workbench.policies.rules import Check
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.answers import changed, show_trouble
from workbench.screens.workbench.place import load_place
from workbench.screens.workbench.saving import save_edit
from workbench.verdicts.checks.reasons import QUESTIONS, give_reason, reasons_seen
from workbench.verdicts.forms import CheckReasonForm, PointAnswerForm, RecheckForm
from workbench.verdicts.points import answer_point, get_point
from workbench.verdicts.rechecking import set_recheck
from workbench.web.dates import today
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble
from workbench.web.words import said


@blueprint.post(f"{CLAIM}/reasons/<check>")
@permit(Act.PROPOSE)
@writes
def give_check_reason(
    session: Session, article_id: int, number: int, check: str
) -> ResponseReturnValue:
    """Say why a check need not hold, or take that back."""
    place = load_place(session, current_actor(), article_id, number)
    settled, form = _check(check), CheckReasonForm()

    def give() -> None:
        give_reason(
            session, claim=place.opened, check=settled, reason=form.reason.data,
            revision=form.revision.data, by=current_actor(),
        )  # fmt: skip

    def saved() -> CheckReasonForm:
        seen = reasons_seen(session, place.opened, current_actor())
        return CheckReasonForm.of(seen.get(settled))

    return save_edit(session, place, form, give, name=f"reason-{check}", saved=saved)


@blueprint.post(f"{CLAIM}/points/<int:point_id>")
@permit(Act.PROPOSE)
@writes
def answer_to_point(
    session: Session, article_id: int, number: int, point_id: int
) -> ResponseReturnValue:
    """Tick a point of the last return off, or say something to it."""
    place = load_place(session, current_actor(), article_id, number)
    point, form = get_point(session, place.opened, point_id), PointAnswerForm()

    def answer() -> None:
        answer_point(
            session, claim=place.opened, point=point, done=form.done.data,
            answer=form.answer.data, revision=form.revision.data, by=current_actor(),
        )  # fmt: skip

    saved = partial(PointAnswerForm.of, point)
    return save_edit(session, place, form, answer, name=f"point-{point.id}", saved=saved)


@blueprint.post(f"{CLAIM}/recheck")
@permit(Act.PROPOSE)
@writes
def set_recheck_day(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let the claim come back to the queue on a day."""
    place = load_place(session, current_actor(), article_id, number)
    form = RecheckForm()
    if not form.validate() or form.is_over(today(time_zone())):
        return show_trouble(session, place, Trouble(form, name="recheck"))
    try:
        set_recheck(
            session, claim=place.opened, day=form.day.data, seen=form.seen.data or "",
            by=current_actor(),
        )  # fmt: skip
    except EditedMeanwhile as error:
        form.seen.data = place.opened.recheck_on
        trouble = Trouble(form, said(error), status=error.status, name="recheck")
        return show_trouble(session, place, trouble)
    return changed(place, [])


def _check(slug: str) -> Check:
    """The check that an address names. Raises `NotFound`."""
    found = next((check for check in QUESTIONS if check.slug == slug), None)
    if found is None:
        raise NotFound(_("There is no such check that a reason settles."))
    return found
