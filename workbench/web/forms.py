"""What every form shares: the keys it carries, and fields that clean what was typed."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any
from unicodedata import category
from urllib.parse import SplitResult, urlsplit

from flask_babel import format_decimal, get_locale, gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    Field,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.meta import DefaultMeta
from wtforms.validators import Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from workbench.three_way import merge
from workbench.web.joining import Both, Words, is_text, join_fields, said_by, single, words_in
from workbench.web.markdown import MOST_SIGNS, count_signs
from workbench.web.submissions import KEY_FIELD, new_key
from workbench.web.words import choices_of

_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}  # Unicode categories
LONGEST_LINE = 2_000  # code points
LONGEST_NAME = 300  # code points; names are indexed, and PostgreSQL indexes 2,700 bytes at most
LONGEST_ADDRESS = 2_000  # bytes of UTF-8, for the same reason
LONGEST_TEXT = 100_000  # code points


class Form(FlaskForm):
    """A form that is carried out once. CSRF comes from Flask-WTF, the key from `submissions`."""

    class Meta(FlaskForm.Meta):
        """WTForms' own words, kept: Flask-WTF reads their catalogue anew in every request."""

        def get_translations(self, form: FlaskForm) -> Any:
            """The catalogue in the language of the page."""
            return DefaultMeta.get_translations(self, form)

        @property
        def locales(self) -> tuple[str, ...]:
            """The language of the page, for WTForms."""
            return (str(get_locale()),)

    submission_key = HiddenField(default=new_key)

    def renew_key(self) -> None:
        """For a form that is shown again with errors: the next try is a new act."""
        self[KEY_FIELD].data = new_key()

    def set_apart(self, name: str) -> None:
        """Give its fields ids of their own, for a page where other forms have fields so named."""
        for field in self:
            field.id = f"{field.id}-{name}"

    def differences(self, saved: "Form", began: Words | None = None) -> dict[str, Both]:
        """These words beside those somebody else saved, by label. `began`: what both began with."""
        theirs = {field.name: field for field in single(saved)}
        return {
            str(field.label.text): _both(theirs[field.name], field, began)
            for field in single(self)
            if not isinstance(field.widget, HiddenInput) and theirs[field.name].data != field.data
        }


class EditForm(Form):
    """A form for a row that others may edit too: it posts back the revision it was shown.

    And what stood in it then, so that what two people made of that can be joined: `base` is what
    the revision says, `began` what the person began with, once somebody else had saved. `join`:
    nothing is to be saved, but theirs joined with what was typed, and shown.
    """

    revision = IntegerField(widget=HiddenInput(), default=0, validators=[NumberRange(min=0)])
    base = HiddenField()
    began = HiddenField()
    join = SubmitField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.base.raw_data is None:  # it was not sent, but made from what is saved
            self.base.data = said_by(self)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it can be saved. One that is to be joined is not: it is shown first."""
        began, theirs = words_in(self.began.data), words_in(self.base.data)
        if not (self.join.data and began is not None and theirs is not None):
            return super().validate(extra_validators)
        conflicts = join_fields(self, began, theirs)
        self.form_errors = [_joined_words(conflicts)]
        return False

    def yield_to(self, saved: "EditForm") -> dict[str, Both]:
        """Set these words beside those somebody else saved, by label.

        The form learns their revision, so that sending it again chooses these words knowingly.
        """
        began = self.base.data
        for field, data in ((self.revision, saved.revision.data), (self.base, saved.base.data)):
            field.data = data
            field.raw_data = None  # or the field would show what was posted
        self.began.data = began
        return self.differences(saved, words_in(began))


def _joined_words(conflicts: int) -> str:
    if not conflicts:
        return gettext("Both are joined in the form below. Read it, then save.")
    return ngettext(
        "Both are joined in the form below. %(num)s place was changed by both of you: there both "
        "wordings stand, with a slash between them. Choose, then save.",
        "Both are joined in the form below. %(num)s places were changed by both of you: there both "
        "wordings stand, with a slash between them. Choose, then save.",
        conflicts,
    )


def _both(theirs: Any, yours: Any, began: Words | None) -> Both:
    joined = None
    if began is not None and is_text(yours):
        joined = merge(began.get(yours.name, ""), theirs.data or "", yours.data or "")
    return Both(_in_words(theirs), _in_words(yours), joined)


def _in_words(field: Any) -> str:
    """What a field holds, as people read it: the label of a choice, else the value."""
    choices = field.iter_choices() if hasattr(field, "iter_choices") else ()
    labels = {str(choice.value): str(choice.label) for choice in choices}
    value = "" if field.data is None else str(field.data)
    return labels.get(value, value)


def clean_line(value: str | None) -> str:
    """One line: no control characters, single spaces, trimmed edges; empty if nothing shows.

    Joiners stay: without them an emoji or a Persian word falls to pieces.
    """
    line = " ".join("".join(c if category(c) != "Cc" else " " for c in value or "").split())
    return line if _shows(line) else ""


def clean_text(value: str | None) -> str:
    """Several lines: LF line ends, no NUL, trimmed edges; empty if nothing shows."""
    lines = (value or "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return lines.strip() if _shows(lines) else ""


def _shows(words: str) -> bool:
    """Whether anything of it can be seen: a lone joiner or direction mark cannot."""
    return any(category(c) not in _UNSEEN for c in words)


class Line(StringField):
    """A single-line field."""

    def __init__(
        self,
        label: Any,
        validators: Iterable[Any] = (),
        longest: int = LONGEST_LINE,
        **kwargs: Any,
    ) -> None:
        limits = [*validators, Length(max=longest)]
        super().__init__(label, limits, filters=[clean_line], **kwargs)
        _let_be_pasted(self)


class Text(TextAreaField):
    """A field of several lines."""

    def __init__(
        self,
        label: Any,
        validators: Iterable[Any] = (),
        longest: int = LONGEST_TEXT,
        **kwargs: Any,
    ) -> None:
        limits = [*validators, Length(max=longest)]
        super().__init__(label, limits, filters=[clean_text], **kwargs)
        _let_be_pasted(self)


def _let_be_pasted(field: Field) -> None:
    """Leave too long words to the server, which says so: a browser would cut them in silence."""
    del field.flags.maxlength


class Markdown(Text):
    """A field of several lines that readers see with its Markdown carried out."""

    def pre_validate(self, form: Any) -> None:
        """Refuse what would take a browser's patience to show."""
        super().pre_validate(form)
        found = count_signs(self.data or "")
        if found > MOST_SIGNS:
            raise ValidationError(
                gettext(
                    "This has %(found)s line breaks and characters with a meaning in Markdown "
                    "([ ] * _ and the like), and at most %(limit)s can be shown. It was not saved, "
                    "and stands here as you typed it. Shorten it, or link to a page that holds it.",
                    found=format_decimal(found),
                    limit=format_decimal(MOST_SIGNS),
                )
            )


class Word(SelectField):
    """One word of a vocabulary."""

    def __init__(self, label: Any, words: type[StrEnum], **kwargs: Any) -> None:
        super().__init__(label, choices=choices_of(words), coerce=words, **kwargs)


class WordOrNone(SelectField):
    """One word of a vocabulary, or none: `nothing` is what stands for that."""

    def __init__(self, label: Any, words: type[StrEnum], nothing: Any, **kwargs: Any) -> None:
        choices = {"": str(nothing), **choices_of(words)}
        super().__init__(
            label, choices=choices, coerce=lambda word: words(word) if word else None, **kwargs
        )


def _parts_of(address: str) -> SplitResult | None:
    """The parts of an http or https address, or None for anything that no link could lead to."""
    try:
        parts = urlsplit(address)
        leads_somewhere = bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets without an end, a port that is no number
        return None
    known = parts.scheme in {"http", "https"} and " " not in address
    return parts if known and leads_somewhere else None


class WebAddress:
    """Accepts http and https addresses, nothing a browser would run."""

    def __call__(self, _form: Form, field: Any) -> None:
        parts = _parts_of(field.data)
        if parts is None:
            raise ValidationError(_("Give a web address that begins with https:// or http://."))
        if "@" in parts.netloc:
            raise ValidationError(
                _("Leave out the name or password before the @: everybody would see it.")
            )
        if len(field.data.encode()) > LONGEST_ADDRESS:
            raise ValidationError(_("This address is too long to be kept."))


OPTIONAL_ADDRESS = (Optional(), WebAddress())
