"""Words in the reader's language, through gettext: those of templates and those of errors.

Flask-Babel finds the catalogue of the language. A page has a hundred words and one language, so
the catalogue is looked up once a request here, and not once a word.
"""

from babel.support import NullTranslations
from flask import Flask, g
from flask_babel import get_domain
from markupsafe import Markup

from workbench.errors import Message, WorkbenchError


def register_words(app: Flask) -> None:
    """Give templates `_` and `ngettext`, which escape what is put in, and `said` for errors."""
    app.jinja_env.globals.update(_=_gettext, gettext=_gettext, ngettext=_ngettext)
    app.add_template_filter(said, "said")


def _catalogue() -> NullTranslations:
    found: NullTranslations | None = g.get("catalogue")
    if found is None:
        found = g.catalogue = get_domain().get_translations()
    return found


def _gettext(words: str, **values: object) -> Markup:
    translated = Markup(_catalogue().ugettext(words))  # noqa: S704 - the catalogue is ours
    return translated % values if values else translated


def _ngettext(singular: str, plural: str, num: int, **values: object) -> Markup:
    words = _catalogue().ungettext(singular, plural, num)
    return Markup(words) % {"num": num, **values}  # noqa: S704 - the catalogue is ours


def said(error: WorkbenchError) -> str:
    """What an error says, in the reader's language."""
    return _translated(error.args[0]) if error.args else str(error)


def _translated(words: object) -> str:
    """A message's values may be messages too."""
    if not isinstance(words, Message):
        return str(words)
    template = _catalogue().ugettext(words.template)
    values = {name: _translated(value) for name, value in words.values.items()}
    return template % values if values else template
