"""What the site has published, as a feed for machines."""

import json
from typing import Any

from flask.testing import FlaskClient
from pyld import jsonld

from tests.publishing.desk import NewsDesk, make_news_desk
from workbench.db import Database

FEED = "/feeds/claimreview.json"
VOCABULARY = "https://schema.org/"


def published(database: Database) -> None:
    """Two desks, one of them with a second edition; a claim that is not approved."""
    with database.writing() as session:
        first, second = make_news_desk(session), make_news_desk(session, "Quay desk")
        first.approve(first.claim("It cost nine million"), "True")
        first.publish()
        first.approve(first.claim("Nobody came"), "False")
        first.claim("The mayor was ill")
        first.publish(note="One more.")
        second.approve(second.claim("It cost nine million"), "Half true")
        second.publish("The quay")


def expanded(feed: dict[str, Any]) -> dict[str, Any]:
    """The feed as another program reads it, schema.org's terms spelled out without the network."""
    context = {"@vocab": VOCABULARY, "url": {"@type": "@id"}}
    (found,) = jsonld.expand(feed | {"@context": context})
    return found


def test_the_feed_has_the_reviews_of_all_newest_editions(
    database: Database, client: FlaskClient
) -> None:
    published(database)
    answer = client.get(FEED)
    assert answer.mimetype == "application/ld+json"
    feed = expanded(json.loads(answer.data))
    assert feed["@type"] == [f"{VOCABULARY}DataFeed"]
    items = feed[f"{VOCABULARY}dataFeedElement"]
    reviews = [item[f"{VOCABULARY}item"][0] for item in items]
    assert {review["@type"][0] for review in reviews} == {f"{VOCABULARY}ClaimReview"}
    told = [
        (review[f"{VOCABULARY}url"][0]["@id"].partition("/reports/")[2],
         review[f"{VOCABULARY}reviewRating"][0][f"{VOCABULARY}alternateName"][0]["@value"])
        for review in reviews
    ]  # fmt: skip
    assert told == [
        ("the-quay/claims/1", "Half true"),
        ("the-bridge-checked/claims/2", "False"),
        ("the-bridge-checked/claims/1", "True"),
    ]


def test_an_empty_feed_is_one(client: FlaskClient) -> None:
    assert json.loads(client.get(FEED).data)["dataFeedElement"] == []


def test_the_feed_is_sent_anew_when_something_was_published(
    database: Database, client: FlaskClient
) -> None:
    published(database)
    tag = client.get(FEED).headers["ETag"]
    assert client.get(FEED, headers={"If-None-Match": tag}).status_code == 304
    with database.writing() as session:
        desk: NewsDesk = make_news_desk(session, "Third desk")
        desk.approve(desk.claim("Nobody came"))
        desk.publish("The third")
    assert client.get(FEED, headers={"If-None-Match": tag}).status_code == 200
