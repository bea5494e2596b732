"""Spreadsheets in and out, as streams: the only room that names a spreadsheet library."""

from bot.spreadsheets.reading import SUFFIXES, Limits, Row, Rows, open_rows
from bot.spreadsheets.writing import Column, Mark, Sheet, write

__all__ = ["SUFFIXES", "Column", "Limits", "Mark", "Row", "Rows", "Sheet", "open_rows", "write"]
