"""What a cell holds, however it was typed: texts, phones, days, sums, choices (C1, C9).

Spreadsheet programs turn phones into numbers (1.38E+10), days into dates and dates into numbers; people add
spaces and full-width signs. What cannot be read is refused with the reason, never guessed at.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.services.importing.columns import Field, book, normal
from bot.standard import birthdays, masking
from bot.standard.yearday import YearDay

Cell = object
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")
_PHONE_SIGNS = re.compile(r"[\d\s+()./-]+|[\d\s+()./-]+(?:转|ext\.?|x)\s*\d+", re.IGNORECASE)
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LETTERS = re.compile(r"[^\W\d_]")
_MOMENT = re.compile(
    r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?"
    r"(?:[T\s]*(?P<H>\d{1,2})[:时点](?P<M>\d{1,2})?分?(?::?(?P<S>\d{1,2})(?:\.\d+)?秒?)?)?"
)
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})?)?")
_MONTH = re.compile(r"(?P<y>20\d\d)[-/.年]?(?P<m>\d{1,2})(?:月份?|[-/.]\d{1,2})?")
_DAYS = re.compile(r"\d{1,4}")
_SEPARATORS = re.compile(r"[;；\n]+")
_DAY_AT_END = re.compile(
    r"(?P<name>.*?\D)[\s:：]*(?P<day>(?:农历|阴历|公历|阳历|\d|闰|正月|腊月|冬月|[一二三四五六七八九十]+月).*)"
)
_FIRST_SERIAL, _LAST_SERIAL = 3653, 73050  # 1910 to 2099 as spreadsheets count days
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's moments have no zone
_NOON = time(12)
_MANY = 1000
_MAX_FEN = 10**13
_YEARS = range(1990, 2101)  # before, there was nothing to serve; beyond, or far before, a year is mistyped


class Unfit(Exception):
    """A cell cannot be read; a phrase says why."""

    def __init__(self, phrase: str, **slots: str) -> None:
        self.phrase, self.slots = phrase, slots
        super().__init__(phrase)


def words(value: Cell) -> str:
    """Return a cell as a person would read it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def text(value: Cell, known: Field) -> str:
    """Return a cell's text on one line, or on several in a field of many words."""
    plain = words(value)
    if known.longest < _MANY:
        plain = " ".join(plain.split())
    if not plain.isprintable():
        plain = "".join(c for c in plain if c.isprintable() or c == "\n").strip()
    if len(plain) > (known.longest or 200):
        raise Unfit("import-too-long", column=known.title, limit=str(known.longest or 200))
    # ID and card numbers are not kept, whoever writes them (G7).
    return masking.redact(plain)[0]


def account(value: Cell, known: Field) -> str:
    """Return a customer's number without spaces, as it stands in the company's own system."""
    plain = unicodedata.normalize("NFKC", words(value))
    if _SCIENTIFIC.fullmatch(plain):
        raise Unfit("import-account-cut", value=plain)
    plain = "".join(plain.split())
    if len(plain) > known.longest or not plain.isprintable():
        raise Unfit("import-too-long", column=known.title, limit=str(known.longest))
    return plain


def phone(value: Cell, known: Field) -> str:
    """Return a number's digits; one with letters in it, or cut short by a program, is refused."""
    plain = words(value)
    if _MOBILE.fullmatch(plain):
        return plain
    plain = unicodedata.normalize("NFKC", plain).strip()
    if not plain:
        return ""
    if _SCIENTIFIC.fullmatch(plain):
        plain = _whole(plain)
    number = masking.normal_phone(plain) if _PHONE_SIGNS.fullmatch(plain) else None
    if number is None and isinstance(value, int | float):
        number = masking.normal_phone(f"0{plain}")  # a program took an area code's zero away
    if number is None:
        shown = masking.mask_phone(plain) if not _LETTERS.search(plain) else plain[:20]
        raise Unfit("import-phone", column=known.title, value=shown)
    return number


def _whole(plain: str) -> str:
    """Return the digits of 1.38E+10 where all of them are there."""
    try:
        whole = str(Decimal(plain).to_integral_value().quantize(Decimal(1)))
    except InvalidOperation:
        return plain
    digits = plain.upper().split("E")[0].replace(".", "")
    # 1.38E+10 stands for any of a hundred million numbers: nobody can tell which.
    return whole if len(digits) >= len(whole) - 1 else plain


def choice(value: Cell, known: Field) -> str:
    """Return what a word of a list means."""
    plain = words(value)
    found = _read_choice(known.choices or "yes", plain)
    if found is None:
        listed = "、".join(names[0] for names in book().choices[known.choices or "yes"].values())
        raise Unfit("import-choice", column=known.title, value=plain[:20], listed=listed)
    return found


@lru_cache(maxsize=1024)
def _read_choice(choices: str, plain: str) -> str | None:
    return book().read[choices].get(normal(plain))


def birthday(value: Cell, known: Field, today: date, calendar: str = "") -> YearDay:
    """Return a day that comes every year: a date cell, a number, or words of the sun or the moon."""
    if isinstance(value, datetime | date):
        plain = f"{value:%Y-%m-%d}"
    elif isinstance(value, int | float) and not isinstance(value, bool) and _is_serial(value):
        plain = f"{_EPOCH + timedelta(days=int(value)):%Y-%m-%d}"
    else:
        plain = words(value).split("T")[0]
        plain = re.sub(r"\s+\d{1,2}:\d{2}(?::\d{2})?$", "", plain)
    moon = "lunar" if calendar == "lunar" else ""
    # A date under 农历 is a day of the moon written in figures.
    read = _read_day(f"农历{_written(plain)}" if moon and "农历" not in plain else plain, today)
    if isinstance(read, YearDay):
        return read
    raise Unfit(
        f"import-birthday-{read.reason.replace('_', '-')}",
        column=known.title,
        value=words(value)[:20],
        month=str(read.month),
        most=str(read.most),
        year=str(read.year),
    )


@lru_cache(maxsize=4096)
def _read_day(plain: str, today: date) -> YearDay | birthdays.Wrong:
    return birthdays.read(plain, today)


def _written(plain: str) -> str:
    match = re.fullmatch(r"(?:(\d{4})[-/.])?(\d{1,2})[-/.](\d{1,2})", plain)
    return f"{match[1] + '年' if match[1] else ''}{int(match[2])}月{int(match[3])}日" if match else plain


def _is_serial(value: int | float) -> bool:
    return _FIRST_SERIAL <= value <= _LAST_SERIAL


def yearly_days(value: Cell, known: Field, today: date) -> list[tuple[str, YearDay]]:
    """Return named days: 结婚纪念日 5月20日；乔迁 农历八月十五."""
    if isinstance(value, datetime | date):
        return [(known.title, birthday(value, known, today))]
    found = []
    for part in _SEPARATORS.split(words(value)):
        part = part.strip()
        if not part:
            continue
        match = _DAY_AT_END.fullmatch(part)
        name, day = (match["name"].strip(" :：\t"), match["day"]) if match else (known.title, part)
        found.append(((name or known.title)[:64], birthday(day, known, today)))
    return found


def days_between(value: Cell, known: Field) -> int:
    """Return a number of days."""
    plain = unicodedata.normalize("NFKC", words(value)).removesuffix("天").strip()
    if not _DAYS.fullmatch(plain):
        raise Unfit("import-number", column=known.title, value=plain[:20])
    return int(plain)


def tags(value: Cell, known: Field) -> str:
    """Return tags with one space between them."""
    return text(re.sub(r"[,，、;；|]+", " ", words(value)), known)


def fen(value: Cell, known: Field) -> int:
    """Return a sum in fen: 128.5, ¥1,280.00, 128元."""
    plain = unicodedata.normalize("NFKC", words(value)).strip()
    plain = plain.removeprefix("¥").removeprefix("￥").removesuffix("元").replace(",", "").strip()
    try:
        amount = (Decimal(plain) * 100).quantize(Decimal(1), ROUND_HALF_UP)
    except (ArithmeticError, ValueError):
        raise Unfit("import-number", column=known.title, value=words(value)[:20]) from None
    if not amount.is_finite() or abs(amount) > _MAX_FEN:
        raise Unfit("import-number", column=known.title, value=words(value)[:20])
    return int(amount)


def month(value: Cell, known: Field) -> str:
    """Return a month: 2026-03, 2026年3月, 202603, or a date of it."""
    if isinstance(value, datetime | date):
        return f"{value:%Y-%m}"
    plain = unicodedata.normalize("NFKC", words(value))
    match = _MONTH.fullmatch(plain.split(" ")[0])
    if match is None or not 1 <= int(match["m"]) <= 12:
        raise Unfit("import-month", column=known.title, value=plain[:20])
    return f"{match['y']}-{int(match['m']):02d}"


def moment(value: Cell, known: Field, zone: ZoneInfo, hour: time = _NOON) -> datetime:
    """Return a moment in the company's zone; a day alone is its noon, or another hour of it."""
    at = _moment(value, known, zone, hour)
    if at.year not in _YEARS:
        raise Unfit("import-moment", column=known.title, value=words(value)[:20])
    return at


def _moment(value: Cell, known: Field, zone: ZoneInfo, hour: time) -> datetime:
    if isinstance(value, datetime):
        return _hour_or(value, zone, hour)
    if isinstance(value, date):
        return datetime.combine(value, hour, zone)
    if isinstance(value, int | float) and not isinstance(value, bool) and _is_serial(value):
        return _hour_or(_EPOCH + timedelta(seconds=round(value * 86400)), zone, hour)
    plain = unicodedata.normalize("NFKC", words(value))
    match = _MOMENT.fullmatch(plain) or _COMPACT.fullmatch(plain)
    try:
        if match is None:
            raise ValueError
        year, month_, day, hours, minute, second = (int(match[name] or 0) for name in "ymdHMS")
        at = datetime(year, month_, day, hours, minute, second, tzinfo=zone)
        return at if match["H"] is not None else datetime.combine(at, hour, zone)
    except ValueError:
        raise Unfit("import-moment", column=known.title, value=plain[:20]) from None


def _hour_or(at: datetime, zone: ZoneInfo, hour: time) -> datetime:
    return datetime.combine(at, hour if at.time() == time() else at.time(), zone)
