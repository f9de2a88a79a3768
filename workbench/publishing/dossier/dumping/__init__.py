"""Writing an article down: `gathering` reads its rows, `whole` puts their records together.

`names` knows what rows are called in a dossier, which names none by its id; `versions` and `claims`
write down the largest parts.
"""

from workbench.publishing.dossier.dumping.whole import dump, dump_bytes

__all__ = ["dump", "dump_bytes"]
