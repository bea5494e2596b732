"""Sheets that we hand out: streamed, as text that no program works out, marked with who took them (G3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from bot.spreadsheets.sheets import Column, Mark, Sheet

_HEAD = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor="1F4E79")
_FAINT = Font(color="808080", italic=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_LIVE = ("=", "+", "-", "@", "\t", "\r")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_VALIDATED_ROWS = 10_000
_LONGEST_LIST = 255


def write(
    target: Path,
    sheets: Sequence[Sheet],
    mark: Mark | None = None,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Write a workbook as a stream; return how many rows it holds."""
    book = Workbook(write_only=True)
    if mark is not None:
        book.properties.creator = mark.by or mark.text
        book.properties.description = mark.text
    written = 0
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        page.freeze_panes = "A2"
        for place, column in enumerate(sheet.columns, 1):
            page.column_dimensions[get_column_letter(place)].width = column.width
        if mark is not None:
            _mark(page, mark)
        page.append([_head(page, column) for column in sheet.columns])
        if sheet.hints:
            page.append([_hint(page, column.hint) for column in sheet.columns])
            _validate(page, sheet.columns)
        for row in sheet.rows:
            page.append([_safe(page, value) for value in row])
            written += 1
            if progress is not None and written % 1000 == 0:
                progress(written)
    book.save(target)
    return written


def _safe(page: Any, value: Any) -> Any:
    """Return a value as no spreadsheet program takes for a formula: such a text is marked as text (G3)."""
    if not isinstance(value, str):
        return value
    text = _UNPRINTABLE.sub("", value)
    if not text.startswith(_LIVE):
        return text
    cell = WriteOnlyCell(page, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _mark(page: Any, mark: Mark) -> None:
    words = mark.text.replace("&", "&&")
    page.oddHeader.center.text = words
    page.oddHeader.center.size = 9
    page.oddFooter.left.text = words
    page.oddFooter.right.text = "&P / &N"


def _head(page: Any, column: Column) -> Any:
    cell = WriteOnlyCell(page, column.title)
    cell.font, cell.fill = _HEAD, _HEAD_FILL
    if column.hint:
        cell.comment = Comment(column.hint, "")
    return cell


def _hint(page: Any, hint: str) -> Any:
    cell = WriteOnlyCell(page, hint)
    cell.font, cell.alignment = _FAINT, _WRAPPED
    return cell


def _validate(page: Any, columns: Sequence[Column]) -> None:
    for place, column in enumerate(columns, 1):
        listed = ",".join(column.choices)
        if not listed or len(listed) > _LONGEST_LIST:
            continue
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        letter = get_column_letter(place)
        rule.add(f"{letter}3:{letter}{_VALIDATED_ROWS}")
        page.data_validations.append(rule)
