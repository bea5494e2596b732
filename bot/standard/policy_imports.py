"""How large spreadsheets may be, and how long an import can be taken back (C1, G3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.standard.policy_reader import Range


@dataclass(frozen=True, slots=True)
class Imports:
    """What spreadsheets are held to."""

    unpacked_megabytes: Annotated[int, Range(1)]
    part_megabytes: Annotated[int, Range(1)]
    growth: Annotated[int, Range(1)]
    rows: Annotated[int, Range(1)]
    columns: Annotated[int, Range(1)]
    undo_hours: Annotated[int, Range(1)]
    export_hours: Annotated[int, Range(1)]
