from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.standard.deadline import due
from bot.standard.ladder import Moment, moments, worth_saying
from bot.standard.policy import Rung, shipped
from bot.standard.workdays import WorkCalendar

CALENDAR = WorkCalendar()
POLICY = shipped()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CALENDAR.zone)


def ladder(name: str, opened: str, end: str) -> list[tuple[str, str]]:
    found = moments(POLICY.ladders[name], at(opened), at(end), POLICY, CALENDAR)
    return [(m.rung.name, f"{m.at:%Y-%m-%d %H:%M}") for m in found]


def test_golden_reply_ladder() -> None:
    assert ladder("reply", "2026-09-30T10:00", "2026-10-10T18:00") == [
        ("warn", "2026-10-09 09:00"),
        ("morning", "2026-10-10 09:00"),
        ("breach", "2026-10-10 18:00"),
        ("head", "2026-10-12 18:00"),
    ]


def test_a_warning_from_before_the_opening_is_left_out() -> None:
    assert ladder("reply", "2026-09-28T10:00", "2026-09-28T14:00") == [
        ("breach", "2026-09-28 14:00"),
        ("head", "2026-09-29 14:00"),
    ]


def test_a_duty_born_overdue_is_breached_at_once() -> None:
    assert ladder("reply", "2026-09-28T10:00", "2026-09-25T18:00")[0] == ("breach", "2026-09-28 10:00")


def test_alerts_and_waits_know_no_night() -> None:
    assert ladder("alert", "2026-10-01T23:55", "2026-10-02T00:10") == [
        ("now", "2026-10-01 23:55"),
        ("again", "2026-10-02 00:10"),
    ]
    assert ladder("wait", "2026-10-01T23:58", "2026-10-02T00:01") == [("three_minutes", "2026-10-02 00:01")]


def test_visit_ladder_never_comes_after_the_visit() -> None:
    assert ladder("visit", "2026-09-28T10:00", "2026-09-30T15:00") == [("morning", "2026-09-30 09:00")]
    assert ladder("visit", "2026-09-28T10:00", "2026-09-30T08:30") == [("morning", "2026-09-30 08:30")]
    assert ladder("visit", "2026-09-28T10:00", "2026-10-03T15:00") == [("morning", "2026-10-03 09:00")]


def test_callback_ladder() -> None:
    assert ladder("callback", "2026-09-28T10:00", "2026-09-28T12:00") == [
        ("soon", "2026-09-28 11:30"),
        ("breach", "2026-09-28 12:00"),
        ("head", "2026-09-29 12:00"),
    ]


def test_quiet_hours_wait_for_the_next_working_morning() -> None:
    assert ladder("callback", "2026-09-30T10:00", "2026-09-30T22:00") == [
        ("soon", "2026-10-08 09:00"),
        ("breach", "2026-10-08 09:00"),
        ("head", "2026-10-09 09:00"),
    ]
    early = Rung("early", 0, "minutes", "due", ("owner",))
    found = moments([early], at("2026-09-28T10:00"), at("2026-09-29T07:30"), POLICY, CALENDAR)
    assert found == (Moment(early, at("2026-09-29T09:00")),)


def test_opening_rungs_are_kept() -> None:
    rung = Rung("start", 0, "working_days", "opened", ("owner",), at=time(9))
    found = moments([rung], at("2026-09-28T10:00"), at("2026-09-29T18:00"), POLICY, CALENDAR)
    assert found == (Moment(rung, at("2026-09-28T10:00")),)


def test_late_warnings_are_skipped_but_breaches_never() -> None:
    opened, end = at("2026-09-30T10:00"), at("2026-10-10T18:00")
    warn, morning, breach, head = moments(POLICY.ladders["reply"], opened, end, POLICY, CALENDAR)
    late = datetime(2026, 10, 20, tzinfo=UTC)
    assert [worth_saying(m, end, late) for m in (warn, morning, breach, head)] == [False, False, True, True]
    assert worth_saying(warn, end, at("2026-10-10T17:59"))
    assert not worth_saying(warn, end, end)


@given(
    st.integers(0, 21_000).map(lambda hours: at("2025-01-01T00:00") + timedelta(hours=hours)),
    st.sampled_from(["suggestion", "question", "complaint", "promise"]),
    st.sampled_from(["normal", "major", "urgent"]),
    st.integers(1, 20_000),
)
def test_every_rung_exactly_once_over_any_downtime(
    opened: datetime, kind: str, severity: str, step: int
) -> None:
    end = due(kind, severity, opened, POLICY, CALENDAR).at
    found = moments(POLICY.ladders["reply"], opened, end, POLICY, CALENDAR)
    assert list(found) == sorted(found, key=lambda m: m.at)
    assert {"breach", "head"} <= {m.rung.name for m in found}
    said, index, now = [], 0, opened
    while now < found[-1].at + timedelta(minutes=step):
        while index < len(found) and found[index].at <= now:
            said.append(found[index].rung.name)
            index += 1
        now += timedelta(minutes=step)
    assert said == [m.rung.name for m in found]
    assert len(set(said)) == len(said)
    assert index == len(found)
    assert all(m.at >= opened for m in found)
    assert all(not POLICY.quiet.covers(m.at.time()) for m in found)
