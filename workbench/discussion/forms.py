"""What people send about comments, and about how they are told of them."""

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired

from workbench.discussion.models import Comment, MailSetting
from workbench.discussion.rules import LONGEST_COMMENT, Every
from workbench.web.forms import EditForm, Text, Word


class CommentForm(EditForm):
    """A comment, in plain words."""

    text = Text(_("Comment"), [DataRequired(_("Say something first."))], longest=LONGEST_COMMENT)

    @classmethod
    def blank(cls) -> "CommentForm":
        """The form for a comment that is yet to be written."""
        return cls(formdata=None)

    @classmethod
    def of(cls, comment: Comment) -> "CommentForm":
        """The form, filled with what a comment says now."""
        return cls(formdata=None, obj=comment)


class MailForm(EditForm):
    """How often a member wants e-mail."""

    every = Word(_("E-mail about your notices"), Every)

    @classmethod
    def of(cls, setting: MailSetting) -> "MailForm":
        """The form, filled with what holds now."""
        return cls(formdata=None, obj=setting)
