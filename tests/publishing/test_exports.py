"""Every format says the same as the edition, the same way each time."""

import csv
import hashlib
import io
import json
import os
import re
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from tests.publishing.desk import SITE, URL, NewsDesk, content_of, make_news_desk
from workbench.evidence.rules import Stance
from workbench.publishing.exports.edition_tables.claims import CLAIMS
from workbench.publishing.exports.rendering import render
from workbench.publishing.formats import FORMATS
from workbench.publishing.models import Edition
from workbench.publishing.tables.csv_rows import safe
from workbench.verdicts.presets import CORRECT_INCORRECT
from workbench.verdicts.rules import RatingPreset, Token
from workbench.verdicts.scales import set_scale
from workbench.verdicts.service import reopen_claim

LONG = "The bridge, which had been promised for forty years by seven mayors, cost nine million."


@pytest.fixture
def desk(session: Session) -> NewsDesk:
    return make_news_desk(session)


@pytest.fixture
def edition(desk: NewsDesk) -> Edition:
    """Two claims with three sources between them, one corrected; one off the scale."""
    cost = desk.claim(
        "It cost nine million", LONG, claimant_name="P. Aper", claimant_role="reporter",
        claimant_url="https://paper.example/p", said_on="2019-05-16",
    )  # fmt: skip
    ledger = desk.source(
        "Ledger", publisher="City", url="https://city.example/l", authors=("C. Lerk",)
    )
    desk.evidence(cost, ledger, "9,000,000")
    desk.evidence(cost, desk.source("A letter"), "nine", Stance.REFUTES)
    desk.approve(cost, "True", "So says the ledger.")
    crowd = desk.claim("Nobody came. It cost nine million.", "Nobody came; it cost nine million.")
    desk.evidence(crowd, ledger)
    desk.approve(crowd, "Not checkable", "Nobody counted.")
    desk.publish()
    reopen_claim(desk.session, claim=cost, by=desk.checker)
    desk.approve(cost, "Half true", "Eleven, in the end.")
    return desk.publish("=Second", note="Another ledger was found.")


def load(edition: Edition, name: str) -> Any:
    return json.loads(render(edition, name)[0])


def rows(edition: Edition) -> list[dict[str, str]]:
    text = render(edition, "csv")[0].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_edition_gives_the_same_bytes(edition: Edition, name: str) -> None:
    first = render(edition, name)
    edition.report.article.title = "Another title"
    assert render(edition, name) == first


_ELSEWHERE = """
import hashlib, json, sys
from workbench.publishing.edition.stored import from_json
from workbench.publishing.exports.rendering import exported
from workbench.publishing.formats import FORMATS
content = from_json(json.load(sys.stdin))
json.dump({n: hashlib.sha256(exported(content, n)).hexdigest() for n in FORMATS}, sys.stdout)
"""


def test_the_bytes_are_the_same_in_another_place(edition: Edition) -> None:
    """In a process of another time zone, language and order of sets."""
    there = {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
    made = subprocess.run(
        (sys.executable, "-c", _ELSEWHERE), input=json.dumps(edition.content), text=True,
        env=os.environ | there, capture_output=True, check=True,
    )  # fmt: skip
    here = {name: hashlib.sha256(render(edition, name)[0]).hexdigest() for name in FORMATS}
    assert json.loads(made.stdout) == here


def test_files_are_named_after_report_and_edition(edition: Edition) -> None:
    assert render(edition, "csv")[2] == "the-bridge-checked-edition-2.csv"


def test_an_unknown_format_is_refused(edition: Edition) -> None:
    with pytest.raises(KeyError):
        render(edition, "papyrus")


def test_claimreview_tells_claim_verdict_and_sources(edition: Edition) -> None:
    review = load(edition, "claimreview")[1]
    assert review["@type"] == "ClaimReview"
    assert review["url"] == f"{SITE}/reports/the-bridge-checked/claims/1"
    assert review["author"] == {"@type": "Organization", "name": "Bridge desk", "url": SITE}
    assert review["itemReviewed"]["text"] == LONG
    assert review["itemReviewed"]["datePublished"] == "2019-05-16"
    assert review["itemReviewed"]["author"]["name"] == "P. Aper"
    assert review["itemReviewed"]["appearance"][0]["url"] == URL
    assert review["reviewRating"] == {
        "@type": "Rating", "alternateName": "Half true", "ratingExplanation": "Eleven, in the end.",
        "ratingValue": 3, "bestRating": 5, "worstRating": 1,
    }  # fmt: skip
    assert [source["name"] for source in review["citation"]] == ["Ledger", "A letter"]


def test_claimreview_tells_of_a_correction(edition: Edition) -> None:
    crowd, cost = load(edition, "claimreview")
    (comment,) = cost["correction"]
    assert comment["text"] == "Rated True before, Half true since. Another ledger was found."
    assert "dateModified" in cost
    assert "correction" not in crowd


def test_claimreview_keeps_the_claim_short(edition: Edition) -> None:
    for review in load(edition, "claimreview"):
        assert len(review["claimReviewed"]) < 75
        assert "True" not in review["claimReviewed"]


def test_a_rating_off_the_scale_has_no_number(edition: Edition) -> None:
    rating = load(edition, "claimreview")[0]["reviewRating"]
    assert rating["alternateName"] == "Not checkable"
    assert not {"ratingValue", "bestRating", "worstRating"} & set(rating)


def test_a_scale_from_zero_is_lifted_and_one_step_is_none(desk: NewsDesk) -> None:
    steps = [
        RatingPreset("Yes", 1, Token.TRUE, "check"),
        RatingPreset("No", 0, Token.FALSE, "cross"),
    ]
    set_scale(desk.session, name="Binary", ratings=steps, by=desk.editor)
    desk.approve(desk.claim("It cost nine million"), "No")
    rating = load(desk.publish(), "claimreview")[0]["reviewRating"]
    assert (rating["worstRating"], rating["ratingValue"], rating["bestRating"]) == (1, 1, 2)


def test_verdicts_of_several_scales_each_keep_their_own(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million"), "False")
    set_scale(desk.session, name="Other", ratings=CORRECT_INCORRECT, by=desk.editor)
    desk.approve(desk.claim("Nobody came"), "Misleading")
    edition = desk.publish()
    assert [scale.name for scale in content_of(edition).scales] == ["Other", "Five-step"]
    told = {
        r["alternateName"]: r for r in (x["reviewRating"] for x in load(edition, "claimreview"))
    }
    assert told["Misleading"]["ratingValue"] == 2
    assert told["False"]["ratingValue"] == 1


def test_annotations_are_a_collection_with_one_page(edition: Edition) -> None:
    collection = load(edition, "annotations")
    items = collection["first"]["items"]
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", len(items))
    assert [item["motivation"] for item in items].count("assessing") == 2
    assert [item["motivation"] for item in items].count("linking") == 3
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        assert item["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert item["type"] == "Annotation"
        assert item["id"].startswith(f"{SITE}/reports/the-bridge-checked/claims/")


def test_annotations_point_to_the_words_in_the_article(edition: Edition, desk: NewsDesk) -> None:
    for item in load(edition, "annotations")["first"]["items"]:
        for target in item["target"]:
            assert target["source"] == URL
            assert target["state"]["type"] == "TimeState"
            quote, position = target["selector"]
            assert desk.text[position["start"] : position["end"]] == quote["exact"]
            framed = quote.get("prefix", "") + quote["exact"] + quote.get("suffix", "")
            assert framed in desk.text


def test_annotations_of_an_article_without_address_point_to_the_report(desk: NewsDesk) -> None:
    desk.article.url = ""
    desk.session.flush()
    desk.approve(desk.claim("It cost nine million"))
    (item,) = load(desk.publish(), "annotations")["first"]["items"]
    assert item["target"][0]["source"] == f"{SITE}/reports/the-bridge-checked"


def test_annotations_tell_verdict_and_sources(edition: Edition) -> None:
    items = {i["id"].rpartition("/")[2]: i for i in load(edition, "annotations")["first"]["items"]}
    values = [body["value"] for body in items["1#verdict"]["body"]]
    assert values == ["Half true", "Eleven, in the end.", LONG]
    assert items["1#source-1"]["body"][0]["source"] == "https://city.example/l"
    assert items["1#source-2"]["body"][1]["value"] == "A letter (p. 7)"


def test_csv_has_a_row_for_each_claim(edition: Edition) -> None:
    crowd, cost = rows(edition)
    assert tuple(cost) == tuple(column.name for column in CLAIMS)
    assert (cost["number"], cost["statement"]) == ("1", LONG)
    assert (cost["rating"], cost["rating_value"], cost["rating_best"]) == ("Half true", "3", "5")
    assert cost["earlier_ratings"] == "True"
    assert cost["sources"].splitlines() == [
        "supports: C. Lerk. Ledger. City. https://city.example/l (p. 7)",
        "refutes: A letter (p. 7)",
    ]
    assert (crowd["rating"], crowd["rating_value"]) == ("Not checkable", "")
    assert crowd["source_urls"] == "https://city.example/l"


def test_csv_is_as_rfc_4180_has_it(edition: Edition) -> None:
    body = render(edition, "csv")[0]
    assert body.startswith(b"\xef\xbb\xbfreport,")
    assert re.search(rb'(?<!\r)\n(?=(?:[^"]*"[^"]*")*[^"]*\Z)', body) is None


@given(st.text(alphabet=st.sampled_from("=+-@\t\r\n '＝a1"), max_size=6))
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    kept = safe(cell)
    assert not kept.lstrip().startswith(("=", "+", "-", "@", "＝"))
    assert not kept.startswith(("\t", "\r", "\n"))
    assert kept.removeprefix("'") == cell.removeprefix("'")


def test_a_formula_in_a_statement_is_only_words(desk: NewsDesk) -> None:
    desk.approve(desk.claim("It cost nine million", "=1+1"), "True", "@SUM(A1)")
    (row,) = rows(desk.publish())
    assert (row["statement"], row["summary"]) == ("'=1+1", "'@SUM(A1)")


def test_the_html_file_needs_nothing_else(edition: Edition) -> None:
    html = render(edition, "html")[0].decode()
    loaded = re.findall(r'(?:src=|url\()["\']?([^"\')\s]+)', html)
    assert {address.partition(",")[0] for address in loaded} == {"data:font/woff2;base64"}
    assert not re.search(r"<link[^>]+stylesheet|<script|<img|<iframe|@import", html)
    assert len(html) < 300_000


def test_the_html_file_draws_every_icon_it_uses(edition: Edition) -> None:
    html = render(edition, "html")[0].decode()
    used = set(re.findall(r'<use href="#([^"]+)"', html))
    assert used
    assert used <= set(re.findall(r'<symbol id="([^"]+)"', html))


def test_the_html_file_tells_claims_verdicts_and_sources(edition: Edition) -> None:
    html = render(edition, "html")[0].decode()
    for words in (LONG, "Half true", "Not checkable", "Eleven, in the end.", "Ledger", "A letter"):
        assert words in html


def test_libraries_get_family_names_and_further_variables(desk: NewsDesk) -> None:
    claim = desk.claim("It cost nine million")
    further = {"DOI": "10.5555/quay", "volume": "12", "shelf mark": "zz"}
    names = ("Novak, Ana Maria", "{Smith, Jones and Company}")
    desk.evidence(claim, desk.source("A study", authors=names, further=further))
    desk.approve(claim)
    edition = desk.publish()
    bib, ris = (render(edition, name)[0].decode() for name in ("bibtex", "ris"))
    assert "{Novak, Ana Maria and {Smith, Jones and Company}}" in bib
    assert "10.5555/quay" in bib
    assert {"AU  - Novak, Ana Maria", "DO  - 10.5555/quay", "VL  - 12"} <= set(ris.splitlines())
    assert "zz" not in bib + ris + str(edition.content)


def test_an_edition_of_the_fifth_format_names_authors_whole(desk: NewsDesk) -> None:
    claim = desk.claim("It cost nine million")
    desk.evidence(claim, desk.source("A study", authors=("Novak, Ana",), further={"DOI": "10.1/a"}))
    desk.approve(claim)
    edition = desk.publish()
    later = ("authors_filed", "further")
    sources = [
        {k: v for k, v in each.items() if k not in later} for each in edition.content["sources"]
    ]
    edition.content = {**edition.content, "format": 5, "sources": sources}
    assert "AU  - Ana Novak" in render(edition, "ris")[0].decode().splitlines()
