"""Rows of a spreadsheet, whatever kind of file it is; what would harm is refused before it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from bot.errors import BadInput
from bot.spreadsheets import separated

Value = str | int | float | bool | date | datetime | time | timedelta | None
SUFFIXES = (".xlsx", ".xlsm", ".csv", ".txt", ".xls", ".ods")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a spreadsheet may be: as a file, unpacked, in rows and columns.

    `part_megabytes` hold for each part that is no sheet; `growth` for unpacked against packed.
    """

    megabytes: int
    unpacked_megabytes: int
    rows: int
    columns: int
    part_megabytes: int
    growth: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number in the sheet, counted from 1 as people see it.

    `unread` tells which cells say something that cannot be read, and why: formula · broken.
    """

    number: int
    values: list[Value]
    unread: Mapping[int, str]


class Rows:
    """Rows as they are read; `share` tells how much of the file has been."""

    def __init__(self, rows: Iterator[Row], share: Callable[[], float]) -> None:
        self._rows, self.share = rows, share

    def __iter__(self) -> Iterator[Row]:
        return self._rows

    def __next__(self) -> Row:
        return next(self._rows)


@contextmanager
def open_rows(file: Path, name: str, limits: Limits) -> Iterator[Rows]:
    """Open the first sheet that holds anything; raise BadInput, in words, for what cannot be read."""
    # Loaded only when a sheet is read: the libraries alone cost a start half a second.
    from bot.spreadsheets import older, workbook

    suffix = Path(name).suffix.lower()
    size = file.stat().st_size
    if suffix not in SUFFIXES:
        raise BadInput("error-sheet-kind")
    if size > limits.megabytes * 1_000_000:
        raise BadInput("error-sheet-large", limit=str(limits.megabytes))
    if size == 0:
        raise BadInput("error-sheet-empty")
    if suffix in (".csv", ".txt"):
        with separated.open_rows(file) as (rows, share):
            yield Rows(_numbered(_readable(rows), limits), share)
    elif older.is_older(file):
        rows, share = older.open_rows(file, limits.unpacked_megabytes)
        yield Rows(_numbered(_readable(rows), limits), share)
    else:
        with workbook.open_rows(file, limits) as (streamed, share):
            yield Rows(_numbered(streamed, limits), share)


def _readable(rows: Iterator[tuple[int, list[Value]]]) -> Iterator[tuple[int, list[Value], dict[int, str]]]:
    unread: dict[int, str] = {}
    return ((number, values, unread) for number, values in rows)


def _numbered(rows: Iterator[tuple[int, list[Value], dict[int, str]]], limits: Limits) -> Iterator[Row]:
    """Leave out empty rows and cut what stands beyond the last column; refuse more rows than allowed."""
    seen = 0
    for number, values, unread in rows:
        wide = list(islice(values, limits.columns))
        if not unread and all(value is None or value == "" for value in wide):
            continue
        seen += 1
        if seen > limits.rows + 1:
            raise BadInput("error-sheet-rows", limit=str(limits.rows))
        yield Row(number, wide, unread)
