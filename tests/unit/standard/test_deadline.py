from datetime import UTC, date, datetime

import pytest

from bot.standard.deadline import due
from bot.standard.policy import shipped
from bot.standard.workdays import WorkCalendar

CALENDAR = WorkCalendar()
POLICY = shipped()

# recorded, Monday to Friday only, holidays without make-up days, right
GOLDEN = [
    ("2025-01-24", "2025-01-29", "2025-02-06", "2025-02-05"),
    ("2025-09-26", "2025-10-01", "2025-10-09", "2025-09-30"),
    ("2025-09-30", "2025-10-03", "2025-10-13", "2025-10-11"),
    ("2026-01-01", "2026-01-06", "2026-01-07", "2026-01-06"),
    ("2026-02-13", "2026-02-18", "2026-02-26", "2026-02-25"),
    ("2026-04-03", "2026-04-08", "2026-04-09", "2026-04-09"),
    ("2026-05-08", "2026-05-13", "2026-05-13", "2026-05-12"),
    ("2026-09-18", "2026-09-23", "2026-09-23", "2026-09-22"),
    ("2026-09-30", "2026-10-05", "2026-10-12", "2026-10-10"),
]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CALENDAR.zone)


@pytest.mark.parametrize(("recorded", "weekdays_only", "without_make_up", "right"), GOLDEN)
@pytest.mark.parametrize("kind", ["suggestion", "opinion", "question", "complaint", "promise"])
@pytest.mark.parametrize("clock", ["00:00", "10:30", "23:59"])
def test_three_working_days(
    kind: str, clock: str, recorded: str, weekdays_only: str, without_make_up: str, right: str
) -> None:
    found = due(kind, "normal", at(f"{recorded}T{clock}"), POLICY, CALENDAR)
    assert found.at == at(f"{right}T18:00")
    assert found.day == date.fromisoformat(right)
    assert not found.provisional
    for wrong in {weekdays_only, without_make_up} - {right}:
        assert found.day != date.fromisoformat(wrong)


def test_a_year_without_a_table_is_provisional() -> None:
    found = due("suggestion", "normal", at("2026-12-30T10:00"), POLICY, CALENDAR)
    assert found.provisional
    assert found.day == date(2027, 1, 4)
    assert not due("suggestion", "normal", at("2026-12-25T10:00"), POLICY, CALENDAR).provisional


def test_the_recording_day_is_the_companys() -> None:
    # 17:00 UTC on 29 September is already the 30th in Shanghai.
    found = due("suggestion", "normal", datetime(2026, 9, 29, 17, 0, tzinfo=UTC), POLICY, CALENDAR)
    assert found.day == date(2026, 10, 10)
    assert found.at.utcoffset() == at("2026-10-10T18:00").utcoffset()


@pytest.mark.parametrize(
    ("kind", "severity", "recorded", "right"),
    [
        ("complaint", "major", "2026-09-30T10:00", "2026-10-08T18:00"),
        ("complaint", "urgent", "2026-09-28T10:00", "2026-09-28T14:00"),
        ("complaint", "urgent", "2026-09-30T16:00", "2026-10-08T11:00"),
        ("complaint", "", "2026-09-30T10:00", "2026-10-10T18:00"),
        ("suggestion", "urgent", "2026-09-30T10:00", "2026-10-10T18:00"),
        ("callback", "normal", "2026-09-28T10:00", "2026-09-28T12:00"),
        ("callback", "normal", "2026-09-28T20:00", "2026-09-29T11:00"),
        ("callback", "normal", "2026-10-02T12:00", "2026-10-08T11:00"),
        ("wait", "normal", "2026-10-02T23:59", "2026-10-03T00:02"),
        ("alert", "urgent", "2026-10-02T12:00", "2026-10-02T12:15"),
    ],
)
def test_other_deadlines(kind: str, severity: str, recorded: str, right: str) -> None:
    found = due(kind, severity, at(recorded), POLICY, CALENDAR)
    assert found.at == at(right)
    assert found.day == at(right).date()
    assert not found.provisional


def test_working_hours_into_an_unpublished_year_are_provisional() -> None:
    assert due("callback", "normal", at("2026-12-31T17:00"), POLICY, CALENDAR).provisional
