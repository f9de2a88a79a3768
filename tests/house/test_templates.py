"""Every template is used, and none says what the content policy would silence."""

import ast
import re
from collections.abc import Iterator

import pytest
from jinja2 import Environment, FileSystemLoader, nodes

from workbench.config import ASSETS, PACKAGE
from workbench.history.rules import EventKind

FOLDER = ASSETS / "templates"
NAMES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.*"))
TYPST = [name for name in NAMES if name.endswith(".typ")]  # the others are Jinja's
JINJA_NAMES = sorted(set(NAMES) - set(TYPST))
SYNTAX = Environment(loader=FileSystemLoader(FOLDER), extensions=["jinja2.ext.i18n"])  # noqa: S701 - parses only
REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)

JINJA = re.compile(r"{#.*?#}|{%.*?%}|{{.*?}}", re.DOTALL)
SILENCED = {
    "an inline script": r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)",
    "an inline style sheet": r"<style\b",
    "a style attribute": r"<[^>]*\sstyle\s*=",
    "an event handler": r"<[^>]*\s(on[a-z]+|hx-on[:\w-]*)\s*=",
    "a javascript: address": r"=\s*[\"']?\s*javascript:",
}


def source(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def asked_for_in_python() -> set[str]:
    """The templates that code names, in whatever call."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py"))
    return {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in NAMES
    }


def asked_for_in(name: str) -> Iterator[str]:
    """The templates that a template extends, includes or imports."""
    if name in TYPST:
        beside = re.findall(r'#import "(.+?)"', source(name))
        yield from (f"{name.rpartition('/')[0]}/{each}" for each in beside)
        return
    for node in SYNTAX.parse(source(name)).find_all(REFERENCES):
        yield from (part.value for part in node.find_all(nodes.Const) if part.value in NAMES)


def reached() -> set[str]:
    found: set[str] = set()
    waiting = asked_for_in_python()
    while waiting:
        found |= waiting
        waiting = {name for one in waiting for name in asked_for_in(one)} - found
    return found


def imported_by(tree: nodes.Template) -> set[str]:
    """The names by which a template knows the macros it imports."""
    names = (name for found in tree.find_all(nodes.FromImport) for name in found.names)
    return {name if isinstance(name, str) else name[1] for name in names}


def named_in(name: str) -> set[str]:
    """The names that a template uses, or that those do which it includes."""
    tree = SYNTAX.parse(source(name))
    included = [c.value for i in tree.find_all(nodes.Include) for c in i.find_all(nodes.Const)]
    own = {found.name for found in tree.find_all(nodes.Name)}
    return own.union(*(named_in(each) for each in included if each in NAMES))


def test_no_template_is_an_orphan() -> None:
    assert set(NAMES) - reached() == set()


@pytest.mark.parametrize("name", sorted(set(JINJA_NAMES) - {"components/forms.html"}))
def test_what_a_form_carries_unseen_is_written_by_the_macros(name: str) -> None:
    written = re.findall(r'name="(?:csrf_token|submission_key)"', source(name))
    assert written == []


def test_templates_ask_only_for_kinds_of_acts_that_there_are() -> None:
    kinds = {
        kind for name in JINJA_NAMES for kind in re.findall(r'event\.kind == "(.*?)"', source(name))
    }
    assert "member joined" in kinds
    assert kinds <= set(EventKind)


@pytest.mark.parametrize("name", JINJA_NAMES)
def test_no_template_imports_what_it_does_not_use(name: str) -> None:
    assert imported_by(SYNTAX.parse(source(name))) - named_in(name) == set()


@pytest.mark.parametrize("thing", SILENCED)
@pytest.mark.parametrize("name", JINJA_NAMES)
def test_no_template_contains(name: str, thing: str) -> None:
    html = JINJA.sub("", source(name))
    assert re.search(SILENCED[thing], html, re.IGNORECASE) is None


@pytest.mark.parametrize(
    ("thing", "html"),
    [
        ("an inline script", "<script>alert(1)</script>"),
        ("an inline style sheet", "<style>p {}</style>"),
        ("a style attribute", '<p class="a" style="color: red">'),
        ("an event handler", '<button type="button" onclick="go()">'),
        ("an event handler", '<form hx-on:submit="go()">'),
        ("a javascript: address", '<a href="javascript:go()">'),
    ],
)
def test_what_is_silenced_is_recognised(thing: str, html: str) -> None:
    assert re.search(SILENCED[thing], html)
