"""What can be done in one tap about what the calendar asks for: log, say that it is done, fetch a sheet."""

from __future__ import annotations

from bot.dialog.message import Choice
from bot.dialog.press import button
from bot.services.cadence_ledgers import AFTER, CADENCE, FACE, FIRST
from bot.services.desk import Desk
from bot.services.moments_ledgers import MOMENT
from bot.services.records import Duty
from bot.services.survey_records import LOW_SCORE

MONTH_PLAN, WEEK_SHEET = "month_plan", "week_sheet"
DONE = ("blessed", "gift", "skipped")
"""What may be done about a day of the year: 已祝福 · 已送礼 · 跳过."""
LOGS = {
    **{CADENCE: ("call", "visit"), FIRST: ("call", "visit"), AFTER: ("call",), FACE: ("visit",)},
    LOW_SCORE: ("call", "visit"),
}
"""Which records keep what is owed; the record itself closes it (T16)."""
KINDS = (*LOGS, MOMENT, MONTH_PLAN, WEEK_SHEET)


def for_duty(desk: Desk, duty: Duty, prefix: str = "") -> tuple[Choice, ...]:
    """Return what its owner can do about it; in a list, behind the line's number."""
    if duty.kind == MOMENT:
        return tuple(
            button(prefix + desk.say(f"button-moment-{what}"), "owed-moment", duty.id, duty.revision, what)
            for what in DONE
        )
    if duty.kind == MONTH_PLAN:
        return (button(prefix + desk.say("button-plan-done"), "owed-done", duty.id, duty.revision),)
    if duty.kind == WEEK_SHEET:
        return (button(prefix + desk.say("button-week-sheet"), "owed-sheet", duty.id, duty.revision),)
    return tuple(
        button(prefix + desk.say(f"button-log-{what}"), "owed-log", duty.id, duty.revision, what)
        for what in LOGS[duty.kind]
    )
