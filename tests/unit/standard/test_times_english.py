"""Times as customers type them in English, read with the house's own hours (A4, A24)."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.standard.times import find
from bot.standard.workdays import WorkCalendar

CALENDAR = WorkCalendar()
NOW = datetime(2026, 9, 29, 10, 0, tzinfo=CALENDAR.zone)  # a Tuesday


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("tomorrow 3pm", "09-30 15:00"),
        ("tomorrow at 3", "09-30 15:00"),
        ("today at 4:30 pm", "09-29 16:30"),
        ("15:30", "09-29 15:30"),
        ("at 9:00", "09-30 09:00"),
        ("03:15 pm", "09-29 15:15"),
        ("3 p.m. please", "09-29 15:00"),
        ("call me at 3", "09-29 15:00"),
        ("3 o'clock", "09-29 15:00"),
        ("half past three", "09-29 15:30"),
        ("quarter to 5 pm", "09-29 16:45"),
        ("10 in the morning", "09-30 10:00"),
        ("eight in the evening", "09-29 20:00"),
        ("tomorrow night at 8", "09-30 20:00"),
        ("noon", "09-29 12:00"),
        ("in an hour", "09-29 11:00"),
        ("in half an hour", "09-29 10:30"),
        ("in 45 minutes", "09-29 10:45"),
        ("an hour from now", "09-29 11:00"),
        ("Dec 5 at 10", "12-05 10:00"),
        ("December 5th, 2026 at 10am", "12-05 10:00"),
        ("5th of October at noon", "10-05 12:00"),
        ("10/12 at 3pm", "10-12 15:00"),
        ("2026-10-12 14:00", "10-12 14:00"),
        ("Friday, 2 pm", "10-02 14:00"),
        ("at 10am on Thursday", "10-01 10:00"),
        ("Tuesday 9am", "10-06 09:00"),
        ("tuesday at 11", "09-29 11:00"),
        ("next Friday 10am", "10-09 10:00"),
        ("on the 5th at 9", "10-05 09:00"),
        ("between 3 and 5pm tomorrow", "09-30 15:00"),
        ("after 6 pm", "09-29 18:00"),
        ("tmr 2pm", "09-30 14:00"),
        ("day after tomorrow, 11 am", "10-01 11:00"),
        ("in two days at 3pm", "10-01 15:00"),
    ],
)
def test_a_time_is_read(text: str, at: str) -> None:
    (when,) = find(text, NOW, CALENDAR)
    assert (f"{when.at:%m-%d %H:%M}", when.has_time) == (at, True)


@pytest.mark.parametrize(
    ("text", "at", "part"),
    [
        ("tonight", "09-29 19:00", True),
        ("Monday morning", "10-05 09:00", True),
        ("tomorrow afternoon", "09-30 14:00", True),
        ("this evening", "09-29 19:00", True),
        ("tomorrow", "09-30 09:00", False),
        ("Wed", "09-30 09:00", False),
        ("Oct 10", "10-10 09:00", False),
        ("next week", "10-08 09:00", False),
        ("in a week", "10-06 09:00", False),
        ("weekend", "10-03 09:00", False),
    ],
)
def test_a_day_or_a_part_of_it_is_read(text: str, at: str, part: bool) -> None:
    (when,) = find(text, NOW, CALENDAR)
    assert (f"{when.at:%m-%d %H:%M}", when.has_time, when.names_part) == (at, False, part)


def test_a_limit_and_a_doubt_are_told() -> None:
    (limit,) = find("before 5pm", NOW, CALENDAR)
    assert limit.limit and limit.at.hour == 17
    (doubt,) = find("next Friday", NOW, CALENDAR)
    assert [f"{at:%m-%d}" for at in doubt.alternatives] == ["10-02"] and not doubt.sure


@pytest.mark.parametrize(
    "text",
    [
        "any time",
        "as soon as possible",
        "I may call later",
        "my number",
        "may",
        "lunch",
        "Feb 30",
        "25:00 h",
        "hi",
    ],
)
def test_what_is_no_time_is_left(text: str) -> None:
    assert find(text, NOW, CALENDAR) == []


@given(st.text(alphabet="abcdefhimnoprstuwy 0123456789:./-'", max_size=30))
def test_any_text_is_borne(text: str) -> None:
    assert len(find(text, NOW, CALENDAR)) >= 0
