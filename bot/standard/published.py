"""A year's holidays and make-up days as they are published: read out of an iCal feed or a CSV table (4.D)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from borax.calendars.lunardate import LunarDate

ICAL, TABLE = ".ics", ".csv"
OFF, WORK = False, True

_DAY = timedelta(days=1)
_LONGEST = 31
_NAME = 32
_WIDEST = 4
"""Columns of a table of days: day, kind, name, and something besides."""
_FIRST, _LAST = 2000, 2099
_SAID_OFF_WORDS = re.compile("休|假")
# 劳动节调休上班 says both; what is said of work counts.
_SAID_WORK_WORDS = re.compile("班")
_MARK_WORDS = re.compile(r"[（(【\[]?(?:休|班|放假|假期|补班|上班|调休上班)[）)】\]]?|第\d+天/共\d+天")
_OFF_WORDS = frozenset(("休", "放假", "休息", "假期", "节假日", "法定节假日", "非工作日", "off", "holiday"))
_WORK_WORDS = frozenset(
    ("班", "上班", "补班", "调休上班", "调休补班", "工作日", "补班日", "work", "workday", "working")
)
_DATE_WORDS = re.compile(r"(\d{4})\s?[-/.年]?\s?(\d{1,2})\s?[-/.月]?\s?(\d{1,2})日?")


class PublishedError(ValueError):
    """A file that is no whole year's table; carries a phrase and its slots."""

    def __init__(self, phrase: str, **slots: str) -> None:
        self.phrase = phrase
        self.slots = slots
        super().__init__(phrase)


@dataclass(frozen=True, slots=True)
class PublishedDay:
    """A day that a table names: off or worked, and why."""

    day: date
    working: bool
    name: str


@dataclass(frozen=True, slots=True)
class Published:
    """What a file says, in order of time, and the years it covers as a whole."""

    days: tuple[PublishedDay, ...]
    years: tuple[int, ...]


def read(name: str, content: bytes) -> Published:
    """Return the days that a file names; raise PublishedError where it is no table of a whole year."""
    named: dict[date, PublishedDay] = {}
    for found in _from_table(content) if name.lower().endswith(TABLE) else _from_ical(content):
        before = named.setdefault(found.day, found)
        if before.working != found.working:
            raise PublishedError("published-clash", day=found.day.isoformat())
    if not named:
        raise PublishedError("published-none")
    days = tuple(named[day] for day in sorted(named))
    years = whole_years({found.day: found.working for found in days})
    if not years:
        raise PublishedError("published-part")
    return Published(days, tuple(sorted(years)))


def tells_of_days(content: bytes) -> bool:
    """Return whether a table marks days as off or worked, whatever is wrong with it."""
    return any(_tells(cells) for line in _lines(content) if (cells := [c.strip() for c in line if c.strip()]))


def _tells(cells: list[str]) -> bool:
    marked = any(cell.lower() in _OFF_WORDS | _WORK_WORDS for cell in cells)
    return marked and len(cells) <= _WIDEST and any(_DATE_WORDS.fullmatch(cell) for cell in cells)


def whole_years(days: Mapping[date, bool]) -> frozenset[int]:
    """Return the years of which the holidays that never fail are all among the days off.

    A table of one year may reach into the next (a New Year that begins in December): that is not a whole one.
    """
    return frozenset(
        year for year in {day.year for day in days} if all(days.get(d) is OFF for d in _sure(year))
    )


def _sure(year: int) -> tuple[date, ...]:
    spring: date = LunarDate(year, 1, 1).to_solar_date()
    return (date(year, 1, 1), spring, date(year, 5, 1), date(year, 10, 1))


def _from_ical(content: bytes) -> Iterator[PublishedDay]:
    # Imported here: it costs most of a second, and is needed once a year.
    from icalendar import Calendar

    if b"BEGIN:VCALENDAR" not in content[:4096].upper():
        raise PublishedError("published-unreadable")
    try:
        events = Calendar.from_ical(content).walk("VEVENT")
        for event in events:
            yield from _named(event)
    except PublishedError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise PublishedError("published-unreadable") from error


def _named(event: Mapping[str, object]) -> Iterator[PublishedDay]:
    summary = str(event.get("SUMMARY", ""))
    special = str(event.get("X-APPLE-SPECIAL-DAY", "")).upper()
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    if special == "ALTERNATE-WORKDAY" or _SAID_WORK_WORDS.search(summary):
        working = WORK
    elif special == "WORK-HOLIDAY" or _SAID_OFF_WORDS.search(summary):
        working = OFF
    else:
        return  # a day worth knowing, neither off nor made up for
    first = _date(event["DTSTART"].dt)  # type: ignore[attr-defined]
    last = first
    if "DTEND" in event:
        end = event["DTEND"].dt  # type: ignore[attr-defined]
        # An end is the first moment that is no longer part of it.
        last = _date(end - (_DAY if not isinstance(end, datetime) else timedelta(seconds=1)))
    elif "DURATION" in event:
        last = first + event["DURATION"].dt - _DAY  # type: ignore[attr-defined]
    last = max(first, last)
    if (last - first).days >= _LONGEST:
        raise PublishedError("published-long", day=first.isoformat())
    name = _MARK_WORDS.sub("", summary).strip(" ：:-—")[:_NAME]
    for number in range((last - first).days + 1):
        yield PublishedDay(_sensible(first + _DAY * number), working, name)


def _date(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _sensible(day: date) -> date:
    if not _FIRST <= day.year <= _LAST:
        raise PublishedError("published-year", day=day.isoformat())
    return day


def _lines(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    if "\0" in text:
        raise PublishedError("published-unreadable")
    return csv.reader(io.StringIO(text.replace("\t", ",")))


def _from_table(content: bytes) -> Iterator[PublishedDay]:
    begun = False
    for number, line in enumerate(_lines(content), 1):
        cells = [cell.strip() for cell in line]
        if not any(cells):
            continue
        found = _row(cells)
        if found is None and (begun or number > 1):
            raise PublishedError("published-row", row=str(number))
        if found is not None:
            begun = True
            yield found


def _row(cells: list[str]) -> PublishedDay | None:
    day = next((day for cell in cells if (day := _day(cell)) is not None), None)
    marks = [cell for cell in cells if cell.lower() in _OFF_WORDS | _WORK_WORDS]
    if day is None or len(marks) != 1:
        return None
    rest = [cell for cell in cells if cell and cell != marks[0] and _day(cell) is None]
    return PublishedDay(_sensible(day), marks[0].lower() in _WORK_WORDS, rest[0][:_NAME] if rest else "")


def _day(cell: str) -> date | None:
    found = _DATE_WORDS.fullmatch(cell)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
