"""What people send about sources."""

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired, Optional

from workbench.articles.validators import PartialDate
from workbench.sources.models import Source
from workbench.sources.rules import SourceKind
from workbench.sources.service import SourceFields, fields_of
from workbench.web.forms import OPTIONAL_ADDRESS, EditForm, Line, Text, Word, clean_line


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

    @classmethod
    def of(cls, source: Source) -> "SourceForm":
        """The form, filled with what is said of a source now."""
        said = fields_of(source).__dict__
        authors = "\n".join(source.authors)
        return cls(formdata=None, data={**said, "authors": authors, "revision": source.revision})

    def fields(self) -> SourceFields:
        """What was typed, as services take it."""
        authors = tuple(filter(None, map(clean_line, self.authors.data.splitlines())))
        names = SourceFields.__dataclass_fields__.keys() - {"authors"}
        return SourceFields(authors=authors, **{name: self[name].data for name in names})
