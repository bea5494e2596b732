"""Every rung on its day, to whoever was there: reckoned anew, by another library's working days (4.E)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from bot.standard.policy import Policy, Rung
from tests.year.book import Book, Row, at, day
from tests.year.days import A_LOOK, shifted, up

_TIMED = (
    *("reply", "callback", "first", "moment", "month_plan", "week_sheet"),
    *("cadence", "face", "call", "visit"),
)
_AT_ONCE = ("alert", "vip")
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_END = date(2026, 12, 31)
_DEAD = "dead"


def _expected(rung: Rung, duty: Row) -> datetime | None:
    """Return when a rung is to speak; None where that is a matter of hours or shares of a period."""
    due = at(duty["due_at"])
    base = due if rung.since == "due" else at(duty["opened_at"])
    if rung.unit == "working_days":
        on = shifted(base.date(), rung.amount)
    elif rung.unit == "days":
        on = base.date() + rung.amount * _DAY
    elif rung.amount == 0:
        on = base.date()
    else:
        return None
    moment = datetime.combine(on, rung.at or base.time(), base.tzinfo)
    return min(moment, due) if rung.since == "due" and rung.amount <= 0 else moment


def every_rung(book: Book, policy: Policy) -> Iterator[str]:
    """Yield rungs that spoke on another day than theirs, and those that never did though all was open."""
    vips = {each["id"] for each in book.customers if each["vip"] or policy.tiers[each["tier"]].vip}
    said: dict[int, dict[str, datetime]] = defaultdict(dict)
    for push in book.pushes:
        said[push["duty_id"]].setdefault(push["rung"], at(push["at"]))
    for duty in book.duties:
        if duty["ladder"] not in _TIMED:
            continue
        for rung in policy.ladders[duty["ladder"]]:
            expected = _expected(rung, duty)
            spared = "only_vip" in rung.when and duty["customer_id"] not in vips
            if expected is not None and expected >= at(duty["opened_at"]) and not spared:
                yield from _judged(book, duty, rung.name, expected, said[duty["id"]].get(rung.name))


def _judged(book: Book, duty: Row, rung: str, expected: datetime, spoke: datetime | None) -> Iterator[str]:
    if spoke is not None:
        if not expected <= spoke <= up(expected) + A_LOOK:
            yield f"duty {duty['id']} {duty['kind']}: {rung} at {spoke}, expected {expected}"
        return
    stopped = [at(duty[name]) for name in ("closed_at", "acked_at") if duty[name]]
    still = expected + A_LOOK < min([*stopped, datetime.combine(_END, expected.time(), expected.tzinfo)])
    # What the machine slept through is told late or, where it only warned, not at all.
    if still and up(expected) == expected and duty["customer_id"] not in book.changed:
        yield f"duty {duty['id']} {duty['kind']}: {rung} of {expected} was never told"


def at_once(book: Book, policy: Policy) -> Iterator[str]:
    """Yield serious complaints and requests of VIPs that nobody heard of in the same minute (D-14, D-26)."""
    heard = {(push["duty_id"], push["rung"]): push for push in book.pushes if push["via"] == "urgent"}
    for duty in book.duties:
        if duty["ladder"] in _AT_ONCE:
            first = policy.ladders[duty["ladder"]][0].name
            push = heard.get((duty["id"], first))
            if push is None or at(push["at"]) - at(duty["opened_at"]) > _MINUTE:
                yield f"duty {duty['id']} {duty['kind']} of {duty['opened_at']}"


def to_who_is_there(book: Book, _: Policy) -> Iterator[str]:
    """Yield pushes to people who were away that day: their deputy hears instead (E16)."""
    away = defaultdict(list)
    for absence in book.absences:
        away[absence["staff_id"]].append((day(absence["first"]), day(absence["last"])))
    for push in book.pushes:
        on = at(push["at"]).date()
        absent = any(first <= on <= last for first, last in away[push["recipient_id"]])
        if absent and push["via"] != _DEAD:
            yield f"push {push['id']} of {push['rung']} to {push['recipient_id']} who was away on {on}"
