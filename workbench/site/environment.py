"""The templates of the site's pages and feeds."""

from functools import cache

from jinja2 import Environment

from workbench.publishing.pages.environment import make_environment, static_address


@cache
def environment() -> Environment:
    """The environment of what stands on the site."""
    return make_environment(static_address)
