"""Articles go out: as editions, and in every format."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryFile

import click
from sqlalchemy.orm import Session

from workbench.accounts.rules import Act
from workbench.articles.models import Article
from workbench.articles.queries import get_article
from workbench.articles.rules import LONGEST_TITLE
from workbench.cli.changes import changes_told
from workbench.cli.instance import as_member, opened, the_desk
from workbench.cli.packing import the_signer, write_packed
from workbench.cli.streams import send_file
from workbench.cli.words import line, text
from workbench.publishing.dossier import dump_bytes
from workbench.publishing.edition.building import EditionFields
from workbench.publishing.edition.changes import ChangeFields
from workbench.publishing.exports.rendering import render
from workbench.publishing.formats import PACK, TAKEN_AWAY
from workbench.publishing.models import Edition
from workbench.publishing.next_edition import next_edition
from workbench.publishing.queries import edition_of
from workbench.publishing.service import publish_edition
from workbench.publishing.suggestions import suggested_fields

DOSSIER = "dossier"
_HIGHEST = 2**31 - 1  # what a number in the database can be
ARTICLE = click.IntRange(0, _HIGHEST, clamp=True)
FORMAT_NAMES = (*TAKEN_AWAY, DOSSIER)


@click.command()
@click.argument("article", type=ARTICLE)
@click.option(
    "--title",
    callback=line(LONGEST_TITLE),
    help="The report's title; made of the article's when not given.",
)
@click.option(
    "--summary",
    callback=text(),
    help="What holds, in a sentence or two; else the verdicts are counted.",
)
@click.option(
    "--note",
    callback=text(),
    help="What is new or corrected, and why; else the changes are listed.",
)
@click.option(
    "--change",
    "changes",
    multiple=True,
    callback=changes_told,
    metavar="CLAIM=KIND[:REASON]",
    help="What the change of a published claim is (correction, clarification or update), and why.",
)
@click.option("--whole-text", is_flag=True, help="Readers get the whole article.")
@click.option(
    "--excerpts",
    is_flag=True,
    help="Readers get the sentences with claims; else as in the last edition, at first excerpts.",
)
@as_member
def publish(
    article: int,
    *,
    title: str | None,
    summary: str | None,
    note: str | None,
    changes: Mapping[int, ChangeFields],
    whole_text: bool,
    excerpts: bool,
    email: str | None,
) -> None:
    """Publish an article's next edition.

    ARTICLE is its id. The edition holds the approved verdicts and never changes; what is not
    said by an option gets sensible words.
    """
    if whole_text and excerpts:
        raise click.UsageError("--whole-text and --excerpts exclude each other.")
    shown = whole_text if whole_text or excerpts else None
    with opened() as instance:
        by = instance.actor(email, Act.PUBLISH)
        with instance.database.writing() as session:
            found = get_article(session, by.desk_id, article)
            fields = _fields(session, found, title, summary, note, shown, changes)
            url = instance.settings.public_url
            edition = publish_edition(session, article=found, fields=fields, public_url=url, by=by)
            words = _told(edition, url)
    click.echo(words)


def _fields(
    session: Session,
    article: Article,
    title: str | None,
    summary: str | None,
    note: str | None,
    whole_text: bool | None,  # noqa: FBT001 - as click hands it over
    changes: Mapping[int, ChangeFields],
) -> EditionFields:
    """What was said, and suggestions for what was not."""
    suggested = suggested_fields(next_edition(session, article))
    return EditionFields(
        title=suggested.title if title is None else title,
        summary=suggested.summary if summary is None else summary,
        note=suggested.note if note is None else note,
        whole_text=suggested.whole_text if whole_text is None else whole_text,
        changes=changes,
    )


def _told(edition: Edition, public_url: str) -> str:
    address = f"{public_url}/reports/{edition.report.slug}"
    return f"Edition {edition.number} is published: {address}"


@click.command()
@click.argument("article", type=ARTICLE)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMAT_NAMES),
    required=True,
    help="As what: an edition in one of its formats, or the dossier.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; standard output when not given.",
)
@click.option(
    "--edition", type=click.IntRange(1, _HIGHEST), help="Another edition than the latest."
)
@click.option(
    "--internal", is_flag=True, help="The pack for members, with dossier, history and snapshots."
)
def export(
    article: int, *, format_name: str, output: Path | None, edition: int | None, internal: bool
) -> None:
    """Write an edition or the dossier to a file.

    ARTICLE is its id. The dossier holds the live article with its whole history, for members;
    every other format holds what an edition holds, and the same edition gives the same bytes.
    """
    if format_name == DOSSIER and edition is not None:
        raise click.UsageError("The dossier is of the live article; --edition is for the others.")
    if internal and format_name != PACK:
        raise click.UsageError("--internal is for the pack alone.")
    with opened() as instance, TemporaryFile() as file:
        signer = the_signer(instance) if format_name == PACK else None
        with instance.database.reading() as session:
            found = get_article(session, the_desk(session).id, article)
            if signer is None:
                file.write(_exported(session, found, format_name, edition))
            else:
                write_packed(
                    session, edition_of(session, found, edition), signer, files=instance.files,
                    internal=internal, file=file,
                )  # fmt: skip
        send_file(file, output)


def _exported(session: Session, article: Article, format_name: str, number: int | None) -> bytes:
    if format_name == DOSSIER:
        return dump_bytes(session, article)
    body, _media_type, _name = render(edition_of(session, article, number), format_name)
    return body
