"""The pages of a desk, and how it dresses those of its reports."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.publishing.desk import make_news_desk
from workbench.accounts.desk_site import SiteFields, edit_site
from workbench.accounts.queries import get_desk_site
from workbench.accounts.rules import command_line
from workbench.accounts.service import make_desk
from workbench.db import Database
from workbench.publishing.pages.dress import dress_of, dress_of_site
from workbench.publishing.public import AS_FILES

DESK = "/desks/bridge-desk"
REPORT = "/reports/the-bridge-checked"


def say(session: Session, desk_id: int, **words: str) -> None:
    site, by = get_desk_site(session, desk_id), command_line(desk_id)
    edit_site(session, site=site, fields=SiteFields(**words), revision=site.revision, by=by)


@pytest.fixture
def desk_id(database: Database) -> int:
    """A desk with a report, and something to say of itself."""
    with database.writing() as session:
        desk = make_news_desk(session)
        desk.approve(desk.claim("It cost nine million"))
        desk.publish()
        say(session, desk.article.desk_id, about="We check *bridges*.", accent="#7a2e1d")
        return desk.article.desk_id


def test_a_desk_has_an_address_of_its_own(session: Session) -> None:
    first, second = (make_desk(session, name="Bridge desk", time_zone="UTC") for _ in range(2))
    assert get_desk_site(session, first.id).slug == "bridge-desk"
    assert get_desk_site(session, second.id).slug == "bridge-desk-2"


def test_a_page_says_what_the_desk_wrote(desk_id: int, client: FlaskClient) -> None:
    assert "<p>We check <em>bridges</em>.</p>" in client.get(f"{DESK}/").text


def test_an_empty_page_is_none_and_nothing_leads_there(desk_id: int, client: FlaskClient) -> None:
    linked = set(re.findall(r'href="(/desks/[^"]+)"', client.get(REPORT).text))
    pages = {path for path in linked if not path.endswith(".css") and "/message" not in path}
    assert pages == {f"{DESK}/", f"{DESK}/ratings"}
    assert {client.get(path).status_code for path in linked} == {200}
    for page in ("method", "corrections-policy", "funding", "staff", "contact", "suggest"):
        assert client.get(f"{DESK}/{page}").status_code == 404


def test_what_asks_readers_to_write_leads_to_the_form(
    desk_id: int, client: FlaskClient, database: Database
) -> None:
    words = dict.fromkeys(("contact", "suggest", "corrections_policy", "funding"), "Words.")
    with database.writing() as session:
        say(session, desk_id, **words)
    form = f'class="button" href="{DESK}/message'
    for page in ("contact", "suggest", "corrections-policy"):
        assert form in client.get(f"{DESK}/{page}").text
        as_file = client.get(f"{DESK}/{page}", environ_overrides={AS_FILES: True})
        assert form not in as_file.text
    assert form not in client.get(f"{DESK}/funding").text


def test_the_ratings_have_the_numbers_that_claimreview_is_told(
    desk_id: int, client: FlaskClient
) -> None:
    page = client.get(f"{DESK}/ratings").text
    table = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page, flags=re.DOTALL).split()
    assert " ".join(table).count("off the scale") >= 1
    true = client.get(f"{REPORT}/claimreview.json").json or []
    told = true[0]["reviewRating"]["ratingValue"]
    assert re.search(rf"True</span>\s*</th>\s*<td[^>]*>{told}</td>", page)


def test_a_report_is_dressed_anew_when_the_desk_changes(
    desk_id: int, database: Database, client: FlaskClient
) -> None:
    before = client.get(REPORT).headers["ETag"]
    data = client.get(f"{REPORT}/claims.csv").headers["ETag"]
    with database.writing() as session:
        say(session, desk_id, about="We check bridges.", staff="Ana", accent="#123456")
    after = client.get(REPORT, headers={"If-None-Match": before})
    assert after.status_code == 200
    assert f'href="{DESK}/staff"' in after.text
    review = client.get(f"{REPORT}/claims/1").text
    assert f'{DESK}/"' in review.rpartition('"publisher": ')[2].partition("}")[0]
    for policy in ("correctionsPolicy", "verificationFactCheckingPolicy", "ownershipFundingInfo"):
        assert policy not in review
    with database.writing() as session:
        say(session, desk_id, corrections_policy="At once.", funding="Our readers.")
    review = client.get(f"{REPORT}/claims/1").text
    assert re.search(rf'"correctionsPolicy": "[^"]+{DESK}/corrections-policy"', review)
    assert "ownershipFundingInfo" in review
    assert client.get(f"{REPORT}/claims.csv").headers["ETag"] == data


def test_colours_are_kept_for_good_at_their_address(desk_id: int, client: FlaskClient) -> None:
    (path,) = re.findall(rf'href="({DESK}/colours-[^"]+)"', client.get(REPORT).text)
    sheet = client.get(path)
    assert "--accent:light-dark(#7a2e1d,#" in sheet.text.replace(", ", ",")
    assert "immutable" in sheet.headers["Cache-Control"]
    assert client.get(f"{DESK}/colours-0.css").status_code == 404


def test_pages_of_all_reports_are_dressed_only_where_there_is_one_desk(session: Session) -> None:
    first = make_desk(session, name="Bridge desk", time_zone="UTC")
    assert dress_of_site(session) == dress_of(session, first.id)
    make_desk(session, name="Other desk", time_zone="UTC")
    assert dress_of_site(session).desk == ""
