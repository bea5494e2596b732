"""Rows of the older XLS and of ODS: such sheets are small enough to be unpacked as a whole."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from bot.errors import BadInput

Value = str | int | float | bool | date | datetime | time | timedelta | None
_COMPOUND = b"\xd0\xcf\x11\xe0"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def is_older(file: Path) -> bool:
    """Tell an XLS or ODS file by its first bytes, whatever its name."""
    with file.open("rb") as source:
        head = source.read(100)
    return head.startswith(_COMPOUND) or _ODS in head


def open_rows(
    file: Path, most_megabytes: int
) -> tuple[Iterator[tuple[int, list[Value]]], Callable[[], float]]:
    """Return the rows of the first sheet that holds anything."""
    # What an ODS file says of its size, and an XLS file's own: unpacked at once, they may take a tenth.
    size = file.stat().st_size
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    if size * 10 > most_megabytes * 1_000_000:
        raise BadInput("error-sheet-unpacked", limit=str(most_megabytes // 10))
    try:
        book = CalamineWorkbook.from_path(file)
        sheets = (book.get_sheet_by_name(name) for name in book.sheet_names)
        sheet = next((s for s in sheets if s.height), None)
    except (CalamineError, OSError) as error:
        raise BadInput("error-sheet-corrupt") from error
    if sheet is None or sheet.start is None:
        raise BadInput("error-sheet-empty")
    first, left = sheet.start
    read = [0]

    def rows() -> Iterator[tuple[int, list[Value]]]:
        for number, values in enumerate(sheet.iter_rows(), 1):
            read[0] = number
            yield first + number, [None] * left + [_plain(value) for value in values]

    return rows(), lambda: read[0] / sheet.height


def _plain(value: Value) -> Value:
    return int(value) if isinstance(value, float) and value.is_integer() else value
