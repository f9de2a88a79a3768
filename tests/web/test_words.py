"""What the interface says can be said in another language, errors of the services included."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from flask import Flask, render_template_string
from flask_babel import Domain, force_locale

from tests.screens.conftest import Desk, Enter, desk, enter, new_article, new_claim
from workbench.accounts.rules import Act, Purpose, Role
from workbench.claims.errors import ClaimLocked
from workbench.claims.rules import ClaimKind, Reason, Status
from workbench.claims.workflow import Party
from workbench.config import ASSETS
from workbench.db import Database
from workbench.errors import message as _
from workbench.evidence.rules import Stance
from workbench.history.models import Event
from workbench.history.rules import EventKind
from workbench.intake.rules import BlockKind
from workbench.screens.record import event_words
from workbench.sources.rules import SourceKind
from workbench.verdicts.agreement import Level
from workbench.verdicts.presets import PRESETS
from workbench.verdicts.rules import ICON_WORDS, TOKEN_WORDS, Decision, Token
from workbench.web.words import capital, choices_of, said

__all__ = ["desk", "enter"]

# Nobody reads these: they are decided by, or shown in words of their own.
UNSEEN = {Act, Decision, EventKind, Level, Party, Purpose, Token}

GERMAN: Mapping[str | tuple[str, ...], str | tuple[str, ...]] = {
    "Claims": "Behauptungen",
    "Claim %(number)s": "Behauptung %(number)s",
    ("%(num)s claim", "%(num)s claims"): ("%(num)s Behauptung", "%(num)s Behauptungen"),
    "Claim %(number)s is %(status)s. %(way_out)s": "%(way_out)s %(number)s: %(status)s.",
    "Reopen it.": "Wieder öffnen!",
    "approved": "freigegeben",
    "fact-checker": "Faktenprüferin",
    "official document": "amtliches Dokument",
    "figure": "Zahl",
    "rhetoric": "Rhetorik",
    "half true": "halb wahr",
    "half": "halb",
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


@pytest.fixture
def in_german(app: Flask, german: Domain) -> None:
    """Every page in the language of that catalogue."""
    babel = app.extensions["babel"]
    babel.locale_selector, babel.instance.domain_instance = lambda: "de", german


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ _('Claims') }}", "Behauptungen"),
        ("{{ _('Claim %(number)s', number='<b>') }}", "Behauptung &lt;b&gt;"),
        ("{{ ngettext('%(num)s claim', '%(num)s claims', 1) }}", "1 Behauptung"),
        ("{{ ngettext('%(num)s claim', '%(num)s claims', 3) }}", "3 Behauptungen"),
        ("{{ _('Sources') }}", "Sources"),
        ("{{ _('100% found') }}", "100% found"),
        ("{{ said|word }}", "amtliches Dokument"),
        ("{{ said|word|capital }}", "Amtliches Dokument"),
        ("{{ '<i>'|word }}{{ ''|word }}{{ nothing|word }}", "&lt;i&gt;"),
    ],
)
def test_a_template_speaks_the_readers_language_and_escapes_what_is_put_in(
    app: Flask, german: Domain, template: str, shown: str
) -> None:
    with app.test_request_context(), force_locale("de"):
        german.as_default()
        context = {"said": SourceKind.OFFICIAL_DOCUMENT}
        assert render_template_string(template, **context) == shown


def test_an_error_is_said_in_the_readers_language_down_to_its_parts(
    app: Flask, german: Domain
) -> None:
    way_out = _("Reopen it.")
    words = "Claim %(number)s is %(status)s. %(way_out)s"
    error = ClaimLocked(_(words, number=3, status=Status.APPROVED, way_out=way_out))
    assert str(error) == "Claim 3 is approved. Reopen it."
    with app.test_request_context(), force_locale("de"):
        german.as_default()
        assert said(error) == "Wieder öffnen! 3: freigegeben."
        assert said(ClaimLocked("Nobody translates this: 5%.")) == "Nobody translates this: 5%."


def test_a_percent_sign_in_words_without_values_stays(app: Flask) -> None:
    error = ClaimLocked(_("Half of it is 50%."))
    with app.test_request_context():
        assert said(error) == str(error) == "Half of it is 50%."


def test_words_at_the_beginning_of_a_line_keep_the_capitals_within() -> None:
    assert capital("amtliches Dokument") == "Amtliches Dokument"
    assert capital("not check-worthy") == "Not check-worthy"
    assert capital("") == ""


def test_a_vocabulary_is_chosen_from_in_the_readers_language_and_stored_in_english(
    app: Flask, german: Domain
) -> None:
    with app.test_request_context(), force_locale("de"):
        german.as_default()
        assert choices_of(Role) == {
            "viewer": "Viewer", "fact-checker": "Faktenprüferin", "editor": "Editor",
            "admin": "Admin",
        }  # fmt: skip


def test_the_record_says_words_of_vocabularies_in_the_readers_language(
    app: Flask, german: Domain
) -> None:
    event = Event(kind="sentences set aside", details={"reason": Reason.RHETORIC.value})
    strange = Event(kind="member joined", details={"name": "Ada", "role": {"of": "a dossier"}})
    with app.test_request_context(), force_locale("de"):
        german.as_default()
        assert event_words(event) == "set sentences aside as Rhetorik"
        assert event_words(strange) == "Ada joined as {'of': 'a dossier'}"


@pytest.mark.usefixtures("in_german")
def test_the_members_page_says_roles_in_the_readers_language(enter: Enter) -> None:
    html = enter(Role.ADMIN).get("/desk/members").text
    assert '<option value="fact-checker">Faktenprüferin</option>' in html
    assert "<dt>Faktenprüferin</dt>" in html


@pytest.mark.usefixtures("in_german")
def test_a_claim_says_its_kind_in_the_readers_language_and_keeps_it_in_english(
    enter: Enter, desk: Desk, database: Database
) -> None:
    with database.writing() as session:
        claim = new_claim(session, desk, new_article(session, desk))
        claim.kind = ClaimKind.FIGURE
    html = enter().get(f"/articles/{claim.article_id}/claims/{claim.number}").text
    assert "Kind <b>Zahl</b>" in html
    assert '<option selected value="figure">Zahl</option>' in html


@pytest.mark.usefixtures("in_german")
def test_a_look_of_a_scale_is_told_in_the_readers_language(enter: Enter) -> None:
    html = enter(Role.ADMIN).get("/desk/scales").text
    assert '<option selected value="half:half">halb wahr: halb</option>' in html


def test_every_look_of_a_preset_has_words() -> None:
    steps = [step for steps in PRESETS.values() for step in steps]
    assert {step.icon for step in steps} == set(ICON_WORDS)
    assert {None, *Token} == set(TOKEN_WORDS)


def test_the_tools_for_translators_find_the_words_of_templates_services_and_vocabularies() -> None:
    methods = [("workbench/**.py", "python"), ("templates/**.html", "jinja2")]
    found = {words for _path, _line, words, *_more in extract_from_dir(ASSETS, methods)}
    vocabularies = [v for v in StrEnum.__subclasses__() if v.__module__.startswith("workbench.")]
    assert {Role, Reason, Stance, BlockKind} < set(vocabularies)
    seen = {words.value for v in vocabularies if v not in UNSEEN for words in v}
    assert seen - found == set()
    assert {*TOKEN_WORDS.values(), *ICON_WORDS.values()} - found == set()
    assert "Skip to the content" in found
    assert "Only the verdict’s author may take it back." in found
    assert ("%(num)s claim", "%(num)s claims") in found
