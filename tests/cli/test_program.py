"""Whatever is typed, the answer is help or one line, and an exit code that scripts can use."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import click
import pytest
from sqlalchemy import text

from tests.cli.shell import PROGRAM, Shell
from workbench.cli.program import COMMANDS, program
from workbench.db import Database


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_explains_itself_and_says_the_same_in_the_list(name: str) -> None:
    command = program.get_command(click.Context(program), name)
    assert command is not None
    assert (command.help or "").splitlines()[0] == COMMANDS[name].summary


def test_help_is_shown_without_loading_a_database_or_the_web() -> None:
    code = (
        "import sys; from workbench.cli.program import program;"
        "from click.testing import CliRunner; CliRunner().invoke(program, ['--help']);"
        "print([m for m in ('sqlalchemy', 'flask', 'alembic', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_command_shows_the_help() -> None:
    result = Shell({}).run()
    assert result.exit_code == 2
    assert "restore" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [("imprt",), ("--bogus",), ("import",), ("export", "1"), ("export", "x", "--format", "csv"),
     ("export", "1", "--format", "odt"), ("user", "add", "a@b.example", "--role", "king"),
     ("user", "add", "nobody", "--role", "editor"), ("serve", "--port", "0"), ("publish",),
     ("export", "1", "--format", "dossier", "--edition", "2"), ("check", "extra")],
)  # fmt: skip
def test_wrong_use_is_one_line_and_exit_code_2(bare: Shell, arguments: tuple[str, ...]) -> None:
    assert "--help`" in bare.refused(*arguments, code=2)


@pytest.mark.parametrize(
    "arguments",
    [("check",), ("publish", "1"), ("export", "1", "--format", "csv"), ("backup", "b.zip"),
     ("serve",), ("load", "x.json"), ("import", "x.txt"),
     ("user", "add", "a@b.example", "--role", "editor")],
)  # fmt: skip
def test_without_a_database_every_command_names_init(
    bare: Shell, arguments: tuple[str, ...]
) -> None:
    assert "`workbench init`" in bare.refused(*arguments)


def test_asking_makes_no_database(tmp_path: Path) -> None:
    shell = Shell({"WORKBENCH_INSTANCE": str(tmp_path / "new")})
    shell.refused("check")
    assert not list(tmp_path.rglob("*.sqlite3"))


@pytest.mark.parametrize(
    ("variable", "value"),
    [("WORKBENCH_DATABASE_URL", "nonsense"), ("WORKBENCH_DATABASE_URL", "mysql://host/name"),
     ("WORKBENCH_DATABASE_URL", "postgresql://ed@host:port/name"),
     ("WORKBENCH_DATABASE_URL", "sqlite://"), ("WORKBENCH_DATABASE_URL", "sqlite:///a.db?b=c"),
     ("WORKBENCH_TIME_ZONE", "Mars/Base"), ("WORKBENCH_PUBLIC_URL", "example.org")],
)  # fmt: skip
def test_a_bad_setting_is_named(tmp_path: Path, variable: str, value: str) -> None:
    shell = Shell({"WORKBENCH_INSTANCE": str(tmp_path), variable: value})
    assert variable in shell.refused("check")


def test_a_number_that_no_article_has_is_one_line(shell: Shell) -> None:
    for number in ("0", "9" * 30):
        assert "no such article" in shell.refused("export", number, "--format", "dossier")
    assert "--edition" in shell.refused(
        "export", "1", "--format", "csv", "--edition", "9" * 30, code=2
    )


@pytest.mark.skipif(sys.platform == "win32", reason="there, names are text")
def test_a_name_that_is_no_text_is_one_line_and_no_error_of_ours(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "odd\udcff.txt").write_text("Some words. And more.")
    article = shell.said("import", tmp_path / "odd\udcff.txt").strip()
    assert "UTF-8" in shell.refused("publish", article, "--as", "odd\udcff")


def test_a_database_server_that_is_away_is_one_line(tmp_path: Path) -> None:
    url = f"postgresql://nobody@/none?host={tmp_path}"
    shell = Shell({"WORKBENCH_INSTANCE": str(tmp_path), "WORKBENCH_DATABASE_URL": url})
    assert "The database refused" in shell.refused("check")


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "workbench.sqlite3").write_bytes(b"not a database" * 1000)
    shell = Shell({"WORKBENCH_INSTANCE": str(tmp_path)})
    assert "The database refused" in shell.refused("check")


@pytest.mark.parametrize("command", ["serve", "backup", "publish"])
def test_a_database_of_another_release_is_refused_with_what_to_do(
    shell: Shell, database: Database, command: str
) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of-old'"))
    rest = {"serve": (), "backup": ("b.zip",), "publish": ("1",)}[command]
    assert "`workbench init`" in shell.refused(command, *rest)


def test_what_nobody_foresaw_is_one_line_too(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise KeyError("surprise")

    monkeypatch.setattr("workbench.cli.reports.suggested_fields", fail)
    article = shell.said("import", "-", stdin=b"Some words. And more.").strip()
    assert "KeyError: 'surprise'" in shell.refused("publish", article)


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("workbench.cli.setting_up.connected", interrupt)
    assert Shell({}).run("init").exit_code == 130


def test_a_process_fails_with_one_line_and_its_code(tmp_path: Path) -> None:
    done = Shell({"WORKBENCH_INSTANCE": str(tmp_path)}).process("check")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.count(b"\n") == 1
    assert b"Traceback" not in done.stderr


def test_a_reader_who_goes_away_ends_an_export_in_silence(shell: Shell, article: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [PROGRAM, "export", article, "--format", "dossier"],
        env=shell.everything(), stdout=writing, stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


def test_closed_streams_are_told_in_one_line(shell: Shell) -> None:
    for redirected, told in (("import - <&-", b"no text"), ("import - --json >&-", b"closed")):
        done = subprocess.run(
            ["sh", "-c", f"echo 'A word.' | {PROGRAM} {redirected}"],
            env=shell.everything(), capture_output=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
        assert told in done.stderr


def test_a_terminal_that_lacks_a_character_shows_its_number(tmp_path: Path) -> None:
    environ = {
        "WORKBENCH_INSTANCE": str(tmp_path),
        "WORKBENCH_TIME_ZONE": "nowhere",
        "PYTHONIOENCODING": "iso-8859-1",
    }
    done = Shell(environ).process("check")
    assert done.returncode == 1
    assert b"\\u201cnowhere\\u201d" in done.stderr


# A second signal may come when the interpreter is ending already; shells call both 130.
ENDED_BY_CTRL_C = {130, -signal.SIGINT}


def test_an_interrupted_process_ends_quietly(shell: Shell) -> None:
    """Standard input that never ends, and a person who has had enough.

    The handler is put in since the tests may be run where Ctrl+C is ignored: in the background.
    """
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from workbench.cli import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, "load", "-"],
        env=shell.everything(), stdin=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(b"{" * (1 << 18))  # more than a pipe holds: it is being read now
    assert _ended_by_ctrl_c(process) in ENDED_BY_CTRL_C
    assert process.stderr is not None
    assert b"Traceback" not in process.stderr.read()
    process.stdin.close()
    process.stderr.close()


def _ended_by_ctrl_c(process: "subprocess.Popen[bytes]") -> int:
    """Its exit code. A signal between two reads waits for the next; people press again, too."""
    while True:
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=2)
