"""Days from one to another in what people type: 12月1日到12月3日, 下周一到周三, 明天起3天."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.standard.numerals import NUMBER, number
from bot.standard.times_days import day_at
from bot.standard.workdays import WorkCalendar

_WEEKDAY = r"\s?[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?"
_UNTIL = re.compile(rf"(?:{_WEEKDAY})?\s*(?:到|至|~|～|-|—+|–)\s*")
_LENGTH = re.compile(rf"(?:{_WEEKDAY})?\s*(?:起|开始)?\s*[,，]?\s*(?:共|休)?(?P<n>{NUMBER})\s?天")
_TOO = re.compile(_WEEKDAY)
_BETWEEN_NUMBERS = re.compile(r"(?<=\d)-(?=\d{1,2}[月/.]\d)")


@dataclass(frozen=True, slots=True)
class Days:
    """Days found, both included, and the text without them."""

    first: date
    last: date
    rest: str


def find_days(text: str, today: date, calendar: WorkCalendar) -> Days | None:
    """Return the first days that a text names, None where it names none."""
    # 12/1-12/3 is no date of three numbers.
    plain = _BETWEEN_NUMBERS.sub("到", text)
    for position in range(len(plain)):
        begun = day_at(plain, position, today, calendar)
        if begun is None:
            continue
        first = begun.meant.day
        last, end = _last(plain, begun.end, first, today, calendar)
        return Days(first, last, " ".join(f"{plain[:position]} {plain[end:]}".split()))
    return None


def _last(text: str, end: int, first: date, today: date, calendar: WorkCalendar) -> tuple[date, int]:
    if (counted := _LENGTH.match(text, end)) is not None:
        count = number(counted["n"])
        if count:
            return first + timedelta(days=count - 1), counted.end()
    if (until := _UNTIL.match(text, end)) is not None:
        # 到周三 and 到3日 are counted from the first day where they would lie before it.
        for known in (today, first):
            ended = day_at(text, until.end(), known, calendar)
            if ended is not None and ended.meant.day >= first:
                return ended.meant.day, _past(text, ended.end)
        if ended is not None:
            return ended.meant.day, _past(text, ended.end)
    return first, _past(text, end)


def _past(text: str, end: int) -> int:
    """Return where the day ends, its weekday included where that is written behind it."""
    too = _TOO.match(text, end)
    return too.end() if too is not None else end
