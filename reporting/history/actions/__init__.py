"""Bringing a history in, taking it back, and what lies between choosing files and that."""

from reporting.history.actions.importing import import_history
from reporting.history.actions.undoing import ask_to_undo, undo_asked
from reporting.history.actions.uploading import (
    bring_in,
    choose_files,
    discard,
    look_at,
)

__all__ = [
    "ask_to_undo",
    "bring_in",
    "choose_files",
    "discard",
    "import_history",
    "look_at",
    "undo_asked",
]
