"""What people send about versions: a text that came anew, blocks, and what the outlet changed."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, Field, HiddenField
from wtforms.validators import DataRequired, Optional, ValidationError
from wtforms.widgets import FileInput

from workbench.articles.amending import AmendmentFields
from workbench.articles.draft_blocks import KeyedBlock
from workbench.articles.forms.arriving import ImportForm
from workbench.articles.models import Amendment
from workbench.articles.rules import Origin
from workbench.articles.validators import PartialDate
from workbench.config import LONGEST_UPLOAD
from workbench.intake.rules import BlockKind
from workbench.web.forms import EditForm, Form, Line, Text, Word
from workbench.web.joining import Both


class NewVersionForm(ImportForm):
    """The article once more: as pasted text, as a file, or from its address."""

    files = MultipleFileField(_("File"), widget=FileInput())  # that lets one be chosen

    def validate_files(self, field: Field) -> None:
        """A version is of one text."""
        if len(field.data or ()) > 1:
            raise ValidationError(gettext("Choose one file: a version has one text."))

    @property
    def origin(self) -> Origin:
        """How the text came."""
        if self.way is self.text:
            return Origin.PASTED
        return Origin.UPLOADED if self.way is self.files else Origin.FETCHED


class BlockForm(Form):
    """A block of a draft. `seal` tells as which it was seen."""

    kind = Word(_("Kind"), BlockKind)
    text = Text(_("Words"), longest=LONGEST_UPLOAD)  # a block may be a whole article
    seal = HiddenField()

    @classmethod
    def of(cls, block: KeyedBlock) -> "BlockForm":
        """The form, filled with a block."""
        said = {"kind": block.kind, "text": block.text, "seal": block.seal}
        return cls(formdata=None, data=said)

    def yield_to(self, saved: "BlockForm") -> dict[str, Both]:
        """Set these words beside what the block is by now, which the form has seen from then on."""
        self.seal.data, self.seal.raw_data = saved.seal.data, None
        return self.differences(saved)


class SealForm(Form):
    """An act on a block, seen as `seal` tells."""

    seal = HiddenField()


class WordsForm(EditForm):
    """Where a claim stands now, in words of the new text: for who has no way to select them."""

    exact = Text(
        _("The words, as they stand in the new text"),
        [DataRequired(_("Copy the words from the new text."))],
    )


class MadeForm(EditForm):
    """What is said of a draft that is to become a version, as it was seen at a revision."""

    amended = BooleanField(_("The outlet changed its article, and readers are to know"))
    made_on = Line(_("Changed on"), [Optional(), PartialDate()])
    notice = Text(_("The outlet’s own notice"), [Optional()])
    note = Text(_("What changed"), [Optional()])

    def amendment(self) -> AmendmentFields | None:
        """What the outlet changed, if it did."""
        if not self.amended.data:
            return None
        return AmendmentFields(self.made_on.data, self.notice.data, self.note.data)


class AmendmentForm(EditForm):
    """What the outlet changed in its article."""

    made_on = Line(_("Changed on"), [Optional(), PartialDate()])
    notice = Text(_("The outlet’s own notice"), [Optional()])
    note = Text(_("What changed"), [Optional()])

    @classmethod
    def of(cls, amendment: Amendment | None) -> "AmendmentForm":
        """The form, filled with what is noted; empty, at revision 0, when nothing is."""
        if amendment is None:
            return cls(formdata=None)
        return cls(formdata=None, obj=amendment)

    def fields(self) -> AmendmentFields:
        """What was typed, as services take it."""
        return AmendmentFields(self.made_on.data, self.notice.data, self.note.data)
