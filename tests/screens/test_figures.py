"""Figures side by side: in the panel and in the queue, and only where there is something to see."""

from flask.testing import FlaskClient

from tests.screens.conftest import (
    Desk,
    Enter,
    new_article,
    new_claim,
    new_proposal,
    new_source,
)
from workbench.accounts.rules import Role
from workbench.db import Database
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields, add_evidence

HEADING = "Figures, side by side"


def quoted(database: Database, desk: Desk, statement: str, *quotes: str, language: str = "") -> str:
    """The address of a claim that is proposed, with these quotes."""
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk), statement=statement)
        for number, quote in enumerate(quotes):
            source = new_source(session, desk, f"Minutes {number}")
            source.further = {"language": language} if language else {}
            fields = EvidenceFields(Stance.REFUTES, quote)
            add_evidence(session, claim=claim, source=source, fields=fields, by=desk.actor())
        new_proposal(session, desk, claim)
        return f"/articles/{claim.article_id}/claims/{claim.number}"


def words(client: FlaskClient, path: str) -> str:
    return " ".join(client.get(path).text.split())


def test_the_panel_has_the_figures_and_their_arithmetic(
    enter: Enter, database: Database, desk: Desk
) -> None:
    path = quoted(
        database, desk, "It cost 41 million euros.", "Paid: €32,000,000", "No more than 82m."
    )
    html = words(enter(), path)
    assert HEADING in html
    assert "<td>+9,000,000, +28.1 %</td>" in html
    assert html.count("<tbody> <tr>") == 1


def test_thousands_are_set_apart_on_both_sides(
    enter: Enter, database: Database, desk: Desk
) -> None:
    path = quoted(database, desk, "It has 1000 seats.", "1,500 seats", "12000.5 seats")
    html = words(enter(), path)
    assert '<th scope="row">1,000 seats</th> <td>1,500 seats ' in html
    assert "<td>12000.5 seats " in html, "part of a number is none"


def test_an_editor_reads_them_beside_the_evidence(
    enter: Enter, database: Database, desk: Desk
) -> None:
    quoted(database, desk, "It is now 6 %.", "It rose from 4 % to 6 % in 2018.")
    html = words(enter(Role.EDITOR), "/review")
    assert "<td>+2 points, +50 %</td>" in html
    assert "<td>the same</td>" in html
    assert "“4 % to 6 %”: +2 points, +50 %" in html


def test_of_ranges_and_multiples_it_is_told_in_words(
    enter: Enter, database: Database, desk: Desk
) -> None:
    path = quoted(
        database, desk, "It has 10 arches.", "It has 8–12 arches", "5 arches", "1–3 arches"
    )
    html = words(enter(), path)
    assert "<td>within the range</td>" in html
    assert "<td>not within the range</td>" in html
    assert "<td>+5, +100 %, 2 times as much</td>" in html


def test_what_a_quote_says_changed_stands_beside_a_percentage(
    enter: Enter, database: Database, desk: Desk
) -> None:
    path = quoted(
        database, desk, "Up 12.5 percent, or 2.5 percentage points.",
        "From 1000 incidents in 2018 to 1120 incidents", "from 1.5 percent to 4 percent",
    )  # fmt: skip
    html = words(enter(), path)
    assert "1000 incidents in 2018 to 1120 incidents (+12 %) " in html
    assert "<td>+0.5 points</td>" in html
    assert "1.5 percent to 4 percent (+2.5 points) " in html
    assert "<td>the same</td>" in html


def test_what_is_not_of_one_kind_stands_side_by_side_without_arithmetic(
    enter: Enter, database: Database, desk: Desk
) -> None:
    path = quoted(
        database, desk, "In 2019 there were 3000 jobless, 2 in 3 of them men.",
        "2,900 out of work", "7 %",
    )  # fmt: skip
    html = words(enter(), path)
    assert "Not compared" in html
    assert '<th scope="row">3,000 jobless <span class="hint">2019</span></th>' in html
    assert "<div>2,900 out <span" in html
    assert "<td>+59.67 points, +852.4 %, 9.52 times as much</td>" in html


def test_a_number_that_may_be_another_is_said_to_be(
    enter: Enter, database: Database, desk: Desk
) -> None:
    path = quoted(database, desk, "It cost 1,500 euros.", "Paid: 1.500 €")
    assert "“1.500 €” may be another number" in words(enter(), path)


def test_a_sources_language_tells_how_its_numbers_are_written(
    enter: Enter, database: Database, desk: Desk
) -> None:
    path = quoted(database, desk, "It cost 1,500 euros.", "Bezahlt: 1.500 €", language="de")
    html = words(enter(), path)
    assert "<td>the same</td>" in html
    assert "may be another number" not in html


def test_where_one_side_has_no_number_there_is_no_such_part(
    enter: Enter, database: Database, desk: Desk
) -> None:
    path = quoted(database, desk, "It cost a lot.", "It cost 32 million.")
    assert HEADING not in words(enter(), path)


def test_where_nothing_is_quoted_there_is_no_such_part(
    enter: Enter, database: Database, desk: Desk
) -> None:
    path = quoted(database, desk, "It cost 41 million.", "")
    assert HEADING not in words(enter(), path)
