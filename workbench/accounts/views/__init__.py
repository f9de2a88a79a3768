"""All routes about people and their desk: importing this package registers them."""

from workbench.accounts import turned_away
from workbench.accounts.views import account, doors, forgotten, kept, links, members, settings
from workbench.accounts.views.blueprint import blueprint

__all__ = [
    "account", "blueprint", "doors", "forgotten", "kept", "links", "members", "settings",
    "turned_away",
]  # fmt: skip
