"""What an article is about, as it is typed."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms.validators import Optional

from workbench.intake.labels import labels_in
from workbench.web.forms import EditForm, Line


class TopicsForm(EditForm):
    """Topics of the desk, with commas between them."""

    topics = Line(_("Topics"), [Optional()])

    @classmethod
    def of(cls, topics: Sequence[str], revision: int) -> "TopicsForm":
        """The form, filled with what is there."""
        return cls(formdata=None, data={"topics": ", ".join(topics), "revision": revision})

    def typed(self) -> list[str]:
        """The topics, each once."""
        return labels_in(self.topics.data)
