"""Keeping records honest: what was written down late, and what was written down twice (O1)."""

from __future__ import annotations

import re
from datetime import datetime

from bot.standard.policy import Policy
from bot.standard.workdays import WorkCalendar

_IDLE = re.compile(r"[\s,，.。;；:：、!！?？]+")


def backdated(happened: datetime, recorded: datetime, policy: Policy, calendar: WorkCalendar) -> bool:
    """Tell whether something was recorded more working days after it happened than the policy allows (O1)."""
    day = calendar.local(happened).date()
    last, _ = calendar.add(day, policy.records.late_after_days)
    return calendar.local(recorded).date() > last


def same(text: str, other: str) -> bool:
    """Tell whether two texts say the same to the letter, spaces and marks aside (O1)."""
    plain = _IDLE.sub("", text).casefold()
    return plain == _IDLE.sub("", other).casefold() and bool(plain)
