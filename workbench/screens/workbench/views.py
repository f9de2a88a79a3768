"""All routes of the workbench: importing this module registers them."""

from workbench.screens.workbench import blueprint, checking, marking, reading

__all__ = ["blueprint", "checking", "marking", "reading"]
