"""What people send about sources."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    FormField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms import Form as BareForm
from wtforms.validators import DataRequired, Optional, ValidationError
from wtforms.widgets import HiddenInput

from workbench.accounts.models import Membership
from workbench.articles.validators import PartialDate
from workbench.config import LONGEST_SNAPSHOT
from workbench.errors import WorkbenchError
from workbench.sources.comparing import Difference
from workbench.sources.models import Watch
from workbench.sources.proposing import is_day_of_file, is_only_read
from workbench.sources.rules import Closeness, Every, Naming, SourceKind, tags_in
from workbench.sources.service import SourceFields
from workbench.sources.sight import OpenedSource, SeenSource, said_of
from workbench.web.forms import (
    LONGEST_LINE,
    OPTIONAL_ADDRESS,
    EditForm,
    Form,
    Line,
    Text,
    Word,
    WordOrNone,
    clean_line,
)
from workbench.web.words import choices_of, said


class FurtherForm(BareForm):
    """What a citation may need besides. The fields' names are those of CSL, with `_` for `-`."""

    container_title = Line(_("Appeared in"))
    volume = Line(_("Volume"))
    issue = Line(_("Issue"))
    page = Line(_("Pages"))
    edition = Line(_("Edition"))
    number = Line(_("Number"))
    collection_title = Line(_("Series"))
    genre = Line(_("What sort"))
    medium = Line(_("Medium"))
    publisher_place = Line(_("Place"))
    event_title = Line(_("Event"))
    authority = Line(_("Court or authority"))
    DOI = Line(_("DOI"))
    ISBN = Line(_("ISBN"))
    ISSN = Line(_("ISSN"))
    PMID = Line(_("PubMed number"))
    language = Line(_("Language"))
    license = Line(_("Licence"))

    @property
    def said(self) -> dict[str, str]:
        """What was typed, by names of CSL."""
        return {name.replace("_", "-"): words for name, words in self.data.items() if words}


class NamingForm(Form):
    """How the desk words a confidential source, and who sees it. People go by their memberships.

    It stands before `SourceForm`: in a form of both, fields come in the order of their making.
    """

    shown_as = Line(
        _("What everybody else reads"),
        [DataRequired(_("Say what everybody else reads."))],
    )
    confidants = SelectMultipleField(_("Who sees it"), coerce=int)

    def offer(self, members: Iterable[Membership]) -> Self:
        """Let these be chosen from."""
        self.confidants.choices = [(each.id, each.person.name) for each in members]
        return self

    def chosen(self, members: Iterable[Membership]) -> list[Membership]:
        """Those of the desk's members who were ticked."""
        return [each for each in members if each.id in self.confidants.data]


class SourceForm(EditForm):
    """What is said of a source. One author a line."""

    title = Line(_("Title"), [DataRequired(_("A source needs a title."))])
    kind = Word(_("Kind"), SourceKind)
    authors = Text(_("Authors, one a line"))
    publisher = Line(_("Publisher"))
    published = Line(_("Published"), [Optional(), PartialDate()])
    url = Line(_("Web address"), OPTIONAL_ADDRESS)
    archived_url = Line(_("Archived copy"), OPTIONAL_ADDRESS)
    accessed = Line(_("Last seen"), [Optional(), PartialDate()])
    closeness = WordOrNone(_("Primary or secondary"), Closeness, _("Not judged"))
    naming = WordOrNone(_("Whose words they are"), Naming, _("Not judged"))
    interests = Text(_("Interests"), longest=LONGEST_LINE)
    further = FormField(FurtherForm, _("For the citation"))

    @classmethod
    def of(cls, source: SeenSource) -> "SourceForm":
        """The form, filled with what is said of a source now."""
        said = said_of(source).__dict__
        authors = "\n".join(source.authors)
        further = {name.replace("-", "_"): words for name, words in source.further.items()}
        data = {**said, "authors": authors, "further": further, "revision": source.revision}
        return cls(formdata=None, data=data)

    def fields(self) -> SourceFields:
        """What was typed, as services take it."""
        authors = tuple(filter(None, map(clean_line, self.authors.data.splitlines())))
        names = SourceFields.__dataclass_fields__.keys() - {"authors", "further"}
        said = {name: self[name].data for name in names}
        return SourceFields(authors=authors, further=self.further.form.said, **said)


class ProposalsForm(EditForm):
    """Of which fields a source takes over what its file says."""

    taken = SelectMultipleField(_("Use"), validate_choice=False)

    @classmethod
    def of(
        cls, revision: int, proposals: Iterable[Difference], said: Mapping[str, Any]
    ) -> "ProposalsForm":
        """The form; what the source is silent about is ticked, if the file declares it.

        The day of the file is not, nor is what was read from its text.
        """
        silent = (each for each in proposals if not each.one)
        sure = (each for each in silent if not is_only_read(each, said))
        taken = [each.name for each in sure if not is_day_of_file(each, said)]
        return cls(formdata=None, data={"taken": taken, "revision": revision})


class WatchForm(Form):
    """How often a source is looked at by itself, if at all."""

    every = SelectField(_("Look at it by itself"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.every.choices = {"": gettext("Not watched"), **choices_of(Every)}

    @classmethod
    def of(cls, watch: Watch | None) -> "WatchForm":
        """The form, filled with how a source is watched now."""
        return cls(formdata=None, data={"every": watch.every.value if watch else ""})

    def wanted(self) -> Every | None:
        """What was chosen."""
        return Every(self.every.data) if self.every.data else None


class LicenceForm(Form):
    """Why a snapshot may be passed on."""

    licence = Line(_("Why it may be passed on"))


class TagsForm(Form):
    """Tags of the desk, with commas between them."""

    tags = Line(_("Add tags"), [DataRequired(_("Type a tag first."))])

    def typed(self) -> list[str]:
        """The tags, each once."""
        return tags_in(self.tags.data)


class OriginForm(Form):
    """What a source goes back to: a source that was chosen while typing, or one by its title."""

    source_id = IntegerField(widget=HiddenInput(), validators=[Optional()])
    source_title = Line(_("It goes back to"))


class ChosenForm(Form):
    """Sources that were ticked, and what is to become of them."""

    sources = SelectMultipleField(
        _("Sources"), [DataRequired(_("Tick the sources first."))], coerce=int,
        validate_choice=False,
    )  # fmt: skip
    tags = Line(_("Tags"))
    kind = WordOrNone(_("Kind"), SourceKind, _("Kind as it is"))
    closeness = WordOrNone(_("Primary or secondary"), Closeness, _("Closeness as it is"))

    def typed(self) -> list[str]:
        """The tags, each once."""
        return tags_in(self.tags.data)

    def validate_with_tags(self) -> bool:
        """Whether something was ticked and a tag typed."""
        valid = self.validate()
        if not self.typed():
            self.tags.errors = [_("Type a tag first.")]
        return valid and not self.tags.errors

    def validate_with_words(self) -> bool:
        """Whether something was ticked, and what to change of it was chosen."""
        valid = self.validate()
        if self.kind.data is None and self.closeness.data is None:
            self.kind.errors = [_("Choose what these sources are.")]
        return valid and not self.kind.errors


class ConfidantsForm(NamingForm, EditForm):
    """How a source is worded from now on, and who sees it."""

    @classmethod
    def of(cls, source: SeenSource, confidants: Iterable[Membership]) -> "ConfidantsForm":
        """The form, filled with how a source is worded and who sees it now."""
        shown_as = source.shown_as if isinstance(source, OpenedSource) else ""
        if source.confidential:
            shown_as = shown_as or source.title
        ids = [each.id for each in confidants]
        data = {"shown_as": shown_as, "confidants": ids, "revision": source.revision}
        return cls(formdata=None, data=data)


class ConfidentialSourceForm(NamingForm, SourceForm):
    """A source that is confidential from the start."""


class BreakSealForm(EditForm):
    """That the whole desk may see a source that was confidential."""

    sure = BooleanField(
        _("Everybody on the desk may see its name and what is kept of it, and exports hold it"),
        [DataRequired(_("Tick this, or leave the source as it is."))],
    )


class LibraryForm(Form):
    """A library of another program: a file, or its content."""

    file = FileField(_("File"))
    text = TextAreaField(_("Or paste it here"))
    keywords = BooleanField(_("Keep its keywords as tags"), default=True)

    def validate_text(self, field: TextAreaField) -> None:
        """Something must come in, and it must be plain which."""
        if not self.file.data and not (field.data or "").strip():
            raise ValidationError(gettext("Choose a file, or paste what it holds."))
        if self.file.data and (field.data or "").strip():
            raise ValidationError(gettext("There is a file and a text. Keep one of them."))

    def content(self) -> bytes:
        """What came in."""
        if self.file.data:
            return bytes(self.file.data.read())
        return str(self.text.data).encode()


class SnapshotForm(Form):
    """A file that shows what a source looked like."""

    file = FileField(_("File"), [FileRequired(_("Choose a file."))])

    def content(self) -> bytes:
        """The file; one byte over the limit is enough to tell that it is over it."""
        content: bytes = self.file.data.read(LONGEST_SNAPSHOT + 1)
        return content

    def blame(self, error: WorkbenchError) -> None:
        """Set what went wrong beside the file."""
        self.file.errors = [said(error)]


def labels_of_fields() -> dict[str, str]:
    """What the fields of a source are called, by their names; further ones by those of CSL."""
    form = SourceForm(formdata=None)
    further = {each.short_name.replace("_", "-"): each for each in form.further.form}
    fields = {each.name: each for each in form} | further
    labels = {name: str(each.label.text) for name, each in fields.items()}
    return labels | {"authors": gettext("Authors")}  # of a field they are asked for one a line
