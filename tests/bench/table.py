"""Prints what was measured."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def show(title: str, head: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """Print a table."""
    columns = [max(_width(row[place]) for row in (head, *lines)) for place in range(len(head))]
    print(f"\n{title}")
    for row in (head, *lines):
        cells = [
            " " * (wide - _width(cell)) + cell if place else cell + " " * (wide - _width(cell))
            for place, (cell, wide) in enumerate(zip(row, columns, strict=True))
        ]
        print("  " + "  ".join(cells).rstrip(), flush=True)
