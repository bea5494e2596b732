"""Days from one to another in what people type (E16)."""

from __future__ import annotations

from datetime import date

import pytest

from bot.standard.times_range import find_days
from bot.standard.workdays import WorkCalendar

TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "first", "last", "rest"),
    [
        ("12月1日到12月3日 刘洋代理", "2026-12-01", "2026-12-03", "刘洋代理"),
        ("王强 12月1日到3日 刘洋代理", "2026-12-01", "2026-12-03", "王强 刘洋代理"),
        ("12/1-12/3", "2026-12-01", "2026-12-03", ""),
        ("12月1日（周二）至12月3日（周四） 刘洋代理", "2026-12-01", "2026-12-03", "刘洋代理"),
        ("下周一到周三 由刘洋代理", "2026-11-30", "2026-12-02", "由刘洋代理"),
        ("12月1号起3天", "2026-12-01", "2026-12-03", ""),
        ("明天3天", "2026-11-25", "2026-11-27", ""),
        ("今天到周五", "2026-11-24", "2026-11-27", ""),
        ("明天", "2026-11-25", "2026-11-25", ""),
        ("12月30日到1月2日", "2026-12-30", "2027-01-02", ""),
        ("2027-01-02 上班", "2027-01-02", "2027-01-02", "上班"),
        ("12月3日到12月1日", "2026-12-03", "2026-12-01", ""),
    ],
)
def test_days(text: str, first: str, last: str, rest: str) -> None:
    found = find_days(text, TODAY, WorkCalendar())
    assert found is not None
    assert (found.first.isoformat(), found.last.isoformat(), found.rest) == (first, last, rest)


@pytest.mark.parametrize("text", ["", "刘洋代理", "放假", "2月30日"])
def test_no_days(text: str) -> None:
    assert find_days(text, TODAY, WorkCalendar()) is None
