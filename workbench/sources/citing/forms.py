"""What people send about the style by which their desk cites."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import RadioField

from workbench.errors import WorkbenchError
from workbench.sources.citing.house import LARGEST, StyleChoice
from workbench.sources.citing.models import CitationStyle
from workbench.web.forms import EditForm
from workbench.web.words import choices_of, said


class CitationStyleForm(EditForm):
    """A style to choose, and perhaps the file of a new one, which is chosen then."""

    choice = RadioField(_("Style"), default=StyleChoice.AUTHOR_DATE, coerce=StyleChoice)
    file = FileField(_("Another style"))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.choice.choices = choices_of(StyleChoice)

    @classmethod
    def of(cls, style: CitationStyle) -> "CitationStyleForm":
        """The form, filled with what the desk has chosen."""
        return cls(formdata=None, obj=style)

    def content(self) -> bytes | None:
        """The file, if there is one; a byte over the limit is enough to tell that it is over it."""
        return self.file.data.read(LARGEST + 1) if self.file.data else None

    def blame(self, error: WorkbenchError) -> None:
        """Set what is wrong with the style beside the file."""
        self.file.errors = [said(error)]
