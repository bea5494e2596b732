"""What is kept of a customer beyond every turn's needs, as Protocols: the file, the history (C1, E10)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from bot.services.customer_records import Anniversary, Bill, Change, Entry, Liaison, Profile
from bot.services.records import Duty
from bot.standard.yearday import YearDay


class History(Protocol):
    """All that happened with one customer, read across contacts, cases and duties."""

    def entries(self, customer_id: int, limit: int, offset: int = 0) -> list[Entry]:
        """Return contacts and cases, the latest first, without contacts struck out."""

    def edits(self, contact_id: int) -> list[Change]:
        """Return what was changed in a contact, oldest first (O1)."""

    def coming(self, customer_id: int, limit: int) -> list[Duty]:
        """Return the open duties about a customer, the next due first."""

    def remove(self, customer_id: int) -> bool:
        """Take a customer off the file who has nothing yet; False where anything hangs on them."""


class Profiles(Protocol):
    """Customers' files: read as a whole, changed field by field with what stood there before (C1, O1)."""

    def get(self, customer_id: int) -> Profile | None:
        """Return a customer's file."""

    def change(self, customer_id: int, staff_id: int | None, now: datetime, **fields: Any) -> list[Change]:
        """Change fields of a file, `birthday` among them; return what changed, old beside new."""

    def take_back(self, customer_id: int, staff_id: int, now: datetime) -> list[Change]:
        """Put back what stood before the latest change of a file; return what changed back (O1)."""

    def meaning(self, field: str, words: str) -> Any:
        """Return the value that a change's words stand for."""

    def added_after(self, customer_id: int, moment: datetime) -> bool:
        """Return whether a customer was put on file at or after a moment."""

    def changes(self, customer_id: int, limit: int) -> list[Change]:
        """Return the latest changes of a file, newest first."""

    def liaisons(self, customer_id: int) -> list[Liaison]:
        """Return the people to talk to at a group customer."""

    def add_liaison(
        self,
        customer_id: int,
        name: str,
        now: datetime,
        *,
        post: str = "",
        phone: str = "",
        birthday: YearDay | None = None,
        note: str = "",
    ) -> Liaison:
        """Add a person to talk to."""

    def remove_liaison(self, liaison_id: int, now: datetime) -> bool:
        """Take a person off the list; False where they were off it before."""

    def put_back_liaison(self, liaison_id: int) -> bool:
        """Put a person back on the list; False where they are on it."""

    def anniversaries(self, customer_id: int) -> list[Anniversary]:
        """Return the days that mean something to a customer."""

    def add_anniversary(self, customer_id: int, name: str, day: YearDay) -> Anniversary:
        """Add a day that means something."""

    def remove_anniversary(self, anniversary_id: int, now: datetime) -> bool:
        """Take a day off the list; False where it was off it before."""

    def put_back_anniversary(self, anniversary_id: int) -> bool:
        """Put a day back on the list; False where it is on it."""

    def bills(self, customer_id: int, limit: int) -> list[Bill]:
        """Return the latest monthly bills, newest first."""

    def put_bill(self, bill: Bill) -> None:
        """Keep a month's bill, in place of the one kept before."""
