"""The papers at the top of the house say what is there."""

import re
from pathlib import Path

import pytest

from workbench.claims.diagram import diagram
from workbench.config import PACKAGE

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")
SETTINGS = (PACKAGE / "config.py").read_text(encoding="utf-8")
PAPERS = sorted(path.name for path in TOP.glob("*.md"))


def targets() -> set[str]:
    """What `make` knows."""
    return set(re.findall(r"^([a-z]+):", (TOP / "Makefile").read_text(), re.MULTILINE))


def rooms() -> list[str]:
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


@pytest.mark.parametrize("paper", PAPERS)
def test_every_make_command_that_a_paper_names_exists(paper: str) -> None:
    words = (TOP / paper).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^    |`)make ([a-z]+)", words, re.MULTILINE))
    assert named - targets() == set()


def test_the_readme_names_every_setting_and_no_other() -> None:
    variable = r"WORKBENCH_(?!TEST_)[A-Z_]+"
    assert set(re.findall(variable, README)) == set(re.findall(variable, SETTINGS)) - {"WORKBENCH_"}


@pytest.mark.parametrize("paper", PAPERS)
def test_every_link_between_the_papers_leads_somewhere(paper: str) -> None:
    words = (TOP / paper).read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", words)
    assert [link for link in links if not (TOP / link).exists()] == []


@pytest.mark.parametrize("room", rooms())
def test_the_architecture_page_names(room: str) -> None:
    assert f"{room}/" in (TOP / "ARCHITECTURE.md").read_text(encoding="utf-8")


def test_the_architecture_page_draws_the_table_of_moves_as_it_is() -> None:
    drawn = f"```mermaid\n{diagram()}\n```"
    assert drawn in (TOP / "ARCHITECTURE.md").read_text(encoding="utf-8")
