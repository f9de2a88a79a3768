"""All routes of the versions: importing this module registers them."""

from workbench.screens.versions import (
    amending,
    arriving,
    blueprint,
    comparing,
    correcting,
    listing,
    making,
    settling,
)

__all__ = [
    "amending",
    "arriving",
    "blueprint",
    "comparing",
    "correcting",
    "listing",
    "making",
    "settling",
]
