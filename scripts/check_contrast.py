#!/usr/bin/env python3
"""Check that every pair of colours in static/css/tokens.css reaches its WCAG contrast."""

import re
import sys
from pathlib import Path

TOKENS = Path(__file__).resolve().parent.parent / "static" / "css" / "tokens.css"
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")

TEXT = 4.5
MARK = 3.0
VERDICTS = ("true", "mostly-true", "half", "mostly-false", "false", "off", "none")
GROUNDS = ("paper", "card", "well")

Pair = tuple[str, str, float]


def pairs() -> list[Pair]:
    """List foreground, ground and the contrast that the two must reach."""
    on_grounds = [(word, ground, TEXT) for word in ("ink", "soft", "accent") for ground in GROUNDS]
    set_aside = [("aside", ground, TEXT) for ground in ("paper", "card")]
    edges = [("edge", ground, MARK) for ground in GROUNDS]
    fixed = [
        ("on-inverse", "inverse", TEXT),
        ("on-float", "float", TEXT),
        ("float-soft", "float", TEXT),
        ("ink", "selection", TEXT),
        ("accent", "accent-ground", TEXT),
        ("ink", "accent-ground", TEXT),
    ]
    return on_grounds + set_aside + edges + fixed + verdict_pairs()


def verdict_pairs() -> list[Pair]:
    """List what verdicts are drawn with: chips, marks in text, numbers on a badge."""
    found: list[Pair] = []
    for token in VERDICTS:
        found += [(token, f"{token}-ground", TEXT), ("ink", f"{token}-ground", TEXT)]
        found += [("aside", f"{token}-ground", MARK), ("card", token, TEXT)]
        found += [(token, ground, TEXT) for ground in GROUNDS]
    return found


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb` as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faults() -> list[str]:
    """Describe every pair that misses its contrast, in either theme."""
    themes = {name: (light, dark) for name, light, dark in PAIR.findall(TOKENS.read_text())}
    wrong = []
    for front, ground, wanted in pairs():
        for theme, name in enumerate(("light", "dark")):
            reached = contrast(themes[front][theme], themes[ground][theme])
            if reached < wanted:
                wrong.append(f"{name}: {front} on {ground} is {reached:.2f}, wants {wanted}")
    return wrong


if __name__ == "__main__":
    wrong = faults()
    sys.stderr.writelines(f"{fault}\n" for fault in wrong)
    sys.exit(1 if wrong else 0)
