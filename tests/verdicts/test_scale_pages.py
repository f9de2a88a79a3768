"""The scale's page: read by everybody on the desk, changed by admins into its next version."""

from html import unescape

import pytest
from flask.testing import FlaskClient

from tests.screens.conftest import Desk, Enter, desk, enter
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.verdicts.models import Scale
from workbench.verdicts.presets import PRESETS
from workbench.verdicts.queries import current_scale, scales_of
from workbench.web.submissions import new_key

__all__ = ["desk", "enter"]

LOOK = "off:diamond"
STEPS = [
    {"label": "Wrong", "value": "1", "look": "false:cross", "definition": "It is not so."},
    {"label": "Right", "value": "2", "look": "true:check", "definition": "It is so."},
    {"label": "", "value": "", "look": LOOK, "definition": ""},
    {"label": "Who knows", "value": "", "look": "off:unproven", "definition": ""},
]


@pytest.fixture
def admin(enter: Enter) -> FlaskClient:
    return enter(Role.ADMIN)


def seen(database: Database, desk: Desk) -> Scale:
    with database.reading() as session:
        return current_scale(session, desk.id)


def form(revision: int, steps: list[dict[str, str]], name: str = "Ours") -> dict[str, object]:
    fields = {f"steps-{n}-{key}": v for n, step in enumerate(steps) for key, v in step.items()}
    return {"submission_key": new_key(), "revision": revision, "name": name, **fields}


def changed(step: int, **fields: str) -> list[dict[str, str]]:
    return [{**said, **fields} if n == step else said for n, said in enumerate(STEPS)]


def test_a_viewer_reads_the_definitions_and_finds_no_form(enter: Enter) -> None:
    page = enter(Role.VIEWER).get("/desk/scales").text
    assert PRESETS["Five-step"][0].definition in unescape(page)
    assert "Set as the next version" not in page


def test_a_changed_scale_is_the_next_version_truest_first(
    admin: FlaskClient, database: Database, desk: Desk
) -> None:
    before = seen(database, desk)
    answer = admin.post("/desk/scales", data=form(before.id, STEPS, "Five-step"))
    assert answer.status_code == 303
    now = seen(database, desk)
    assert (now.name, now.version) == ("Five-step", before.version + 1)
    assert [(r.label, r.value, r.icon) for r in now.ratings] == [
        ("Right", 2, "check"),
        ("Wrong", 1, "cross"),
        ("Who knows", None, "unproven"),
    ]
    assert PRESETS["Five-step"][0].definition in unescape(admin.get("/desk/scales").text)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_fills_the_form_and_can_be_set_as_it_is(
    admin: FlaskClient, database: Database, desk: Desk, name: str
) -> None:
    assert f'value="{name}"' in admin.get("/desk/scales", query_string={"start": name}).text
    steps = [
        {"label": r.label, "value": str(r.value or ""), "look": f"{r.token}:{r.icon}",
         "definition": r.definition}
        for r in PRESETS[name]
    ]  # fmt: skip
    before = seen(database, desk)
    assert admin.post("/desk/scales", data=form(before.id, steps, name)).status_code == 303
    assert [r.label for r in seen(database, desk).ratings] == [r.label for r in PRESETS[name]]


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (changed(1, label="wrong"), "same label"),
        (changed(1, value=""), "two steps different values"),
        (changed(1, value="1"), "two steps different values"),
        (changed(1, value="0"), ">Give a whole number from 1 to 100.<"),
        (changed(1, value="much"), ">Give a whole number from 1 to 100.<"),
        (changed(1, look="pink:star"), "Not a valid choice"),
        ([STEPS[2]], "at least one step"),
    ],
)
def test_a_scale_no_report_could_show_is_refused_with_its_words_kept(
    admin: FlaskClient,
    database: Database,
    desk: Desk,
    steps: list[dict[str, str]],
    words: str,
) -> None:
    before = seen(database, desk)
    answer = admin.post("/desk/scales", data=form(before.id, steps))
    assert answer.status_code == 422
    assert words in unescape(answer.text)
    assert all(step["definition"] in answer.text for step in steps)
    assert seen(database, desk).id == before.id


def test_the_second_of_two_who_set_the_scale_is_told_and_may_choose(
    admin: FlaskClient, database: Database, desk: Desk
) -> None:
    before = seen(database, desk)
    admin.post("/desk/scales", data=form(before.id, STEPS))
    late = admin.post("/desk/scales", data=form(before.id, changed(1, label="So it is")))
    assert late.status_code == 409
    assert "So it is" in late.text
    newest = seen(database, desk)
    assert newest.ratings[0].label == "Right"
    assert f'name="revision" value="{newest.id}"' in late.text
    again = admin.post("/desk/scales", data=form(newest.id, changed(1, label="So it is")))
    assert again.status_code == 303
    with database.reading() as session:
        assert [s.version for s in scales_of(session, desk.id) if s.name == "Ours"] == [2, 1]
