"""The site's own icons as pictures of their own, in which one word stands for the colour."""

import re
from functools import cache

from workbench.config import ASSETS

_SYMBOL = re.compile(r'<symbol id="([^"]+)" (.*?)</symbol>', re.DOTALL)


@cache
def icons() -> dict[str, str]:
    """SVG by name, drawn in `currentColor`."""
    drawn = (ASSETS / "static/img/icons.svg").read_text(encoding="utf-8")
    return {
        name: f'<svg xmlns="http://www.w3.org/2000/svg" {rest}</svg>'
        for name, rest in _SYMBOL.findall(drawn)
    }
