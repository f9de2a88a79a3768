"""All routes about importing articles: importing this package registers them."""

from workbench.articles.views import importing, original, previewing, together
from workbench.articles.views.blueprint import blueprint

__all__ = ["blueprint", "importing", "original", "previewing", "together"]
