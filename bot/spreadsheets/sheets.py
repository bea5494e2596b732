"""What a sheet to be written is made of; names no library, so that a start need not load one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """A column to write: its title, a hint shown with it, and what may be chosen."""

    title: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    width: int = 14


@dataclass(frozen=True, slots=True)
class Mark:
    """Whom a sheet was made for and when, in words; in header, footer and properties (G3)."""

    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    hints: bool = False
