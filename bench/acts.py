"""What people do, as requests: each act takes a client and what it is done with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bench.client import Answer, Client

_REVISION = re.compile(r'name="revision" value="(\d+)"')
_TITLE = re.compile(r'name="title"[^>]* value="([^"]*)"')
_TICKED = re.compile(r'name="seen" value="([0-9-]+)"')
_KINDS = re.compile(r'name="(kind-\d+)" value="([^"]+)" checked')


@dataclass(frozen=True)
class Selection:
    """Words selected in an article: code points."""

    article_id: int
    start: int
    end: int
    exact: str


def look(client: Client, path: str) -> list[Answer]:
    """Ask for a page."""
    return [client.get(path)]


def look_in_place(client: Client, path: str) -> list[Answer]:
    """Ask for what a page shows when something in it is chosen."""
    return [client.get(path, htmx=True)]


def paste(client: Client, text: str) -> list[Answer]:
    """Import an article: send its text, read the preview, confirm it."""
    sent = client.post("/articles/new", {"text": text, "url": ""})
    preview = client.get(sent.location)
    page = preview.body.decode()
    facts = {"title": _first(_TITLE, page), "language": "en", "outlet": "The Lindau Courier"}
    fields = {**facts, "authors": "", "published": "", "url": "", **dict(_KINDS.findall(page))}
    fields["revision"] = _first(_REVISION, page)
    return [sent, preview, client.post(f"{sent.location}/confirm", fields)]


def send_together(client: Client, texts: Sequence[str]) -> list[Answer]:
    """Import articles: send a file of each, look at the list of what was read, confirm it."""
    files = [(f"article-{n}.txt", text.encode()) for n, text in enumerate(texts, start=1)]
    sent = client.send("/articles/new", {"text": "", "url": ""}, "files", files)
    listed = client.get(sent.location)
    seen = _TICKED.findall(listed.body.decode())
    confirmed = client.post(f"{sent.location}/confirm", {"seen": seen})
    done = client.get(sent.location)
    assert len(_TICKED.findall(done.body.decode())) == 0, "a preview that still waits"
    return [sent, listed, confirmed, done]


def mark(client: Client, selected: Selection) -> list[Answer]:
    """Make a claim of a sentence, without looking at what became of it."""
    fields = {"start": selected.start, "end": selected.end, "exact": selected.exact}
    path = f"/articles/{selected.article_id}/claims"
    return [client.post(path, {**fields, "revision": 0}, htmx=True)]


def mark_and_see(client: Client, selected: Selection) -> list[Answer]:
    """Make a claim of a sentence, and be shown it with everything that looks different now."""
    made = mark(client, selected)
    return [*made, client.get(made[0].location, htmx=True)]


@dataclass(frozen=True)
class Judgement:
    """A claim without a verdict, by its path, and the rating it is to get."""

    claim_path: str
    rating_id: int


def save_verdict(client: Client, judged: Judgement) -> list[Answer]:
    """Save a first draft of a verdict, and be shown the claim again."""
    fields = {
        "rating": judged.rating_id,
        "summary": "The bulletin of that year says otherwise.",
        "rationale": "It counts *households*, the article persons. " * 10,
        "revision": 0,
    }
    saved = client.post(f"{judged.claim_path}/verdict", fields, htmx=True)
    return [saved, client.get(saved.location, htmx=True)]


def _first(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    assert found is not None, f"a preview without {pattern.pattern}"
    return found[1]
