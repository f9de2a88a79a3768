"""What needs no server: importing and exporting in one process, as the command line does."""

import time
from collections.abc import Sequence

from bench.instance import Instance
from workbench.accounts.rules import command_line
from workbench.articles.incoming import ReadFile, pasted
from workbench.articles.making import make_articles, prepare
from workbench.articles.models import Article
from workbench.db import Database
from workbench.publishing.dossier import dump_bytes

LONGEST = 120  # seconds


def import_together(instance: Instance, texts: Sequence[str]) -> float:
    """Read the texts and store them in one unit of work. Milliseconds."""
    database, by = Database(instance.database_url), command_line(instance.checker.desk_id)
    started = time.perf_counter()
    drafts = [pasted(text).read() for text in texts]
    prepared = [prepare(ReadFile(draft)) for draft in drafts]
    with database.writing() as session:
        make_articles(session, prepared, by=by)
    found = (time.perf_counter() - started) * 1000
    database.close()
    return found


def write_dossiers(instance: Instance, article_ids: Sequence[int]) -> tuple[float, int]:
    """The dossier of each article: seconds and bytes. Reckoned from a part if it takes long."""
    database = Database(instance.database_url)
    started, written, done = time.perf_counter(), 0, 0
    for article_id in article_ids:
        with database.reading() as session:
            written += len(dump_bytes(session, session.get_one(Article, article_id)))
        done += 1
        if time.perf_counter() - started > LONGEST:
            break
    share = len(article_ids) / done
    database.close()
    return (time.perf_counter() - started) * share, round(written * share)
