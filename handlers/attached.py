"""The files that a form under way has with it (C3)."""

from __future__ import annotations

from bot.dialog.form import Values

FILES = "files"


def attached(values: Values) -> tuple[int, ...]:
    """Return the ids of the files sent while a form was filled in, for whoever saves it."""
    ids = values.get(FILES)
    return tuple(int(file_id) for file_id in ids) if isinstance(ids, list) else ()
