"""How people correct what was read."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from flask import request
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup, escape
from wtforms import Field, SelectField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import Select, html_params

from workbench.articles.rules import LONGEST_TITLE
from workbench.articles.validators import PartialDate
from workbench.errors import Invalid
from workbench.intake.draft import Draft, DraftBlock
from workbench.intake.remarks import DraftRemark
from workbench.intake.rules import BODY_KINDS, BlockKind
from workbench.web.forms import OPTIONAL_ADDRESS, EditForm, Line, Text, clean_line
from workbench.web.joining import Both
from workbench.web.words import choices_of, word

REMARKS = "remarks"  # a field that tells that the form shows them
BODY = "body"  # what `kind-3` says where `body-kind-3` says which kind of body


class LanguageSelect(Select):
    """The languages to choose from: there are many, so their options are written once."""

    def __call__(self, field: Field, **kwargs: Any) -> Markup:
        """The field as HTML."""
        kwargs.setdefault("id", field.id)
        options = _language_options(tuple(field.choices))
        chosen = options.replace(_option(field.data), _option(field.data, " selected"), 1)
        attributes = html_params(name=field.name, **kwargs)
        return Markup(f"<select {attributes}>{chosen}</select>")  # noqa: S704 - escaped above


@lru_cache(maxsize=8)
def _language_options(choices: tuple[tuple[str, str], ...]) -> str:
    return "".join(f"{_option(code)}{escape(name)}</option>" for code, name in choices)


def _option(code: str | None, attributes: str = "") -> str:
    return f'<option value="{escape(code or "")}"{attributes}>'


class PreviewForm(EditForm):
    """What was read, to be corrected: the facts about the article, and each block's kind."""

    title = Line(
        _("Title"),
        [DataRequired(_("An article needs a title.")), Length(max=LONGEST_TITLE)],
    )
    outlet = Line(_("Outlet"), description=_("Who published it."))
    authors = Text(_("Authors"), description=_("One on each line."))
    published = Line(_("Published"), [Optional(), PartialDate()])
    language = SelectField(
        _("Language"),
        description=_("Sentences are told apart by its rules."),
        widget=LanguageSelect(),
    )
    url = Line(_("Web address"), OPTIONAL_ADDRESS)

    def __init__(self, draft: Draft, kinds: Sequence[BlockKind], **kwargs: Any) -> None:
        """A form about a draft whose blocks are to be of these kinds."""
        super().__init__(**kwargs)
        self.draft, self.kinds = draft, kinds
        self.language.choices = _language_choices(draft.language)

    @classmethod
    def of(cls, draft: Draft, revision: int) -> "PreviewForm":
        """The form, filled with what is kept."""
        said = {
            "title": draft.title,
            "outlet": draft.outlet,
            "authors": "\n".join(draft.authors),
            "published": draft.published,
            "language": draft.language,
            "url": draft.url,
            "revision": revision,
        }
        return cls(draft, [block.kind for block in draft.blocks], formdata=None, data=said)

    @classmethod
    def sent(cls, draft: Draft) -> "PreviewForm":
        """The form as it was sent about a draft."""
        ticked = replace(draft, remarks=chosen_remarks(request.form, draft.remarks))
        return cls(ticked, chosen_kinds(request.form, draft.blocks))

    def validate(self, extra_validators: Any = None) -> bool:
        """Tell whether the fields are right and there is one headline at most."""
        self.form_errors = []
        fine: bool = super().validate(extra_validators)
        if list(self.kinds).count(BlockKind.HEADLINE) > 1:
            self.form_errors.append(_several_headlines(self.kinds))
            return False
        return fine

    def edited(self) -> Draft:
        """The draft as the form says it should be."""
        chosen = zip(self.kinds, self.draft.blocks, strict=True)
        lines = (clean_line(line) for line in self.authors.data.split("\n"))
        return replace(
            self.draft,
            title=self.title.data,
            outlet=self.outlet.data,
            authors=tuple(filter(None, lines)),
            published=self.published.data,
            language=self.language.data,
            url=self.url.data,
            blocks=tuple(DraftBlock(kind, block.text) for kind, block in chosen),
        )

    def yield_to(self, saved: EditForm) -> dict[str, Both]:
        """Set the kinds of blocks beside those somebody else chose, too."""
        differences = super().yield_to(saved)
        theirs = saved.kinds if isinstance(saved, PreviewForm) else self.kinds
        for number, pair in enumerate(zip(theirs, self.kinds, strict=True), start=1):
            if pair[0] != pair[1]:
                label = gettext("Block %(number)s", number=number)
                differences[label] = Both(word(pair[0]), word(pair[1]))
        return differences


def chosen_kinds(form: Mapping[str, str], blocks: Sequence[DraftBlock]) -> list[BlockKind]:
    """What each block is to be, in order; a block that the form does not name stays as it is."""
    return [_chosen(form, number, block) for number, block in enumerate(blocks, start=1)]


def chosen_remarks(
    form: Mapping[str, str], remarks: Sequence[DraftRemark]
) -> tuple[DraftRemark, ...]:
    """Remarks, each wanted if it is ticked; a form that shows none leaves them as they are."""
    if REMARKS not in form:
        return tuple(remarks)
    return tuple(
        replace(remark, wanted=f"remark-{number}" in form)
        for number, remark in enumerate(remarks, start=1)
    )


def _chosen(form: Mapping[str, str], number: int, block: DraftBlock) -> BlockKind:
    kind = form.get(f"kind-{number}", block.kind)
    if kind == BODY:
        kind = form.get(f"body-kind-{number}", BlockKind.PARAGRAPH)
    try:
        return BlockKind(kind)
    except ValueError:
        raise Invalid(
            gettext(
                "Block %(number)s cannot be “%(kind)s”. Nothing was saved.",
                number=number,
                kind=kind[:40],
            )
        ) from None


def _several_headlines(kinds: Sequence[BlockKind]) -> str:
    numbers = [str(n) for n, kind in enumerate(kinds, start=1) if kind is BlockKind.HEADLINE]
    return gettext(
        "Blocks %(numbers)s are all headlines. Keep one, and make the others headings.",
        numbers=", ".join(numbers),
    )


def body_choices() -> list[tuple[str, str]]:
    """The kinds that a block of the body can be: what is stored to how it is shown."""
    return [(kind, words) for kind, words in choices_of(BlockKind).items() if kind in BODY_KINDS]


def _language_choices(found: str) -> list[tuple[str, str]]:
    names = _languages(str(get_locale() or "en"))
    unknown = [("", gettext("Not known"))]
    return [*unknown, *names.items()] if found in {"", *names} else [(found, found), *names.items()]


@cache
def _languages(locale: str) -> dict[str, str]:
    """Every language that has a code of two letters, by name in the reader's language."""
    names = Locale.parse(locale).languages
    short = {code: name for code, name in names.items() if len(code) == 2}
    return dict(sorted(short.items(), key=lambda item: item[1]))
