"""From which address somebody acted is kept apart from the record, and deleted after a time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.history.test_chain import faults
from tests.screens.conftest import Desk, Enter, desk, enter
from workbench.config import Settings
from workbench.db import Database, now
from workbench.history.addresses import forgetting_addresses
from workbench.history.models import Event, EventAddress
from workbench.history.rules import EventKind
from workbench.history.service import record
from workbench.web.submissions import new_key

__all__ = ["desk", "enter"]
FORWARDED = {"X-Forwarded-For": "203.0.113.9, 198.51.100.4"}


@pytest.fixture(params=[0, 1, 2], ids="{} trusted".format)
def settings(request: pytest.FixtureRequest, settings: Settings) -> Settings:
    return replace(settings, trusted_proxies=request.param)


def test_the_address_is_the_one_that_the_trusted_proxies_tell(
    settings: Settings, enter: Enter, database: Database
) -> None:
    form = {"submission_key": new_key(), "title": "Minutes", "kind": "web page"}
    answer = enter().post("/sources/new", data=form, headers=FORWARDED)
    assert answer.status_code == 303
    told = {0: "127.0.0.1", 1: "198.51.100.4", 2: "203.0.113.9"}[settings.trusted_proxies]
    with database.reading() as session:
        added = select(EventAddress.address).join(Event, Event.id == EventAddress.event_id)
        found = session.scalars(added.where(Event.kind == EventKind.SOURCE_ADDED)).all()
    assert found == [told]
    assert faults(database) == []


def test_addresses_are_forgotten_after_the_days_that_were_set(
    desk: Desk, database: Database
) -> None:
    with database.writing(asked_from="192.0.2.1") as session:
        record(session, EventKind.DESK_EDITED, by=desk.actor())
    with database.writing() as session:
        session.execute(update(EventAddress).values(at=now() - timedelta(days=8)))
    with database.writing(asked_from="192.0.2.2") as session:
        record(session, EventKind.DESK_EDITED, by=desk.actor())
    for days, kept in ((9, ["192.0.2.1", "192.0.2.2"]), (7, ["192.0.2.2"])):
        forgetting_addresses(after_days=days)(database)
        with database.reading() as session:
            assert sorted(session.scalars(select(EventAddress.address))) == kept
    assert faults(database) == []
