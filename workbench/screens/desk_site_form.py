"""What an admin says of the desk to readers."""

from dataclasses import fields
from typing import Any

from flask_babel import format_decimal, gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms.validators import Optional, ValidationError

from workbench.accounts.colours import (
    COLOUR,
    DARK_GROUNDS,
    ENOUGH,
    LIGHT_GROUNDS,
    least_contrast,
)
from workbench.accounts.desk_site import SiteFields
from workbench.accounts.logos import LARGEST
from workbench.accounts.models import DeskSite
from workbench.errors import WorkbenchError
from workbench.web.forms import EditForm, Form, Line, Markdown
from workbench.web.words import said


class Colour:
    """Accepts `#rrggbb` that can be read on these grounds."""

    def __init__(self, grounds: tuple[str, ...]) -> None:
        self.grounds = grounds

    def __call__(self, _form: Form, field: Any) -> None:
        field.data = field.data.lower()
        if not COLOUR.fullmatch(field.data):
            raise ValidationError(gettext("Write the colour as # and six digits, like #1f4fa3."))
        found = least_contrast(field.data, self.grounds)
        if found < ENOUGH:
            raise ValidationError(
                gettext(
                    "On this paper the colour has a contrast of %(found)s to 1, and words need "
                    "%(enough)s to 1 at least. Nothing was saved. Take a darker one, or for the "
                    "dark a lighter one.",
                    found=format_decimal(int(found * 100) / 100),
                    enough=format_decimal(ENOUGH),
                )
            )


class SiteForm(EditForm):
    """The texts of the desk's pages, and its colours. What is left empty is no page."""

    about = Markdown(
        _("About us"),
        [Optional()],
        description=_("The desk’s first page: who you are, what you check, for whom."),
    )
    corrections_policy = Markdown(
        _("Corrections policy"),
        [Optional()],
        description=_("What you do when you were wrong, how fast, and how readers learn of it."),
    )
    funding = Markdown(
        _("Funding"),
        [Optional()],
        description=_("Who pays for the work, how much, and what they have no say in."),
    )
    staff = Markdown(
        _("Who we are"),
        [Optional()],
        description=_("Readers see the names that you write here, and no others."),
    )
    contact = Markdown(_("Contact"), [Optional()])
    suggest = Markdown(
        _("Suggest a claim"),
        [Optional()],
        description=_("What kind of claims you look for, and what becomes of a suggestion."),
    )
    accent = Line(
        _("Colour"),
        [Optional(), Colour(LIGHT_GROUNDS)],
        description=_("Of links and of the line at the top, on light paper: # and six digits."),
        render_kw={"placeholder": "#1f4fa3", "spellcheck": "false"},
    )
    accent_dark = Line(
        _("Colour in the dark"),
        [Optional(), Colour(DARK_GROUNDS)],
        description=_("Left empty, it is made from the other one."),
        render_kw={"placeholder": "#8fb4ff", "spellcheck": "false"},
    )

    @classmethod
    def of(cls, site: DeskSite) -> "SiteForm":
        """The form, filled with what the desk says now."""
        return cls(formdata=None, obj=site)

    def fields(self) -> SiteFields:
        """What was typed, as services take it."""
        return SiteFields(**{each.name: self[each.name].data or "" for each in fields(SiteFields)})


class LogoForm(Form):
    """A picture to be shown beside the desk's name."""

    file = FileField(
        _("Logo"),
        [FileRequired(_("Choose a file."))],
        description=_(
            "SVG, PNG, JPEG or WebP, 200 kB at most. It is shown 32 pixels high, on light paper "
            "and on dark. Of an SVG shapes and gradients are kept."
        ),
    )

    def content(self) -> bytes:
        """The file; a byte over the limit is enough to tell that it is over it."""
        return self.file.data.read(LARGEST + 1) if self.file.data else b""

    def blame(self, error: WorkbenchError) -> None:
        """Set what is wrong with the picture beside the file."""
        self.file.errors = [said(error)]
