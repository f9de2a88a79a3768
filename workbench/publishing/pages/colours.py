"""A desk's colours as a style sheet, which is loaded after the house's own."""

from workbench.accounts.colours import for_the_dark


def colours_of(accent: str, accent_dark: str) -> str:
    """The style sheet of a desk's accent, `#rrggbb`; empty for a desk without one."""
    if not accent:
        return ""
    pair = f"light-dark({accent}, {accent_dark or for_the_dark(accent)})"
    ground = "color-mix(in srgb, var(--accent) 12%, var(--card))"
    return (
        "@layer tokens{@media screen{:root{"
        f"--accent:{pair};--accent-ground:{ground};--desk:var(--accent)"
        "}}}\n"
    )
