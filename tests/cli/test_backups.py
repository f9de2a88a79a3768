"""A backup holds everything, whichever database it comes from and goes to."""

import hashlib
import json
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Table, func, select

from tests.cli.conftest import DOSSIER
from tests.cli.shell import Shell
from tests.cli.test_articles import PAGE
from tests.several_versions import several_versions
from workbench.claims.models import Claim
from workbench.db import Base, Database
from workbench.jobs.service import ask
from workbench.storage.backup.tables import lines_of, tables_in
from workbench.storage.files import FileStore

Change = Callable[[dict[str, bytes]], None]


@pytest.fixture
def backup(shell: Shell, database: Database, article: str, tmp_path: Path) -> Path:
    """A backup of desks with members, articles, versions, editions and a kept file."""
    with database.writing() as session:
        several_versions(session)
        payload = {"of": ["a", 1]}
        ask(session, desk_id=1, kind="count", key="count:1", payload=payload, by=None)
    shell.said("user", "add", "ana@desk.example", "--role", "editor")
    shell.said("import", PAGE)
    shell.said("publish", article)
    path = tmp_path / "backup.zip"
    shell.said("backup", path)
    return path


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup to be spoilt, made once."""
    folder = tmp_path_factory.mktemp("sealed")
    shell = Shell({"WORKBENCH_INSTANCE": str(folder / "instance")})
    shell.said("init")
    shell.said("load", DOSSIER)
    shell.said("import", PAGE)
    shell.said("backup", folder / "backup.zip")
    return folder / "backup.zip"


def rows(connection: Connection) -> dict[str, list[Any]]:
    """Every row of a database, table by table, whatever the order of the columns."""
    lines = {t.name: b"".join(lines_of(connection, t)) for t in tables_in(connection)}
    return {name: [json.loads(line) for line in held.splitlines()] for name, held in lines.items()}


def store(shell: Shell) -> FileStore:
    return FileStore(Path(shell.environ["WORKBENCH_INSTANCE"]) / "files")


def files(shell: Shell) -> set[str]:
    return set(store(shell).digests())


def changed(backup: Path, change: Change, other: Path) -> Path:
    """A backup that somebody has been at."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    with zipfile.ZipFile(other, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return other


def test_what_is_restored_is_what_was_backed_up(
    shell: Shell, database: Database, backup: Path, bare: Shell
) -> None:
    bare.said("restore", backup)
    other = Database(bare.environ["WORKBENCH_DATABASE_URL"])
    with database.engine.connect() as here, other.engine.connect() as there:
        assert rows(here) == rows(there)
    other.close()
    assert files(bare) == files(shell) != set()
    assert "in order" in bare.said("check")


def test_every_table_of_the_models_is_in_it(sealed: Path) -> None:
    with zipfile.ZipFile(sealed) as archive:
        tables = {Path(n).stem for n in archive.namelist() if n.startswith("tables/")}
    assert tables == set(Base.metadata.tables)


def test_work_goes_on_after_a_restore(sealed: Path, bare: Shell) -> None:
    """New rows get new ids."""
    bare.said("restore", sealed)
    assert bare.said("import", PAGE) == "3\n"
    assert "Edition 1" in bare.said("publish", "1")
    assert bare.said("load", DOSSIER).strip().isdecimal()
    assert "in order" in bare.said("check")


def test_rows_may_refer_to_later_rows_of_their_table(
    shell: Shell, database: Database, article: str, tmp_path: Path, bare: Shell
) -> None:
    with database.writing() as session:
        first, *_others, last = session.scalars(select(Claim).order_by(Claim.id)).all()
        first.merged_into_id = last.id
    shell.said("backup", tmp_path / "backup.zip")
    bare.said("restore", tmp_path / "backup.zip")
    other = Database(bare.environ["WORKBENCH_DATABASE_URL"])
    with other.reading() as session:
        assert session.get_one(Claim, first.id).merged_into_id == last.id
    other.close()


def test_only_its_owner_may_read_it(sealed: Path) -> None:
    assert stat.S_IMODE(sealed.stat().st_mode) == 0o600


def test_the_secret_key_is_not_in_it(sealed: Path) -> None:
    key = (sealed.parent / "instance" / "secret-key").read_bytes()
    with zipfile.ZipFile(sealed) as archive:
        assert not any(key in archive.read(name) for name in archive.namelist())


def test_nothing_is_overwritten(shell: Shell, backup: Path) -> None:
    before = backup.read_bytes()
    assert "exists already" in shell.refused("backup", backup)
    assert backup.read_bytes() == before


@pytest.mark.parametrize("folder", ["none", "a file"])
def test_a_backup_into_no_folder_names_the_folder(
    shell: Shell, tmp_path: Path, folder: str
) -> None:
    (tmp_path / "a file").touch()
    told = shell.refused("backup", tmp_path / folder / "backup.zip")
    assert told.endswith(f"There is no folder {tmp_path / folder}. Make it, or name another place.")


def test_a_backup_that_fails_leaves_no_half(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workbench.cli.backups._write_files", fail)
    assert "No space left" in shell.refused("backup", tmp_path / "backup.zip")
    assert not list(tmp_path.glob("backup.zip*"))


def test_an_instance_with_something_in_it_is_left_alone(
    shell: Shell, database: Database, backup: Path
) -> None:
    with database.engine.connect() as connection:
        before = rows(connection)
    assert "holds data already" in shell.refused("restore", backup)
    with database.engine.connect() as connection:
        assert rows(connection) == before


def test_files_that_an_interrupted_restore_left_do_not_stop_the_next(
    sealed: Path, bare: Shell
) -> None:
    with zipfile.ZipFile(sealed) as archive:
        kept = next(name for name in archive.namelist() if name.startswith("files/"))
        store(bare).keep(archive.read(kept))
    bare.said("restore", sealed)
    assert "in order" in bare.said("check")


def test_files_of_another_instance_are_left_alone(sealed: Path, bare: Shell) -> None:
    digest = store(bare).keep(b"Somebody else's page.")
    assert "holds data already" in bare.refused("restore", sealed)
    assert files(bare) == {digest}


def _flip(members: dict[str, bytes]) -> None:
    name = next(n for n in members if n.endswith("claims.jsonl"))
    members[name] = members[name].replace(b"claim", b"clown", 1)


def _drop(members: dict[str, bytes]) -> None:
    del members[next(n for n in members if n.startswith("files/"))]


def _add(members: dict[str, bytes]) -> None:
    members["files/stowaway"] = b"?"


def _newer(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, "revision": "9999"}).encode()


def _other_format(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, "backup": 99}).encode()


def _no_revision(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, "revision": None}).encode()


def _no_names(members: dict[str, bytes]) -> None:
    manifest = json.loads(members["manifest.json"])
    members["manifest.json"] = json.dumps({**manifest, "members": 7}).encode()


def _short_row(members: dict[str, bytes]) -> None:
    """A row without its columns, under a checksum that is right."""
    name = "tables/desks.jsonl"
    members[name] = b'{"id": 1}\n'
    manifest = json.loads(members["manifest.json"])
    manifest["members"][name]["sha256"] = hashlib.sha256(members[name]).hexdigest()
    members["manifest.json"] = json.dumps(manifest).encode()


def _no_manifest(members: dict[str, bytes]) -> None:
    del members["manifest.json"]


@pytest.mark.parametrize(
    ("change", "words"),
    [(_flip, "damaged"), (_drop, "not whole"), (_add, "not whole"), (_newer, "newer release"),
     (_other_format, "another release"), (_no_manifest, "not a whole backup"),
     (_no_revision, "names no revision"), (_no_names, "names no members"),
     (_short_row, "rows of desks cannot be read")],
)  # fmt: skip
def test_a_backup_that_somebody_has_been_at_is_refused_whole(
    sealed: Path, bare: Shell, tmp_path: Path, change: Change, words: str
) -> None:
    assert words in bare.refused("restore", changed(sealed, change, tmp_path / "changed.zip"))
    assert "`workbench init`" in bare.refused("check")


@pytest.mark.parametrize("content", [b"", b"not a zip archive", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_backup_is_refused(bare: Shell, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)
    assert "not a whole backup" in bare.refused("restore", tmp_path / "file")


def test_a_backup_cut_short_is_refused(sealed: Path, bare: Shell, tmp_path: Path) -> None:
    (tmp_path / "half.zip").write_bytes(sealed.read_bytes()[:-200])
    assert "not a whole backup" in bare.refused("restore", tmp_path / "half.zip")


def test_a_missing_backup_is_one_line(bare: Shell) -> None:
    assert "/no/such" in bare.refused("restore", "/no/such")


def test_a_backup_is_of_one_moment(
    shell: Shell, database: Database, tmp_path: Path, bare: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody imports an article between counting and writing the first table that has it."""

    def interrupted(connection: Connection, table: Table) -> Iterator[bytes]:
        if table.name == "articles":
            shell.said("import", PAGE)
        return lines_of(connection, table)

    monkeypatch.setattr("workbench.storage.backup.tables.lines_of", interrupted)
    shell.said("backup", tmp_path / "backup.zip")
    bare.said("restore", tmp_path / "backup.zip")
    other = Database(bare.environ["WORKBENCH_DATABASE_URL"])
    with other.reading() as session:
        articles = Base.metadata.tables["articles"]
        assert session.scalar(select(func.count()).select_from(articles)) == 0
    other.close()
    assert "in order" in bare.said("check")
