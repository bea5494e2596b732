"""Watches what the whole suite logs: nothing personal may stand in a record, however it came there (7.1).

One handler a process collects the lines as the log would write them, before the last guard scrubs them; the
end of each test looks through its own. Towns tell what was typed in them.
"""

from __future__ import annotations

import logging
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.log import LineFormatter

_SAMPLE = Path(__file__).parents[1] / "locales" / "zh-CN" / "sample.toml"
_SPEAKING = 5
"""Shorter words are commands, numbers and buttons, and may stand in a line by chance."""


def _names() -> list[str]:
    customers: list[dict[str, Any]] = tomllib.loads(_SAMPLE.read_text("utf-8"))["customer"]
    names = {str(customer["name"]) for customer in customers}
    for customer in customers:
        names |= {str(person["name"]) for person in customer.get("liaison", ())}
        names |= {str(name) for name in [customer.get("file", {}).get("user_name")] if name}
    return sorted(names, key=len, reverse=True)


_PERSONAL = re.compile(
    "|".join(
        (
            r"(?P<phone>(?<!\d)1[3-9]\d{9}(?!\d))",
            r"(?P<token>\d{4,}:[A-Za-z0-9_-]{30,}|[A-Za-z0-9_-]{13,}\.(?=[A-Za-z_-]*\d)[A-Za-z0-9_-]{24}(?![\w-]))",
            r"(?P<code>(?<![A-Za-z0-9])(?=[A-Z]*[2-9])(?=[2-9]*[A-Z])[2-9A-HJ-NP-Z]{8}(?![A-Za-z0-9]))",
            rf"(?P<name>{'|'.join(map(re.escape, _names()))})",
        )
    )
)


class LogWatch(logging.Handler):
    """Keeps the lines of the running test and tells what is personal in them."""

    def __init__(self) -> None:
        super().__init__()
        self._written = LineFormatter()
        self._lines: list[str] = []
        self._typed: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a line: the message as it is, an error as the log describes it."""
        line = f"{record.name}: {record.getMessage()}"
        if record.exc_info:
            line += f" | {self._written.formatException(record.exc_info)}"
        self._lines.append(line)

    def typed(self, words: Iterable[str]) -> None:
        """Take note of what people typed while the test ran."""
        self._typed.update(word for word in words if len(word) >= _SPEAKING)

    def findings(self) -> list[str]:
        """Return what is personal in the lines since the last call, and begin anew."""
        lines, typed = self._lines, self._typed
        self._lines, self._typed = [], set()
        found = []
        for line in lines:
            if (personal := _PERSONAL.search(line)) is not None:
                found.append(f"a {personal.lastgroup} in the log: {line}")
            elif (word := next((word for word in typed if word in line), None)) is not None:
                found.append(f"what somebody typed ({word}) in the log: {line}")
        return found


WATCH = LogWatch()


def watch() -> None:
    """Let the watch hear everything that the product logs; a test may have taken its place away."""
    root = logging.getLogger()
    if WATCH not in root.handlers:
        root.addHandler(WATCH)
