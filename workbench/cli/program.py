"""The program: its commands by name, and one exit code for however they end."""

import gc
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

import click
from click.exceptions import NoArgsIsHelpError

from workbench.cli import streams
from workbench.cli.complaints import complaint

INTERRUPTED = 130  # what shells say of a program that Ctrl+C ended


class Entry(NamedTuple):
    """Where a command is found (`module:name`), and its line in the list."""

    place: str
    summary: str


COMMANDS: Mapping[str, Entry] = {
    "demo": Entry("workbench.cli.demo:demo", "Serve the demo desk, ready to be tried."),
    "serve": Entry("workbench.cli.serving:serve", "Serve the real thing."),
    "work": Entry("workbench.cli.working:work", "Carry out work in the background."),
    "init": Entry("workbench.cli.setting_up:init", "Make or update the instance; asks nothing."),
    "import": Entry("workbench.cli.articles:import_article", "Import one article, print its id."),
    "load": Entry("workbench.cli.articles:load_dossier", "Load a dossier, print the article's id."),
    "publish": Entry("workbench.cli.reports:publish", "Publish an article's next edition."),
    "withdraw": Entry(
        "workbench.cli.withdrawing:withdraw",
        "Withdraw an article's report, or one of its editions.",
    ),
    "export": Entry("workbench.cli.reports:export", "Write an edition or the dossier to a file."),
    "verify": Entry("workbench.cli.verifying:verify", "Check an evidence pack, offline."),
    "history": Entry("workbench.cli.history:history", "Check the record, line by line."),
    "site": Entry(
        "workbench.cli.site:site", "Write the public site as files, or make its index anew."
    ),
    "user": Entry(
        "workbench.cli.people:user", "Add members to the desk, and give them new passwords."
    ),
    "jobs": Entry("workbench.cli.jobs:jobs", "List, cancel and retry work in the background."),
    "mail": Entry("workbench.cli.mail:mail", "Try the mail server that is set."),
    "sweep": Entry(
        "workbench.cli.sweeping:sweep", "Show what nobody needs any more, and take it away."
    ),
    "backup": Entry("workbench.cli.keeping:backup", "Write a copy of everything, while serving."),
    "restore": Entry("workbench.cli.keeping:restore", "Put a backup back, into an empty instance."),
    "check": Entry("workbench.cli.keeping:check", "Check the database and the files."),
}


class Program(click.Group):
    """Loads the module of a command when the command is run, for speed.

    `workbench --help` needs neither the database nor the web, and no command needs all of both.
    """

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names, in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with this name, its module loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name].place.split(":")
        found: click.Command = getattr(_loaded(module), name)
        return found

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.summary) for name, entry in COMMANDS.items()])

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command and end the process with its exit code."""
        streams.prepare()
        sys.exit(_exit_code(partial(super().main, *args, **{**extra, "standalone_mode": False})))


def _loaded(module: str) -> ModuleType:
    """A module and all it needs.

    A thousand modules make a lot, and nothing of it is garbage. Looking for some over and over
    would take a fifth of the time.
    """
    gc.disable()
    try:
        return import_module(module)
    finally:
        gc.enable()


def _exit_code(command: Callable[[], object]) -> int:
    try:
        result = command()
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except Exception as error:  # the edge: what nobody foresaw is one line too
        if sys.flags.dev_mode:
            raise
        words, code = complaint(error)
        click.echo(f"workbench: {words}", err=True)
        return code
    return result if isinstance(result, int) else 0


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="workbench", message="%(package)s %(version)s")
def program() -> None:
    """Break articles into claims, check them, and publish annotated reports.

    WORKBENCH_INSTANCE names the instance folder, WORKBENCH_DATABASE_URL the database; the README
    lists all settings. `workbench COMMAND --help` tells more of a command.
    """


def main() -> None:
    """Run the program on the arguments it was called with."""
    program(prog_name="workbench")
