"""Words that are written down where nobody reads, and translated where somebody does."""

from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator

from workbench.errors import Message, message


class Words(TypeDecorator[str]):
    """A message with its template and values, so that each reader gets it in their language.

    Plain text is a message without values. What comes out of the database is a `Message`.
    """

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> dict[str, Any] | None:
        return None if value is None else _taken_apart(value)

    def process_result_value(
        self, value: dict[str, Any] | None, _dialect: Dialect
    ) -> Message | None:
        return None if value is None else _put_together(value)


def _taken_apart(words: str) -> dict[str, Any]:
    if not isinstance(words, Message):
        return {"template": words, "values": {}}
    values = {name: _kept(value) for name, value in words.values.items()}
    return {"template": words.template, "values": values}


def _kept(value: object) -> object:
    """A value as JSON has it. One may be a message too, and a word of a vocabulary is one."""
    if isinstance(value, str):
        return _taken_apart(value) if isinstance(value, Message | StrEnum) else str(value)
    return value if isinstance(value, int | float) else str(value)


def _put_together(kept: dict[str, Any]) -> Message:
    values = kept["values"].items()
    return message(
        kept["template"],
        **{name: _put_together(v) if isinstance(v, dict) else v for name, v in values},
    )
