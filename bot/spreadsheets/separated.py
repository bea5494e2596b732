"""Rows of a CSV file: UTF-8 with or without its mark, UTF-16 with it, or GB18030."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import TextIOWrapper
from pathlib import Path

from bot.errors import BadInput

Value = str | int | float | bool | date | datetime | time | timedelta | None
_CHUNK = 1 << 20
_LONGEST_CELL = 1 << 15
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@contextmanager
def open_rows(file: Path) -> Iterator[tuple[Iterator[tuple[int, list[Value]]], Callable[[], float]]]:
    """Open a file of cells between commas, semicolons or tabs."""
    encoding = _encoding(file)
    csv.field_size_limit(_LONGEST_CELL)
    with file.open("rb") as place, TextIOWrapper(place, encoding=encoding, newline="") as source:
        try:
            head = source.readline()
        except UnicodeError as error:
            raise BadInput("error-sheet-corrupt") from error
        source.seek(0)
        if not head.strip() or "\0" in head:
            raise BadInput("error-sheet-corrupt" if head.strip() else "error-sheet-empty")
        between = max(",\t;", key=head.count)
        size = file.stat().st_size
        yield _rows(csv.reader(source, delimiter=between, strict=True)), lambda: min(place.tell() / size, 1.0)


_LIVE = ("=", "+", "-", "@", "\t", "\r")


def write(target: Path, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a CSV file that spreadsheet programs open as UTF-8; what looks like a formula is quoted."""
    written = 0
    with target.open("w", encoding="utf-8-sig", newline="") as place:
        file = csv.writer(place)
        file.writerow(titles)
        for row in rows:
            file.writerow([f"'{cell}" if cell.startswith(_LIVE) else cell for cell in row])
            written += 1
    return written


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[Value]]]:
    try:
        for number, cells in enumerate(reader, 1):
            yield number, [cell.replace("\0", "") for cell in cells]
    except (csv.Error, UnicodeError) as error:
        raise BadInput("error-sheet-corrupt") from error


def _encoding(file: Path) -> str:
    """Tell the encoding by its mark, else by whether the whole file reads as UTF-8 or as GB18030."""
    with file.open("rb") as source:
        head = source.read(4)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    for encoding in ("utf-8", "gb18030"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with file.open("rb") as source:
                while chunk := source.read(_CHUNK):
                    decoder.decode(chunk)
                decoder.decode(b"", final=True)
        except UnicodeError:
            continue
        return encoding
    raise BadInput("error-sheet-corrupt")
