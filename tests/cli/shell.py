"""The command line as somebody at a terminal meets it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result
from sqlalchemy import URL

from workbench.cli.program import program

PROGRAM = Path(sys.executable).with_name("workbench")


@dataclass(frozen=True)
class Shell:
    """A shell whose variables name an instance."""

    environ: Mapping[str, str]

    def run(self, *arguments: str | Path, stdin: bytes | None = None) -> Result:
        """Run a command in this process."""
        return CliRunner().invoke(
            program, list(map(str, arguments)), prog_name="workbench", env=self.environ, input=stdin
        )

    def said(self, *arguments: str | Path, stdin: bytes | None = None) -> str:
        """What a command that goes well prints."""
        result = self.run(*arguments, stdin=stdin)
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        return result.stdout

    def written(self, *arguments: str | Path) -> bytes:
        """The bytes that a command that goes well writes."""
        result = self.run(*arguments)
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        return result.stdout_bytes

    def refused(self, *arguments: str | Path, code: int = 1, stdin: bytes | None = None) -> str:
        """The one line in which a command says why it failed."""
        result = self.run(*arguments, stdin=stdin)
        assert result.exit_code == code, result.output
        (line,) = result.stderr.splitlines()
        assert line.startswith("workbench: ")
        return line

    def process(self, *arguments: str | Path) -> "subprocess.CompletedProcess[bytes]":
        """Run a command in a process of its own."""
        return subprocess.run(
            [PROGRAM, *arguments], env=self.everything(), capture_output=True, check=False
        )

    def everything(self) -> dict[str, str]:
        """All the variables that a process gets."""
        return {**os.environ, **self.environ}


def shell_for(instance: Path, database: URL) -> Shell:
    """A shell for an instance in a folder and a database."""
    url = database.render_as_string(hide_password=False)
    return Shell({"WORKBENCH_INSTANCE": str(instance), "WORKBENCH_DATABASE_URL": url})
