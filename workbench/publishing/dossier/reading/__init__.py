"""Reading a dossier for its meaning: from JSON of the right shape to a plan, or to its faults.

Nothing here writes, or stops at the first fault. What the shape lacked is passed over in silence,
since it was told of already.
"""

from workbench.publishing.dossier.reading.whole import Desk, read

__all__ = ["Desk", "read"]
