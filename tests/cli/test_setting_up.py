"""An instance is made, and made again."""

import re
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update

from tests.cli.shell import Shell
from workbench.accounts.joining import join_as_newcomer
from workbench.accounts.models import Desk
from workbench.accounts.queries import open_link
from workbench.accounts.rules import Purpose, Role
from workbench.claims.models import Claim
from workbench.db import Database
from workbench.migrations import is_current, search_texts
from workbench.sources.models import Source
from workbench.verdicts.models import Rating

FIRST_RUN = re.compile(r"/first-run\?token=(\S+)")


def of(shell: Shell) -> Database:
    return Database(shell.environ["WORKBENCH_DATABASE_URL"])


def test_init_makes_everything_that_is_needed(bare: Shell) -> None:
    said = bare.said("init", "--desk", "Night desk")
    database = of(bare)
    assert is_current(database.engine)
    with database.reading() as session:
        assert session.scalars(select(Desk.name)).all() == ["Night desk"]
        assert session.scalar(select(func.count()).select_from(Rating)) == 11
        link = open_link(session, FIRST_RUN.findall(said)[0], Purpose.FIRST_RUN)
        assert link.role is Role.ADMIN
    database.close()


@pytest.mark.parametrize("name", ["", " \x07", "d" * 2001])
def test_a_desk_has_a_name_that_can_be_read(bare: Shell, name: str) -> None:
    assert "--desk" in bare.refused("init", "--desk", name, code=2)
    assert not Path(bare.environ["WORKBENCH_INSTANCE"]).exists()


def test_init_may_be_repeated_and_prints_a_fresh_link_beside_the_old(
    shell: Shell, database: Database
) -> None:
    links = [FIRST_RUN.findall(shell.said("init", "--desk", "Another"))[0] for _ in range(2)]
    with database.reading() as session:
        assert session.scalars(select(Desk.name)).all() == ["The desk"]
        assert all(open_link(session, link, Purpose.FIRST_RUN) for link in links)


def test_no_link_is_printed_once_there_is_an_admin(shell: Shell, database: Database) -> None:
    token = FIRST_RUN.findall(shell.said("init"))[0]
    with database.writing() as session:
        join_as_newcomer(
            session, token=token, purpose=Purpose.FIRST_RUN, name="Ada", email="ada@desk.example",
            password_hash="hashed",
        )  # fmt: skip
    assert "/first-run" not in shell.said("init")


def test_an_admin_who_has_not_chosen_a_password_does_not_count(shell: Shell) -> None:
    shell.said("user", "add", "ada@desk.example", "--role", "admin")
    assert FIRST_RUN.search(shell.said("init"))


def test_a_database_of_a_newer_release_is_left_alone(shell: Shell, database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert "newer release" in shell.refused("init")


@pytest.mark.parametrize("command", [("serve",), ("check",), ("export", "1", "--format", "csv")])
def test_a_mistyped_instance_is_told_and_nothing_is_made(
    bare: Shell, tmp_path: Path, command: tuple[str, ...]
) -> None:
    folder = tmp_path / "mistyped"
    shell = Shell({**bare.environ, "WORKBENCH_INSTANCE": str(folder)})
    assert f"There is no workbench in {folder}" in shell.refused(*command)
    assert not folder.exists()


@pytest.mark.usefixtures("article")
def test_init_lets_searches_find_what_an_older_server_wrote_meanwhile(
    shell: Shell, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_texts, "AT_ONCE", 7)
    found_by = [select(Claim.id, Claim.search_text), select(Source.id, Source.search_text)]
    with database.writing() as session:
        written = [session.execute(each.order_by("id")).all() for each in found_by]
        session.execute(update(Claim).values(search_text=""))
        session.execute(update(Source).values(search_text="other words"))
    shell.said("init")
    with database.reading() as session:
        assert [session.execute(each.order_by("id")).all() for each in found_by] == written
    assert min(map(len, written)) > 7
