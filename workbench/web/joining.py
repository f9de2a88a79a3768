"""What stood in a form, so that what two people made of it can be joined, field by field."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from wtforms import FormField, SelectField, SelectMultipleField, StringField
from wtforms.widgets import HiddenInput

from workbench.three_way import Merge, merge

Words = Mapping[str, str]


class Both(NamedTuple):
    """What two people say in one field, and both joined where it is known what they began with."""

    theirs: str
    yours: str
    joined: Merge | None = None


def single(form: Iterable[Any]) -> Iterator[Any]:
    """The fields of a form, and of the forms in it."""
    for field in form:
        yield from field.form if isinstance(field, FormField) else (field,)


def is_text(field: Any) -> bool:
    """Whether it is typed into, and shown."""
    return isinstance(field, StringField) and not isinstance(field.widget, HiddenInput)


def said_by(form: Iterable[Any]) -> str:
    """What is typed and chosen in a form, to go along with it; what is empty is left out."""
    said = {field.name: _value(field) for field in single(form) if _is_joined(field)}
    return json.dumps({name: value for name, value in said.items() if value}, ensure_ascii=False)


def words_in(said: Any) -> Words | None:
    """The same, read back; none where it did not come along, or is nothing of ours."""
    try:
        return {str(name): str(value) for name, value in json.loads(said or "").items()}
    except (ValueError, AttributeError, RecursionError):
        return None


def join_fields(form: Iterable[Any], began: Words, theirs: Words) -> int:
    """Put into a form what both made of what they began with. How many places conflict."""
    conflicts = 0
    for field in single(form):
        if _is_joined(field):
            before, other = began.get(field.name, ""), theirs.get(field.name, "")
            conflicts += _join(field, before, other)
    return conflicts


def _join(field: Any, began: str, theirs: str) -> int:
    if not is_text(field):
        if _value(field) == began != theirs:
            _choose(field, theirs)
        return 0
    joined = merge(began, theirs, _value(field))
    field.data = joined.text
    return joined.conflicts


def _choose(field: Any, value: str) -> None:
    """A step that the scale no more has is not chosen."""
    known = {str(choice.value) for choice in field.iter_choices()}
    field.data = field.coerce(value) if value in known and value else None


def _is_joined(field: Any) -> bool:
    several = isinstance(field, SelectMultipleField)
    return is_text(field) or (isinstance(field, SelectField) and not several)


def _value(field: Any) -> str:
    return "" if field.data is None else str(field.data)
