"""The check finds what is broken, and says where."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update

from tests.cli.shell import Shell
from tests.cli.test_articles import PAGE
from workbench.articles.models import Sentence, Version
from workbench.claims.full_text import REBUILD
from workbench.claims.models import Passage
from workbench.db import Database
from workbench.publishing.models import Edition
from workbench.storage.files import FileStore


@pytest.fixture
def busy(shell: Shell, article: str) -> Shell:
    """An instance with an article, an edition and a kept file."""
    shell.said("import", PAGE)
    shell.said("publish", article)
    return shell


def faults(shell: Shell) -> list[str]:
    result = shell.run("check")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert result.stderr.startswith(f"workbench: {len(lines)} fault")
    return lines


def kept_file(shell: Shell) -> Path:
    folder = Path(shell.environ["WORKBENCH_INSTANCE"]) / "files"
    (digest,) = FileStore(folder).digests()
    return folder / digest[:2] / digest


def test_a_whole_instance_passes(busy: Shell) -> None:
    assert busy.said("check") == "Everything is in order.\n"


def test_a_file_that_a_dossier_names_without_bringing_it_is_not_missed(
    shell: Shell, dossier: dict[str, Any], tmp_path: Path
) -> None:
    dossier["versions"][0]["original_sha256"] = "0" * 64
    (tmp_path / "dossier.json").write_text(json.dumps(dossier))
    shell.said("load", tmp_path / "dossier.json")
    assert shell.said("check") == "Everything is in order.\n"


def test_a_text_that_was_changed_is_found(busy: Shell, database: Database) -> None:
    with database.writing() as session:
        session.execute(update(Version).values(sha256="0" * 64))
    found = faults(busy)
    assert len(found) == 2
    assert all("SHA-256" in line for line in found)


def test_a_passage_that_stands_elsewhere_is_found(busy: Shell, database: Database) -> None:
    with database.writing() as session:
        passage = session.scalars(select(Passage).order_by(Passage.id)).first()
        assert passage is not None
        passage.start, passage.end = passage.start + 1, passage.end + 1
    (line,) = faults(busy)
    assert "claim" in line
    assert "does not stand at" in line


def test_a_sentence_beyond_the_text_is_found(busy: Shell, database: Database) -> None:
    with database.writing() as session:
        last = session.scalars(select(Sentence).order_by(Sentence.id.desc())).first()
        assert last is not None
        last.end += 100_000
    (line,) = faults(busy)
    assert "beyond the text" in line


def test_an_edition_that_was_changed_is_found(busy: Shell, database: Database) -> None:
    with database.writing() as session:
        edition = session.scalars(select(Edition)).one()
        edition.content = {**edition.content, "title": "Another"}
    assert any("edition 1" in line for line in faults(busy))


def test_a_file_that_was_changed_is_found(busy: Shell) -> None:
    file = kept_file(busy)
    file.write_bytes(b"something else")
    assert faults(busy) == [f"File {file.name}: its content is not what its name says"]


def test_a_file_that_is_missing_is_found(busy: Shell) -> None:
    file = kept_file(busy)
    file.unlink()
    assert faults(busy) == [f"File {file.name}: it is missing"]


def test_a_row_that_refers_to_nothing_is_found(busy: Shell, database: Database) -> None:
    """SQLite with its foreign keys switched off; PostgreSQL with a constraint made unchecked."""
    with database.engine.connect() as connection:
        if database.engine.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
            connection.execute(text("UPDATE evidence SET source_id = 99999 WHERE id = 1"))
            connection.commit()
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]
            (line,) = faults(busy)
            assert line.startswith("evidence, row 1")
            return
        add = "ALTER TABLE evidence ADD CONSTRAINT unchecked CHECK (id > 0) NOT VALID"
        connection.execute(text(add))
        connection.commit()
        (line,) = faults(busy)
        connection.execute(text("ALTER TABLE evidence DROP CONSTRAINT unchecked"))
        connection.commit()
        assert "unchecked" in line


def test_words_that_the_index_does_not_know_are_found(busy: Shell, database: Database) -> None:
    """As when `claims` was made anew and its triggers were forgotten. PostgreSQL needs none."""
    with database.engine.begin() as connection:
        if connection.dialect.name != "sqlite":
            return
        connection.execute(text("DROP TRIGGER claim_words_update"))
        connection.execute(text("UPDATE claims SET search_text = 'quite another' WHERE id = 1"))
    (line,) = faults(busy)
    assert line.startswith("claims: the index of their words")
    with database.engine.begin() as connection:
        connection.exec_driver_sql(REBUILD)
    assert busy.said("check") == "Everything is in order.\n"


def test_a_damaged_file_is_found(tmp_path: Path) -> None:
    shell = Shell({"WORKBENCH_INSTANCE": str(tmp_path)})
    shell.said("init")
    file = tmp_path / "workbench.sqlite3"
    content = bytearray(file.read_bytes())
    pages = range(20 * 4096, len(content) - 4096, 4096)
    for page in pages:
        content[page : page + 64] = b"\xff" * 64
    file.write_bytes(content)
    assert shell.run("check").exit_code == 1


def test_a_database_of_another_release_is_a_fault(busy: Shell, database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of-old'"))
    (line,) = faults(busy)
    assert "`workbench init`" in line
