"""All routes of the workbench: importing this module registers them."""

from workbench.screens.workbench import (
    blueprint,
    checking,
    marking,
    one_version,
    passages,
    reading,
    rearranging,
)

__all__ = [
    "blueprint",
    "checking",
    "marking",
    "one_version",
    "passages",
    "reading",
    "rearranging",
]
