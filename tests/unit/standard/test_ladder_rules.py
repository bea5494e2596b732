"""What a company's own ladder may say, and what is refused with one line that names the setting."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.standard.deadline import due
from bot.standard.ladder import moments
from bot.standard.policy import PolicyError, Rung, load, shipped
from bot.standard.policy_ladders import GOES_UP, LEADING
from bot.standard.workdays import WorkCalendar

CALENDAR = WorkCalendar()
POLICY = shipped()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CALENDAR.zone)


def rung(ladder: str, name: str, amount: int, unit: str, since: str, to: str, more: str = "") -> str:
    return (
        f'[[ladders.{ladder}]]\nname = "{name}"\namount = {amount}\nunit = "{unit}"\nsince = "{since}"\n'
        f"to = [{to}]\n{more}\n"
    )


OWNER, LEADER = '"owner"', '"supervisor"'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            rung("reply", "late", 0, "minutes", "due", OWNER),
            ("ladders.reply[0].to", "last rung", "supervisor"),
        ),
        (
            rung("callback", "up", 0, "minutes", "due", LEADER)
            + rung("callback", "own", 1, "days", "due", OWNER),
            ("ladders.callback[1].to", "last rung"),
        ),
        (
            rung("reply", "early", -4, "working_days", "due", LEADER),
            ("ladders.reply", "before the opening", "deadlines.suggestion.normal is 3 working_days"),
        ),
        (
            # There is a rung that is heard besides; this one never would be.
            rung("reply", "early", -10, "working_days", "due", OWNER)
            + rung("reply", "up", 0, "minutes", "due", LEADER),
            ("ladders.reply[0].amount", "-10 working_days", "before the opening"),
        ),
        (
            rung("wait", "early", -4, "minutes", "due", '"customer"'),
            ("ladders.wait", "before the opening", "180 seconds"),
        ),
        (rung("visit", "half", 101, "percent", "opened", OWNER), ("ladders.visit[0].amount", "0 to 100")),
        (rung("visit", "half", -1, "percent", "opened", OWNER), ("ladders.visit[0].amount", "0 to 100")),
        (rung("visit", "half", 50, "percent", "due", OWNER), ("ladders.visit[0].since", "percent")),
        (
            rung("visit", "a", 60, "minutes", "due", OWNER) + rung("visit", "b", 1, "hours", "due", LEADER),
            ("ladders.visit[1].amount", "same moment as a"),
        ),
        (
            rung("visit", "a", 100, "percent", "opened", OWNER)
            + rung("visit", "b", 0, "days", "due", LEADER),
            ("ladders.visit[1].amount", "same moment as a"),
        ),
        (rung("visit", "a", 1, "days", "due", '"owner", "owner"'), ("ladders.visit[0].to", "once")),
        (rung("visit", "a", 1, "days", "due", '"boss"'), ("ladders.visit[0].to[0]", "deputy")),
        (rung("visit", "a", 1, "weeks", "due", OWNER), ("ladders.visit[0].unit", "days", "percent")),
        (
            rung("visit", "a", 1, "days", "due", OWNER, 'when = ["rain"]'),
            ("ladders.visit[0].when[0]", "only_vip"),
        ),
        (
            rung("visit", "a", 1, "days", "due", OWNER, 'when = ["only_vip", "not_vip"]'),
            ("ladders.visit[0].when", "never hold together"),
        ),
        (
            rung("visit", "eleven_same_a", 1, "days", "due", OWNER)
            + rung("visit", "eleven_same_b", 2, "days", "due", OWNER),
            ("ladders.visit[1].name", "first 11 letters"),
        ),
        (rung("gossip", "a", 1, "days", "due", OWNER), ("ladders.gossip", "unknown key", "reply")),
    ],
)
def test_a_ladder_that_cannot_be_right_is_refused(tmp_path: Path, text: str, words: tuple[str, ...]) -> None:
    path = tmp_path / "company.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(PolicyError) as raised:
        load(path)
    message = str(raised.value)
    assert "\n" not in message
    assert all(word in message for word in words), message


@pytest.mark.parametrize(
    "text",
    [
        # The same day, on different conditions.
        rung("visit", "a", 1, "days", "due", OWNER, 'when = ["only_vip"]')
        + rung("visit", "b", 1, "days", "due", LEADER, 'when = ["not_vip"]'),
        # Before the opening of most, but not of all: nobody can tell without the date.
        rung("callback", "early", -1, "days", "due", LEADER),
        rung("reply", "early", -1, "working_days", "due", OWNER)
        + rung("reply", "up", 0, "days", "due", LEADER),
    ],
)
def test_a_ladder_that_may_be_right_is_taken(tmp_path: Path, text: str) -> None:
    path = tmp_path / "company.toml"
    path.write_text(text, "utf-8")
    assert load(path).version != POLICY.version


def test_what_is_late_reaches_a_leader_by_the_shipped_policy() -> None:
    for name in GOES_UP & set(POLICY.ladders):
        assert LEADING.intersection(POLICY.ladders[name][-1].to)


def shown(rungs: list[Rung], opened: str, due: str, reset: str = "") -> list[tuple[str, str]]:
    found = moments(rungs, at(opened), at(due), POLICY, CALENDAR, at(reset) if reset else None)
    return [(m.rung.name, f"{m.at:%m-%d %H:%M}") for m in found]


def test_percents_and_days() -> None:
    rungs = [
        Rung("half", 50, "percent", "opened", ("owner",), at=time(9)),
        Rung("most", 75, "percent", "opened", ("owner",), at=time(9)),
        Rung("week", -7, "days", "due", ("owner",), at=time(9)),
        Rung("after", 2, "days", "due", ("supervisor",)),
    ]
    assert shown(rungs, "2026-09-01T00:00", "2026-09-30T18:00") == [
        ("half", "09-15 09:00"),
        ("most", "09-23 09:00"),
        ("week", "09-23 09:00"),
        ("after", "10-02 18:00"),
    ]


def test_a_rung_before_the_opening_is_left_out() -> None:
    rungs = [
        Rung("week", -7, "days", "due", ("owner",)),
        Rung("breach", 0, "minutes", "due", ("owner", "supervisor")),
    ]
    assert shown(rungs, "2026-09-28T10:00", "2026-09-30T18:00") == [("breach", "09-30 18:00")]


@pytest.mark.parametrize(
    ("progress", "head"),
    [
        ("", "09-29 18:00"),
        # Before the due time there is nothing to count anew.
        ("2026-09-28T10:00", "09-29 18:00"),
        ("2026-09-29T11:00", "09-30 11:00"),
        # The next working day of the last before the National Day is Thursday the eighth.
        ("2026-09-30T16:00", "10-08 16:00"),
    ],
)
def test_progress_sets_back_what_lies_behind_the_due_time(progress: str, head: str) -> None:
    found = dict(shown(list(POLICY.ladders["reply"]), "2026-09-22T10:00", "2026-09-28T18:00", progress))
    # The twenty-fifth is the Mid-Autumn Festival.
    # The twenty-fifth is the Mid-Autumn Festival.
    assert found == {"warn": "09-24 09:00", "morning": "09-28 09:00", "breach": "09-28 18:00", "head": head}


BERLIN = WorkCalendar(ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    "opened",
    [
        "2026-10-25T00:50",  # 02:50 in summer time, ten minutes before the clocks go back
        "2026-10-25T01:50",  # 02:50 once more
        "2027-03-28T00:50",  # 01:50, ten minutes before the clocks are put on
    ],
)
def test_quarters_of_an_hour_pass_in_nights_in_which_clocks_change(opened: str) -> None:
    """What counts in minutes counts as time passes, whatever a clock on the wall says."""
    born = datetime.fromisoformat(opened).replace(tzinfo=UTC)
    found = due("alert", "urgent", born, POLICY, BERLIN)
    assert found.at.astimezone(UTC) == born + timedelta(minutes=15)
    waited = due("wait", "", born, POLICY, BERLIN)
    assert waited.at.astimezone(UTC) == born + timedelta(minutes=3)
    climbed = moments(POLICY.ladders["alert"], born, found.at, POLICY, BERLIN)
    assert [m.at.astimezone(UTC) - born for m in climbed] == [timedelta(), timedelta(minutes=15)]
    vips = moments(POLICY.ladders["vip"], born, found.at, POLICY, BERLIN)
    assert [(m.at.astimezone(UTC) - born).seconds // 60 for m in vips] == [0, 10, 20, 40]
