"""What a row about a case comes to: whose it is, when due, and where its ladder stands (C4–C8, D-1, E1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.entrance import Entrance
from bot.services.desk import Desk
from bot.services.importing.drafts import Draft
from bot.services.importing.happenings import Cases
from bot.services.importing.lines import ROW, Line, Scope
from bot.services.importing.standing import OnFile, Standing
from bot.standard.access import MANAGER, SUPERVISOR
from bot.standard.policy import load
from bot.standard.workdays import WorkCalendar
from bot.wording import Wording

ZONE = ZoneInfo("Asia/Shanghai")
FACTS = {"company": "晨光通信", "hotline": "400-000-0000"}
DESK = Desk(load(), WorkCalendar(ZONE), ZONE, Wording(**FACTS), Entrance(), FACTS)
NOW = datetime(2026, 3, 4, 10, 0, tzinfo=ZONE)  # a Wednesday
WANG, ZHAO, LI, GONE = 1, 2, 3, 9
NAMES = {WANG: "王强", ZHAO: "赵磊"}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def local(kept: str) -> datetime:
    """Return a moment as the sheet's writer means it."""
    return datetime.fromisoformat(f"{kept}+00:00").astimezone(ZONE)


def scope(role: str = MANAGER, staff_id: int | None = WANG) -> Scope:
    team = frozenset({WANG, ZHAO}) if role == SUPERVISOR else frozenset()
    return Scope(role, staff_id, team, NAMES, {})


def plan(
    values: dict[str, Any],
    by: Scope | None = None,
    manager: int | None = WANG,
    deputy: int | None = None,
    on_file: OnFile | None = None,
) -> list[Line]:
    given = {"account": "K1", "case_kind": "suggestion", "text": "延长营业时间", **values}
    customer = Standing({"id": 7, "name": "张三", "manager_id": manager, "deputy_id": deputy})
    planner = Cases(by or scope(), DESK, NOW)
    return planner.plan(Draft(2, given), {"account:K1": [customer]}, on_file or OnFile())


def parts(lines: list[Line]) -> dict[str, dict[str, Any]]:
    return {line.part: line.values or {} for line in lines if line.part != ROW}


def refusal(lines: list[Line]) -> list[str]:
    return [phrase for phrase, _ in lines[0].notes]


def test_an_open_case_has_the_due_time_of_the_day_it_was_raised() -> None:
    made = parts(plan({"created_at": at("2026-03-03T10:00")}))
    assert made["case"]["state"] == "open" and made["case"]["owner_id"] == WANG
    duty = made["duty"]
    assert local(duty["due_at"]) == at("2026-03-06T18:00") and duty["due_day"] == "2026-03-06"
    # Nothing has been said yet: the first word is the warning of the day before.
    assert (duty["ladder"], duty["rung"], local(duty["next_at"])) == ("reply", 0, at("2026-03-05T09:00"))


def test_what_is_long_overdue_is_spoken_of_no_more() -> None:
    duty = parts(plan({"created_at": at("2026-01-05T10:00")}))["duty"]
    assert (duty["rung"], duty["next_at"]) == (len(DESK.policy.ladders["reply"]), None)


def test_a_ladder_that_is_half_climbed_goes_on_from_there() -> None:
    # Due on Tuesday at 18:00: warned and breached in the past, the head's turn is today at 18:00.
    duty = parts(plan({"created_at": at("2026-02-27T10:00"), "due_at": at("2026-03-03T18:00")}))["duty"]
    assert (duty["rung"], local(duty["next_at"])) == (3, at("2026-03-04T18:00"))


def test_a_serious_complaint_alerts_nobody() -> None:
    values = {"case_kind": "complaint", "severity": "urgent", "created_at": at("2026-03-02T10:00")}
    lines = plan(values)
    assert [line.part for line in lines] == [ROW, "case", "duty"]
    duty = parts(lines)["duty"]
    assert (duty["kind"], local(duty["due_at"])) == ("complaint", at("2026-03-02T14:00"))


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({}, "open"),
        ({"answer": "已修复"}, "closed"),
        ({"answered_at": at("2026-03-03T10:00")}, "closed"),
        ({"answer": "已联系，待上门", "state": "open"}, "open"),
        ({"state": "closed"}, "closed"),
    ],
)
def test_open_or_closed(values: dict[str, Any], state: str) -> None:
    made = parts(plan({"created_at": at("2026-03-02T10:00"), **values}))
    assert made["case"]["state"] == state and ("duty" in made) == (state == "open")
    assert made["case"]["answer"] == values.get("answer", "")


def test_whose_it_is() -> None:
    raised = {"created_at": at("2026-03-03T10:00")}
    leader = scope(SUPERVISOR, LI)

    def owner(lines: list[Line]) -> int:
        return int(parts(lines)["duty"]["owner_id"])

    assert owner(plan({**raised, "manager": ZHAO}, leader)) == ZHAO
    assert owner(plan(raised, leader)) == WANG
    # Whoever has left answers for nothing: the deputy does, else who brings it in.
    assert owner(plan(raised, scope("head", 5), GONE, ZHAO)) == ZHAO
    assert owner(plan(raised, scope("head", 5), GONE)) == 5
    assert refusal(plan({**raised, "manager": ZHAO})) == ["import-manager-beyond"]
    assert refusal(plan(raised, scope("admin", None), None)) == ["import-no-manager"]


def test_a_due_time_before_the_matter_was_raised_is_refused() -> None:
    values = {"created_at": at("2026-03-03T10:00"), "due_at": at("2026-03-02T18:00")}
    assert refusal(plan(values)) == ["import-due-early"]


def test_a_case_that_is_still_open_here_is_pointed_out() -> None:
    raised = {"created_at": at("2026-03-03T10:00")}
    key = (7, "suggestion", "2026-03-03 02:00:00.000000", "延长营业时间")
    told = plan({**raised, "answer": "已办"}, on_file=OnFile(cases={key: "open"}))
    assert [line.action for line in told] == ["unchanged"] and refusal(told) == ["import-case-still-open"]
    assert refusal(plan({**raised, "answer": "已办"}, on_file=OnFile(cases={key: "closed"}))) == []
    assert refusal(plan(raised, on_file=OnFile(cases={key: "open"}))) == []
