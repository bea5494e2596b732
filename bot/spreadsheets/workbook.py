"""Rows of an XLSX file, read as a stream.

openpyxl opens the workbook (sheets, styles, shared texts); the cells come straight from expat, which is
four times as fast as openpyxl's own reader and holds one row at a time. python-calamine is faster still,
but unpacks the whole sheet into memory: 200 MB for 100,000 rows. Formulas are never worked out: a cell
holds what the program that wrote it had found.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from itertools import chain
from math import isfinite
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from xml.parsers import expat

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from bot.errors import BadInput

if TYPE_CHECKING:
    from bot.spreadsheets.reading import Limits

Value = str | int | float | bool | date | datetime | time | timedelta | None
Numbered = tuple[int, list[Value], dict[int, str]]
_CHUNK = 1 << 16
_DIGITS = "0123456789"
_SHEETS = "xl/worksheets/"
_LAST_ROW = 1 << 20  # of the format itself
_BROKEN = (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, IndexError)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@contextmanager
def open_rows(file: Path, limits: Limits) -> Iterator[tuple[Iterator[Numbered], Callable[[], float]]]:
    """Open the first sheet that holds anything."""
    _refuse_bomb(file, limits)
    with file.open("rb") as source:
        try:
            reader = _Reader(source, read_only=True, data_only=True, keep_links=False)
            reader.read()
            book = reader.wb
        except Exception as error:
            # Whatever a broken file makes the library raise, the file is broken.
            raise BadInput("error-sheet-corrupt") from error
        try:
            yield _first_filled(book, limits.unpacked_megabytes * 1_000_000, limits.columns)
        finally:
            book.close()


class _Sheet(ReadOnlyWorksheet):
    """A sheet whose size is not asked for: where it is not told, the library would read all of it for it."""

    def _get_size(self) -> None:
        pass


class _Reader(ExcelReader):
    """Opens a workbook without reading any of its sheets."""

    def read_worksheets(self) -> None:
        """List the sheets."""
        book: Any = self.wb
        for sheet, place in self.parser.find_sheets():
            if place.target in self.valid_files and "chartsheet" not in place.Type:
                listed = _Sheet(self.wb, sheet.name, place.target, self.shared_strings)
                listed.sheet_state = sheet.state or "visible"
                book._sheets.append(listed)


def _refuse_bomb(file: Path, limits: Limits) -> None:
    """Refuse a file that would unpack to more than allowed, by what it says of itself."""
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise BadInput("error-sheet-corrupt") from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise BadInput("error-sheet-locked")
    total = sum(entry.file_size for entry in entries)
    # Sheets are streamed; every other part is held as a whole.
    part = max((entry.file_size for entry in entries if not entry.filename.startswith(_SHEETS)), default=0)
    for size, most in ((total, limits.unpacked_megabytes), (part, limits.part_megabytes)):
        if size > most * 1_000_000:
            raise BadInput("error-sheet-unpacked", limit=str(most))
    if total > file.stat().st_size * limits.growth:
        raise BadInput("error-sheet-corrupt")


def _first_filled(book: Any, most_bytes: int, columns: int) -> tuple[Iterator[Numbered], Callable[[], float]]:
    dates = book._date_formats | book._timedelta_formats
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        size = book._archive.getinfo(sheet._worksheet_path).file_size or 1
        cells = _Cells(sheet._shared_strings, dates, book.epoch, columns)
        rows = _stream(book._archive.open(sheet._worksheet_path), cells, most_bytes)
        first = next(rows, None)
        if first is not None:
            return chain((first,), rows), partial(cells.share, size)
    raise BadInput("error-sheet-empty")


def _stream(source: IO[bytes], cells: _Cells, most_bytes: int) -> Iterator[Numbered]:
    parser = _parser(cells)
    with source:
        while True:
            try:
                chunk = source.read(_CHUNK)
                cells.read += len(chunk)
                parser.Parse(chunk, not chunk)
            except _BROKEN as error:
                raise BadInput("error-sheet-corrupt") from error
            if cells.read > most_bytes:
                raise BadInput("error-sheet-unpacked", limit=str(most_bytes // 1_000_000))
            while cells.rows:
                yield cells.rows.popleft()
            if not chunk:
                return


def _parser(cells: _Cells) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.CharacterDataHandler = cells.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = cells.start
    parser.EndElementHandler = cells.end

    def prefixed(name: str, attributes: dict[str, str]) -> None:
        # Some programs write x:row and x:c; the prefix is told once, by the first element.
        parser.StartElementHandler = cells.start
        if ":" in name:
            parser.StartElementHandler = lambda n, a: cells.start(n.rpartition(":")[2], a)
            parser.EndElementHandler = lambda n: cells.end(n.rpartition(":")[2])

    parser.StartElementHandler = prefixed
    return parser


def _refuse_doctype(*_: Any) -> None:
    raise ValueError("a sheet has no document type")


class _Cells:
    """Takes expat's events and collects rows that hold anything."""

    def __init__(self, shared: Sequence[str], dates: set[int], epoch: datetime, columns: int) -> None:
        self.rows: deque[Numbered] = deque()
        self._shared, self._dates, self._epoch, self._columns = shared, dates, epoch, columns
        self.read = 0
        self._row: list[Value] = []
        self._unread: dict[int, str] = {}
        self._number = self._place = 0
        self._kind, self._style = "n", 0
        self._take = self._spoken = self._formula = False
        self._held: list[str] = []

    def share(self, size: int) -> float:
        """Return how much of so many bytes has been read."""
        return min(self.read / size, 1.0)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        if name == "v" or name == "t":
            self._take = not self._spoken
        elif name == "c":
            place = attributes.get("r")
            self._place = _column(place.rstrip(_DIGITS)) if place else len(self._row)
            self._kind = attributes.get("t", "n")
            self._style = int(attributes.get("s", 0))
            self._held.clear()
            self._formula = False
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            # How a text is pronounced stands beside it; it is no part of it.
            self._spoken = True
        elif name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            if not 1 <= self._number <= _LAST_ROW:
                raise ValueError("a sheet has no such row")
            self._row, self._unread = [], {}

    def end(self, name: str) -> None:
        """End an element."""
        if name == "v" or name == "t":
            self._take = False
        elif name == "c":
            if self._place < self._columns:
                self._end_cell()
        elif name == "rPh":
            self._spoken = False
        elif name == "row" and (self._row or self._unread):
            self.rows.append((self._number, self._row, self._unread))

    def _end_cell(self) -> None:
        row, place = self._row, self._place
        if not self._held:
            # A formula of words may come to none; one of numbers was never worked out.
            if self._formula and self._kind != "str":
                self._unread[place] = "formula"
            return
        try:
            value = self._value("".join(self._held))
        except (ValueError, IndexError):
            self._unread[place] = "broken"
            return
        if len(row) < place:
            row.extend([None] * (place - len(row)))
        row.append(value)

    def text(self, words: str) -> None:
        """Take what stands in a cell."""
        if self._take:
            self._held.append(words)

    def _value(self, words: str) -> Value:
        if self._kind == "s":
            return self._shared[_counted(words)]
        reader = _READERS.get(self._kind)
        if reader is not None:
            return reader(words)
        if self._style in self._dates:
            return _moment(words, self._epoch)
        number = float(words)
        if not isfinite(number):
            raise ValueError("no number of a sheet")
        return int(number) if number.is_integer() and abs(number) < 1e15 else number


def _counted(words: str) -> int:
    number = int(words)
    if number < 0:
        raise ValueError("counted from nought")
    return number


@cache
def _column(letters: str) -> int:
    column = 0
    for letter in letters[:3]:
        column = column * 26 + ord(letter.upper()) - 64
    return column - 1


def _moment(words: str, epoch: datetime) -> Value:
    try:
        found: Value = from_excel(float(words), epoch)
    except (ValueError, OverflowError):
        return words
    return found


def _iso(words: str) -> Value:
    try:
        found: Value = from_ISO8601(words)  # type: ignore[no-untyped-call]
    except ValueError:
        return words
    return found


def _plain(words: str) -> str:
    return _ESCAPED.sub(_sign, words) if "_x" in words else words


def _sign(escaped: re.Match[str]) -> str:
    """Return the sign meant; a NUL or half a surrogate pair is no text that a database or a page takes."""
    code = int(escaped[1], 16)
    return "" if code == 0 or 0xD800 <= code <= 0xDFFF else chr(code)


_READERS: dict[str, Callable[[str], Value]] = {
    "inlineStr": _plain,
    "str": _plain,
    "b": lambda words: words == "1",
    "d": _iso,
    "e": _plain,
}
