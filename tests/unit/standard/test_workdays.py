from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.standard.workdays import WorkCalendar

CALENDAR = WorkCalendar()
OPEN, CLOSE = time(9), time(18)
MAKE_UP = ["2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"]
MAKE_UP += [
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-05-09",
    "2026-09-20",
    "2026-10-10",
]
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CALENDAR.zone)


moments = st.integers(0, 2_000_000).map(lambda n: at("2024-01-01T00:00") + timedelta(minutes=n))


@pytest.mark.parametrize("day", MAKE_UP)
def test_make_up_days_are_worked(day: str) -> None:
    assert date.fromisoformat(day).weekday() >= 5
    assert CALENDAR.is_working(date.fromisoformat(day))


def test_last_days_know_make_up_days() -> None:
    assert CALENDAR.last_of_week(date(2026, 9, 14)) == date(2026, 9, 20)
    assert CALENDAR.last_of_week(date(2026, 9, 20)) == date(2026, 9, 20)
    assert CALENDAR.last_of_month(date(2026, 2, 3)) == date(2026, 2, 28)
    assert CALENDAR.last_of_month(date(2026, 1, 31)) == date(2026, 1, 30)


def test_half_a_day_before_monday_morning_is_friday_afternoon() -> None:
    assert CALENDAR.hours_before(at("2026-09-14T09:00"), 4, OPEN, CLOSE) == at("2026-09-11T14:00")
    # Sunday the 20th is worked.
    assert CALENDAR.hours_before(at("2026-09-21T09:00"), 4, OPEN, CLOSE) == at("2026-09-20T14:00")


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-09-14T16:00", 2, "2026-09-14T18:00"),
        ("2026-09-14T16:00", 2.5, "2026-09-15T09:30"),
        ("2026-09-14T07:00", 1, "2026-09-14T10:00"),
        ("2026-09-14T18:00", 1, "2026-09-15T10:00"),
        ("2026-09-11T17:00", 10, "2026-09-14T18:00"),
        ("2026-09-14T10:00", -2, "2026-09-11T17:00"),
    ],
)
def test_add_hours(start: str, hours: float, end: str) -> None:
    assert CALENDAR.add_hours(at(start), hours, OPEN, CLOSE) == at(end)


def test_overrides_decide() -> None:
    calendar = WorkCalendar(overrides={date(2027, 1, 1): False, date(2026, 9, 19): True})
    assert calendar.is_working(date(2026, 9, 19))
    assert not calendar.is_working(date(2027, 1, 1))
    assert calendar.known(date(2027, 1, 1))
    assert not calendar.known(date(2027, 1, 2))


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        CALENDAR.local(datetime.fromisoformat("2026-01-01T00:00"))


@given(days, st.integers(-40, 40))
def test_add_lands_on_the_nth_working_day(day: date, n: int) -> None:
    found, provisional = CALENDAR.add(day, n)
    low, high = min(day, found), max(day, found)
    between = [low + timedelta(days=i) for i in range((high - low).days + 1)]
    counted = [d for d in between if CALENDAR.is_working(d) and d != day]
    assert len(counted) == abs(n)
    assert found == day if n == 0 else CALENDAR.is_working(found)
    assert provisional == any(not CALENDAR.known(d) for d in between)


@given(days)
def test_next_and_last(day: date) -> None:
    following = CALENDAR.next_working(day)
    assert following > day
    assert CALENDAR.is_working(following)
    assert CALENDAR.on_or_after(day) == (day if CALENDAR.is_working(day) else following)
    last = CALENDAR.last_of_month(day)
    assert CALENDAR.is_working(last)
    assert (last.year, last.month) == (day.year, day.month)
    assert CALENDAR.is_working(CALENDAR.last_of_week(day))


@given(moments, st.integers(0, 600))
def test_working_minutes_there_and_back(moment: datetime, minutes: int) -> None:
    hours = minutes / 60
    end = CALENDAR.add_hours(moment, hours, OPEN, CLOSE)
    assert end >= moment
    assert CALENDAR.is_working(end.date())
    assert OPEN <= end.time() <= CLOSE
    start = CALENDAR.add_hours(moment, 0, OPEN, CLOSE)
    back = CALENDAR.hours_before(end, hours, OPEN, CLOSE)
    # Close of business and the next opening are the same moment of work.
    again = CALENDAR.add_hours(back, 0, OPEN, CLOSE)
    assert again == start or {again.time(), start.time()} == {OPEN, CLOSE}
