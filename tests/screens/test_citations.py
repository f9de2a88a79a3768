"""How the desk cites: choosing a style, uploading one, and where its citations are shown."""

from io import BytesIO

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.screens.conftest import CountQueries, Desk, Enter, new_source
from tests.sources.citing.test_reading import DEPENDENT
from tests.sources.citing.test_rendering import style
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.sources.citing.house import StyleChoice
from workbench.sources.citing.service import style_of

OURS = style('<text variable="title" prefix="Look into "/>')


def save(client: FlaskClient, revision: int = 0, csl: str = "", **sent: str) -> TestResponse:
    form = {"submission_key": f"key-{revision}-{len(csl)}-{sent}", "revision": str(revision)}
    file = {"file": (BytesIO(csl.encode()), "ours.csl")} if csl else {}
    data = {"choice": "author and date"} | form | sent | file
    return client.post("/desk/citations", data=data, content_type="multipart/form-data")


def chosen(database: Database, desk: Desk) -> tuple[StyleChoice, str]:
    with database.reading() as session:
        found = style_of(session, desk.id)
        return found.choice, found.own_title


def test_styles_are_shown_with_what_they_make_of_the_desks_sources(
    enter: Enter, database: Database, desk: Desk
) -> None:
    client = enter(Role.ADMIN)
    assert client.get("/desk/citations").text.count("Why the tram is never late") == 3
    with database.writing() as session:
        new_source(session, desk, "Minutes <of> May")
    html = client.get("/desk/citations").text
    assert html.count("Minutes &lt;of&gt; May") == 3
    assert html.count("Why the tram is never late") == 0
    assert html.count('class="citation"') == 9


def test_a_chosen_style_cites_a_source_on_its_page(
    enter: Enter, database: Database, desk: Desk
) -> None:
    client = enter(Role.ADMIN)
    with database.writing() as session:
        source = new_source(session, desk, "Minutes")
    assert "‘Minutes’" not in client.get(f"/sources/{source.id}").text
    assert save(client, choice="notes").location == "/desk/citations"
    assert "‘Minutes’" in client.get(f"/sources/{source.id}").text


def test_an_uploaded_style_is_chosen_and_stays_when_another_one_is_refused(
    enter: Enter, database: Database, desk: Desk
) -> None:
    client = enter(Role.ADMIN)
    assert save(client, csl=OURS).status_code == 303
    assert chosen(database, desk) == (StyleChoice.OWN, "A style")
    assert "Look into" in client.get("/desk/citations").text
    refused = save(client, revision=1, csl=DEPENDENT)
    assert refused.status_code == 422
    assert "upload that one, apa.csl" in refused.text
    assert chosen(database, desk) == (StyleChoice.OWN, "A style")


def test_the_second_of_two_who_choose_is_told(enter: Enter, database: Database, desk: Desk) -> None:
    client = enter(Role.ADMIN)
    save(client, choice="notes")
    late = save(client, choice="numbered")
    assert late.status_code == 409
    assert "Somebody else saved this" in late.text
    assert chosen(database, desk) == (StyleChoice.NOTES, "")


def test_a_style_of_its_own_that_the_desk_does_not_have_is_refused(enter: Enter) -> None:
    assert save(enter(Role.ADMIN), choice=StyleChoice.OWN).status_code == 422
    assert save(enter(Role.ADMIN), choice="nonsense").status_code == 422


def test_the_page_takes_as_many_queries_for_one_source_as_for_three(
    enter: Enter, database: Database, desk: Desk, count_queries: CountQueries
) -> None:
    client, counts = enter(Role.ADMIN), []
    for number in range(3):
        with database.writing() as session:
            new_source(session, desk, f"Minutes {number}")
        with count_queries() as queries:
            client.get("/desk/citations")
        counts.append(len(queries))
    assert len(set(counts)) == 1
