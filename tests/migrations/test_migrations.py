"""The migrations lead to the models' tables, and back, whatever rows are there."""

import json
from collections.abc import Callable
from functools import partial
from itertools import pairwise

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Inspector, insert, inspect, select, text
from sqlalchemy.orm import Session

from tests.migrations import rows
from workbench.claims.full_text import is_of_index
from workbench.db import Base, Database
from workbench.history.verifying import ends_of_records, record_faults
from workbench.migrations import NEWEST, is_current
from workbench.migrations.moving import alembic_config, downgrade, upgrade

# SQLite forgets these when a table is made anew.
KEPT = {
    "sqlite": """
        SELECT name, sql FROM sqlite_master
        WHERE type = 'trigger' OR sql LIKE 'CREATE VIRTUAL TABLE%' ORDER BY name""",
    "postgresql": """
        SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal ORDER BY tgname""",
}


def scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(alembic_config())


def revisions() -> list[str]:
    return [script.revision for script in reversed(list(scripts().walk_revisions()))]


def shape(connection: Connection) -> set[str]:
    """Everything about the tables that a migration may forget: more than Alembic compares."""
    made = connection.execute(text(KEPT[connection.dialect.name]))
    found = {f"{name}: {' '.join(sql.split())}" for name, sql in made}
    for table in rows.tables(connection):
        about = inspect(connection)
        for look in (
            about.get_columns,
            about.get_pk_constraint,
            partial(_foreign_keys, about),
            about.get_unique_constraints,
            about.get_check_constraints,
            about.get_indexes,
        ):
            parts = look(table.name)
            listed = parts if isinstance(parts, list) else [parts]
            found |= {f"{table.name}: {_in_words(part)}" for part in listed}
    return found


def _foreign_keys(about: Inspector, table: str) -> list[dict[str, object]]:
    """Without the names: SQLite tells none of a reference that came with its column."""
    return [{**key, "name": None} for key in about.get_foreign_keys(table)]


def _in_words(part: object) -> object:
    """Without the addresses in memory that stand for types and conditions."""
    if isinstance(part, dict):
        return {key: _in_words(value) for key, value in part.items()}
    return str(part)


def test_there_is_one_newest_migration_and_the_house_knows_its_name() -> None:
    assert scripts().get_heads() == [NEWEST]


def test_the_newest_migration_has_nothing_left_to_generate(bare_database: Database) -> None:
    upgrade(bare_database.engine)
    with bare_database.engine.connect() as connection:
        told = {"include_name": lambda name, *_where: not is_of_index(name or "")}
        context = MigrationContext.configure(connection, opts={"compare_type": True, **told})
        assert compare_metadata(context, Base.metadata) == []
    assert is_current(bare_database.engine)


def test_the_newest_migration_makes_the_tables_that_the_models_make(
    bare_database: Database,
) -> None:
    upgrade(bare_database.engine)
    with bare_database.engine.connect() as connection:
        migrated = shape(connection)
    downgrade(bare_database.engine, "base")
    Base.metadata.create_all(bare_database.engine)
    with bare_database.engine.connect() as connection:
        assert migrated ^ shape(connection) == set()


def test_every_migration_goes_up_and_down_with_rows_in_every_table(
    bare_database: Database,
) -> None:
    engine, have = bare_database.engine, dict[str, int]()
    for before, revision in pairwise(["base", *revisions()]):
        have = move(engine, upgrade, revision, have)
        have = move(engine, downgrade, before, have)
        assert before != "base" or have == {}
        have = move(engine, upgrade, revision, have)
    with engine.connect() as connection:
        for table in rows.tables(connection):
            assert len(connection.execute(select(table)).all()) == have[table.name]


def test_claims_made_before_they_had_a_search_text_are_found(bare_database: Database) -> None:
    engine = bare_database.engine
    upgrade(engine, "0001")
    with engine.begin() as connection:
        rows.fill(connection)
        connection.execute(text("UPDATE claims SET statement = 'Один МОСТ'"))
    upgrade(engine, "0002")
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT search_text FROM claims")) == "один мост"


SPELLED = text("SELECT search_text FROM claims UNION ALL SELECT search_text FROM sources")


def test_what_was_found_in_lower_case_is_found_without_accents_and_back(
    bare_database: Database,
) -> None:
    engine = bare_database.engine
    upgrade(engine, "0004")
    with engine.begin() as connection:
        rows.fill(connection)
        connection.execute(text("UPDATE claims SET statement = 'Die Straße'"))
        authors = json.dumps(["Zoë O’Neil"])
        connection.execute(text("UPDATE sources SET authors = :a, url = ''"), {"a": authors})
    for revision, move_to, spelled in (
        ("0005", upgrade, ["die strasse", "text zoe o'neil text "]),
        ("0004", downgrade, ["die straße", "text zoë o’neil text "]),
    ):
        move_to(engine, revision)
        with engine.connect() as connection:
            assert connection.scalars(SPELLED).all() == spelled


def test_who_asked_and_whose_file_it_is_are_told_from_the_record(bare_database: Database) -> None:
    """The line that says who logged a contact is there; none says that somebody kept its file."""
    engine = bare_database.engine
    upgrade(engine, "0025")
    with engine.begin() as connection:
        rows.fill(connection)
        contact_id = connection.scalar(text("SELECT id FROM contacts"))
        connection.execute(text("UPDATE contacts SET file_sha256 = 'a'"))
        [events] = [table for table in rows.tables(connection) if table.name == "events"]
        line = dict(connection.execute(select(events)).mappings().one())
        told = {"kind": "contact added", "undo": {"id": contact_id}}
        connection.execute(insert(events), line | told | {"id": line["id"] + 1})
    upgrade(engine, "0026")
    with engine.connect() as connection:
        asked = connection.execute(text("SELECT asked_by_id, file_from_dossier FROM contacts"))
        assert asked.one() == (line["by_id"], True)


def move(
    engine: Engine, move_to: Callable[[Engine, str], None], revision: str, before: dict[str, int]
) -> dict[str, int]:
    """Migrate with a row in every table; the tables that stay must keep theirs.

    Takes and returns how many rows each has.
    """
    move_to(engine, revision)
    with engine.begin() as connection:
        after = rows.counts(connection)
        assert {name: after[name] for name in before if name in after} == {
            name: count for name, count in before.items() if name in after
        }
        rows.fill(connection)
        return rows.counts(connection)


def test_jobs_that_were_silenced_before_that_was_noted_are_known(bare_database: Database) -> None:
    engine = bare_database.engine
    upgrade(engine, "0023")
    payload = "UPDATE jobs SET payload = '{}'"
    for said, silenced in (
        ('{"source_id": 7}', True), ('{"source_id": 7, "url": "https://a.example/"}', False),
    ):  # fmt: skip
        with engine.begin() as connection:
            rows.fill(connection)
            connection.execute(text(payload.format(said.replace(":", "\\:"))))
        upgrade(engine, "0025")
        with engine.connect() as connection:
            assert bool(connection.scalar(text("SELECT silenced FROM jobs"))) == silenced
        downgrade(engine, "0023")


def test_addresses_kept_before_are_known_by_their_one_spelling(bare_database: Database) -> None:
    engine, url = bare_database.engine, "https://a.example/wiki/Bären"
    upgrade(engine, "0027")
    with engine.begin() as connection:
        rows.fill(connection)
        connection.execute(text("UPDATE sources SET url = :url"), {"url": url})
        fields = json.dumps({"url": f"{url}?UTM_SOURCE=x"})
        connection.execute(text("UPDATE seals SET fields = :fields"), {"fields": fields})
    upgrade(engine, "0028")
    with engine.connect() as connection:
        keys = text("SELECT page_key FROM sources UNION ALL SELECT page_key FROM seals")
        assert connection.scalars(keys).all() == ["a.example/wiki/B%C3%A4ren"] * 2


def test_corrections_told_before_reports_could_be_withdrawn_are_told_still(
    bare_database: Database,
) -> None:
    engine = bare_database.engine
    upgrade(engine, "0037")
    with engine.begin() as connection:
        rows.fill(connection)
        connection.execute(text("UPDATE public_changes SET told = :told"), {"told": '{"why": "A"}'})
        connection.execute(text("DELETE FROM withdrawals"))
    upgrade(engine, "0038")
    with engine.connect() as connection:
        [changes] = [each for each in rows.tables(connection) if each.name == "public_changes"]
        assert connection.scalars(select(changes.c.told)).all() == [{"why": "A", "gone": ""}]


def test_a_record_of_before_is_chained_as_it_stands(bare_database: Database) -> None:
    engine = bare_database.engine
    upgrade(engine, "0042")
    with engine.begin() as connection:
        rows.fill(connection)
        [events] = [table for table in rows.tables(connection) if table.name == "events"]
        line = dict(connection.execute(select(events)).mappings().one())
        more = {"desk_id": 2, "details": {"of": "another desk"}, "undoes_id": line["id"]}
        connection.execute(insert(events), line | more | {"id": line["id"] + 1})
        connection.execute(insert(events), line | {"id": line["id"] + 2})
    upgrade(engine)
    with Session(engine) as session:
        ends = [(end.desk_id, end.number, end.live_from) for end in ends_of_records(session)]
        assert ends == [(line["desk_id"], 2, 3), (2, 1, 2)]
        assert [
            fault
            for desk_id, _number, _live in ends
            for fault in record_faults(session, desk_id, lambda _count: None)
        ] == []
