"""From a plan to rows: `whole` says in which order, `rows` what later ones refer to."""

from workbench.publishing.dossier.writing.whole import write

__all__ = ["write"]
