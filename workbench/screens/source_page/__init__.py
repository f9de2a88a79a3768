"""The page of a source, as it is shown at first and when a form of it was refused.

Each file has what some of the page's fragments show: `kept` what was kept of the source and what
was noticed, `described` what it is, `confidential` who sees it, `outside` its watch and the web
archive, `arranged` where it stands in the library, `bearing` the claims that it bears on.
"""

from workbench.screens.source_page.page import show

__all__ = ["show"]
