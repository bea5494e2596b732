"""Reads what a walk left in an SQLite file: rows by name, times in the company's zone."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.standard.workdays import COMPANY_ZONE

Row = dict[str, Any]


def moment(text: str | None) -> datetime | None:
    """Return a kept moment in the company's zone."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(COMPANY_ZONE)


def at(text: str) -> datetime:
    """Return a kept moment that is set."""
    found = moment(text)
    assert found is not None
    return found


@dataclass(frozen=True, slots=True)
class Book:
    """Everything the walk left."""

    duties: list[Row]
    pushes: list[Row]
    digests: list[Row]
    lines: list[Row]
    messages: list[Row]
    customers: list[Row]
    contacts: list[Row]
    absences: list[Row]
    changed: frozenset[int]
    """Customers whose standing was changed during the year."""


def read(path: Path) -> Book:
    """Read the file of a walk."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row

        def rows(statement: str) -> list[Row]:
            return [dict(row) for row in connection.execute(statement)]

        messages = rows(
            "SELECT o.*, a.staff_id, a.customer_id, a.user FROM outbox o"
            " JOIN addresses a ON a.id = o.address_id ORDER BY o.id"
        )
        for message in messages:
            message["urgent"] = bool(json.loads(message["payload"]).get("urgent"))
        started = rows("SELECT min(created_at) AS first FROM customers")[0]["first"]
        changed = rows(f"SELECT DISTINCT customer_id AS id FROM customer_changes WHERE at > '{started}'")
        return Book(
            rows("SELECT * FROM duties ORDER BY id"),
            rows("SELECT * FROM escalations ORDER BY id"),
            rows("SELECT * FROM digests ORDER BY id"),
            rows(
                "SELECT l.*, g.staff_id, g.day, g.at FROM digest_lines l JOIN digests g ON g.id = l.digest_id"
            ),
            messages,
            rows("SELECT * FROM customers ORDER BY id"),
            rows("SELECT * FROM contacts WHERE undone_at IS NULL ORDER BY id"),
            rows("SELECT * FROM absences WHERE cancelled_at IS NULL"),
            frozenset(row["id"] for row in changed),
        )


def day(text: str) -> date:
    """Return a kept date."""
    return date.fromisoformat(text)


def essence(path: Path) -> list[tuple[Any, ...]]:
    """Return what two walks of one year have alike: every duty with its fate, every push with its words."""
    with closing(sqlite3.connect(path)) as connection:
        duties = connection.execute(
            "SELECT kind, subject, period, owner_id, due_at, rung, next_at, acked_at, closed_at, closed_why"
            " FROM duties ORDER BY kind, subject, period"
        ).fetchall()
        pushes = connection.execute(
            "SELECT d.kind, d.subject, d.period, e.rung, e.recipient_id, e.at, e.via, e.acted"
            " FROM escalations e JOIN duties d ON d.id = e.duty_id ORDER BY 1, 2, 3, 4, 5"
        ).fetchall()
        digests = connection.execute(
            "SELECT staff_id, day, kind, at, counts FROM digests ORDER BY 1, 2, 3"
        ).fetchall()
        words = connection.execute(
            "SELECT a.user, o.created_at, o.not_before, json_extract(o.payload, '$.text'), o.why"
            " FROM outbox o JOIN addresses a ON a.id = o.address_id ORDER BY 1, 2, 4"
        ).fetchall()
    return [*duties, *pushes, *digests, *words]
