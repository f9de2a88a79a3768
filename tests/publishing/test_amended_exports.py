"""The formats of an edition whose article was changed: no quote where it does not stand."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tests.builders import HARBOUR, Block, Newsroom
from tests.publishing.desk import SITE, URL, content_of
from tests.publishing.members import letters
from tests.publishing.rewriting import (
    COSTS,
    DEARER,
    NOTICE,
    OPENED,
    SILENT,
    amended,
    approve,
    approved,
    confirm,
    publish,
    rewrite,
    told,
)
from tests.publishing.test_amended_pages import claim_page_of, words_in
from workbench.publishing.edition.stored import canonical
from workbench.publishing.exports.rendering import render
from workbench.publishing.models import Edition
from workbench.verdicts.service import reopen_claim

NOW_COSTS = "The quay cost 43 million"
REPORT = f"{SITE}/reports/the-quay-checked"


@pytest.fixture(autouse=True)
def _with_an_address(room: Newsroom) -> None:
    room.article.url = URL


def load(edition: Edition, name: str) -> Any:
    return json.loads(render(edition, name)[0])


def annotations(edition: Edition) -> dict[str, Any]:
    """The annotations of an edition, by the end of their addresses."""
    items = load(edition, "annotations")["first"]["items"]
    return {item["id"].removeprefix(REPORT): item for item in items}


def row(edition: Edition) -> dict[str, str]:
    text = render(edition, "csv")[0].decode("utf-8-sig")
    return next(csv.DictReader(io.StringIO(text, newline="")))


def reworded(room: Newsroom, made_on: str = "2019-05-17", notice: str = NOTICE) -> Edition:
    """Claim 1 reads differently since a change, and its verdict was confirmed."""
    approved(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended(made_on, notice, "The sum."))
    confirm(room, room.again(1))
    return publish(room)


def gone(room: Newsroom) -> Edition:
    """Claim 1 is no longer in the article."""
    approved(room)
    rewrite(room, SILENT, {1: None}, amended())
    return publish(room)


def rechecked(room: Newsroom) -> Edition:
    """Claim 1 stands at two places; one reads differently now, and it is being checked again."""
    claim = room.claim(COSTS)
    room.passage(claim, OPENED)
    approve(room, claim)
    publish(room)
    rewrite(room, DEARER, {1: NOW_COSTS}, amended())
    reopen_claim(room.session, claim=room.again(1), by=room.ana)
    return publish(room)


def test_csv_tells_what_the_article_said_before(room: Newsroom) -> None:
    line = row(reworded(room))
    assert (line["passages"], line["in_the_text"]) == (NOW_COSTS, "yes")
    assert line["earlier_words"] == f"until 2019-05-17: {COSTS}"


def test_csv_names_a_moment_where_no_day_is_known(room: Newsroom) -> None:
    edition = reworded(room, made_on="")
    (said,) = content_of(edition).amendments
    assert row(edition)["earlier_words"] == f"before {said.read_at}: {COSTS}"


def test_csv_tells_that_a_claim_is_gone(room: Newsroom) -> None:
    line = row(gone(room))
    assert (line["passages"], line["in_the_text"]) == ("", "no")
    assert line["earlier_words"] == f"until 2019-05-17: {COSTS}"


def test_csv_tells_that_a_claim_is_being_checked_again(room: Newsroom) -> None:
    line = row(rechecked(room))
    assert (line["passages"], line["in_the_text"]) == (OPENED, "being checked again")
    assert line["earlier_words"] == f"until 2019-05-17: {COSTS}"


def test_csv_names_the_text_where_nobody_noted_a_change(room: Newsroom) -> None:
    approved(room)
    rewrite(room, SILENT, {1: None})
    edition = publish(room)
    (said,) = told(content_of(edition)).left_behind
    assert row(edition)["earlier_words"] == f"at {said.taken_at}: {COSTS}"


def test_an_annotation_tells_what_the_article_said_before(room: Newsroom) -> None:
    item = annotations(reworded(room))["/claims/1#verdict"]
    values = [body["value"] for body in item["body"] if body["purpose"] == "commenting"]
    assert values == [f"The article said until 2019-05-17: {COSTS}"]
    (target,) = item["target"]
    assert target["selector"][0]["exact"] == NOW_COSTS


def test_a_claim_that_is_gone_is_quoted_from_the_article_as_it_was(room: Newsroom) -> None:
    edition = gone(room)
    (said,) = told(content_of(edition)).left_behind
    assert annotations(edition)["/claims/1#verdict"]["target"] == [
        {
            "type": "SpecificResource",
            "source": URL,
            "state": {"type": "TimeState", "sourceDate": said.taken_at},
            "selector": [{"type": "TextQuoteSelector", "exact": COSTS}],
        }
    ]


def test_without_an_address_nothing_is_quoted_from_the_report(room: Newsroom) -> None:
    room.article.url = ""
    target = annotations(gone(room))["/claims/1#verdict"]["target"]
    assert target == {"type": "SpecificResource", "source": REPORT}


def test_a_position_is_told_only_of_words_in_the_text(room: Newsroom) -> None:
    item = annotations(rechecked(room))["/claims/1#verdict"]
    here, before = item["target"]
    quote, position = here["selector"]
    assert room.version.text[position["start"] : position["end"]] == quote["exact"] == OPENED
    assert before["selector"] == [{"type": "TextQuoteSelector", "exact": COSTS}]
    assert "It is being checked again." in [body["value"] for body in item["body"]]


def test_each_change_of_the_article_is_an_annotation(room: Newsroom) -> None:
    edition = reworded(room)
    (said,) = content_of(edition).amendments
    collection, item = load(edition, "annotations"), annotations(edition)["#amendment-2"]
    assert collection["total"] == len(collection["first"]["items"]) == 2
    assert item["motivation"] == "commenting"
    assert [body["value"] for body in item["body"]] == [
        "The article was changed with a notice (2019-05-17).", NOTICE, "The sum.",
    ]  # fmt: skip
    assert item["target"] == {
        "type": "SpecificResource",
        "source": URL,
        "state": {"type": "TimeState", "sourceDate": said.read_at},
    }


def test_a_change_without_day_and_notice_is_annotated_too(room: Newsroom) -> None:
    approved(room, OPENED)
    rewrite(room, DEARER, amendment=amended(""))
    (body,) = annotations(publish(room))["#amendment-2"]["body"]
    assert body["value"] == "The article was changed without notice."


def test_claimreview_has_the_outlets_own_correction(room: Newsroom) -> None:
    edition = reworded(room)
    (review,) = load(edition, "claimreview")
    article = review["itemReviewed"]["appearance"][0]
    assert article["dateModified"] == "2019-05-17"
    assert article["correction"] == [
        {"@type": "CorrectionComment", "datePublished": "2019-05-17", "text": NOTICE}
    ]
    assert "correction" not in review
    page = claim_page_of(content_of(edition))
    body = page.partition("</script>")[2]
    assert f"Changed on 17 May 2019, with this notice: {NOTICE}" in words_in(body)
    assert 'datetime="2019-05-17"' in body


def test_claimreview_tells_a_claim_nothing_of_a_change_that_did_not_touch_it(
    room: Newsroom,
) -> None:
    approved(room, OPENED)
    rewrite(room, DEARER, amendment=amended(notice=NOTICE))
    edition = publish(room)
    (review,) = load(edition, "claimreview")
    article = review["itemReviewed"]["appearance"][0]
    assert "correction" not in article
    assert article["dateModified"] == "2019-05-17"
    page = claim_page_of(content_of(edition))
    assert "changed on 17 May 2019" in words_in(page.partition("</script>")[2])
    assert NOTICE not in page


def test_excerpts_hold_no_more_of_earlier_texts_than_the_claims_words(room: Newsroom) -> None:
    approved(room)
    blocks = (*SILENT[:1], "Nobody 😀 asked why. It opened late.", *HARBOUR[2:])
    rewrite(room, blocks, {1: None}, amended())
    edition = publish(room, whole_text=False)
    for name in ("html", "pdf", "annotations", "csv", "claimreview"):
        body = letters(render(edition, name)[0])
        assert "openedinmay" not in body
        assert "askedwhy" not in body
        assert letters(COSTS.encode()) in body


def test_no_format_tells_the_earlier_words_of_what_was_not_approved(room: Newsroom) -> None:
    approved(room, OPENED)
    room.propose(room.claim(COSTS))
    room.claim("The mayor was ill")
    rewrite(
        room, (DEARER[0], DEARER[1], "His deputy spoke for an hour."),
        {2: NOW_COSTS, 3: None}, amended(),
    )  # fmt: skip
    edition = publish(room, whole_text=False)
    for name in ("html", "pdf", "annotations", "csv", "claimreview"):
        body = letters(render(edition, name)[0])
        assert "41million" not in body
        assert "43million" not in body
        assert "wasill" not in body
    assert "41 million" not in canonical(edition.content).decode()


@pytest.mark.parametrize(
    ("make", "blocks"), [(reworded, DEARER), (gone, SILENT), (rechecked, DEARER)]
)
@pytest.mark.parametrize("name", ["html", "pdf", "claimreview", "annotations", "csv"])
def test_a_format_depends_on_the_edition_alone(
    room: Newsroom, make: Callable[[Newsroom], Edition], blocks: Sequence[Block], name: str
) -> None:
    edition = make(room)
    first = render(edition, name)
    rewrite(room, (*blocks, "It is quiet there."), amendment=amended("2019-06-01"))
    assert render(edition, name) == first
