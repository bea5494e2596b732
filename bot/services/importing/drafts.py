"""A row of cells read into values; what cannot be read is noted with its reason (C1, C9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.services.importing import cells
from bot.services.importing.cells import Unfit
from bot.services.importing.columns import Field, Layout, book, normal
from bot.services.importing.lines import Note, Scope
from bot.standard.yearday import YearDay

_MASKED = re.compile(r"\d{2,3}\*{4}\d{2,4}")
_BETWEEN = re.compile(r"[,，、;；|\s]+")

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
"""What a spreadsheet program writes where a formula failed."""


@dataclass(slots=True)
class Draft:
    """What a row says: values of fields, numbered ones by number; `faults` make it unfit."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    numbered: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a row takes."""

    layout: Layout
    scope: Scope
    today: date
    zone: ZoneInfo
    end_of_day: time

    def read(self, number: int, values: list[Any], unread: Mapping[int, str] | None = None) -> Draft:
        """Read a row; an empty cell says nothing, so that what is on file stays."""
        draft = Draft(number)
        calendar = self._calendar(values)
        for place, (known, which) in self.layout.places.items():
            if unread and place in unread:
                draft.faults.append((f"import-cell-{unread[place]}", {"column": known.title}))
                continue
            value = values[place] if place < len(values) else None
            if value is None or value == "" or (isinstance(value, str) and not value.strip()):
                continue
            if value in _ERRORS:
                draft.faults.append(("import-cell-error", {"column": known.title, "value": value}))
                continue
            try:
                read = self._cell(known, value, calendar)
            except Unfit as unfit:
                draft.faults.append((unfit.phrase, unfit.slots))
                continue
            if which:
                draft.numbered.setdefault(which, {})[known.name] = read
            else:
                draft.values[known.name] = read
        return draft

    def _calendar(self, values: list[Any]) -> str:
        for place, (known, _) in self.layout.places.items():
            if known.name == "calendar" and place < len(values):
                return book().read["calendar"].get(normal(cells.words(values[place])), "")
        return ""

    def _cell(self, known: Field, value: Any, calendar: str) -> Any:
        match known.type:
            case "text":
                return cells.text(value, known)
            case "phone":
                masked = isinstance(value, str) and _MASKED.fullmatch(value.strip())
                return value.strip() if masked else cells.phone(value, known)
            case "choice":
                return cells.choice(value, known)
            case "yes":
                return cells.choice(value, known) == "yes"
            case "account":
                return cells.account(value, known)
            case "staff":
                return self._staff(cells.words(value), known)
            case "birthday":
                moon = calendar if known.name == "birthday" else ""
                day = cells.birthday(value, known, self.today, moon)
                return [(known.anniversary, day)] if known.anniversary else day
            case "days":
                return cells.yearly_days(value, known, self.today)
            case _:
                return self._further(known, value)

    def _further(self, known: Field, value: Any) -> Any:
        match known.type:
            case "days_between":
                return cells.days_between(value, known)
            case "tags":
                return cells.tags(value, known)
            case "fields":
                return _fields(value, known)
            case "money":
                return cells.fen(value, known)
            case "month":
                return cells.month(value, known)
            case "moment":
                return cells.moment(value, known, self.zone)
            case "due":
                return cells.moment(value, known, self.zone, self.end_of_day)
        raise TypeError(f"no such type of column: {known.type}")

    def _staff(self, name: str, known: Field) -> int:
        """Return who is named; somebody of an unknown name, or one of two, is not guessed at."""
        plain = "".join(name.split())
        found = self.scope.by_name.get(plain) or self.scope.by_name.get(name.strip(), ())
        if len(found) == 1:
            return found[0]
        phrase = "import-staff-several" if found else "import-staff-unknown"
        raise Unfit(phrase, column=known.title, name=name.strip()[:20] or "-")


def _fields(value: Any, known: Field) -> list[str]:
    """Return the names of fields that are not to be asked about again (B11)."""
    fields = book().kinds["customers"].fields
    titles = {normal(name): field_.name for field_ in fields.values() for name in field_.names}
    found = []
    for title in _BETWEEN.split(cells.words(value)):
        if not title:
            continue
        name = titles.get(normal(title))
        if name is None:
            raise Unfit("import-field-unknown", column=known.title, value=title[:20])
        found.append(name)
    return sorted(set(found))


def day_columns(day: YearDay | None) -> dict[str, Any]:
    """Return the columns that a day of the year stands in."""
    return {
        "birth_year": day.year if day else None,
        "birth_month": day.month if day else None,
        "birth_day": day.day if day else None,
        "birth_lunar": bool(day and day.lunar),
        "birth_leap": bool(day and day.leap),
    }
