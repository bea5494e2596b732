"""What is typed in the course of a talk: times and days of the year too (B5, B8)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from bot.errors import BadInput
from bot.services.desk import Desk, excerpt, names
from bot.standard import birthdays, scripts_reading, times
from bot.standard.scripts_reading import Reading
from bot.standard.yearday import YearDay

_ANNIVERSARY_WORDS = re.compile(r"纪念日|周年|司庆|店庆|成立日|结婚|开业")
_BETWEEN_WORDS = re.compile(r"[；;，,。\n]+")
_NAME_WORDS = re.compile(
    r"^(?P<name>[^\d农阴闰\s:：]{2,12}?(?:纪念日|周年|司庆|店庆|日)?)[\s:：是为]*(?P<day>[\d农阴闰].*)$"
)


def read(desk: Desk, reader: str, text: str, now: datetime) -> Reading:
    """Read a text as a step expects it; raise BadInput for a day or time that cannot be."""
    if reader == "time":
        return _time(desk, text, now)
    if reader == "dates":
        return _dates(desk, text, now)
    return scripts_reading.read(reader, text)


def offered(desk: Desk, enter: str, now: datetime) -> datetime | None:
    """Return the time that an answer stands for, moved to a working day where it is none (D-19)."""
    found = times.find(enter, desk.local(now), desk.calendar, desk.policy.hours)
    if not found:
        return None
    at = desk.local(found[0].at)
    return desk.calendar.at(desk.calendar.on_or_after(at.date()), at.time())


def offered_words(desk: Desk, name: str, reader: str, enter: str, now: datetime) -> str:
    """Return an answer's label: 明天上午10点 where tomorrow is a working day, else the day that is meant."""
    words = desk.say(f"answer-{name}")
    if reader != "time" or not enter:
        return words
    at = offered(desk, enter, now)
    tomorrow = desk.today(now) + timedelta(days=1)
    return words if at is None or at.date() == tomorrow else desk.time_words(at)


def pack(day: YearDay) -> str:
    """Return a day of the year as it is kept with a talk."""
    return f"{day.month}-{day.day}-{day.year or 0}-{int(day.lunar)}-{int(day.leap)}"


def unpack(text: str) -> YearDay:
    """Read back what `pack` wrote."""
    month, day, year, lunar, leap = (int(part) for part in text.split("-"))
    return YearDay(month, day, year or None, bool(lunar), bool(leap))


def day_words(desk: Desk, day: YearDay) -> str:
    """Return a day of the year as people say it."""
    if day.lunar:
        return desk.say("script-day-lunar", day=birthdays.name(day))
    return desk.say("script-day-solar", month=str(day.month), day=str(day.day))


def _time(desk: Desk, text: str, now: datetime) -> Reading:
    found = times.find(text, desk.local(now), desk.calendar, desk.policy.hours)
    if not found:
        return Reading({}, text)
    coming = next((when for when in found if when.at > now), None)
    if coming is None:
        raise BadInput("error-time-past", time=desk.time_words(found[0].at))
    said = coming.text.strip()
    return Reading({"time": coming.at.isoformat()}, "" if text.strip() == said else text)


def _dates(desk: Desk, text: str, now: datetime) -> Reading:
    fields: dict[str, str] = {}
    marked: list[str] = []
    rest: list[str] = []
    for piece in filter(None, (p.strip() for p in _BETWEEN_WORDS.split(text))):
        named = _NAME_WORDS.match(piece) if _ANNIVERSARY_WORDS.search(piece) else None
        day = birthdays.read(named["day"] if named else piece, desk.today(now))
        if isinstance(day, YearDay):
            if named:
                marked.append(f"{named['name']}|{pack(day)}")
            else:
                fields["birthday"] = pack(day)
        elif day.reason == "unclear" and not any(c.isdigit() for c in piece):
            rest.append(piece)
        else:
            raise BadInput("error-script-day", text=excerpt(piece))
    if marked:
        fields["anniversary"] = ";".join(marked)
    return Reading(fields, names(rest, "；"))
