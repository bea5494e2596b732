"""What importing needs of the store, as a Protocol."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.services.importing.lines import Counts, Line
from bot.services.importing.records import Import, TakenBack, Told
from bot.services.importing.standing import OnFile, Standing


class Imports(Protocol):
    """Spreadsheets that were brought in: checked line by line, kept as a whole (C1, O1)."""

    def add(
        self,
        kind: str,
        name: str,
        now: datetime,
        *,
        staff_id: int | None,
        file_id: int | None = None,
        address_id: int | None = None,
        progress_id: int | None = None,
    ) -> Import:
        """Put a sheet down to be worked on."""

    def get(self, import_id: int) -> Import | None:
        """Return an import."""

    def in_state(self, *states: str) -> list[Import]:
        """Return the imports that stand so, oldest first."""

    def latest(self, staff_id: int | None, limit: int) -> list[Import]:
        """Return somebody's latest imports; everybody's where nobody is named."""

    def move(self, import_id: int, states: Iterable[str], to: str, **fields: Any) -> bool:
        """Bring an import from one of some states to another; False where it stands elsewhere by now."""

    def told_by(self, import_: Import) -> str:
        """Return the platform's handle of the message that tells how far a sheet is; empty where unsent."""

    def customers(self, staff_ids: Collection[int] | None, after: int, limit: int) -> list[Standing]:
        """Return customers of some staff, of everybody where None is given, with what belongs to them."""

    def contacts(self, staff_ids: Collection[int] | None, after: int, limit: int) -> list[dict[str, Any]]:
        """Return records about customers of some staff, of everybody where None is given."""

    def expire(self, before: datetime) -> int:
        """Take the contents out of sheets that were handed out before a moment (G3)."""

    def tell_by(self, import_id: int, parcel_id: int) -> None:
        """Note which message tells how far a sheet is."""

    def known(
        self, accounts: Iterable[str], phones: Iterable[str], belongings: bool, names: Iterable[str] = ()
    ) -> dict[str, list[Standing]]:
        """Return who has such accounts (`account:…`), phones (`phone:…`) and names (`name:…`)."""

    def on_file(self, kind: str, customer_ids: Iterable[int]) -> OnFile:
        """Return what is on file of a kind about customers."""

    def stage(self, import_id: int, lines: Sequence[Line]) -> None:
        """Keep lines that were checked, to be written later as a whole."""

    def checked(self, import_id: int, counts: Counts) -> None:
        """Note how the rows fared: the import waits for a yes."""

    def told(self, import_id: int, after: int, limit: int) -> list[Told]:
        """Return how rows fared, those behind a row number."""

    def reserve(self, import_id: int) -> dict[str, int]:
        """Set ids aside for what the import makes; return where they begin, by part."""

    def moved_on(self, import_: Import) -> int:
        """Return how many things have changed on file since the rows were checked."""

    def keep(self, import_: Import, bases: dict[str, int], now: datetime) -> None:
        """Write every line of an import, all in this turn."""

    def undo(self, import_: Import, after: int, limit: int, now: datetime) -> tuple[TakenBack, int]:
        """Take back some rows behind a row number; return how they fared and the last, 0 at the end."""

    def forget(self, import_id: int, limit: int) -> int:
        """Forget some of the rows of an import that nobody needs any more; return how many were left."""

    def old(self, before: datetime, limit: int) -> list[int]:
        """Return imports from before a moment that still have rows."""
