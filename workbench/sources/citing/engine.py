"""What of citeproc-py is used, loaded with the first citation.

Its quirks, met by running: it writes into the style and the locales that it renders with
(`Date_Part.process`), so what it says of one item may depend on those before; hence each item gets
a style of its own. It escapes nothing of an item, but does escape a style's own words. It knows
variables by their names in CSL 1.0.1, and warns of those that it does not know. What a style puts
for a missing author by way of a macro, it says again later (`_put_for_author`). A style that it
cannot follow raises whatever comes.
"""

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from citeproc import (
    SCHEMA_PATH,
    VARIABLES,
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
)
from citeproc.model import Substitute
from citeproc.source.json import CiteProcJSON
from citeproc.string import String
from lxml import etree

from workbench.sources.citing.phrases import in_italics

_KNOWN = {name.replace("_", "-") for name in VARIABLES} | {"type"}
_ITEM = "item"


class _Formatter:
    """How citeproc is to set words: in italics or not, and in no other way."""

    @staticmethod
    def preformat(text: object) -> String:
        """The words as they are: nothing is escaped, for nothing is markup."""
        return String(text)

    @staticmethod
    def Italic(text: object) -> String:  # noqa: N802 - the name that citeproc calls
        """The words, told apart."""
        return String(in_italics(str(text)))

    Oblique = Italic
    Bold = Light = Underline = Superscript = Subscript = SmallCaps = preformat


def render(csl: str, item: Mapping[str, Any]) -> str:
    """An item as the style's bibliography has it, or its notes, if it has no bibliography."""
    style = CitationStylesStyle(BytesIO(csl.encode()), validate=False)
    source = CiteProcJSON([_known(item) | {"id": _ITEM}])
    bibliography = CitationStylesBibliography(style, source, _Formatter)
    citation = Citation([CitationItem(_ITEM)])
    bibliography.register(citation)
    if not style.has_bibliography():
        return str(bibliography.cite(citation, lambda _item: ""))
    _unnumber(style.root.bibliography)
    return "".join(map(str, bibliography.bibliography()))


def _put_for_author(self: Any, item: Any, context: Any = None, **more: Any) -> Any:
    """What a style puts for a missing author; and nothing of that is said again."""
    put = _library_s_way(self, item, context=context, **more)
    if put:
        said = context.get_layout().repressed.setdefault(_TEXT, [])
        said += [name for name in _variables(self) if _stands_in(item, name, str(put))]
    return put


def _variables(element: Any) -> Iterator[str]:
    """The variables that an element may say, by way of macros too."""
    for text in element.xpath_search(".//cs:text"):
        if text.get("variable"):
            yield text.get("variable")
        elif text.get("macro"):
            yield from _variables(text.get_macro(text.get("macro")))


def _stands_in(item: Any, name: str, words: str) -> bool:
    value = item.reference.get(name.replace("-", "_"))
    return bool(value) and str(value).casefold() in words.casefold()


_TEXT = "{http://purl.org/net/xbiblio/csl}text"
_library_s_way = Substitute.render
Substitute.render = _put_for_author


def _known(item: Mapping[str, Any]) -> dict[str, Any]:
    named = {"event-title": "event"}
    known = {named.get(name, name): value for name, value in item.items()}
    return {name: value for name, value in known.items() if name in _KNOWN}


def _unnumber(bibliography: Any) -> None:
    """Leave the number to the list in which the citation stands."""
    for number in bibliography.xpath_search(".//cs:text[@variable='citation-number']"):
        number.getparent().remove(number)


def is_valid(style: Any) -> bool:
    """Whether a parsed file is a style by CSL's own schema."""
    return bool(etree.RelaxNG(etree.parse(SCHEMA_PATH)).validate(style))
