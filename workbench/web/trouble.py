"""A form that could not be carried out, as its page shows it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from workbench.errors import EditedMeanwhile
from workbench.web.forms import EditForm, Form
from workbench.web.joining import Both
from workbench.web.words import said

Edit = TypeVar("Edit", bound=EditForm)
Form_co = TypeVar("Form_co", bound=Form, covariant=True)


@dataclass(frozen=True)
class Trouble(Generic[Form_co]):
    """The form with its fields as they were typed, what to say, and the answer's status.

    `differences`, when two people saved: each field's label to what both say. `name` tells
    which form it is, on a page that has several.
    """

    form: Form_co
    message: str = ""
    differences: Mapping[str, Both] = field(default_factory=dict)
    status: int = 422
    name: str = ""


def conflict(form: Edit, saved: Edit, error: EditedMeanwhile, *, name: str = "") -> Trouble[Edit]:
    """The trouble of the second of two people who save."""
    return Trouble(form, said(error), form.yield_to(saved), error.status, name)
