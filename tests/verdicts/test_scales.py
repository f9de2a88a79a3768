"""Scales: a changed scale is a new version, and what was decided on an old one stands."""

import pytest
from sqlalchemy import func, select

from tests.builders import Newsroom, open_newsroom
from workbench.verdicts.errors import RatingUnknown, ScaleUnusable
from workbench.verdicts.models import Rating, Scale
from workbench.verdicts.presets import FIVE_STEP, SIX_STEP, SUPPORTED_REFUTED
from workbench.verdicts.queries import approved_verdict, current_scale, get_rating
from workbench.verdicts.rules import RatingPreset, Token
from workbench.verdicts.scales import set_scale


def change(room: Newsroom, name: str, ratings: tuple[RatingPreset, ...]) -> Scale:
    return set_scale(room.session, name=name, ratings=ratings, by=room.adi)


def test_a_scale_set_again_is_its_next_version_and_the_current_one(room: Newsroom) -> None:
    assert change(room, "Five-step", FIVE_STEP[:5]).version == 2
    assert change(room, "Six-step", SIX_STEP).version == 1
    assert change(room, "Five-step", FIVE_STEP).version == 3
    scale = current_scale(room.session, room.desk_id)
    assert (scale.name, scale.version, len(scale.ratings)) == ("Five-step", 3, len(FIVE_STEP))
    current = select(func.count()).where(Scale.desk_id == room.desk_id, Scale.current)
    assert room.session.scalar(current) == 1


def test_changing_the_scale_never_rewrites_a_verdict(room: Newsroom) -> None:
    ratings = select(Rating).order_by(Rating.id)
    claim = room.claim()
    room.propose(claim, label="Mostly false")
    room.approve(claim)
    before = [(r.label, r.value, r.definition) for r in room.session.scalars(ratings)]
    change(room, "Five-step", (RatingPreset("Mostly false", 1, Token.FALSE, "cross"),))
    room.session.expire_all()
    verdict = approved_verdict(room.session, claim)
    assert verdict is not None
    assert verdict.rating is not None
    assert (verdict.rating.label, verdict.rating.value) == ("Mostly false", 2)
    assert verdict.rating.scale.version == 1
    after = [(r.label, r.value, r.definition) for r in room.session.scalars(ratings)]
    assert after[: len(before)] == before


def test_a_rating_of_an_old_version_or_another_desk_is_refused(room: Newsroom) -> None:
    old = room.rating("False")
    scale = change(room, "Five-step", FIVE_STEP)
    other = open_newsroom(room.session, name="Other desk")
    for foreign in (old.id, other.rating("False").id, 10**6):
        with pytest.raises(RatingUnknown):
            get_rating(room.session, scale, foreign)
    own = get_rating(room.session, scale, room.rating("False").id)
    assert own is not None
    assert own.scale_id == scale.id
    assert get_rating(room.session, scale, None) is None


def test_one_desks_scale_is_not_anothers(room: Newsroom) -> None:
    other = open_newsroom(room.session, name="Other desk")
    change(room, "Supported-refuted", SUPPORTED_REFUTED)
    assert current_scale(room.session, other.desk_id).name == "Five-step"


@pytest.mark.parametrize("labels", [[], [""], ["  "], ["True", "true"], ["True", " True "]])
def test_a_scale_without_labels_that_differ_is_refused(room: Newsroom, labels: list[str]) -> None:
    ratings = tuple(RatingPreset(label, 1, Token.TRUE, "check") for label in labels)
    with pytest.raises(ScaleUnusable):
        change(room, "Mine", ratings)
    assert current_scale(room.session, room.desk_id).name == "Five-step"


def test_steps_keep_the_order_they_were_given_in(room: Newsroom) -> None:
    scale = change(room, "Five-step", FIVE_STEP)
    room.session.expire_all()
    assert [r.label for r in scale.ratings] == [r.label for r in FIVE_STEP]
