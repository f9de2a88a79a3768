"""All routes of the workbench: importing this module registers them."""

from workbench.screens.workbench import (
    asking,
    assigning,
    blueprint,
    checking,
    discussing,
    looking,
    marking,
    one_version,
    passages,
    precedents,
    reading,
    rearranging,
    same,
    settling,
    verdict_writing,
)

__all__ = [
    "asking",
    "assigning",
    "blueprint",
    "checking",
    "discussing",
    "looking",
    "marking",
    "one_version",
    "passages",
    "precedents",
    "reading",
    "rearranging",
    "same",
    "settling",
    "verdict_writing",
]
