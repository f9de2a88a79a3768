"""A long article comes once more, every seventh sentence changed: compared, settled, made."""

import re
from collections.abc import Iterator

from sqlalchemy import select

from bench.client import Answer, Client
from bench.instance import Instance
from workbench.articles.models import Version
from workbench.db import Database

_PASSAGE = re.compile(r'data-passage="(\d+)"')
_WORDY = re.compile(r"^(\S+) ")
_CHANGED_EACH = 7


def rewritten(instance: Instance, article_id: int) -> str:
    """The article's text, with words put into sentences here and there."""
    database = Database(instance.database_url)
    with database.reading() as session:
        text = session.scalars(select(Version.text).where(Version.article_id == article_id)).one()
    database.close()
    sentences = re.split(r"(?<=\.) ", text)
    changed = [
        _WORDY.sub(r"\1 lately and again ", sentence) if n % _CHANGED_EACH == 0 else sentence
        for n, sentence in enumerate(sentences)
    ]
    return " ".join(changed)


def come_again(client: Client, article_id: int, text: str) -> Iterator[tuple[str, list[Answer]]]:
    """Send a text as the article's next version, and go with it to the end."""
    sent = client.post(f"/articles/{article_id}/versions/new", {"text": text, "url": ""})
    yield "reading a new version", [sent]
    draft = sent.location
    yield "comparing it, first time", [client.get(draft)]
    page = client.get(draft)
    yield "comparing it, again", [page]
    while passage := _PASSAGE.search(page.body.decode()):
        leave = f"{draft}/passages/{passage[1]}/leave"
        settled = client.post(leave, {"revision": 1}, htmx=True)
        page = client.get(settled.location, htmx=True)
        yield "settling a passage", [settled, page]
    yield "making the version", [client.post(f"{draft}/make", {"revision": 1})]
