"""The ClaimReviews of many reports as a DataFeed (schema.org), piece by piece."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from workbench.publishing.edition.model import Claim, EditionContent
from workbench.publishing.exports.claimreview import claim_review
from workbench.publishing.exports.json_bytes import without_blanks

CONTEXT = "https://schema.org"


def datafeed(address: str, changed: str, contents: Iterable[EditionContent]) -> Iterator[bytes]:
    """The feed at an address, its items in the order of the editions and of their claims.

    `changed`: the moment of the newest edition; empty where there is none.
    """
    yield _head(address, changed)
    between = b"\n"
    for content in contents:
        for claim in content.claims:
            yield between + json.dumps(_item(content, claim), ensure_ascii=False).encode()
            between = b",\n"
    yield b"\n]}\n"


def _head(address: str, changed: str) -> bytes:
    told = {
        "@context": CONTEXT,
        "@type": "DataFeed",
        "@id": address,
        "name": "Claims checked",
        "dateModified": changed,
    }
    words = json.dumps(without_blanks(told), ensure_ascii=False)
    return f'{words.removesuffix("}")}, "dataFeedElement": ['.encode()


def _item(content: EditionContent, claim: Claim) -> dict[str, Any]:
    review = {k: words for k, words in claim_review(content, claim).items() if k != "@context"}
    return without_blanks(
        {
            "@type": "DataFeedItem",
            "dateCreated": claim.published_at,
            "dateModified": claim.changed_at or claim.published_at,
            "item": review,
        }
    )
