"""Half a day's notice, punctuality by kind, free times (D-7 to D-12, T2, T17)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.standard import appointments
from bot.standard.policy import shipped
from bot.standard.workdays import WorkCalendar

CALENDAR = WorkCalendar()
POLICY = shipped()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CALENDAR.zone)


HALF_DAYS = (
    ("2026-11-23T09:00", "2026-11-20T14:00"),  # T17: Monday at nine, by Friday at two
    ("2026-11-24T09:00", "2026-11-23T14:00"),
    ("2026-11-24T11:00", "2026-11-23T16:00"),
    ("2026-11-24T13:00", "2026-11-24T09:00"),
    ("2026-11-24T15:00", "2026-11-24T11:00"),
    ("2026-11-24T20:00", "2026-11-24T14:00"),  # an evening at a home counts from the close of business
    ("2026-11-22T10:00", "2026-11-20T14:00"),  # a Sunday from Friday's close
    ("2026-10-08T09:00", "2026-09-30T14:00"),  # the first day after the National Day holidays
    ("2026-10-12T09:00", "2026-10-10T14:00"),  # Saturday 10 October is worked
    ("2026-09-21T09:00", "2026-09-20T14:00"),  # Sunday 20 September is worked
)


@pytest.mark.parametrize(("appointment", "limit"), HALF_DAYS)
def test_half_a_day_is_four_working_hours(appointment: str, limit: str) -> None:
    assert appointments.notice_limit(at(appointment), POLICY, CALENDAR) == at(limit)
    assert not appointments.short_notice(at(limit), at(appointment), POLICY, CALENDAR)
    late = at(limit) + timedelta(minutes=1)
    assert appointments.short_notice(late, at(appointment), POLICY, CALENDAR)


ARRIVALS = (
    ("group", "09:49", "early", 11, True),
    ("group", "09:50", "on_time", 10, True),
    ("group", "09:55", "on_time", 5, False),
    ("group", "10:10", "on_time", -10, False),
    ("group", "10:11", "late", -11, False),
    ("home", "09:49", "early", 11, True),
    ("home", "09:55", "on_time", 5, True),
    ("home", "09:56", "on_time", 4, False),
    ("home", "10:10", "on_time", -10, False),
    ("home", "10:11", "late", -11, False),
    ("store", "10:00", "on_time", 0, True),
    ("store", "10:01", "on_time", -1, False),
)


@pytest.mark.parametrize(("kind", "arrived", "punctual", "ahead", "met"), ARRIVALS)
def test_punctuality_by_kind(kind: str, arrived: str, punctual: str, ahead: int, met: bool) -> None:
    """T2: ten minutes early at a group, five at a home; within ten minutes is punctual at both."""
    got = appointments.arrival(kind, at("2026-11-24T10:00"), at(f"2026-11-24T{arrived}"), POLICY)
    assert (got.punctual, got.ahead, got.met) == (punctual, ahead, met)


def test_time_to_set_out() -> None:
    assert appointments.departure("group", at("2026-11-24T10:00"), 30, POLICY) == at("2026-11-24T09:20")
    assert appointments.departure("home", at("2026-11-24T10:00"), 45, POLICY) == at("2026-11-24T09:10")


def test_on_top_of_another() -> None:
    taken = [at("2026-11-24T10:00"), at("2026-11-24T15:00")]
    assert appointments.clash(at("2026-11-24T10:59"), taken, POLICY) == taken[0]
    assert appointments.clash(at("2026-11-24T09:01"), taken, POLICY) == taken[0]
    assert appointments.clash(at("2026-11-24T11:00"), taken, POLICY) is None
    assert appointments.clash(at("2026-11-24T15:00"), taken, POLICY) == taken[1]


WISHES = (
    ("", ()),
    ("随时", ()),
    ("上午", ((time(0), time(12)),)),
    ("工作日下午", ((time(12), time(18)),)),
    ("上午或晚上", ((time(0), time(12)), (time(18), time(23, 59)))),
    ("9:00-11:30", ((time(9), time(11, 30)),)),
    ("9点到11点半", ((time(9), time(11, 30)),)),
    ("下午2点到4点", ((time(14), time(16)),)),
    ("上午10点-下午3点", ((time(10), time(15)),)),
    ("25:00-26:00", ()),
    ("16点到14点", ()),
)


@pytest.mark.parametrize(("text", "windows"), WISHES)
def test_the_hours_in_which_a_customer_is_met(text: str, windows: tuple[appointments.Window, ...]) -> None:
    assert appointments.windows(text) == windows


def test_the_usual_times_are_proposed() -> None:
    got = appointments.suggested(at("2026-11-23T10:00"), [], (), POLICY, CALENDAR)
    assert got == (at("2026-11-23T15:00"), at("2026-11-24T10:00"), at("2026-11-24T15:00"))
    taken = [at("2026-11-23T15:00"), at("2026-11-24T10:00")]
    got = appointments.suggested(at("2026-11-23T10:00"), taken, (), POLICY, CALENDAR)
    assert got == (at("2026-11-23T16:30"), at("2026-11-24T15:00"), at("2026-11-25T10:00"))


days = st.dates(date(2025, 1, 1), date(2026, 12, 20))
moments = st.integers(0, 700 * 24 * 4).map(lambda n: at("2025-01-02T00:00") + timedelta(minutes=15 * n))
wishes = st.sampled_from(["", "上午", "下午", "9:00-11:30", "14:00-16:00", "19:00-20:00"])


@given(day=days, hours=st.lists(st.integers(0, 47), max_size=6), wish=wishes)
def test_free_times_are_free(day: date, hours: list[int], wish: str) -> None:
    """Working days and hours, the customer's hours, nothing on top of another or out of reach of it."""
    taken = [CALENDAR.at(day, time(n // 2, 30 * (n % 2))) for n in hours]
    windows = appointments.windows(wish)
    apart = timedelta(minutes=POLICY.visits.visit_minutes + POLICY.visits.travel_minutes)
    length = timedelta(minutes=POLICY.visits.visit_minutes)
    for found in appointments.free(day, taken, windows, POLICY, CALENDAR):
        assert CALENDAR.is_working(found.date()) and found.date() == day
        assert POLICY.hours.open <= found.time() and (found + length).time() <= POLICY.hours.close
        assert all(abs(found - other) >= apart for other in taken)
        assert appointments.clash(found, taken, POLICY) is None
        assert not windows or any(b <= found.time() and (found + length).time() <= e for b, e in windows)


@given(now=moments, ahead=st.lists(st.integers(0, 400), max_size=20), wish=wishes)
def test_what_is_proposed_is_in_time_and_apart(now: datetime, ahead: list[int], wish: str) -> None:
    taken = [now + timedelta(minutes=30 * n) for n in ahead]
    got = appointments.suggested(now, taken, appointments.windows(wish), POLICY, CALENDAR)
    assert len(got) <= POLICY.visits.slots and list(got) == sorted(set(got))
    for one in got:
        assert not appointments.short_notice(now, one, POLICY, CALENDAR)
        assert appointments.clash(one, [*taken, *(o for o in got if o != one)], POLICY) is None


def test_nothing_is_proposed_outside_working_hours() -> None:
    evening = appointments.windows("19:00-20:00")
    assert appointments.suggested(at("2026-11-23T10:00"), [], evening, POLICY, CALENDAR) == ()
