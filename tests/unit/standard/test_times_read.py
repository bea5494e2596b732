"""Times as managers type them: how many are read right, asked about, and wrong without a word."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.standard.policy import shipped
from bot.standard.times import find
from bot.standard.times_feasts import lunar_day
from bot.standard.times_when import When
from bot.standard.workdays import WorkCalendar
from tests.data.phrases import score

CALENDAR = WorkCalendar()
HOURS = shipped().hours
# A Monday.
NOW = datetime(2026, 11, 23, 16, 30, tzinfo=CALENDAR.zone)


@pytest.mark.parametrize(
    ("name", "right", "silent"), [("times_tuned", 83, 0), ("times_held", 104, 0), ("times_fresh", 42, 0)]
)
def test_the_phrases_on_file_are_read_no_worse_than_they_were(name: str, right: int, silent: int) -> None:
    tally = score(name)
    assert tally.all >= 40
    assert tally.right >= right, tally.wrong
    assert len(tally.silent) <= silent, tally.silent


def only(text: str, now: datetime = NOW) -> When:
    (when,) = find(text, now, CALENDAR)
    return when


def test_the_coming_wednesday_is_offered_beside_the_next_weeks() -> None:
    when = only("下周三10点")
    assert not when.sure
    assert [f"{at:%m-%d %H:%M}" for at in (when.at, *when.alternatives)] == ["12-02 10:00", "11-25 10:00"]


@pytest.mark.parametrize(
    "text", ["下周一", "这周五", "上周五", "礼拜三", "明天3pm", "周五前", "三天后", "10点后天"]
)
def test_what_is_plain_is_not_asked(text: str) -> None:
    assert all(when.sure for when in find(text, NOW.replace(hour=9), CALENDAR))


def test_a_passed_hour_is_asked_and_tomorrow_offered() -> None:
    when = only("上午十点").ahead(NOW)
    assert (when.sure, f"{when.at:%m-%d %H:%M}") == (False, "11-24 10:00")


@pytest.mark.parametrize(
    ("text", "moment"),
    [("下午", "11-23 14:00"), ("晚上七点", "11-22 19:00"), ("周五", "11-20 09:00"), ("20号", "11-20 09:00")],
)
def test_talk_of_the_past(text: str, moment: str) -> None:
    assert f"{only(text).behind(NOW).at:%m-%d %H:%M}" == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("周五前", "11-27 18:00"),
        ("明天", "11-24 18:00"),
        ("明天上午", "11-24 18:00"),
        ("周五下班前", "11-27 18:00"),
        ("明天晚上", "11-24 19:00"),
        ("明天10点", "11-24 10:00"),
    ],
)
def test_what_is_promised_for_a_day_is_owed_by_its_end(text: str, moment: str) -> None:
    assert f"{only(text).due(HOURS):%m-%d %H:%M}" == moment


def test_a_lunar_thirtieth_in_a_short_month_is_the_twenty_ninth() -> None:
    assert f"{lunar_day(2026, 12, 30)}" == "2027-02-05"
    assert lunar_day(2026, 6, 15, leap=True) is None


def test_a_date_that_does_not_exist_is_none() -> None:
    assert find("2月30日 13月5号", NOW, CALENDAR) == []


FEASTS = ["元旦", "春节", "清明", "五一", "端午", "中秋", "国庆"]


@settings(deadline=None)
@given(st.sampled_from(FEASTS), st.integers(0, 2500))
def test_after_a_feast_is_a_working_day_to_come(feast: str, days: int) -> None:
    now = datetime(2020, 3, 1, 9, tzinfo=CALENDAR.zone) + timedelta(days=days)
    for text in (f"{feast}后", f"{feast}后第一个工作日", "节后"):
        when = only(text, now)
        assert when.at.date() > now.date()
        assert CALENDAR.is_working(when.at.date())


@settings(deadline=None)
@given(
    st.integers(0, 40_000),
    st.sampled_from(["初八", "正月初五", "腊月廿三", "除夕", "月底", "年底", "十五号前"]),
)
def test_what_comes_again_lies_ahead(hours: int, text: str) -> None:
    now = NOW + timedelta(hours=hours)
    assert only(text, now).at.date() >= now.date()
