"""A document as a template takes it, set by typst in this process."""

import json
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from workbench.config import ASSETS
from workbench.publishing.typesetting.fonts import font_folders
from workbench.publishing.typesetting.icons import icons

if TYPE_CHECKING:
    from typst import Compiler, Fonts


def pdf_of(template: str, document: dict[str, Any], at: datetime) -> bytes:
    """A PDF, tagged, and PDF/UA-1 unless something in the text forbids it.

    What forbids it is a letter that no font of ours has: the report is set all the same, with an
    empty box there. `at`: when it says that it was made.
    """
    import typst  # noqa: PLC0415 - a typesetter that few requests need

    compiler = _compiler(template, document)
    try:
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=at)
    except typst.TypstError:
        made = compiler.compile(format="pdf", timestamp=at)
    return cast("bytes", made)


def picture_of(template: str, document: dict[str, Any]) -> bytes:
    """A template's one page as a PNG, a pixel for each of its points."""
    return cast("bytes", _compiler(template, document).compile(format="png", ppi=72.0))


def _compiler(template: str, document: dict[str, Any]) -> "Compiler":
    import typst  # noqa: PLC0415 - a typesetter that few requests need

    inputs = {"document": json.dumps(document), "icons": json.dumps(icons())}
    root = ASSETS / "templates"
    return typst.Compiler(root / template, root, _fonts(), sys_inputs=inputs)


@cache
def _fonts() -> "Fonts":
    """Our own fonts and typst's for code, so that a machine's fonts change nothing."""
    import typst  # noqa: PLC0415

    return typst.Fonts(include_system_fonts=False, font_paths=font_folders())
