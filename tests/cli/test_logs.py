"""What servers write down holds no secret."""

import logging
import sys

import pytest
from flask import Flask

from workbench.cli.logs import OneLine, WithoutSecrets

SECRET = "Zx9_secret-token"


def record(message: str, **extra: object) -> logging.LogRecord:
    return logging.makeLogRecord({"msg": message, "levelname": "INFO", **extra})


def one_time_addresses(app: Flask) -> list[str]:
    """The address of every door that a token opens, with a secret in its place."""
    rules = [rule.rule for rule in app.url_map.iter_rules() if "token" in rule.arguments]
    return [*(rule.replace("<token>", SECRET) for rule in rules), f"/first-run?token={SECRET}"]


def test_no_door_s_token_is_written_down(app: Flask) -> None:
    addresses = one_time_addresses(app)
    assert len(addresses) >= 3
    for address in addresses:
        line = WithoutSecrets("%(message)s").format(record(f'1.2.3.4 "GET {address} HTTP/1.1" 200'))
        assert SECRET not in line, address


def test_a_traceback_holds_no_token_either() -> None:
    try:
        raise ValueError(f"no answer for /enter/{SECRET}")
    except ValueError:
        entry = record("Exception on /enter/x", exc_info=sys.exc_info())
    written = WithoutSecrets("%(message)s").format(entry)
    assert "ValueError: no answer for /enter/…" in written
    assert SECRET not in written


def test_other_addresses_are_written_down_as_they_are() -> None:
    line = "127.0.0.1 GET /reports/a-thaw/editions/2 200"
    assert OneLine("%(message)s").format(record(line)) == line


@pytest.mark.parametrize("path", ["/a\nb", "/a\r\nb", "/a\x1b[31mb", "/a\u2028b"])
def test_a_request_is_one_line_whatever_was_asked_for(path: str) -> None:
    line = OneLine("%(message)s").format(record(f"GET {path} 404"))
    assert line.isprintable()
