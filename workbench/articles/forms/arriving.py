"""The three ways in."""

from collections.abc import Iterator, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import MultipleFileField
from wtforms import Field, TextAreaField
from wtforms.validators import ValidationError

from workbench.articles.batches import RefusedFile
from workbench.articles.incoming import Incoming, fetched, pasted
from workbench.config import LONGEST_UPLOAD
from workbench.errors import WorkbenchError
from workbench.web.forms import Form, Line, WebAddress, clean_line
from workbench.web.words import said

MOST_FILES = 100  # at once
LONGEST_NAME = 200  # code points of a file's name, its end kept


class ImportForm(Form):
    """The three ways in: pasted text, files, an address. A text or one file may have one noted."""

    text = TextAreaField(_("The article’s text"))
    files = MultipleFileField(_("Files"))
    url = Line(_("Web address"))

    def validate_text(self, field: Field) -> None:
        """Something must come in."""
        if self.way is self.url and not self.url.data:
            raise ValidationError(gettext("Paste a text here, choose a file or give an address."))
        if self.way is field and self.files.data:
            raise ValidationError(
                gettext("There is a text and a file. Keep one: empty this, or choose no file.")
            )

    def validate_files(self, field: Field) -> None:
        """No more at once than somebody looks through."""
        if len(field.data or ()) > MOST_FILES:
            raise ValidationError(
                gettext("Choose at most %(most)s files at once.", most=MOST_FILES)
            )

    def validate_url(self, field: Field) -> None:
        """An address, where one is given, is one of the web, and one article’s."""
        if field.data and self.several:
            raise ValidationError(
                gettext("An address belongs to one article. Empty this, or choose one file.")
            )
        if field.data:
            WebAddress()(self, field)

    @property
    def way(self) -> Field:
        """The field by which the article comes in: the text, else the files, else the address."""
        if self.text.data and self.text.data.strip():
            return self.text
        return self.files if self.files.data else self.url

    @property
    def several(self) -> bool:
        """Whether more than one article comes in."""
        return self.way is self.files and len(self.files.data) > 1

    def incoming(self, *, user_agent: str) -> Incoming:
        """What came in. Slow for an address, which is fetched. Raises `FetchError`."""
        if self.way is self.text:
            return pasted(self.text.data, self.url.data)
        if self.way is self.files:
            return _uploaded(self.files.data[0], self.url.data)
        return fetched(self.url.data, user_agent=user_agent)

    def each_file(self) -> Iterator[Incoming]:
        """The files one after the other, so that only one of them is held in memory."""
        return (_uploaded(file) for file in self.files.data)

    def blame(self, error: WorkbenchError) -> None:
        """Set what went wrong beside the field that the article came by."""
        self.way.errors = [*self.way.errors, said(error)]
        self.renew_key()

    def blame_files(self, refused: Sequence[RefusedFile]) -> None:
        """Set beside the files why none of them could be read."""
        self.files.errors = [f"{file.name}: {file.reason}" for file in refused]
        self.renew_key()


def _uploaded(file: Any, url: str = "") -> Incoming:
    """One byte over the limit is enough to tell that the file is over it."""
    name = clean_line(file.filename)[-LONGEST_NAME:]
    return Incoming(file.read(LONGEST_UPLOAD + 1), name=name, url=url)
