"""Words in the reader's language, through gettext: of templates, of errors, of vocabularies.

Flask-Babel finds the catalogue of the language. A page has a hundred words and one language, so
the catalogue is looked up once a request here, and not once a word.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from babel.support import NullTranslations
from flask import Flask, g
from flask_babel import get_domain
from markupsafe import Markup, escape

from workbench.errors import Message, WorkbenchError

MOST_WORDS = 5_000


def register_words(app: Flask) -> None:
    """Give templates `_` and `ngettext`, which escape what is put in, and filters for the rest."""
    app.jinja_env.globals.update(_=_gettext, gettext=_gettext, ngettext=_ngettext)
    app.add_template_filter(said, "said")
    app.add_template_filter(translated, "translated")
    app.add_template_filter(word, "word")
    app.add_template_filter(capital, "capital")


class Spoken(dict[str, Markup]):
    """What one catalogue says, by the words it is asked for: each is looked up once."""

    def __init__(self, catalogue: NullTranslations) -> None:
        self.catalogue = catalogue

    def __missing__(self, words: str) -> Markup:
        said = Markup(self.catalogue.ugettext(words))  # noqa: S704 - the catalogue is ours
        if len(self) < MOST_WORDS:  # more than templates and vocabularies have
            self[words] = said
        return said


_spoken_by = lru_cache(maxsize=32)(Spoken)  # for as many catalogues, which is one a language


def _spoken() -> Spoken:
    held = g._get_current_object()  # noqa: SLF001 - a look through the proxy costs as much as a word
    found: Spoken | None = held.get("spoken")
    if found is None:
        found = held.spoken = _spoken_by(get_domain().get_translations())
    return found


def _gettext(words: str, **values: object) -> Markup:
    said = _spoken()[words]
    return _filled(said, values) if values else said


def _ngettext(singular: str, plural: str, num: int, **values: object) -> Markup:
    words = _spoken().catalogue.ungettext(singular, plural, num)
    return _filled(words, {"num": num, **values})


def _filled(words: str, values: Mapping[str, object]) -> Markup:
    """Words with values put in, which are escaped."""
    escaped = {
        name: value if isinstance(value, int) else escape(value) for name, value in values.items()
    }
    return Markup(str(words) % escaped)  # noqa: S704 - the catalogue is ours


def word(stored: str) -> str:
    """A word of a vocabulary, stored in English, as it stands within a sentence."""
    # What a catalogue says to nothing at all is the catalogue's own head.
    return str(_spoken()[stored]) if stored else ""


def capital(words: str) -> str:
    """Words at the beginning of a line. The rest stays: a noun within may need its capital."""
    return words[:1].upper() + words[1:]


def choices_of(words: type[StrEnum]) -> dict[str, str]:
    """A vocabulary to choose from: what is stored to how it is shown."""
    return {stored.value: capital(word(stored)) for stored in words}


def said(error: WorkbenchError) -> str:
    """What an error says, in the reader's language."""
    return translated(error.args[0]) if error.args else str(error)


def translated(words: object) -> str:
    """A message in the reader's language. Its values may be messages too, or vocabulary."""
    if isinstance(words, StrEnum):
        return word(words)
    if not isinstance(words, Message):
        return str(words)
    template = _spoken().catalogue.ugettext(words.template)
    values = {name: translated(value) for name, value in words.values.items()}
    return template % values if values else template
