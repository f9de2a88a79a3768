"""The map of the site, for search engines. Pure."""

from collections.abc import Sequence

from workbench.publishing.edition.model import moment
from workbench.site.environment import environment
from workbench.site.places import MOST, Place

XML = "application/xml; charset=utf-8"


def parts_of_map(places: Sequence[Place]) -> Sequence[Sequence[Place]]:
    """The addresses in parts, none larger than the protocol allows."""
    return [places[start : start + MOST] for start in range(0, len(places), MOST)]


def map_of(places: Sequence[Place], site: str) -> bytes:
    """A part of the map. `site` is the public address."""
    return _render("site/sitemap.xml", places=places, site=site)


def map_of_parts(parts: int, site: str) -> bytes:
    """Where the parts of the map are."""
    return _render("site/sitemaps.xml", parts=parts, site=site)


def robots(site: str) -> bytes:
    """Everything public may be read by machines; searches are not worth their while."""
    return f"User-agent: *\nDisallow: /reports/?\n\nSitemap: {site}/sitemap.xml\n".encode()


def _render(name: str, **context: object) -> bytes:
    return environment().get_template(name).render(context, moment=moment).encode()
