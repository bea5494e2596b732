"""Written down late, and written down twice (O1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.standard import honesty
from bot.standard.policy import load
from bot.standard.workdays import COMPANY_ZONE, WorkCalendar

POLICY, CALENDAR = load(), WorkCalendar()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COMPANY_ZONE)


@pytest.mark.parametrize(
    ("happened", "recorded", "late"),
    [
        ("2026-11-23T09:00", "2026-11-23T23:59", False),
        ("2026-11-23T09:00", "2026-11-24T23:59", False),
        ("2026-11-23T23:59", "2026-11-25T00:00", True),
        ("2026-11-20T15:00", "2026-11-23T18:00", False),  # Friday, written on Monday
        ("2026-11-20T15:00", "2026-11-24T08:00", True),
        ("2026-11-21T15:00", "2026-11-23T18:00", False),  # Saturday, written on Monday
        ("2026-09-30T15:00", "2026-10-08T09:00", False),  # the holiday lies between
        ("2026-09-30T15:00", "2026-10-09T09:00", True),
        ("2026-11-24T15:00", "2026-11-24T09:00", False),
    ],
)
def test_late_is_more_than_one_working_day(happened: str, recorded: str, late: bool) -> None:
    assert honesty.backdated(at(happened), at(recorded), POLICY, CALENDAR) is late


def test_how_late_is_the_companys_decision() -> None:
    patient = replace(POLICY, records=replace(POLICY.records, late_after_days=3))
    assert not honesty.backdated(at("2026-11-20T15:00"), at("2026-11-25T18:00"), patient, CALENDAR)
    assert honesty.backdated(at("2026-11-20T15:00"), at("2026-11-26T00:00"), patient, CALENDAR)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("谈了5G套餐", "谈了5G套餐。", True),
        ("谈了5g套餐", "谈了 5G 套餐", True),
        ("谈了，续约", "谈了续约！", True),
        ("谈了续约", "谈了续费", False),
        ("谈了续约", "没谈续约", False),
        ("。", "！", False),
        ("", "", False),
    ],
)
def test_the_same_words_are_told_from_other_ones(one: str, other: str, same: bool) -> None:
    assert honesty.same(one, other) is same
