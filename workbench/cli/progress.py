"""A bar for long work: on a terminal only, on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int], None]


@contextmanager
def progress(words: str, total: int | None = None) -> Iterator[Advance]:
    """Show how far the work is while the block runs: call what is yielded with each step.

    Without a `total` the bar only says that work goes on.
    """
    if not sys.stderr.isatty():
        yield lambda _count: None
        return
    # Loaded here, since scripts never see a bar and should not wait for it.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total)
        yield lambda count: bar.advance(task, count)
