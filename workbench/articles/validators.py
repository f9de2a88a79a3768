"""Checks that forms of several rooms share."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import ValidationError

from workbench.articles.rules import is_partial_date


class PartialDate:
    """Accepts `2019`, `2019-05` and `2019-05-15`."""

    def __call__(self, _form: object, field: Any) -> None:
        if not is_partial_date(field.data):
            raise ValidationError(_("Write a date as 2019, 2019-05 or 2019-05-15."))


class Day:
    """Accepts `2019-05-15`."""

    def __call__(self, _form: object, field: Any) -> None:
        if len(field.data) != len("2019-05-15") or not is_partial_date(field.data):
            raise ValidationError(_("Write a day as 2019-05-15."))
