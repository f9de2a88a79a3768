"""Saying that something is done, with the way back beside it."""

from flask import flash, url_for

UNDOABLE = "undo:"  # a message with the way back behind it: the address that takes it


def flash_done(words: str, act_id: int | None) -> None:
    """Tell what was done; `act_id` is its line in the record, if it can be taken back."""
    address = url_for("undoing.undo", event_id=act_id) if act_id is not None else ""
    flash(words, f"{UNDOABLE}{address}" if address else "message")
