"""Articles go out by the command line."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.cli.shell import Shell
from workbench.cli.reports import FORMAT_NAMES
from workbench.db import Database
from workbench.publishing.formats import FORMATS
from workbench.publishing.models import Edition

EDITION_FORMATS = tuple(FORMATS)


def editions(database: Database) -> list[Edition]:
    with database.reading() as session:
        return list(session.scalars(select(Edition).order_by(Edition.number)))


def test_every_format_of_editions_is_a_format_of_the_command() -> None:
    assert set(FORMAT_NAMES) == {*FORMATS, "dossier", "pack"}


def test_publishing_with_no_words_gives_sensible_ones(
    shell: Shell, database: Database, article: str
) -> None:
    said = shell.said("publish", article)
    (edition,) = editions(database)
    assert said.startswith("Edition 1 is published: http://127.0.0.1")
    assert edition.title
    assert edition.summary
    assert edition.note == "First edition."
    assert edition.whole_text is False


def test_publishing_takes_the_words_given(shell: Shell, database: Database, article: str) -> None:
    words = ("--title", "What holds", "--summary", "Little.", "--note", "New.", "--whole-text")
    shell.said("publish", article, *words)
    (edition,) = editions(database)
    assert (edition.title, edition.summary, edition.note) == ("What holds", "Little.", "New.")
    assert edition.whole_text is True


def test_the_next_edition_shows_as_much_as_the_last_unless_told(
    shell: Shell, database: Database, article: str
) -> None:
    shell.said("publish", article, "--whole-text")
    shell.said("publish", article, "--note", "For a friend.")
    shell.said("publish", article, "--excerpts")
    assert [e.whole_text for e in editions(database)] == [True, True, False]


def test_the_same_edition_is_not_published_over_and_over(
    shell: Shell, database: Database, article: str
) -> None:
    shell.said("publish", article, "--note", "Here it is.")
    assert "Nothing has changed" in shell.refused("publish", article, "--note", "Here it is.")
    assert "Nothing has changed" in shell.refused("publish", article)
    shell.said("publish", article, "--note", "We stand by it.")
    assert [e.number for e in editions(database)] == [1, 2]


def test_the_whole_text_and_excerpts_exclude_each_other(shell: Shell, article: str) -> None:
    result = shell.run("publish", article, "--whole-text", "--excerpts")
    assert result.exit_code == 2
    assert "exclude each other" in result.stderr


def test_an_article_without_an_approved_verdict_is_not_published(shell: Shell) -> None:
    article = shell.said("import", "-", stdin=b"It rained. It rained again.").strip()
    assert "No verdict of this article is approved" in shell.refused("publish", article)


def test_a_fact_checker_does_not_publish(shell: Shell, database: Database, article: str) -> None:
    shell.said("user", "add", "ana@desk.example", "--role", "fact-checker")
    assert "fact-checker" in shell.refused("publish", article, "--as", "ana@desk.example")
    assert editions(database) == []


@pytest.mark.parametrize("name", EDITION_FORMATS)
def test_without_an_edition_there_is_nothing_to_export(
    shell: Shell, article: str, name: str
) -> None:
    assert "no edition yet" in shell.refused("export", article, "--format", name)


@pytest.mark.parametrize("name", EDITION_FORMATS)
def test_the_same_edition_gives_the_same_bytes_to_a_file_and_to_standard_output(
    shell: Shell, article: str, tmp_path: Path, name: str
) -> None:
    shell.said("publish", article)
    file = tmp_path / "out"
    assert shell.said("export", article, "--format", name, "-o", file) == ""
    assert file.read_bytes() == shell.written("export", article, "--format", name)


def test_an_earlier_edition_is_exported_by_its_number(shell: Shell, article: str) -> None:
    shell.said("publish", article, "--title", "The first one")
    shell.said("publish", article, "--title", "The second one")
    latest = shell.written("export", article, "--format", "html")
    first = shell.written("export", article, "--format", "html", "--edition", "1")
    assert b"The second one" in latest
    assert b"The first one" in first
    assert "no edition 3" in shell.refused("export", article, "--format", "csv", "--edition", "3")


def test_claimreview_is_a_list_of_objects(shell: Shell, article: str) -> None:
    shell.said("publish", article)
    reviews = json.loads(shell.written("export", article, "--format", "claimreview"))
    assert {review["@type"] for review in reviews} == {"ClaimReview"}


def test_a_dossier_that_was_loaded_is_exported_as_it_was(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    first = shell.written("export", article, "--format", "dossier")
    (tmp_path / "d.json").write_bytes(first)
    again = shell.said("load", tmp_path / "d.json").strip()
    assert shell.written("export", again, "--format", "dossier") == first


def test_an_article_that_is_not_there_is_refused(shell: Shell) -> None:
    assert "no such article" in shell.refused("export", "7", "--format", "html")


def test_a_file_that_cannot_be_written_is_one_line(shell: Shell, article: str) -> None:
    said = shell.refused("export", article, "--format", "dossier", "-o", "/no/such/folder/x")
    assert "/no/such/folder/x" in said


@pytest.mark.parametrize(("option", "longest"), [("--title", 500), ("--summary", 100_000)])
def test_words_have_the_limits_of_the_form(
    shell: Shell, database: Database, article: str, option: str, longest: int
) -> None:
    assert option in shell.refused("publish", article, option, "a" * (longest + 1), code=2)
    shell.said("publish", article, option, "a" * longest)
    assert len(editions(database)) == 1


def test_a_title_keeps_no_control_character(shell: Shell, database: Database, article: str) -> None:
    shell.said("publish", article, "--title", "One\x07 \n line")
    assert [edition.title for edition in editions(database)] == ["One line"]


def test_publishing_is_told_what_a_change_is(
    shell: Shell, database: Database, article: str
) -> None:
    shell.said("publish", article)
    for said in ("5", "five=update", "5=withdrawal:Gone", "5="):
        assert "is not CLAIM=KIND:REASON" in shell.run("publish", article, "--change", said).stderr
    refused = shell.refused("publish", article, "--note", "New.", "--change", "5=Update:It rained.")
    assert "does not change: 5" in refused
    assert len(editions(database)) == 1


def test_a_report_is_withdrawn_with_its_reason(
    shell: Shell, database: Database, article: str
) -> None:
    assert "no edition yet" in shell.refused("withdraw", article, "--why", "Wrong.")
    shell.said("publish", article)
    shell.said("publish", article, "--note", "Again.")
    assert "Say why" in shell.refused("withdraw", article, "--why", " ")
    assert "Edition 1 is withdrawn" in shell.said(
        "withdraw", article, "--edition", "1", "--why", "Wrong."
    )
    assert "The report is withdrawn" in shell.said("withdraw", article, "--why", "Wrong too.")
    assert "withdrawn already" in shell.refused("withdraw", article, "--why", "Again.")
    shell.said("publish", article, "--note", "Right now.")
    assert len(editions(database)) == 3


@pytest.mark.parametrize("kind", [(), ("--internal",)])
def test_a_pack_is_written_and_verified(
    shell: Shell, article: str, tmp_path: Path, kind: tuple[str, ...]
) -> None:
    shell.said("publish", article)
    pack = tmp_path / "pack.zip"
    shell.said("export", article, "--format", "pack", *kind, "-o", str(pack))
    said = shell.said("verify", str(pack))
    assert said.startswith("The pack is whole: http://127.0.0.1")
    assert "Compare it with the desk’s: http://127.0.0.1" in said
    refused = shell.run("verify", str(pack), "--key", str(pack))
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "pack.zip is no public key of a desk; the pack was not looked at" in refused.stderr
    pack.write_bytes(pack.read_bytes()[:-100])
    result = shell.run("verify", str(pack))
    assert (result.exit_code, result.stdout) == (1, "pack.zip: it cannot be read as a ZIP\n")


def test_an_internal_export_is_a_pack(shell: Shell, article: str) -> None:
    shell.said("publish", article)
    assert shell.run("export", article, "--format", "csv", "--internal").exit_code == 2
