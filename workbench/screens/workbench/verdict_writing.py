"""Writing a verdict, as a claim's first reader or as its second."""

from collections.abc import Callable
from dataclasses import dataclass

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from workbench.accounts.gate import current_actor, permit
from workbench.accounts.rules import Act
from workbench.claims.models import Claim
from workbench.errors import EditedMeanwhile
from workbench.screens.workbench import CLAIM, blueprint
from workbench.screens.workbench.answers import changed, changed_claims, show_trouble
from workbench.screens.workbench.place import Place, load_place
from workbench.verdicts.errors import VerdictIncomplete, WordsUnread
from workbench.verdicts.forms import VerdictForm
from workbench.verdicts.models import Verdict
from workbench.verdicts.queries import current_scale, get_rating, verdicts_of
from workbench.verdicts.second import (
    free_second_seat,
    hand_in_second,
    leave_second_seat,
    save_second,
    second_verdict_on,
    take_second_seat,
)
from workbench.verdicts.service import propose_verdict, save_draft
from workbench.verdicts.writing import VerdictFields
from workbench.web.submissions import writes
from workbench.web.trouble import Trouble, conflict
from workbench.web.words import said

Writes = Callable[[Session, Claim, VerdictForm, VerdictFields], None]


@dataclass(frozen=True)
class Writing:
    """Which of a claim's verdicts somebody writes: the form's name, and what is saved of it."""

    name: str
    saved: Callable[[Session, Claim], Verdict | None]


@blueprint.post(f"{CLAIM}/verdict")
@permit(Act.PROPOSE)
@writes
def draft(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Keep a verdict as it is being written."""
    return _write(session, load_place(session, current_actor(), article_id, number), FIRST, _save)


@blueprint.post(f"{CLAIM}/verdict/propose")
@permit(Act.PROPOSE)
@writes
def propose(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Put a verdict before the second reader, or before the desk's editors."""
    place = load_place(session, current_actor(), article_id, number)
    return _write(session, place, FIRST, _propose)


@blueprint.post(f"{CLAIM}/second")
@permit(Act.PROPOSE)
@writes
def save_second_reading(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Keep the second reader's verdict as it is being written."""
    place = load_place(session, current_actor(), article_id, number)
    return _write(session, place, SECOND, _save_second)


@blueprint.post(f"{CLAIM}/second/hand-in")
@permit(Act.PROPOSE)
@writes
def hand_in(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let everybody see both readers' verdicts."""
    place = load_place(session, current_actor(), article_id, number)
    return _write(session, place, SECOND, _hand_in)


@blueprint.post(f"{CLAIM}/second/sit")
@permit(Act.PROPOSE)
@writes
def sit(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Become the claim's second reader."""
    place = load_place(session, current_actor(), article_id, number)
    take_second_seat(session, claim=place.opened, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/second/stand")
@permit(Act.PROPOSE)
@writes
def stand(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let somebody else be the second reader."""
    place = load_place(session, current_actor(), article_id, number)
    leave_second_seat(session, claim=place.opened, by=current_actor())
    return changed(place, [])


@blueprint.post(f"{CLAIM}/second/free")
@permit(Act.ASSIGN)
@writes
def free_seat(session: Session, article_id: int, number: int) -> ResponseReturnValue:
    """Let somebody else be the second reader than who is."""
    place = load_place(session, current_actor(), article_id, number)
    free_second_seat(session, claim=place.opened, by=current_actor())
    return changed(place, [])


def _save(session: Session, claim: Claim, form: VerdictForm, fields: VerdictFields) -> None:
    save_draft(session, claim=claim, fields=fields, revision=form.revision.data, by=current_actor())


def _propose(session: Session, claim: Claim, form: VerdictForm, fields: VerdictFields) -> None:
    propose_verdict(
        session, claim=claim, fields=fields, revision=form.revision.data,
        read_in=form.read_in.data, by=current_actor(),
    )  # fmt: skip


def _save_second(session: Session, claim: Claim, form: VerdictForm, fields: VerdictFields) -> None:
    save_second(
        session, claim=claim, fields=fields, revision=form.revision.data, by=current_actor()
    )


def _hand_in(session: Session, claim: Claim, form: VerdictForm, fields: VerdictFields) -> None:
    hand_in_second(
        session, claim=claim, fields=fields, revision=form.revision.data,
        read_in=form.read_in.data, by=current_actor(),
    )  # fmt: skip


def _first_saved(session: Session, claim: Claim) -> Verdict | None:
    return next((v for v in verdicts_of(session, claim, viewer=current_actor()) if v.current), None)


def _second_saved(session: Session, claim: Claim) -> Verdict | None:
    return second_verdict_on(session, claim, current_actor())


FIRST, SECOND = Writing("verdict", _first_saved), Writing("second", _second_saved)


def _write(session: Session, place: Place, writing: Writing, act: Writes) -> ResponseReturnValue:
    scale = current_scale(session, place.article.desk_id)
    form = VerdictForm().offer(scale)
    if not form.validate():
        return show_trouble(session, place, Trouble(form, name=writing.name))
    rating = get_rating(session, scale, form.rating.data)
    try:
        fields = VerdictFields(rating, form.summary.data, form.rationale.data)
        act(session, place.opened, form, fields)
    except EditedMeanwhile as error:
        saved = VerdictForm.of(writing.saved(session, place.opened), scale, place.version.number)
        return show_trouble(session, place, conflict(form, saved, error, name=writing.name))
    except WordsUnread as error:
        form.read_again(place.version.number)
        trouble = Trouble(form, said(error), status=error.status, name=writing.name)
        return show_trouble(session, place, trouble)
    except VerdictIncomplete as error:
        return show_trouble(session, place, Trouble(form, said(error), name=writing.name))
    return changed_claims(session, place)  # a verdict colours its claim's passages
