"""Articles come in by the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.cli.conftest import DOSSIER
from tests.cli.shell import Shell
from workbench.articles.models import Article, Version
from workbench.claims.models import Claim
from workbench.claims.rules import Status
from workbench.config import PACKAGE
from workbench.db import Database
from workbench.history.models import Event

PAGE = PACKAGE / "demo" / "page.txt"
TEXT = "A “quoted” headline\n\nBy Ann Author\n\nIt rained 😀 today. It will rain again.\n".encode()


def test_an_import_prints_the_id_and_nothing_else(shell: Shell) -> None:
    first = shell.said("import", PAGE)
    assert first.removesuffix("\n").isdecimal()
    assert shell.said("import", PAGE) == f"{int(first) + 1}\n"


def test_an_import_as_json_tells_what_was_found(shell: Shell, database: Database) -> None:
    facts = json.loads(shell.written("import", PAGE, "--json"))
    assert list(facts) == [
        "id", "title", "outlet", "authors", "published", "body_blocks", "sentences",
    ]  # fmt: skip
    assert facts["title"] == "A thaw on the Black Sea?"
    assert facts["authors"] == ["R. Hale"]
    with database.reading() as session:
        assert session.get_one(Article, facts["id"]).title == facts["title"]


def test_the_headline_is_counted_by_its_sentence_alone(shell: Shell) -> None:
    shell.said("import", PAGE)
    facts = json.loads(shell.said("import", "-", "--json", stdin=TEXT))
    assert (facts["body_blocks"], facts["sentences"]) == (2, 4)


def test_json_is_utf_8_on_every_terminal(tmp_path: Path, sqlite_template: Path) -> None:
    shell = Shell({"WORKBENCH_INSTANCE": str(tmp_path), "PYTHONIOENCODING": "ascii"})
    shell.said("init")
    (tmp_path / "page.txt").write_bytes(TEXT)
    done = shell.process("import", tmp_path / "page.txt", "--json")
    assert "“quoted”" in json.loads(done.stdout.decode("utf-8"))["title"]


def test_standard_input_is_read(shell: Shell, database: Database) -> None:
    article = shell.said("import", "-", stdin=TEXT).strip()
    with database.reading() as session:
        version = session.scalars(select(Version).where(Version.article_id == int(article))).one()
        assert "😀" in session.scalars(select(Version.text)).one()
        assert version.original_name == ""
        assert version.original_sha256 is not None


def test_the_bytes_that_came_in_are_kept(shell: Shell, database: Database) -> None:
    shell.said("import", PAGE)
    with database.reading() as session:
        version = session.scalars(select(Version)).one()
    kept = Path(shell.environ["WORKBENCH_INSTANCE"]) / "files"
    digest = version.original_sha256 or ""
    assert (kept / digest[:2] / digest).read_bytes() == PAGE.read_bytes()
    assert version.original_name == "page.txt"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("/no/such/file", "No such file"),
        ("http://127.0.0.1/", "private network"),
        ("ftp://news.example/mill", "http"),
        ("-", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused(
    shell: Shell, database: Database, source: str, words: str
) -> None:
    assert words in shell.refused("import", source, stdin=b" \n")
    with database.reading() as session:
        assert session.scalars(select(Article)).all() == []


def test_a_folder_is_no_article(shell: Shell, tmp_path: Path) -> None:
    assert str(tmp_path) in shell.refused("import", tmp_path)


def test_too_much_is_not_read_to_its_end(shell: Shell) -> None:
    assert "larger than 20 MB" in shell.refused("import", "/dev/zero")


def test_the_record_names_the_command_line_or_the_member(shell: Shell, database: Database) -> None:
    shell.said("user", "add", "ana@desk.example", "--role", "fact-checker", "--name", "Ana Novak")
    shell.said("import", PAGE)
    shell.said("import", PAGE, "--as", "Ana@desk.example")
    with database.reading() as session:
        names = session.scalars(
            select(Event.by_name).where(Event.kind == "article imported").order_by(Event.id)
        ).all()
    assert names == ["command line", "Ana Novak"]


def test_a_stranger_imports_nothing(shell: Shell) -> None:
    said = shell.refused("import", PAGE, "--as", "nobody@desk.example")
    assert "nobody@desk.example" in said


def test_a_member_who_only_reads_imports_nothing(shell: Shell, database: Database) -> None:
    shell.said("user", "add", "vera@desk.example", "--role", "viewer")
    assert "viewer" in shell.refused("import", PAGE, "--as", "vera@desk.example")
    with database.reading() as session:
        assert session.scalars(select(Article)).all() == []


def test_a_dossier_is_loaded_with_its_approved_verdicts(
    shell: Shell, database: Database, dossier: dict[str, Any]
) -> None:
    assert shell.said("load", DOSSIER).strip().isdecimal()
    with database.reading() as session:
        claims = session.scalars(select(Claim)).all()
    assert len(claims) == len(dossier["claims"])
    assert any(claim.status is Status.APPROVED for claim in claims)


def test_files_of_answers_that_a_dossier_does_not_bring_are_named(
    shell: Shell, dossier: dict[str, Any]
) -> None:
    letter = {"file_name": "../letter.pdf", "file_sha256": "a" * 64}
    dossier["claims"][1]["contacts"] = [{"whom": "The mayor", **letter}, {"whom": "The city"}]
    result = shell.run("load", "-", stdin=json.dumps(dossier).encode())
    assert result.stdout.strip().isdecimal()
    [line] = result.stderr.splitlines()
    assert line.startswith("Claim 2: “letter.pdf”, the file of an answer, is named by the dossier")


def test_every_fault_of_a_dossier_is_named_in_one_line(
    shell: Shell, database: Database, dossier: dict[str, Any]
) -> None:
    for claim in dossier["claims"]:
        claim["status"] = "invented"
    said = shell.refused("load", "-", stdin=json.dumps(dossier).encode())
    for number in range(len(dossier["claims"])):
        assert f"$.claims[{number}].status" in said
    with database.reading() as session:
        assert session.scalars(select(Article)).all() == []


def test_what_cannot_be_read_is_named_and_nobody_is_said_to_have_typed_it(
    shell: Shell, tmp_path: Path
) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    said = shell.refused("import", picture)
    assert said.startswith(f"workbench: {picture}: This is ")
    assert said.rstrip().endswith("Nothing was imported.")
    assert "standard input: There is no text in this." in shell.refused("import", "-", stdin=b" ")
