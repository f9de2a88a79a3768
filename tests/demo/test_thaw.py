"""The demo's first article has something of everything: it is the one that a visitor enters."""

import html
import re

import pytest

from tests.demo.told import DEMO, SOURCES, THAW, overlap, strings


def test_the_column_is_as_long_as_a_column() -> None:
    words = " ".join(map(THAW.standing, THAW.body_sentences())).split()
    assert 400 <= len(words) <= 600
    assert 28 <= len(THAW.body_sentences()) <= 34


def test_passages_nest_overlap_repeat_and_cross_sentences_somewhere() -> None:
    pairs = [(a, b) for a in THAW.passages for b in THAW.passages if a is not b]
    assert any(a["start"] < b["start"] and b["end"] <= a["end"] for a, b in pairs)
    assert any(a["start"] < b["start"] < a["end"] < b["end"] for a, b in pairs)
    assert any(len(claim["passages"]) == 2 for claim in THAW.claims)
    assert any(sum(overlap(p, s) for s in THAW.sentences) == 2 for p in THAW.passages)


def test_each_status_but_those_that_publishing_brings_has_a_claim() -> None:
    assert {claim["status"] for claim in THAW.claims} == {
        "open", "in progress", "proposed", "in review", "returned", "approved", "withdrawn",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            {claim["kind"] for claim in THAW.claims},
            "fact figure quotation cause prediction comparison",
        ),
        ({evidence["stance"] for evidence in THAW.evidence}, "supports refutes context"),
        (
            {verdict["state"] for verdict in THAW.verdicts},
            "draft proposed returned approved superseded",
        ),
    ],
    ids=["kinds", "stances", "verdict states"],
)
def test_each_value_appears(found: set[str], expected: str) -> None:
    assert found == set(expected.split())


def test_each_reason_for_setting_aside_appears() -> None:
    assert {disposition["reason"] for disposition in THAW.dossier["dispositions"]} == {
        "opinion",
        "rhetoric",
        "personal experience",
        "cannot be checked",
        "not check-worthy",
        "common knowledge",
        "repeated",
    }


def test_enough_is_left_for_a_visitor_to_do() -> None:
    aside = [d["start"] for d in THAW.dossier["dispositions"]]
    left = [s for s in THAW.body_sentences() if s["start"] not in aside and not THAW.is_claimed(s)]
    assert 6 <= len(left) <= 9


def test_a_returned_verdict_comes_with_a_comment() -> None:
    returned = [verdict for verdict in THAW.verdicts if verdict["state"] == "returned"]
    assert returned
    assert all(verdict["decision"]["comment"] for verdict in returned)


def test_the_sources_are_those_that_were_read() -> None:
    found = {s["id"]: (s["publisher"], s["published"], s["url"]) for s in THAW.dossier["sources"]}
    assert found == SOURCES
    origins = {source["origin"] for source in THAW.dossier["sources"] if source.get("origin")}
    assert {evidence["source"] for evidence in THAW.evidence} | origins == set(found)


def test_the_queue_is_not_empty_when_the_last_step_is_done() -> None:
    approved = {step["claim"] for step in THAW.steps("approve")}
    waiting = {claim["status"] for claim in THAW.claims if claim["number"] not in approved}
    assert {"proposed", "in review"} <= waiting


def test_the_correction_is_of_the_rating() -> None:
    (correction,) = THAW.steps("rate")
    assert correction["rating"] != THAW.claim(correction["claim"])["verdicts"][-1]["rating"]


def test_much_is_quoted() -> None:
    assert len([evidence for evidence in THAW.evidence if evidence["quote"]]) > 10
    assert sum(text.count("“") for text in strings(THAW.verdicts)) > 10


def plain(name: str) -> str:
    """Return what a reader sees of one of the pages, on one line."""
    page = (DEMO / name).read_text("utf-8")
    page = re.sub(r"(?s)<head>.*</head>|<[^>]+>", "", page) if name.endswith(".html") else page
    return " ".join(html.unescape(page).replace("\xad", "").split())


@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_a_page_carries_the_whole_column_in_its_order(name: str) -> None:
    page, place = plain(name), 0
    for block in THAW.blocks:
        place = page.index(THAW.standing(block), place) + 1
    assert "By R. Hale" in page
    assert "16 May 2019" in page
