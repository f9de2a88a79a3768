"""What people send about evidence."""

from flask_babel import lazy_gettext as _
from wtforms import IntegerField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from workbench.articles.validators import PartialDate
from workbench.evidence.models import Evidence
from workbench.evidence.rules import Stance
from workbench.evidence.service import EvidenceFields
from workbench.sources.rules import SourceKind
from workbench.sources.service import SourceFields
from workbench.web.forms import OPTIONAL_ADDRESS, EditForm, Line, Text, Word, clean_line


class EvidenceForm(EditForm):
    """What is said of a piece of evidence."""

    stance = Word(_("Stance"), Stance)
    quote = Text(_("Exact quote"))
    locator = Line(_("Page, paragraph or time"))
    note = Text(_("Note"))

    @classmethod
    def of(cls, evidence: Evidence) -> "EvidenceForm":
        """The form, filled with what is said of a piece of evidence now."""
        return cls(formdata=None, obj=evidence)

    def fields(self, snapshot_id: int | None = None) -> EvidenceFields:
        """What was typed, as services take it, of words that were read in a snapshot."""
        typed = self.stance.data, self.quote.data, self.locator.data, self.note.data
        return EvidenceFields(*typed, snapshot_id)


class AddEvidenceForm(EvidenceForm):
    """Evidence from a source: one the library has, or a new one by its title and address."""

    source_id = IntegerField(widget=HiddenInput(), validators=[Optional()])
    source_title = Line(_("Source"))
    source_kind = Word(_("What it is"), SourceKind)
    source_url = Line(_("Web address"), OPTIONAL_ADDRESS)
    source_publisher = Line(_("Publisher"))
    source_authors = Line(_("Authors, separated by semicolons"))
    source_published = Line(_("Published"), [Optional(), PartialDate()])
    source_archived_url = Line(_("Archived copy"), OPTIONAL_ADDRESS)

    def validate(self, extra_validators: object = None) -> bool:
        """A new source needs a title or an address; one from the library needs nothing more."""
        valid = super().validate(extra_validators)
        if not self.source_id.data and not (self.source_title.data or self.source_url.data):
            self.source_title.errors = [_("Name the source by its title or its web address.")]
            return False
        return valid

    def source_fields(self) -> SourceFields:
        """The new source, as services take it; an untitled one is called by its address."""
        authors = (clean_line(name) for name in self.source_authors.data.split(";"))
        return SourceFields(
            title=self.source_title.data or self.source_url.data,
            kind=self.source_kind.data,
            authors=tuple(filter(None, authors)),
            publisher=self.source_publisher.data,
            published=self.source_published.data,
            url=self.source_url.data,
            archived_url=self.source_archived_url.data,
        )
