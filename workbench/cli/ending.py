"""How a process that goes on is told to end."""

import signal


def end_when_told() -> None:
    """Let Ctrl+C and SIGTERM raise `KeyboardInterrupt`.

    A service is ended by SIGTERM, which would else kill it where it stands; and who starts it in
    the background may have Ctrl+C ignored.
    """
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, signal.default_int_handler)
