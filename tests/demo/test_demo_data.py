"""The demo's data hold together, and quote nothing that nobody has read."""

import hashlib
import html
import json
import re
import unicodedata
from importlib.resources import files
from itertools import pairwise
from typing import Any

import pytest

from workbench.articles.sentences import split

DEMO = files("workbench") / "demo"
CONTEXT = 32  # code points of prefix and suffix

# Each source as (publisher, date, address).
SOURCES = {
    "special-counsel-report": (
        "U.S. Department of Justice, Special Counsel",
        "2019-04-18",
        "https://www.justice.gov/storage/report.pdf",
    ),
    "cbs-moscow-stop": (
        "CBS News/AP",
        "2019-05-13",
        (
            "https://cbsnews.com/amp/news/"
            "pompeo-skips-planned-moscow-trip-to-meet-with-european-officials-on-iran"
        ),
    ),
    "reuters-moscow-visit": ("Reuters", "2019-05-13", None),  # known from what TASS says of it
    "tass-moscow-visit": ("TASS", "2019-05-13", "http://tass.com/world/1057840"),
    "tass-new-start": ("TASS", "2019-05-15", "http://tass.com/politics/1058297"),
    "tass-arms-control": ("TASS", "2019-05-10", "https://tass.com/world/1057766"),
    "state-press-availability": ("U.S. Department of State", "2019-05-14", None),
    "un-resolution-68-262": (
        "UN General Assembly",
        "2014-03-27",
        "https://undocs.org/A/RES/68/262",
    ),
    "reuters-arms-talks": (
        "Reuters",
        "2020-04-17",
        (
            "https://millichronicle.com/2020/04/"
            "pompeo-tells-russias-lavrov-any-new-arms-control-talks-must-include-china.html"
        ),
    ),
    "urdupoint-extension": (
        "UrduPoint/Sputnik",
        "2021-02-03",
        (
            "https://www.urdupoint.com/en/world/"
            "biden-admin-takes-first-step-toward-extending-1158867.html"
        ),
    ),
}

# The words read in each source, one quotation a paragraph. Evidence may quote these alone.
VERIFIED = {
    "special-counsel-report": """
        The Russian government interfered in the 2016 presidential election in sweeping and
        systematic fashion.

        the investigation did not establish that members of the Trump Campaign conspired or
        coordinated with the Russian government in its election interference activities
    """,
    "cbs-moscow-stop": """
        substituting a stop in Brussels for one in Moscow to discuss Iran and other issues with
        European officials

        The visit to Sochi will be Pompeo's first to Russia as secretary of state.
    """,
    "tass-new-start": """
        We discussed the situation around the New START which expires in 2021.
    """,
    "tass-arms-control": """
        These agreements must include a broader range of countries and account for a broader range
        of weapon systems than our current bilateral treaties with Russia.
    """,
    "state-press-availability": """
        On Venezuela, we have disagreement.
    """,
    "reuters-arms-talks": """
        Russia has said it would be willing to extend the accord, but the Trump administration has
        declined to state a position.
    """,
    "urdupoint-extension": """
        the United States took the first step toward making good on that pledge when it extended
        the New START Treaty with the Russian Federation for five years
    """,
}

# The states that the verdicts of a claim may be in, the current one last.
VERDICT_STATES: dict[str, list[list[str]]] = {
    "open": [[]],
    "in progress": [[], ["draft"]],
    "proposed": [["proposed"]],
    "in review": [["proposed"], ["returned", "proposed"]],
    "returned": [["returned"]],
    "approved": [["approved"], ["superseded", "approved"]],
    "withdrawn": [[]],
}

Record = dict[str, Any]


def data(name: str) -> Record:
    loaded: Record = json.loads((DEMO / name).read_text("utf-8"))
    return loaded


DOSSIER = data("dossier.json")
EDITIONS = data("editions.json")
VERSION: Record = DOSSIER["versions"][0]
TEXT: str = VERSION["text"]
BLOCKS: list[Record] = VERSION["blocks"]
SENTENCES: list[Record] = VERSION["sentences"]
CLAIMS: list[Record] = DOSSIER["claims"]
PASSAGES = [passage for claim in CLAIMS for passage in claim["passages"]]
EVIDENCE = [evidence for claim in CLAIMS for evidence in claim["evidence"]]
VERDICTS = [verdict for claim in CLAIMS for verdict in claim["verdicts"]]
CORRECTIONS: list[Record] = EDITIONS["between"]["correct"]


def verified(source: str) -> list[str]:
    """Return the quotations that were read in a source."""
    return [" ".join(quote.split()) for quote in VERIFIED.get(source, "").split("\n\n")]


def standing(span: Record) -> str:
    return TEXT[span["start"] : span["end"]]


def overlap(one: Record, other: Record) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def claim(number: int) -> Record:
    return next(claim for claim in CLAIMS if claim["number"] == number)


def strings(value: object) -> list[str]:
    """Every string in a piece of JSON, keys left out."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [text for item in value for text in strings(item)] if isinstance(value, list) else []


def body_sentences() -> list[Record]:
    body = [block for block in BLOCKS if block["body"]]
    return [s for s in SENTENCES if any(overlap(s, block) for block in body)]


def is_claimed(sentence: Record) -> bool:
    live = (claim for claim in CLAIMS if claim["status"] != "withdrawn")
    return any(overlap(sentence, passage) for claim in live for passage in claim["passages"])


def test_the_text_is_canonical_and_has_its_hash() -> None:
    assert unicodedata.normalize("NFC", TEXT) == TEXT
    assert not re.search(r"[\r\0\ufeff\xad\xa0\t]|  |\n{3}| \n|\n ", TEXT)
    assert hashlib.sha256(TEXT.encode()).hexdigest() == VERSION["sha256"]


def test_blocks_joined_by_a_blank_line_are_the_text() -> None:
    assert "\n\n".join(map(standing, BLOCKS)) == TEXT
    assert [block["start"] for block in BLOCKS[1:]] == [block["end"] + 2 for block in BLOCKS[:-1]]


def test_the_headline_comes_first_and_is_the_title() -> None:
    assert BLOCKS[0]["kind"] == "headline"
    assert standing(BLOCKS[0]) == DOSSIER["article"]["title"]


def test_captions_and_boilerplate_are_outside_the_body_and_nothing_else_is() -> None:
    outside = {block["kind"] for block in BLOCKS if not block["body"]}
    assert outside == {"caption", "boilerplate"}
    assert not outside & {block["kind"] for block in BLOCKS if block["body"]}


def test_the_sentences_of_a_block_joined_by_a_space_are_the_block() -> None:
    for block in BLOCKS:
        inside = [sentence for sentence in SENTENCES if overlap(sentence, block)]
        assert " ".join(map(standing, inside)) == standing(block)


def test_the_sentences_are_those_that_the_workbench_finds() -> None:
    found = [split(standing(block)) for block in BLOCKS]
    assert [
        {"start": block["start"] + start, "end": block["start"] + end}
        for block, spans in zip(BLOCKS, found, strict=True)
        for start, end in spans
    ] == SENTENCES


def test_the_column_is_as_long_as_a_column() -> None:
    words = " ".join(map(standing, body_sentences())).split()
    assert 400 <= len(words) <= 600
    assert 28 <= len(body_sentences()) <= 34


def test_every_passage_stands_at_its_offsets_with_its_surroundings() -> None:
    for passage in PASSAGES:
        start, end = passage["start"], passage["end"]
        assert standing(passage) == passage["exact"] != ""
        assert passage["prefix"] == TEXT[max(0, start - CONTEXT) : start]
        assert passage["suffix"] == TEXT[end : end + CONTEXT]


def test_every_passage_can_be_found_by_its_words_alone() -> None:
    assert all(TEXT.count(passage["exact"]) == 1 for passage in PASSAGES)


def test_claims_are_numbered_in_reading_order() -> None:
    numbers = list(range(1, len(CLAIMS) + 1))
    assert [claim["number"] for claim in CLAIMS] == numbers
    assert [claim["position"] for claim in CLAIMS] == numbers
    starts = [claim["passages"][0]["start"] for claim in CLAIMS]
    assert starts == sorted(starts)


def test_passages_nest_overlap_repeat_and_cross_sentences_somewhere() -> None:
    pairs = [(a, b) for a in PASSAGES for b in PASSAGES if a is not b]
    assert any(a["start"] < b["start"] and b["end"] <= a["end"] for a, b in pairs)
    assert any(a["start"] < b["start"] < a["end"] < b["end"] for a, b in pairs)
    assert any(len(claim["passages"]) == 2 for claim in CLAIMS)
    assert any(sum(overlap(p, s) for s in SENTENCES) == 2 for p in PASSAGES)


def test_each_status_but_those_that_publishing_brings_has_a_claim() -> None:
    assert {claim["status"] for claim in CLAIMS} == set(VERDICT_STATES)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            {claim["kind"] for claim in CLAIMS},
            "fact figure quotation cause prediction comparison",
        ),
        ({evidence["stance"] for evidence in EVIDENCE}, "supports refutes context"),
        (
            {verdict["state"] for verdict in VERDICTS},
            "draft proposed returned approved superseded",
        ),
    ],
    ids=["kinds", "stances", "verdict states"],
)
def test_each_value_appears(found: set[str], expected: str) -> None:
    assert found == set(expected.split())


def test_each_reason_for_setting_aside_appears() -> None:
    assert {disposition["reason"] for disposition in DOSSIER["dispositions"]} == {
        "opinion",
        "rhetoric",
        "personal experience",
        "cannot be checked",
        "not check-worthy",
        "common knowledge",
        "repeated",
    }


def test_a_disposition_is_of_one_unclaimed_sentence_of_the_body() -> None:
    spans = [{"start": d["start"], "end": d["end"]} for d in DOSSIER["dispositions"]]
    assert all(span in body_sentences() and not is_claimed(span) for span in spans)
    assert all(spans.count(span) == 1 for span in spans)


def test_enough_is_left_for_a_visitor_to_do() -> None:
    aside = [d["start"] for d in DOSSIER["dispositions"]]
    left = [s for s in body_sentences() if s["start"] not in aside and not is_claimed(s)]
    assert 6 <= len(left) <= 9


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: f"claim-{claim['number']}")
def test_the_verdicts_of_a_claim_fit_its_status(claim: Record) -> None:
    states = [verdict["state"] for verdict in claim["verdicts"]]
    assert states in VERDICT_STATES[claim["status"]]


def test_verdicts_are_decided_when_their_state_says_so() -> None:
    for verdict in VERDICTS:
        waits = verdict["state"] in {"draft", "proposed"}
        assert (verdict["decision"] is None) == waits


def test_the_editor_decides_and_proposes_nothing() -> None:
    verdicts = VERDICTS + [correction["verdict"] for correction in CORRECTIONS]
    assert {verdict["by"] for verdict in verdicts} == {"ana", "sam"}
    assert {verdict["decision"]["by"] for verdict in verdicts if verdict["decision"]} == {"ed"}


def test_a_returned_verdict_comes_with_a_comment() -> None:
    returned = [verdict for verdict in VERDICTS if verdict["state"] == "returned"]
    assert returned
    assert all(verdict["decision"]["comment"] for verdict in returned)


def times(claim: Record) -> list[str]:
    """When the verdicts of a claim were written and decided, in their order there."""
    steps = [step for v in claim["verdicts"] for step in (v, v["decision"]) if step]
    return [step["at"] for step in steps]


def test_everything_happens_after_the_column_and_in_order() -> None:
    for claim in CLAIMS:
        moments = [DOSSIER["article"]["published"], *times(claim)]
        assert all(earlier < later for earlier, later in pairwise(moments))
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", at) for at in moments[1:])


def test_a_verdict_does_not_cite_what_was_published_after_it() -> None:
    addresses = {s["url"]: s["published"] for s in DOSSIER["sources"] if s["url"]}
    for verdict in VERDICTS:
        cited = [address for address in addresses if f"({address})" in verdict["rationale"]]
        assert all(addresses[address] <= verdict["at"] for address in cited)


def test_every_verdict_uses_the_scale_of_the_dossier() -> None:
    (scale,) = DOSSIER["scales"]
    labels = {rating["label"] for rating in scale["ratings"]}
    for verdict in VERDICTS + [correction["verdict"] for correction in CORRECTIONS]:
        assert verdict["scale"] == {"name": scale["name"], "version": scale["version"]}
        assert verdict["rating"] in labels


def test_the_people_are_those_who_act() -> None:
    assert [person["id"] for person in DOSSIER["people"]] == ["ana", "sam", "ed"]
    assert all(person["name"] for person in DOSSIER["people"])


def test_the_scale_is_the_five_step_one_with_every_step_defined() -> None:
    (scale,) = DOSSIER["scales"]
    assert [rating["value"] for rating in scale["ratings"]] == [5, 4, 3, 2, 1] + [None] * 6
    assert all(rating["definition"] for rating in scale["ratings"])


def test_every_proposed_verdict_rests_on_evidence() -> None:
    assert all(claim["evidence"] for claim in CLAIMS if claim["verdicts"])


def test_a_rationale_is_short_and_names_where_to_look() -> None:
    for claim in CLAIMS:
        for verdict in claim["verdicts"]:
            assert len(verdict["rationale"].split()) <= 130
    approved = [verdict for verdict in VERDICTS if verdict["state"] == "approved"]
    named = re.compile(r"\]\(https?://|State Department.s transcript")
    assert all(named.search(verdict["rationale"]) for verdict in approved)


def test_the_sources_are_those_that_were_read() -> None:
    found = {s["id"]: (s["publisher"], s["published"], s["url"]) for s in DOSSIER["sources"]}
    assert found == SOURCES
    origins = {source["origin"] for source in DOSSIER["sources"] if source.get("origin")}
    assert {evidence["source"] for evidence in EVIDENCE} | origins == set(found)


def test_evidence_quotes_only_words_that_were_read_in_its_source() -> None:
    quoting = [evidence for evidence in EVIDENCE if evidence["quote"] is not None]
    assert len(quoting) > 10
    for evidence in quoting:
        assert evidence["quote"].strip()
        assert any(evidence["quote"] in quote for quote in verified(evidence["source"]))


def test_prose_quotes_only_the_sources_and_the_column() -> None:
    known = [TEXT, *(quote for source in SOURCES for quote in verified(source))]
    known += [source["title"] for source in DOSSIER["sources"]]
    prose = strings(VERDICTS) + strings(EDITIONS) + [e["note"] or "" for e in EVIDENCE]
    quoted = [quote for text in prose for quote in re.findall("“([^”]+)”", text)]
    long = [quote for quote in quoted if len(quote.split()) > 2]
    assert len(long) > 10
    assert not [quote for quote in long if not any(quote in text for text in known)]


def test_links_in_prose_lead_to_the_sources() -> None:
    prose = strings(VERDICTS) + strings(EDITIONS)
    links = {link for text in prose for link in re.findall(r"\]\(([^)]*)\)", text)}
    assert links
    assert links <= {address for _, _, address in SOURCES.values()}


def test_what_happens_between_and_after_the_editions_is_possible() -> None:
    later = EDITIONS["between"]["approve"] + EDITIONS["afterwards"]["approve"]
    assert {claim(step["claim"])["status"] for step in later} == {"in review"}
    assert {claim(step["claim"])["status"] for step in CORRECTIONS} == {"approved"}
    for correction in CORRECTIONS:
        before = claim(correction["claim"])["verdicts"][-1]
        assert correction["verdict"]["rating"] != before["rating"]


def test_the_queue_is_not_empty_when_the_last_step_is_done() -> None:
    later = EDITIONS["between"]["approve"] + EDITIONS["afterwards"]["approve"]
    approved = {step["claim"] for step in later}
    waiting = [c for c in CLAIMS if c["number"] not in approved]
    assert {"proposed", "in review"} <= {c["status"] for c in waiting}


def plain(name: str) -> str:
    """Return what a reader sees of one of the pages, on one line."""
    page = (DEMO / name).read_text("utf-8")
    page = re.sub(r"(?s)<head>.*</head>|<[^>]+>", "", page) if name.endswith(".html") else page
    return " ".join(html.unescape(page).replace("\xad", "").split())


@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_a_page_carries_the_whole_column_in_its_order(name: str) -> None:
    page, place = plain(name), 0
    for block in BLOCKS:
        place = page.index(standing(block), place) + 1
    assert "By R. Hale" in page
    assert "16 May 2019" in page
