"""What people send about evidence, contacts and searches."""

from dataclasses import asdict
from typing import Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField
from wtforms.validators import DataRequired, Optional, ValidationError
from wtforms.widgets import HiddenInput

from workbench.articles.models import Remark
from workbench.articles.validators import Day, PartialDate
from workbench.evidence.contacts import ContactFields
from workbench.evidence.errors import AboutElsewhere
from workbench.evidence.models import Contact, Evidence, Search
from workbench.evidence.rules import ContactState, Means, Stance
from workbench.evidence.searches import SearchFields
from workbench.evidence.searches import fields_of as search_fields_of
from workbench.evidence.service import EvidenceFields
from workbench.intake.remarks import RemarkKind
from workbench.sources.forms import SnapshotForm
from workbench.sources.rules import SourceKind
from workbench.sources.service import SourceFields
from workbench.web.forms import OPTIONAL_ADDRESS, EditForm, Form, Line, Text, Word, clean_line
from workbench.web.words import said


class EvidenceForm(EditForm):
    """What is said of a piece of evidence."""

    stance = Word(_("Stance"), Stance)
    quote = Text(_("Exact quote"))
    locator = Line(_("Page, paragraph or time"))
    note = Text(_("Note"))
    about = Line(_("About a part of the statement only"), [Optional()])

    @classmethod
    def of(cls, evidence: Evidence) -> "EvidenceForm":
        """The form, filled with what is said of a piece of evidence now."""
        return cls(formdata=None, obj=evidence)

    def fields(self, snapshot_id: int | None = None) -> EvidenceFields:
        """What was typed, as services take it, of words that were read in a snapshot."""
        typed = self.stance.data, self.quote.data, self.locator.data, self.note.data
        return EvidenceFields(*typed, snapshot_id, self.about.data)

    def blame(self, error: AboutElsewhere) -> Self:
        """Set what went wrong beside the words that the statement does not have."""
        self.about.errors = [said(error)]
        return self


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


class ContactForm(EditForm):
    """Whom the desk asked, and what came of it."""

    whom = Line(_("Whom"), [DataRequired(_("Name the person or the office."))])
    means = Word(_("How"), Means)
    asked_on = Line(_("Asked on"), [DataRequired(_("Give the day.")), Day()])
    question = Text(_("What was asked"))
    due_on = Line(_("Deadline"), [Optional(), Day()])
    state = Word(_("What came of it"), ContactState, default=ContactState.WAITING)
    answer = Text(_("Answer"))
    answered_on = Line(_("Answered on"), [Optional(), Day()])
    wording = Text(_("For readers"))

    @classmethod
    def of(cls, contact: Contact) -> "ContactForm":
        """The form, filled with what is said of a contact now."""
        return cls(formdata=None, obj=contact)

    @classmethod
    def blank(cls, today: str) -> "ContactForm":
        """The form for somebody who was asked today."""
        return cls(formdata=None, data={"asked_on": today})

    def validate_due_on(self, field: Line) -> None:
        """Nobody is given until yesterday."""
        if field.data < (self.asked_on.data or ""):
            raise ValidationError(gettext("The deadline is before the day of asking."))

    def validate_state(self, field: Word) -> None:
        """What has an answer waits no more."""
        if field.data is ContactState.WAITING and (self.answer.data or self.answered_on.data):
            raise ValidationError(gettext("There is an answer. Say that it came, or was declined."))

    def fields(self) -> ContactFields:
        """What was typed, as services take it."""
        return ContactFields(**{name: self[name].data for name in ContactFields.__annotations__})


class SearchForm(EditForm):
    """What the desk looked for and did not find. One place a line."""

    sought = Text(_("What you looked for"), [DataRequired(_("Say what you looked for."))])
    places = Text(_("Where you looked"), [DataRequired(_("Name one place at least."))])
    searched_on = Line(_("When"), [DataRequired(_("Give the day.")), Day()])
    note = Text(_("Note"))

    @classmethod
    def of(cls, search: Search) -> "SearchForm":
        """The form, filled with what is said of a search now."""
        places = {"places": "\n".join(search.places), "revision": search.revision}
        return cls(formdata=None, data=asdict(search_fields_of(search)) | places)

    @classmethod
    def blank(cls, today: str) -> "SearchForm":
        """The form for what was looked for today."""
        return cls(formdata=None, data={"searched_on": today})

    def fields(self) -> SearchFields:
        """What was typed, as services take it."""
        places = tuple(filter(None, map(clean_line, self.places.data.splitlines())))
        return SearchFields(self.sought.data, places, self.searched_on.data, self.note.data)


class AnswerFileForm(SnapshotForm):
    """The file of an answer."""

    @property
    def name(self) -> str:
        """What the file was called."""
        return self.file.data.filename or ""


class RemarkForm(Form):
    """What is made of a remark: a claim, or a source with its address."""

    proposed = Text(_("What the claim says"), [DataRequired(_("Say what it is to be called."))])
    url = Line(_("Web address"), OPTIONAL_ADDRESS)

    @classmethod
    def of(cls, remark: Remark) -> "RemarkForm":
        """The form, filled with what the manuscript proposes."""
        return cls(formdata=None, data={"proposed": remark.proposed, "url": remark.url})

    def about(self, remark: Remark) -> None:
        """Ask for what this kind of remark becomes."""
        if remark.kind is not RemarkKind.COMMENT:
            self.proposed.label.text = gettext("What the source is called")
