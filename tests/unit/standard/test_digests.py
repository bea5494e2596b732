"""What a day puts forward, and when what was put off comes again (D-4, O7)."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.standard import digests
from bot.standard.policy import load
from bot.standard.workdays import COMPANY_ZONE, WorkCalendar

CALENDAR, POLICY = WorkCalendar(), load()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COMPANY_ZONE)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-02-01", "2026-02-28", 16),  # the Spring Festival, and two Saturdays that work
        ("2026-10-01", "2026-10-07", 0),
        ("2026-10-10", "2026-10-10", 1),
        ("2026-03-04", "2026-03-03", 0),
    ],
)
def test_working_days(first: str, last: str, days: int) -> None:
    assert digests.working_days(CALENDAR, date.fromisoformat(first), date.fromisoformat(last)) == days


@pytest.mark.parametrize(
    ("count", "left", "share"),
    [(44, 21, 3), (44, 22, 2), (1, 20, 1), (0, 5, 0), (500, 20, 12), (7, 0, 7), (5, 1, 5)],
)
def test_the_share_of_a_day(count: int, left: int, share: int) -> None:
    assert digests.share(count, left, 12) == share


@pytest.mark.parametrize("count", [1, 19, 44, 200])
def test_who_does_the_share_of_each_day_is_done_on_the_last(count: int) -> None:
    left = count
    for days in range(20, 0, -1):
        left -= min(left, digests.share(left, days, 12))
    assert left == 0


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        ("2026-03-02", ""),
        ("2026-03-16", ""),  # ten of twenty-two are gone
        ("2026-03-17", digests.HALF),
        ("2026-03-24", digests.HALF),
        ("2026-03-25", digests.LAST),
        ("2026-03-31", digests.LAST),
    ],
)
def test_how_far_a_month_has_gone(today: str, stage: str) -> None:
    month = (date(2026, 3, 1), date.fromisoformat(today), date(2026, 3, 31))
    assert digests.stage(*month, POLICY, CALENDAR) == stage


def test_three_quarters_of_a_quarter() -> None:
    quarter = (date(2026, 4, 1), date(2026, 6, 12), date(2026, 6, 30))
    assert digests.stage(*quarter, POLICY, CALENDAR) == digests.MOST


@pytest.mark.parametrize(
    ("now", "due", "times"),
    [
        (
            "2026-11-24T10:02",
            "2026-12-01T18:00",
            ["11-24 12:05", "11-24 19:00", "11-25 09:00", "11-30 09:00"],
        ),
        ("2026-11-24T10:02", "2026-11-25T08:00", ["11-24 12:05", "11-24 19:00"]),
        ("2026-11-24T16:30", "2026-12-01T18:00", ["11-24 19:00", "11-25 09:00", "11-30 09:00"]),
        ("2026-11-27T19:30", "2026-12-01T18:00", ["11-30 09:00"]),
        ("2026-09-30T15:00", "2026-10-31T18:00", ["09-30 17:00", "09-30 19:00", "10-08 09:00"]),
        # Late already: later is offered nevertheless, and said to be late.
        (
            "2026-11-24T10:00",
            "2026-11-23T18:00",
            ["11-24 12:00", "11-24 19:00", "11-25 09:00", "11-30 09:00"],
        ),
    ],
)
def test_later(now: str, due: str, times: list[str]) -> None:
    found = digests.later_times(at(now), at(due), POLICY, CALENDAR)
    assert [f"{each:%m-%d %H:%M}" for each in found] == times
