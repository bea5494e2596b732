"""Phrases whose ids code puts together are there for everything that they may be put together from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import pytest

from bot.services import buttons, cases, satisfaction, survey_records, surveys
from bot.standard import access, logline, numbering, policy
from bot.standard.workdays import WorkCalendar
from bot.wording import Wording
from handlers import aside, casework, customer, file_fields, following, logging, particulars, routes
from handlers import dispatch as _every_form_is_registered  # noqa: F401

NOTICES = ("unknown", "gone", "often", "busy", "origin")
WORDS = Wording(company="示例通信", hotline="400-000-0000")

FAMILIES: dict[str, Iterable[object]] = {
    "weekday": range(1, 8),
    "case": {*numbering.LETTERS, "request"},
    "role": access.ROLES,
    "help-tail": access.STAFF,
    "hint": access.STAFF,
    "tier": policy.load().tiers,
    "group": file_fields.GROUPS,
    **{
        field.family: field.choices
        for field in file_fields.FIELDS.values()
        if field.family not in ("", "field", "option", "tier")
    },
    "option": (file_fields.YES, file_fields.NO),
    "bill": ("unused", "arrears"),
    "error-birthday": ("unclear", "which", "solar", "lunar", "leap", "year"),
    "card": ("taboos", "preferences", "contact-hours"),
    "category": customer.CATEGORIES,
    "severity": customer.SEVERITIES,
    "wanted": ("soon", "morning", "afternoon", "evening"),
    "outcome": ("reached", *logging.NO_ANSWER),
    "kind": ("visit", "call", "reception", "chat"),
    "saved": ("visit", "call", "reception"),
    "button-log": ("visit", "call", "complaint"),
    "state": (cases.OPEN, cases.ANSWERED, cases.CLOSED, cases.WITHDRAWN),
    "progress": (cases.OPEN, cases.ANSWERED, cases.CLOSED),
    "matter": (cases.OPEN, cases.ANSWERED, cases.CLOSED, cases.WITHDRAWN),
    "cause": buttons.CAUSES,
    "missing": following.LACKS,
    "case-step": casework.STEPS,
    "span": ("seconds", "minutes", "hours", "working_hours", "working_days"),
    "score": surveys.SCORES,
    "view": surveys.SCORES,
    "survey-view": survey_records.VIEWS,
    "survey-about": ("case", "callback", "talk", "visit", "call", "quarter"),
    "satisfaction-column": (*satisfaction.COLUMNS, *satisfaction.LOW_COLUMNS),
    "today": casework.GROUPS,
    "duty": ("visit", "call", "low_score"),
    "channel": ("web", "telegram"),
    "menu": ("ask", "handle", "voice", "callback", "progress", "today", "visit", "help"),
    "help": [name for name, command in routes.commands().items() if command.menu],
    "field": {
        *(step.field for form, _done in routes.router.forms.values() for step in form.steps),
        *file_fields.FIELDS,
    },
    "push": {
        f"{ladder}-{rung.name}"
        for ladder, rungs in policy.load().ladders.items()
        for rung in rungs
        if rung.to != ("customer",)
    },
    "tick": ("on", "off", *particulars.TICKS),
    "way": particulars.WAYS,
    "direction": particulars.DIRECTIONS,
    "reason": particulars.CALL_KINDS,
    "level": particulars.LEVELS,
    "draft-form": aside.FORMS,
    "ask-mend": ("change", "add"),
    "button-mend": ("change", "add"),
    "flag": ("backdated", "repeated", "changed"),
    "web": (
        *("sending", "delivered", "failed", "long", "connecting", "offline", "slow", "busy", "many"),
        *(f"{kind}-{part}" for kind in NOTICES for part in ("title", "text")),
    ),
}


@pytest.mark.parametrize("prefix", FAMILIES)
def test_every_family_of_phrases_is_whole(prefix: str) -> None:
    assert {f"{prefix}-{name}" for name in FAMILIES[prefix]} - set(WORDS.ids()) == set()


def test_the_example_of_a_log_line_can_be_read() -> None:
    calendar = WorkCalendar()
    now = datetime(2026, 10, 12, 10, tzinfo=calendar.zone)
    line = logline.parse(WORDS.say("log-example"), now, calendar)
    assert line is not None
    assert (line.who, line.content, tuple(line.suggestions)) == ("张三", "谈了5G套餐", ("营业厅延长开门",))
    assert line.next is not None
