"""Chat addresses and their dialog state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from bot.dialog.form import State
from bot.dialog.message import Address, Incoming
from bot.services.records import Contactable
from storage.session import Session, hot, insert_once, upsert
from storage.tables import addresses, dialogs

_MAX_NAME = 128
_ROW = (
    addresses.c.id,
    addresses.c.channel,
    addresses.c.user,
    addresses.c.chat,
    addresses.c.staff_id,
    addresses.c.customer_id,
    addresses.c.name,
    addresses.c.reachable,
    addresses.c.wrong_codes,
    addresses.c.locked_until,
    addresses.c.session_at,
    addresses.c.language,
)
_WIDTH = len(_ROW)
_AT = (
    addresses.c.channel == bindparam("channel"),
    addresses.c.user == bindparam("user"),
    addresses.c.chat == bindparam("chat"),
)
_ENTER = hot(
    select(*_ROW, dialogs.c.form, dialogs.c.step, dialogs.c["values"], dialogs.c.revision)
    .join_from(addresses, dialogs, dialogs.c.address_id == addresses.c.id, isouter=True)
    .where(*_AT)
)
_GET = hot(select(*_ROW).where(addresses.c.id == bindparam("address_id")))
_FIND = hot(select(*_ROW).where(*_AT))
_ADD = insert_once(addresses, ["channel", "user", "chat"], addresses.c.id)
_CHANGE = update(addresses).where(addresses.c.id == bindparam("address_id"))
# Each is prepared once, for the values it is first run with.
_TOUCH = hot(update(addresses).where(addresses.c.id == bindparam("address_id")))
_NAME = hot(update(addresses).where(addresses.c.id == bindparam("address_id")))
_LATEST = (addresses.c.session_at.desc().nulls_last(), addresses.c.id.desc())
_OF_STAFF = hot(select(*_ROW).where(addresses.c.staff_id == bindparam("person_id")).order_by(*_LATEST))
_OF_CUSTOMER = hot(select(*_ROW).where(addresses.c.customer_id == bindparam("person_id")).order_by(*_LATEST))
_SAVE_DIALOG = upsert(dialogs, ["address_id"], ["form", "step", "values", "revision", "updated_at"])


class Addresses:
    """Implements `ports.Addresses`."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def enter(self, event: Incoming, now: datetime) -> tuple[Contactable, State]:
        """Return the address of an event's sender and its dialog, making both at first sight."""
        row = self._session.row(_ENTER, _place(event.sender))
        name = event.name[:_MAX_NAME]
        if row is None:
            self._insert(event.sender, now, name=name)
            row = self._session.row(_ENTER, _place(event.sender))
        who = Contactable(*row[:_WIDTH])
        if name and name != who.name:
            self._session.change(_NAME, {"address_id": who.id, "name": name})
            who = replace(who, name=name)
        form, step, values, revision = row[_WIDTH:]
        # An address without a dialog row is one that has not filled in a form yet.
        return who, State() if form is None else State(form, step, values, revision)

    def get(self, address_id: int) -> Contactable | None:
        """Return one address."""
        return _read(self._session.row(_GET, {"address_id": address_id}))

    def at(self, address: Address) -> Contactable | None:
        """Return the address on file for a channel, user and chat."""
        return _read(self._session.row(_FIND, _place(address)))

    def add(
        self, address: Address, now: datetime, *, staff_id: int | None = None, customer_id: int | None = None
    ) -> Contactable:
        """Put an address on file before its first message; tie one that is there already."""
        made = self._insert(address, now, staff_id=staff_id, customer_id=customer_id)
        who = Contactable(*self._session.row(_FIND, _place(address)))
        if made or (staff_id is None and customer_id is None):
            return who
        self.bind(who.id, staff_id=staff_id, customer_id=customer_id)
        return replace(who, staff_id=staff_id, customer_id=customer_id)

    def _insert(
        self,
        address: Address,
        now: datetime,
        *,
        name: str = "",
        staff_id: int | None = None,
        customer_id: int | None = None,
    ) -> bool:
        person = {"staff_id": staff_id, "customer_id": customer_id}
        values = {**_place(address), "name": name, "created_at": now, **person}
        return self._session.row(_ADD, values) is not None

    def bind(self, address_id: int, *, staff_id: int | None = None, customer_id: int | None = None) -> None:
        """Tie an address to exactly this person; to nobody where none is given."""
        values = {"address_id": address_id, "staff_id": staff_id, "customer_id": customer_id}
        self._session.change(_CHANGE, values)

    def of_staff(self, staff_id: int) -> list[Contactable]:
        """Return a staff member's addresses, the latest used first."""
        return [Contactable(*row) for row in self._session.rows(_OF_STAFF, {"person_id": staff_id})]

    def of_customer(self, customer_id: int) -> list[Contactable]:
        """Return a customer's addresses, the latest used first."""
        return [Contactable(*row) for row in self._session.rows(_OF_CUSTOMER, {"person_id": customer_id})]

    def touch(self, address_id: int, now: datetime) -> None:
        """Note that a session goes on (A1)."""
        self._session.change(_TOUCH, {"address_id": address_id, "session_at": now})

    def speak(self, address_id: int, language: str) -> None:
        """Note in which language whoever writes from here is spoken to (A24)."""
        self._session.change(_CHANGE, {"address_id": address_id, "language": language})

    def reach(self, address_id: int, reachable: bool) -> None:
        """Note whether messages arrive here."""
        self._session.change(_CHANGE, {"address_id": address_id, "reachable": reachable})

    def wrong_code(self, address_id: int, count: int, locked_until: datetime | None) -> None:
        """Count wrong codes."""
        values = {"address_id": address_id, "wrong_codes": count, "locked_until": locked_until}
        self._session.change(_CHANGE, values)

    def save_dialog(self, address_id: int, state: State, now: datetime) -> None:
        """Keep the form under way."""
        values = {
            "address_id": address_id,
            "form": state.form,
            "step": state.step,
            "values": dict(state.values),
            "revision": state.revision,
            "updated_at": now,
        }
        self._session.change(_SAVE_DIALOG, values)


def _place(address: Address) -> dict[str, Any]:
    return {"channel": address.channel, "user": address.user, "chat": address.chat}


def _read(row: Any) -> Contactable | None:
    return None if row is None else Contactable(*row)
