"""Spreadsheets in and out, as streams: the only room that names a spreadsheet library."""

from collections.abc import Callable, Sequence
from pathlib import Path

from bot.spreadsheets.reading import SUFFIXES, Limits, Row, Rows, open_rows
from bot.spreadsheets.separated import write as write_separated
from bot.spreadsheets.sheets import Column, Mark, Sheet


def write(
    target: Path,
    sheets: Sequence[Sheet],
    mark: Mark | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write a workbook as a stream; return how many rows it holds."""
    # Loaded only when a sheet is written: the library alone costs a start half a second.
    from bot.spreadsheets import writing

    return writing.write(target, sheets, mark, progress)


__all__ = [
    "SUFFIXES",
    "Column",
    "Limits",
    "Mark",
    "Row",
    "Rows",
    "Sheet",
    "open_rows",
    "write",
    "write_separated",
]
