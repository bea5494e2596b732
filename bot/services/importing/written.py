"""What is on file as cells of a sheet: brought in again, it changes nothing (C1, G3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.services.importing.columns import Field, book
from bot.services.importing.lines import Scope
from bot.services.importing.standing import Standing
from bot.standard import birthdays, masking
from bot.standard.yearday import YearDay

_LEFT_OUT = {"customers": ("calendar", "founded"), "contacts": ()}
_LIAISONS = 3
"""People of a group customer that a sheet has room for."""


def shown(kind: str) -> list[tuple[Field, str]]:
    """Return the columns that are written, numbered ones with their number."""
    found: list[tuple[Field, str]] = []
    fields = book().kinds[kind].fields.values()
    single = [known for known in fields if not known.several and known.name not in _LEFT_OUT[kind]]
    several = [known for known in fields if known.several]
    found = [(known, "") for known in single]
    found += [(known, str(number)) for number in range(1, _LIAISONS + 1) for known in several]
    return found


def titles(kind: str) -> list[str]:
    """Return the columns' titles."""
    return [known.title + ("" if number in ("", "1") else number) for known, number in shown(kind)]


def customer(standing: Standing, scope: Scope) -> list[Any]:
    """Return a customer's row; numbers are whole only for who serves the customer (G3)."""
    row = standing.row
    whole = scope.staff_id is not None and scope.staff_id in (row["manager_id"], row["deputy_id"])
    cells = []
    for known, number in shown("customers"):
        if not number:
            cells.append(_of_customer(known, standing, scope, whole))
            continue
        place = int(number) - 1
        person = standing.liaisons[place] if place < len(standing.liaisons) else None
        cells.append(_of_liaison(known, person, whole) if person else "")
    return cells


def contact(row: Mapping[str, Any], scope: Scope, zone: ZoneInfo) -> list[Any]:
    """Return a record's row."""
    whole = scope.staff_id is not None and scope.staff_id in (row["served_by"], row["deputised_by"])
    values = {
        "account": row["customer_account"] or "",
        "name": row["customer_name"],
        "phone": row["customer_phone"] if whole else masking.mask_phone(row["customer_phone"]),
        "kind": _choice("contact_kind", row["kind"]),
        "outcome": _choice("outcome", row["outcome"]),
        "manager": row["writer"],
        "content": row["content"],
        "author": row["author"],
    }
    for name in ("happened_at", "recorded_at", "next_at"):
        values[name] = _moment(row[name], zone)
    return [values[known.name] for known, _ in shown("contacts")]


def _of_customer(known: Field, standing: Standing, scope: Scope, whole: bool) -> Any:
    row = standing.row
    match known.type:
        case "phone":
            return row[known.name] if whole else masking.mask_phone(row[known.name])
        case "choice":
            return _choice(known.choices, row[known.name])
        case "yes":
            value = row[known.name]
            return "" if value is None else _choice("yes", "yes" if value else "no")
        case "staff":
            return scope.names.get(row[f"{known.name}_id"] or 0, "")
        case "birthday":
            return _day(row)
        case "days":
            return _days(standing.anniversaries)
        case "fields":
            fields = book().kinds["customers"].fields
            return "、".join(fields[name].title for name in row["do_not_ask"] or () if name in fields)
    value = row[known.name]
    return "" if value is None else value


def _of_liaison(known: Field, person: Mapping[str, Any], whole: bool) -> Any:
    match known.name:
        case "liaison_birthday":
            return _day(person)
        case "liaison_phone":
            return person["phone"] if whole else masking.mask_phone(person["phone"])
    return person[known.name.removeprefix("liaison_")]


def _choice(choices: str, value: str) -> str:
    """Return the word of a choice; what is none of them stays as it is."""
    words = book().choices[choices].get(value)
    return words[0] if words else value


def _day(row: Mapping[str, Any]) -> str:
    if row["birth_month"] is None:
        return ""
    year, month, day = row["birth_year"], row["birth_month"], row["birth_day"]
    if not row["birth_lunar"]:
        return f"{year}-{month:02d}-{day:02d}" if year else f"{month}-{day}"
    name = birthdays.name(YearDay(month, day, year, True, bool(row["birth_leap"])))
    return f"农历{year}年{name}" if year else f"农历{name}"


def _days(rows: Sequence[Mapping[str, Any]]) -> str:
    return "；".join(f"{row['name']} {_day(row)}" for row in rows)


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return "" if at is None else f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S}"
