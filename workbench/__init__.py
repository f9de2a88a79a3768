"""The fact-checkers' workbench: from an article to an annotated report."""
