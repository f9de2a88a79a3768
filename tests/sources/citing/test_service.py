"""The style that a desk has chosen."""

import pytest
from sqlalchemy import select

from tests.builders import Newsroom, room
from workbench.errors import EditedMeanwhile
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.sources.citing.errors import StyleMissing
from workbench.sources.citing.house import STYLES, ReadStyle, StyleChoice
from workbench.sources.citing.service import choose_style, style_of

__all__ = ["room"]
OURS = ReadStyle("Ours", "<style/>")


def test_a_desk_that_never_chose_cites_by_author_and_date(room: Newsroom) -> None:
    assert style_of(room.session, room.desk_id).csl == STYLES[StyleChoice.AUTHOR_DATE]


def test_a_style_is_chosen_and_the_record_tells(room: Newsroom) -> None:
    choose_style(room.session, choice=StyleChoice.OWN, own=OURS, revision=0, by=room.bo)
    assert style_of(room.session, room.desk_id).csl == "<style/>"
    [event] = room.session.scalars(
        select(Event).where(Event.kind == EventKind.CITATION_STYLE_CHOSEN)
    )
    assert event.details == {"style": "a style of the desk’s own", "title": "Ours"}


def test_a_style_of_ones_own_stays_while_another_is_chosen(room: Newsroom) -> None:
    choose_style(room.session, choice=StyleChoice.OWN, own=OURS, revision=0, by=room.bo)
    choose_style(room.session, choice=StyleChoice.NOTES, revision=1, by=room.bo)
    assert style_of(room.session, room.desk_id).csl == STYLES[StyleChoice.NOTES]
    choose_style(room.session, choice=StyleChoice.OWN, revision=2, by=room.bo)
    assert style_of(room.session, room.desk_id).own_title == "Ours"


def test_no_style_of_ones_own_can_be_chosen_before_there_is_one(room: Newsroom) -> None:
    with pytest.raises(StyleMissing):
        choose_style(room.session, choice=StyleChoice.OWN, revision=0, by=room.bo)


def test_of_two_who_choose_the_second_is_told(room: Newsroom) -> None:
    choose_style(room.session, choice=StyleChoice.NOTES, revision=0, by=room.bo)
    with pytest.raises(EditedMeanwhile):
        choose_style(room.session, choice=StyleChoice.NUMBERED, revision=0, by=room.bo)
