"""All routes of the workbench: importing this module registers them."""

from workbench.screens.workbench import blueprint, checking, marking, passages, reading, rearranging

__all__ = ["blueprint", "checking", "marking", "passages", "reading", "rearranging"]
