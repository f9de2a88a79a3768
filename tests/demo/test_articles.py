"""The demo's articles hold together, and quote nothing that nobody has read."""

import hashlib
import re
import unicodedata
from itertools import pairwise

import pytest

from tests.demo.told import ALL, SOURCES, Record, Told, overlap, strings, verified
from workbench.articles.sentences import split

CONTEXT = 32  # code points of prefix and suffix

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


@pytest.fixture(params=ALL, ids=lambda told: told.name)
def told(request: pytest.FixtureRequest) -> Told:
    found: Told = request.param
    return found


def test_the_text_is_canonical_and_has_its_hash(told: Told) -> None:
    assert unicodedata.normalize("NFC", told.text) == told.text
    assert not re.search(r"[\r\0\ufeff\xad\xa0\t]|  |\n{3}| \n|\n ", told.text)
    assert hashlib.sha256(told.text.encode()).hexdigest() == told.version["sha256"]


def test_blocks_joined_by_a_blank_line_are_the_text(told: Told) -> None:
    assert "\n\n".join(map(told.standing, told.blocks)) == told.text
    assert [block["start"] for block in told.blocks[1:]] == [
        block["end"] + 2 for block in told.blocks[:-1]
    ]


def test_the_headline_comes_first_and_is_the_title(told: Told) -> None:
    assert told.blocks[0]["kind"] == "headline"
    assert told.standing(told.blocks[0]) == told.dossier["article"]["title"]


def test_captions_and_boilerplate_are_outside_the_body_and_nothing_else_is(told: Told) -> None:
    outside = {block["kind"] for block in told.blocks if not block["body"]}
    assert outside <= {"caption", "boilerplate"}
    assert not outside & {block["kind"] for block in told.blocks if block["body"]}


def test_the_sentences_of_a_block_joined_by_a_space_are_the_block(told: Told) -> None:
    for block in told.blocks:
        inside = [sentence for sentence in told.sentences if overlap(sentence, block)]
        assert " ".join(map(told.standing, inside)) == told.standing(block)


def test_the_sentences_are_those_that_the_workbench_finds(told: Told) -> None:
    found = [split(told.standing(block)) for block in told.blocks]
    assert [
        {"start": block["start"] + start, "end": block["start"] + end}
        for block, spans in zip(told.blocks, found, strict=True)
        for start, end in spans
    ] == told.sentences


def test_every_passage_stands_at_its_offsets_with_its_surroundings(told: Told) -> None:
    for passage in told.passages:
        start, end = passage["start"], passage["end"]
        assert told.standing(passage) == passage["exact"] != ""
        assert passage["prefix"] == told.text[max(0, start - CONTEXT) : start]
        assert passage["suffix"] == told.text[end : end + CONTEXT]


def test_every_passage_can_be_found_by_its_words_alone(told: Told) -> None:
    assert all(told.text.count(passage["exact"]) == 1 for passage in told.passages)


def test_claims_are_numbered_in_reading_order(told: Told) -> None:
    numbers = list(range(1, len(told.claims) + 1))
    assert [claim["number"] for claim in told.claims] == numbers
    assert [claim["position"] for claim in told.claims] == numbers
    starts = [claim["passages"][0]["start"] for claim in told.claims]
    assert starts == sorted(starts)


def test_a_disposition_is_of_one_unclaimed_sentence_of_the_body(told: Told) -> None:
    spans = [{"start": d["start"], "end": d["end"]} for d in told.dossier["dispositions"]]
    assert all(span in told.body_sentences() and not told.is_claimed(span) for span in spans)
    assert all(spans.count(span) == 1 for span in spans)


def test_the_verdicts_of_a_claim_fit_its_status(told: Told) -> None:
    for claim in told.claims:
        states = [verdict["state"] for verdict in claim["verdicts"]]
        assert states in VERDICT_STATES[claim["status"]], claim["number"]


def test_verdicts_are_decided_when_their_state_says_so(told: Told) -> None:
    for verdict in told.verdicts:
        waits = verdict["state"] in {"draft", "proposed"}
        assert (verdict["decision"] is None) == waits


def test_editors_decide_and_propose_nothing(told: Told) -> None:
    proposed = told.verdicts + told.steps("rate", "propose", "second")
    decided = [verdict["decision"] for verdict in told.verdicts if verdict["decision"]]
    decided += told.steps("approve", "settle", "vote", "return")
    assert {verdict["by"] for verdict in proposed} == {"ana", "sam"}
    assert "ed" in {decision["by"] for decision in decided}
    assert {decision["by"] for decision in decided} <= {"ed", "noor", "lena"}


def times(claim: Record) -> list[str]:
    """When the verdicts of a claim were written and decided, in their order there."""
    steps = [step for v in claim["verdicts"] for step in (v, v["decision"]) if step]
    return [step["at"] for step in steps]


def test_everything_happens_after_the_column_and_in_order(told: Told) -> None:
    for claim in told.claims:
        moments = [told.dossier["article"]["published"], *times(claim)]
        assert all(earlier < later for earlier, later in pairwise(moments))
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", at) for at in moments[1:])


def test_a_verdict_does_not_cite_what_was_published_after_it(told: Told) -> None:
    addresses = {s["url"]: s["published"] for s in told.dossier["sources"] if s["url"]}
    for verdict in told.verdicts:
        cited = [address for address in addresses if f"({address})" in verdict["rationale"]]
        assert all(addresses[address] <= verdict["at"] for address in cited)


def test_every_verdict_uses_the_scale_of_the_dossier(told: Told) -> None:
    (scale,) = told.dossier["scales"]
    labels = {rating["label"] for rating in scale["ratings"]}
    named = {"name": scale["name"], "version": scale["version"]}
    assert all(verdict["scale"] == named for verdict in told.verdicts)
    assert {
        verdict["rating"] for verdict in told.verdicts + told.steps("rate", "propose", "second")
    } <= labels


def test_the_people_are_those_who_act(told: Told) -> None:
    assert [person["id"] for person in told.dossier["people"]] == ["ana", "sam", "ed"]
    assert all(person["name"] for person in told.dossier["people"])


def test_the_scale_is_the_five_step_one_with_every_step_defined(told: Told) -> None:
    (scale,) = told.dossier["scales"]
    assert [rating["value"] for rating in scale["ratings"]] == [5, 4, 3, 2, 1] + [None] * 6
    assert all(rating["definition"] for rating in scale["ratings"])


def test_every_proposed_verdict_rests_on_evidence(told: Told) -> None:
    assert all(claim["evidence"] for claim in told.claims if claim["verdicts"])


def test_a_rationale_is_short_and_names_where_to_look(told: Told) -> None:
    for claim in told.claims:
        for verdict in claim["verdicts"]:
            assert len(verdict["rationale"].split()) <= 130
    approved = [verdict for verdict in told.verdicts if verdict["state"] == "approved"]
    named = re.compile(r"\]\(https?://|State Department.s transcript")
    assert all(named.search(verdict["rationale"]) for verdict in approved)


def test_evidence_quotes_only_words_that_were_read_in_its_source(told: Told) -> None:
    quoting = [evidence for evidence in told.evidence if evidence["quote"] is not None]
    for evidence in quoting:
        assert evidence["quote"].strip()
        assert any(evidence["quote"] in quote for quote in verified(evidence["source"]))


def test_prose_quotes_only_the_sources_and_the_column(told: Told) -> None:
    known = [told.text, *(quote for source in SOURCES for quote in verified(source))]
    known += [source["title"] for source in told.dossier["sources"]]
    prose = strings(told.verdicts) + strings(told.story) + [e["note"] or "" for e in told.evidence]
    quoted = [quote for text in prose for quote in re.findall("“([^”]+)”", text)]
    long = [quote for quote in quoted if len(quote.split()) > 2]
    assert not [quote for quote in long if not any(quote in text for text in known)]


def test_links_in_prose_lead_to_the_sources(told: Told) -> None:
    prose = strings(told.verdicts) + strings(told.story)
    links = {link for text in prose for link in re.findall(r"\]\(([^)]*)\)", text)}
    assert links
    assert links <= {address for _, _, address in SOURCES.values()}


def test_the_steps_of_the_story_are_possible(told: Told) -> None:
    rated = {step["claim"] for step in told.steps("rate")}
    proposed = {step["claim"] for step in told.steps("propose")}
    for step in told.steps("approve"):
        in_review = told.claim(step["claim"])["status"] == "in review"
        assert in_review or step["claim"] in rated | proposed, step
    assert {told.claim(number)["status"] for number in rated} <= {"approved"}
    assert rated == {int(n) for step in told.steps("publish") for n in step.get("changes", {})}
