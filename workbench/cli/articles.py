"""Articles come in: as a page or a file to be read, or as a dossier."""

import json
import re
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from workbench.accounts.rules import Act, Actor
from workbench.articles.incoming import Incoming, ReadFile, fetched, user_agent
from workbench.articles.making import make_articles, prepare
from workbench.articles.models import Article
from workbench.articles.queries import count_body_blocks, count_sentences, current_version
from workbench.cli.instance import Instance, as_member, opened
from workbench.cli.progress import progress
from workbench.cli.streams import read_bytes, write_bytes
from workbench.config import LONGEST_UPLOAD
from workbench.errors import WorkbenchError
from workbench.evidence.contact_log import answers_elsewhere
from workbench.evidence.models import Contact
from workbench.intake.draft import Draft
from workbench.intake.errors import NotImported
from workbench.publishing.dossier import load, parse
from workbench.publishing.dossier.parsing import LARGEST

STANDARD_INPUT = "-"
# Of any scheme: that only http and https are fetched is for the fetcher to say.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)


class Unread(WorkbenchError):
    """What was named holds no article that can be read."""


@click.command("import")
@click.argument("source", metavar="FILE|URL|-")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of the id.")
@as_member
def import_article(source: str, *, as_json: bool, email: str | None) -> None:
    """Import one article, print its id.

    Reads plain text, HTML, Markdown, DOCX and PDF from a file, from a public web address, or (-)
    from standard input. With --json it prints id, title, outlet, authors, published, body_blocks
    (the blocks of the body without the headline) and sentences (of the whole text).
    """
    with opened() as instance:
        by = instance.actor(email, Act.IMPORT)
        with progress("Reading the article"):
            incoming, draft = _read(source, instance)
        facts = _keep(instance, incoming, draft, by)
    if as_json:
        _print_json(facts)
    else:
        click.echo(facts["id"])


def _read(source: str, instance: Instance) -> tuple[Incoming, Draft]:
    """What came in, and the article in it. Raises `Unread`."""
    try:
        incoming = _incoming(source, instance)
        return incoming, incoming.read()
    except NotImported as error:
        named = "standard input" if source == STANDARD_INPUT else source
        raise Unread(f"{named}: {error.what_happened} Nothing was imported.") from error


def _incoming(source: str, instance: Instance) -> Incoming:
    if _ADDRESS.match(source):
        return fetched(source, user_agent=user_agent(instance.settings.public_url))
    name = "" if source == STANDARD_INPUT else click.format_filename(source, shorten=True)
    return Incoming(_bytes_of(source, LONGEST_UPLOAD), name=name)


def _bytes_of(source: str, limit: int) -> bytes:
    """What is in a file or on standard input, and not much more than may be read of it."""
    if source == STANDARD_INPUT:
        return read_bytes(limit + 1)
    with Path(source).open("rb") as file:
        return file.read(limit + 1)


def _keep(instance: Instance, incoming: Incoming, draft: Draft, by: Actor) -> dict[str, Any]:
    file = ReadFile(draft, instance.files.keep(incoming.data), incoming.name)
    prepared = prepare(file)
    with instance.database.writing() as session:
        return _facts(session, make_articles(session, [prepared], by=by)[0])


def _facts(session: Session, article: Article) -> dict[str, Any]:
    version = current_version(session, article)
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "authors": article.authors,
        "published": article.published,
        "body_blocks": count_body_blocks(session, version.id),
        "sentences": count_sentences(session, version.id),
    }


def _print_json(facts: dict[str, Any]) -> None:
    """JSON is UTF-8 (RFC 8259), whatever the terminal is."""
    words = json.dumps(facts, ensure_ascii=False, indent=2)
    write_bytes(f"{words}\n".encode())


@click.command("load")
@click.argument("dossier", metavar="DOSSIER.json")
@as_member
def load_dossier(dossier: str, *, email: str | None) -> None:
    """Load a dossier, print the article's id.

    A verdict that the dossier calls approved counts as approved, and the record says that it was
    loaded. A dossier with faults is refused whole, and every fault is named. Files of answers
    that it names and does not bring are listed beside the id. - reads standard input.
    """
    with opened() as instance:
        by = instance.actor(email, Act.IMPORT)
        article_id, files_missing = _load(instance, _bytes_of(dossier, LARGEST), by)
    for line in files_missing:
        click.echo(line, err=True)
    click.echo(article_id)


def _load(instance: Instance, data: bytes, by: Actor) -> tuple[int, list[str]]:
    with progress("Loading the dossier"):
        parsed = parse(data)
        with instance.database.writing() as session:
            article = load(session, parsed, by=by)
            return article.id, list(map(_not_brought, answers_elsewhere(session, article)))


def _not_brought(contact: Contact) -> str:
    return (
        f"Claim {contact.claim.number}: “{contact.file_name}”, the file of an answer, is named by"
        " the dossier and not in it. Keep it there again if you have it."
    )
