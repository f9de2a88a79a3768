"""What was published is withdrawn."""

import click

from workbench.accounts.rules import Act
from workbench.articles.queries import get_article
from workbench.cli.instance import as_member, opened
from workbench.cli.reports import ARTICLE
from workbench.cli.words import text
from workbench.publishing.queries import edition_of
from workbench.publishing.withdrawing import withdraw as withdraw_edition


@click.command()
@click.argument("article", type=ARTICLE)
@click.option("--edition", type=ARTICLE, help="This edition alone, of which a newer one stands.")
@click.option("--why", required=True, callback=text(), help="The reason, which readers are told.")
@as_member
def withdraw(article: int, *, edition: int | None, why: str, email: str | None) -> None:
    """Withdraw an article's report, or one of its editions.

    ARTICLE is its id. Readers find the reason in its place, at every address. It cannot be undone:
    a new edition brings a report back, without the editions before.
    """
    with opened() as instance:
        by = instance.actor(email, Act.PUBLISH)
        with instance.database.writing() as session:
            found = get_article(session, by.desk_id, article)
            number = edition_of(session, found, edition).number
            withdraw_edition(
                session, article=found, number=number, whole=edition is None, why=why, by=by
            )
    told = "The report" if edition is None else f"Edition {number}"
    click.echo(f"{told} is withdrawn; readers find the reason in its place.")
