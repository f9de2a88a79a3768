"""What went wrong, as one line for standard error and an exit code."""

import click

from workbench.errors import WorkbenchError

FAILED = 1


def complaint(error: Exception) -> tuple[str, int]:
    """Words and exit code: 2 when the command was used wrongly, 1 for any other failure."""
    words, code = _told(error)
    return " ".join(words.split()), code


def _told(error: Exception) -> tuple[str, int]:
    if isinstance(error, click.UsageError):
        words = error.format_message().rstrip(".")
        return f"{words}. {_where_to_read(error)}", error.exit_code
    if isinstance(error, click.ClickException):
        return error.format_message(), error.exit_code
    if isinstance(error, WorkbenchError):
        return str(error), FAILED
    if isinstance(error, UnicodeEncodeError):
        return "What was typed is no text in this terminal’s encoding; UTF-8 is needed.", FAILED
    if isinstance(error, OSError) and error.strerror:
        return _of_the_system(error), FAILED
    return f"This is our fault, not yours: {_named(error)}. PYTHONDEVMODE=1 shows where.", FAILED


def _named(error: Exception) -> str:
    words = f"{type(error).__name__}: {error}"
    return words.strip(".: ")


def _where_to_read(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx else "workbench"
    return f"See `{path} --help`."


def _of_the_system(error: OSError) -> str:
    about = f": {click.format_filename(error.filename)}" if error.filename is not None else "."
    return f"{error.strerror}{about}"
