"""Reading a style that somebody made. Pure. What is no style, or none to be trusted, is refused."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from lxml import etree

from workbench.errors import message as _
from workbench.sources.citing.errors import StyleRefused
from workbench.sources.citing.house import LARGEST, ReadStyle
from workbench.sources.citing.phrases import without_signs
from workbench.sources.citing.rendering import CannotCite, cite_item
from workbench.sources.citing.samples import SAMPLES

# Elements that one citation may walk through, where of every choice the longest is made. Macros
# that use others twice each would take forever; the longest public style has 2,000.
_MOST_STEPS = 10_000
_LONGEST_WORDS = 1_000  # code points between two things that a style fills in
_CSL = "{http://purl.org/net/xbiblio/csl}"
_LONGEST_TITLE = 300  # code points


def read_style(content: bytes) -> ReadStyle:
    """Read a CSL file of a style that stands by itself. Slow. Raises `StyleRefused`."""
    if len(content) > LARGEST:
        raise StyleRefused(_("This file is larger than any style is."))
    root = _parsed(content)
    _refuse_dependent(root)
    _refuse_faulty(root)
    _refuse_endless(root)
    csl = without_signs(etree.tostring(root, encoding="unicode"))
    _refuse_unfit(csl)
    return ReadStyle(_title(root), csl)


def _parsed(content: bytes) -> Any:
    """The root element. No entity is looked up, nothing is fetched, and nothing is declared."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(content, parser=parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _no_style() from error
    if root.getroottree().docinfo.doctype or root.tag != f"{_CSL}style":
        raise _no_style()
    return root


def _no_style() -> StyleRefused:
    words = _("This is no CSL file. Styles can be had at zotero.org/styles; they end in .csl.")
    return StyleRefused(words)


def _refuse_dependent(root: Any) -> None:
    for link in root.iterfind(f"{_CSL}info/{_CSL}link[@rel='independent-parent']"):
        parent = link.get("href", "").rstrip("/").rpartition("/")[2]
        raise StyleRefused(
            _("This style only refers to another: upload that one, %(parent)s.csl.", parent=parent)
        )


def _refuse_faulty(root: Any) -> None:
    if not import_module("workbench.sources.citing.engine").is_valid(root.getroottree()):
        raise StyleRefused(
            _("This is not valid CSL 1.0. The validator at validator.citationstyles.org says why.")
        )
    words = (w for each in root.iter(etree.Element) for w in (*each.values(), each.text or ""))
    if any(len(each) > _LONGEST_WORDS for each in words):
        raise StyleRefused(_("This style writes far more than a citation."))


def _refuse_endless(root: Any) -> None:
    macros = {each.get("name"): each for each in root.iterfind(f"{_CSL}macro")}
    try:
        known: dict[str, int] = {}
        steps = max(_steps(each, macros, known) for each in root.iter(f"{_CSL}layout"))
    except (KeyError, RecursionError) as error:
        raise StyleRefused(
            _("A macro of this style uses itself, or one that is missing.")
        ) from error
    if steps > _MOST_STEPS:
        raise StyleRefused(_("Citing by this style would take far too long."))


def _steps(element: Any, macros: Mapping[str, Any], known: dict[str, int]) -> int:
    """How many elements are walked through at most; `known` are macros that were counted."""
    name = element.get("macro")
    if name is not None and name not in known:
        known[name] = _steps(macros[name], macros, known)
    inner = [_steps(each, macros, known) for each in element.iterchildren(etree.Element)]
    chosen = max(inner, default=0) if element.tag == f"{_CSL}choose" else sum(inner)
    return 1 + chosen + (known[name] if name is not None else 0)


def _refuse_unfit(csl: str) -> None:
    """Cite sources of every kind. A style may be silent of some, but must not fail."""
    told = []
    for sample in SAMPLES:
        try:
            told.append(cite_item(csl, sample))
        except CannotCite as error:
            if error.__cause__ is not None:
                raise _faulty() from error
    if not told:
        raise StyleRefused(_("This style says nothing of any source."))


def _faulty() -> StyleRefused:
    words = _(
        "This style has a fault by which citing breaks off. Nothing was changed. "
        "Try a newer copy of it, or another style, from zotero.org/styles."
    )
    return StyleRefused(words)


def _title(root: Any) -> str:
    title = " ".join(root.findtext(f"{_CSL}info/{_CSL}title", "").split())
    return title[:_LONGEST_TITLE] or "CSL"
