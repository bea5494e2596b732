"""Reads what is handed out, a page at a time, within the reader's reach (G1, G3)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, true

from bot.services.importing.customers import DAY, NEW
from bot.services.importing.records import EXPORTS
from bot.services.importing.standing import Standing
from storage.session import Session
from storage.tables import anniversaries, file_contents, imports, liaisons, staff
from storage.tables import contacts as contacts_table
from storage.tables import customers as customers_table

_CUSTOMER = ("id", "name", "revision", *NEW)
_LIAISON = ("id", "customer_id", "name", "post", "phone", *DAY)
_DAY = ("id", "customer_id", "name", *DAY)
_CONTACT = (
    "id",
    "kind",
    "happened_at",
    "recorded_at",
    "content",
    "outcome",
    "next_at",
    "author",
    "manager_id",
)


def customers_of(staff_ids: Collection[int] | None) -> ColumnElement[bool]:
    """Return the condition for the customers of some staff, deputised ones among them."""
    if staff_ids is None:
        return true()
    return or_(customers_table.c.manager_id.in_(staff_ids), customers_table.c.deputy_id.in_(staff_ids))


def customers(session: Session, staff_ids: Collection[int] | None, after: int, limit: int) -> list[Standing]:
    """Return a page of customers with the people and days that belong to them."""
    table = customers_table
    wanted = (
        select(*(table.c[name] for name in _CUSTOMER))
        .where(customers_of(staff_ids), table.c.id > after)
        .order_by(table.c.id)
        .limit(limit)
    )
    found = {row[0]: Standing(dict(zip(_CUSTOMER, row, strict=True))) for row in session.rows(wanted)}
    for source, columns, name in ((liaisons, _LIAISON, "liaisons"), (anniversaries, _DAY, "anniversaries")):
        belonging = select(*(source.c[column] for column in columns)).where(
            source.c.customer_id.in_(found), source.c.removed_at.is_(None)
        )
        for row in session.rows(belonging.order_by(source.c.id)) if found else ():
            data = dict(zip(columns, row, strict=True))
            standing = found[data["customer_id"]]
            setattr(standing, name, [*getattr(standing, name), data])
    return list(found.values())


def contacts(
    session: Session, staff_ids: Collection[int] | None, after: int, limit: int
) -> list[dict[str, Any]]:
    """Return a page of records with whom they are about and who wrote them."""
    table, who = contacts_table, customers_table
    wanted = (
        select(
            *(table.c[name] for name in _CONTACT),
            *(who.c[name].label(f"customer_{name}") for name in ("account", "name", "phone")),
            who.c.manager_id.label("served_by"),
            who.c.deputy_id.label("deputised_by"),
            staff.c.name.label("writer"),
        )
        .join(who, who.c.id == table.c.customer_id)
        .join(staff, staff.c.id == table.c.manager_id)
        .where(customers_of(staff_ids), table.c.undone_at.is_(None), table.c.id > after)
        .order_by(table.c.id)
        .limit(limit)
    )
    return [dict(row._mapping) for row in session.rows(wanted)]


def expire(session: Session, before: datetime) -> int:
    """Take the contents out of what was handed out before a moment."""
    old = select(imports.c.file_id).where(
        imports.c.kind.in_(EXPORTS), imports.c.done_at < before, imports.c.file_id.is_not(None)
    )
    return session.change(delete(file_contents).where(file_contents.c.file_id.in_(old)))
