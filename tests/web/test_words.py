"""What the interface says can be said in another language, errors of the services included."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from flask import Flask, render_template_string
from flask_babel import Domain, force_locale

from workbench.claims.errors import ClaimLocked
from workbench.claims.rules import Status
from workbench.config import ASSETS
from workbench.errors import message as _
from workbench.web.words import said

GERMAN: Mapping[str | tuple[str, ...], str | tuple[str, ...]] = {
    "Claims": "Behauptungen",
    "Claim %(number)s": "Behauptung %(number)s",
    ("%(num)s claim", "%(num)s claims"): ("%(num)s Behauptung", "%(num)s Behauptungen"),
    "Claim %(number)s is %(status)s. %(way_out)s": "%(way_out)s %(number)s: %(status)s.",
    "Reopen it.": "Wieder öffnen!",
}


@pytest.fixture
def german(tmp_path: Path) -> Domain:
    """A catalogue of a few words."""
    catalogue = Catalog(locale="de")
    for words, translated in GERMAN.items():
        catalogue.add(words, translated)
    path = tmp_path / "de" / "LC_MESSAGES" / "messages.mo"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_mo(file, catalogue)
    return Domain(str(tmp_path))


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ _('Claims') }}", "Behauptungen"),
        ("{{ _('Claim %(number)s', number='<b>') }}", "Behauptung &lt;b&gt;"),
        ("{{ ngettext('%(num)s claim', '%(num)s claims', 1) }}", "1 Behauptung"),
        ("{{ ngettext('%(num)s claim', '%(num)s claims', 3) }}", "3 Behauptungen"),
        ("{{ _('Sources') }}", "Sources"),
        ("{{ _('100% found') }}", "100% found"),
    ],
)
def test_a_template_speaks_the_readers_language_and_escapes_what_is_put_in(
    app: Flask, german: Domain, template: str, shown: str
) -> None:
    with app.test_request_context(), force_locale("de"):
        german.as_default()
        assert render_template_string(template) == shown


def test_an_error_is_said_in_the_readers_language_down_to_its_parts(
    app: Flask, german: Domain
) -> None:
    way_out = _("Reopen it.")
    words = "Claim %(number)s is %(status)s. %(way_out)s"
    error = ClaimLocked(_(words, number=3, status=Status.APPROVED, way_out=way_out))
    assert str(error) == "Claim 3 is approved. Reopen it."
    with app.test_request_context(), force_locale("de"):
        german.as_default()
        assert said(error) == "Wieder öffnen! 3: approved."
        assert said(ClaimLocked("Nobody translates this: 5%.")) == "Nobody translates this: 5%."


def test_a_percent_sign_in_words_without_values_stays(app: Flask) -> None:
    error = ClaimLocked(_("Half of it is 50%."))
    with app.test_request_context():
        assert said(error) == str(error) == "Half of it is 50%."


def test_the_tools_for_translators_find_the_words_of_templates_and_of_services() -> None:
    methods = [("workbench/**.py", "python"), ("templates/**.html", "jinja2")]
    found = {words for _path, _line, words, *_more in extract_from_dir(ASSETS, methods)}
    assert "Skip to the content" in found
    assert "Only the verdict’s author may take it back." in found
    assert ("%(num)s claim", "%(num)s claims") in found
