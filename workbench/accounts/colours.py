"""A desk's colour on the house's paper: whether it can be read, and its pair for the dark.

Contrast is that of WCAG 2: from 1 (none) to 21 (black on white).
"""

import re

COLOUR = re.compile(r"#[0-9a-f]{6}")
ENOUGH = 4.5
# What text stands on, of tokens.css: paper and cards.
LIGHT_GROUNDS = ("#fbfaf7", "#ffffff")
DARK_GROUNDS = ("#15171a", "#1c1f23")
_STEPS = 50

Rgb = tuple[int, int, int]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, `#rrggbb`."""
    dim, bright = sorted((_luminance(_parts(one)), _luminance(_parts(other))))
    return (bright + 0.05) / (dim + 0.05)


def least_contrast(colour: str, grounds: tuple[str, ...]) -> float:
    """The contrast where it is lowest."""
    return min(contrast(colour, ground) for ground in grounds)


def for_the_dark(colour: str) -> str:
    """The colour, with as much white as makes it readable in the dark."""
    red, green, blue = _parts(colour)
    for step in range(_STEPS):
        mixed = _written(tuple(c + (255 - c) * step // _STEPS for c in (red, green, blue)))
        if least_contrast(mixed, DARK_GROUNDS) >= ENOUGH:
            return mixed
    return "#ffffff"


def _parts(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _written(parts: tuple[int, ...]) -> str:
    return "#" + "".join(f"{part:02x}" for part in parts)


def _luminance(parts: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
