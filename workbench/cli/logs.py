"""What servers write on standard error: no secret, and one line for a request."""

import logging
import re
from typing import Any

# The doors whose address holds a one-time token, which opens them for whoever reads it in time.
_TOKEN = re.compile(r"(/enter/|/invitations/|/passwords/|/unsubscribe/|[?&]token=)[^/?&\s\"']+")

# %(U)s is the path without its query: what was searched for is nobody's business either.
REQUEST = "%(h)s %(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"


class WithoutSecrets(logging.Formatter):
    """Leaves one-time tokens out, in tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with a dot in the place of every token."""
        return _TOKEN.sub(r"\1…", super().format(record))


class OneLine(WithoutSecrets):
    """For requests: whoever asks chooses the path, and must not write lines of their own."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, with the numbers of characters that would break it."""
        line = super().format(record)
        return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in line)


def _handler(formatter: str) -> dict[str, str]:
    return {
        "class": "logging.StreamHandler",
        "formatter": formatter,
        "stream": "ext://sys.stderr",
    }


def _logger(handler: str) -> dict[str, Any]:
    return {"level": "INFO", "handlers": [handler], "propagate": False}


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "words": {"()": WithoutSecrets, "format": "%(asctime)s %(levelname)s %(message)s"},
        "request": {"()": OneLine, "format": "%(asctime)s %(message)s"},
    },
    "handlers": {"words": _handler("words"), "requests": _handler("request")},
    "root": {"level": "WARNING", "handlers": ["words"]},
    "loggers": {"gunicorn.error": _logger("words"), "gunicorn.access": _logger("requests")},
}
