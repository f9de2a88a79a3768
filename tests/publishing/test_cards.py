"""The pictures of claims and reports."""

import re
import struct

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.publishing.desk import SITE, content_of, make_news_desk
from workbench.db import Database
from workbench.publishing.exports.cards import claim_card, counts_told, report_card
from workbench.publishing.pages.dress import PLAIN
from workbench.verdicts.models import Rating

REPORT = "/reports/the-bridge-checked"


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.fixture
def published(database: Database) -> None:
    with database.writing() as session:
        desk = make_news_desk(session)
        desk.approve(desk.claim("It cost nine million", claimant_name="M. Ayor"))
        desk.publish()


@pytest.mark.parametrize("page", [REPORT, f"{REPORT}/claims/1"])
def test_a_page_names_its_picture_which_is_as_large_as_it_says(
    published: None, client: FlaskClient, page: str
) -> None:
    said = dict(re.findall(r'property="og:image(:?\w*)" content="([^"]+)"', client.get(page).text))
    assert said[""] == f"{SITE}{page}/card.png"
    answer = client.get(said[""].removeprefix(SITE))
    assert size_of(answer.data) == (int(said[":width"]), int(said[":height"]))
    assert answer.mimetype == "image/png"
    assert "Set-Cookie" not in answer.headers
    tag = answer.headers["ETag"]
    again = client.get(f"{page}/card.png", headers={"If-None-Match": tag})
    assert again.status_code == 304


def test_there_is_no_picture_of_a_claim_that_does_not_stand(
    published: None, client: FlaskClient
) -> None:
    assert client.get(f"{REPORT}/claims/2/card.png").status_code == 404


def test_a_picture_of_a_report_leaves_no_claim_uncounted(session: Session) -> None:
    desk = make_news_desk(session)
    ratings = session.scalars(select(Rating.label).order_by(Rating.id)).all()
    words = (
        "opened in 1931", "Nobody", "cost", "nine million", "rained", "mayor", "was ill", "deputy",
        "Every", "praised",
    )  # fmt: skip
    for said, label in zip(words, ratings[:10], strict=True):
        desk.approve(desk.claim(said), label)
    told = counts_told(content_of(desk.publish()))
    assert [count["number"] for count in told["counts"]] == ["1"] * 8
    assert told["more"] == "and 2 more"


@pytest.mark.parametrize(
    "words",
    [
        "a",
        "long " * 400,
        "unbroken" * 200,
        "הגשר עלה תשעה מיליון 9,000",
        "تكلف الجسر تسعة ملايين",
        "橋の建設費は九百万だった。" * 20,
        '#image("/etc/passwd") $x$ *bold* \\ <a>',
    ],
)
def test_words_of_any_script_and_length_are_drawn_and_none_is_markup(
    session: Session, words: str
) -> None:
    desk = make_news_desk(session)
    desk.approve(desk.claim("It cost nine million", words), "False")
    content = content_of(desk.publish(words))
    assert size_of(claim_card(content, content.claims[0], PLAIN)) == (1200, 630)
    assert size_of(report_card(content, PLAIN)) == (1200, 630)
