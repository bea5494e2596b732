"""Keeps a second process from serving the same SQLite file."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from bot.errors import ConfigError


class ServingLock:
    """A lock on a file beside the database; the system drops it with the process, however that ends."""

    def __init__(self, database: Path) -> None:
        path = database.with_name(database.name + ".lock")
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            owner = os.read(self._file, 32).decode("ascii", "replace").strip() or "unknown"
            os.close(self._file)
            raise ConfigError(f"{database} is already served by another process (number {owner})") from None
        os.ftruncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n".encode("ascii"))

    def release(self) -> None:
        """Let another process serve."""
        os.close(self._file)
