"""Which of several previews are meant."""

import re
from collections.abc import Mapping

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField
from wtforms.validators import DataRequired

from workbench.errors import Invalid
from workbench.web.forms import Form

_SEEN = re.compile(r"(?P<id>[0-9]{1,9})-(?P<revision>[0-9]{1,9})")


class BatchForm(Form):
    """Those ticked of several previews, each as `ID-REVISION`, as it was when it was seen."""

    seen = SelectMultipleField(
        _("Articles"), [DataRequired(_("Tick at least one article. Nothing was changed."))],
        validate_choice=False,
    )  # fmt: skip

    def ticked(self) -> Mapping[int, int]:
        """The revision seen, by the preview’s id. Raises `Invalid` for what is no list."""
        found = [_SEEN.fullmatch(value) for value in self.seen.data]
        if None in found:
            raise Invalid(gettext("That is no list of previews. Reload the page and try again."))
        return {int(pair["id"]): int(pair["revision"]) for pair in found if pair}
