"""A source in one line of plain words."""

from workbench.publishing.edition.model import Source


def citation(source: Source, locator: str = "") -> str:
    """The source as the edition cites it, with the place in it.

    Older editions have “A. Author, B. Author: Title. Publisher, 2019-04-18, p. 1.”, as far as it is
    known.
    """
    if source.citation:
        return f"{source.cited} ({locator})" if locator else source.cited
    authors = ", ".join(source.authors)
    title = f"{authors}: {source.title}" if authors else source.title
    rest = ", ".join(filter(None, (source.publisher, source.published, locator)))
    ended = title if title.endswith((".", "?", "!", "…")) else f"{title}."
    return f"{ended} {rest}." if rest else ended
