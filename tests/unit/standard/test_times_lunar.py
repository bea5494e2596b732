"""The edges of lunar months in what people type: 闰六月底 is the moon's (B5, D-20)."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.standard import times
from bot.standard.policy import load
from bot.standard.workdays import WorkCalendar

CALENDAR = WorkCalendar()


@pytest.mark.parametrize(
    ("now", "text", "day"),
    [
        ("2025-07-20", "闰六月底", "2025-08-22"),
        ("2025-07-20", "闰六月下旬", "2025-08-18"),
        ("2025-07-20", "农历闰六月中", "2025-08-08"),
        ("2025-06-01", "农历六月底", "2025-07-24"),
        ("2025-12-01", "腊月底", "2026-02-16"),
        ("2026-09-24", "九月底", "2026-09-30"),
    ],
)
def test_edges_of_lunar_months(now: str, text: str, day: str) -> None:
    at = datetime.fromisoformat(now).replace(hour=10, tzinfo=CALENDAR.zone)
    found = times.find(text, at, CALENDAR, load().hours)
    assert [(f"{when.at:%Y-%m-%d}", when.text) for when in found[:1]] == [(day, text)]
