"""The log: one line a record, on stderr, with ids and nothing that people said."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from pathlib import Path
from types import TracebackType

_SECRETS = (
    # Bot tokens first: their digits could be taken for numbers.
    (re.compile(r"\d{5,}:[A-Za-z0-9_-]{30,}"), "[token]"),
    (re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}[01]\d[0-3]\d{4}[\dXx](?![\dA-Za-z])"), "[id]"),
    (re.compile(r"(?<!\d)(?:(?:\+|00)?86[- ]?)?[1１][3-9３-９]\d[- ]?\d{4}[- ]?\d{4}(?!\d)"), "[phone]"),
)
_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
# What these tell of their daily work would hide the one line that matters.
_OTHERS = (("aiohttp.access", logging.CRITICAL), ("aiogram", logging.WARNING), ("alembic", logging.WARNING))
_ErrorInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def scrub(text: str) -> str:
    """Remove phone numbers, identity numbers and tokens."""
    for pattern, word in _SECRETS:
        text = pattern.sub(word, text)
    return text


class LineFormatter(logging.Formatter):
    """Writes a record on one line and guards what leaves."""

    def __init__(self) -> None:
        super().__init__(_FORMAT)

    def format(self, record: logging.LogRecord) -> str:
        """Return the whole record, scrubbed, on one line."""
        # Another handler may have rendered the exception with its message already.
        record.exc_text = None
        try:
            text = super().format(record)
        finally:
            record.exc_text = None
        return scrub(" | ".join(line for line in text.splitlines() if line))

    def formatException(self, ei: _ErrorInfo) -> str:  # noqa: N802
        """Return where an error arose and of what kind; its message may hold what somebody said."""
        parts: list[str] = []
        error = ei[1]
        while error is not None and len(parts) < 5:
            parts.append(_describe(error))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return " <- ".join(parts)


def set_up(level: str = "INFO") -> None:
    """Send every record to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(LineFormatter())
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    logging.captureWarnings(True)
    for name, least in _OTHERS:
        logging.getLogger(name).setLevel(least)


def _describe(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    # The machine's and the database file's own errors name files and states, never what somebody typed.
    tells = isinstance(error, OSError) or type(error).__module__ == "sqlite3"
    words = f": {error}" if tells else ""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{kind}{words} [{places}]"
