"""What must hold on every day of the year, reckoned from the book alone and by other libraries than ours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from lunar_python import Lunar, LunarYear

from bot.standard.policy import Policy, shipped
from tests.year.book import Book, Row, at, day, moment
from tests.year.days import A_LOOK, next_working, up, working
from tests.year.rungs import at_once, every_rung, to_who_is_there

REPLY = ("question", "suggestion", "opinion", "complaint", "request")


def quiet_hours(book: Book, policy: Policy) -> Iterator[str]:
    """Yield messages that spoke in quiet hours and were not urgent (T3)."""
    for message in book.messages:
        sent = moment(message["sent_at"])
        if sent is not None and not message["urgent"] and policy.quiet.covers(sent.time()):
            yield f"message {message['id']} at {sent}: {message['dedup']}"


def once(book: Book, _: Policy) -> Iterator[str]:
    """Yield what was said twice: a rung to one person, a digest on one day."""
    said: Counter[tuple[str, int]] = Counter()
    for message in book.messages:
        if (message["dedup"] or "").startswith("duty:") and message["staff_id"]:
            said[":".join(message["dedup"].split(":")[:3]), message["staff_id"]] += 1
    yield from (f"{what} to {who}: {count} times" for (what, who), count in said.items() if count > 1)
    days = Counter((digest["staff_id"], digest["day"], digest["kind"]) for digest in book.digests)
    yield from (f"digest {which}: {count} times" for which, count in days.items() if count > 1)


def digests_on_working_days(book: Book, _: Policy) -> Iterator[str]:
    """Yield digests on days that are not worked, and to people who were away (E16)."""
    away = defaultdict(list)
    for absence in book.absences:
        away[absence["staff_id"]].append((day(absence["first"]), day(absence["last"])))
    for digest in book.digests:
        on = day(digest["day"])
        if digest["parcel_id"] is None:
            continue
        if not working(on):
            yield f"digest {digest['id']} on {on}, which is not worked"
        if any(first <= on <= last for first, last in away[digest["staff_id"]]):
            yield f"digest {digest['id']} to {digest['staff_id']} who was away on {on}"


def cap(book: Book, policy: Policy) -> Iterator[str]:
    """Yield hours in which somebody was sent more single messages than the policy allows (O7)."""
    messages = {message["id"]: message for message in book.messages}
    sent = defaultdict(list)
    for push in book.pushes:
        message = messages.get(push["parcel_id"])
        if push["via"] == "single" and message is not None and not message["urgent"]:
            sent[message["staff_id"]].append(at(message["not_before"] or message["created_at"]))
    for staff_id, moments in sent.items():
        moments.sort()
        for first, beyond in zip(moments, moments[policy.pushes.per_hour :], strict=False):
            if beyond - first < timedelta(hours=1):
                yield f"more than {policy.pushes.per_hour} in the hour after {first} to {staff_id}"


def told(book: Book, _: Policy) -> Iterator[str]:
    """Yield obligations that were let pass without a word to anybody."""
    heard = {push["duty_id"] for push in book.pushes} | {line["duty_id"] for line in book.lines}
    end = max(at(duty["opened_at"]) for duty in book.duties)
    for duty in book.duties:
        if duty["kind"] in ("alert", "wait", "week_sheet"):
            continue
        over = at(duty["closed_at"]) if duty["closed_at"] else end
        if (
            over > at(duty["due_at"]) + 2 * A_LOOK
            and duty["id"] not in heard
            and duty["closed_why"] != "exempt"
        ):
            yield f"duty {duty['id']} {duty['kind']} {duty['period']} due {duty['due_at']}"


def rungs(book: Book, _: Policy) -> Iterator[str]:
    """Yield breaches not told on the due day, heads not told one working day later, words after the end."""
    by_duty = defaultdict(list)
    for push in book.pushes:
        by_duty[push["duty_id"]].append(push)
    for duty in book.duties:
        if duty["kind"] not in REPLY:
            continue
        due, said = at(duty["due_at"]), {push["rung"]: at(push["at"]) for push in by_duty[duty["id"]]}
        yield from _late(duty, "breach", due, said)
        head = datetime.combine(next_working(due.date()), due.time(), due.tzinfo)
        yield from _late(duty, "head", head, said)
        yield from _too_late(duty, by_duty[duty["id"]])


def _late(duty: Row, rung: str, expected: datetime, said: dict[str, datetime]) -> Iterator[str]:
    expected = up(expected)
    stopped = [at(duty[name]) for name in ("closed_at", "acked_at") if duty[name]]
    if rung in said:
        if not expected <= said[rung] <= expected + A_LOOK:
            yield f"duty {duty['id']}: {rung} at {said[rung]}, expected {expected}"
    elif expected + A_LOOK < min([*stopped, datetime(2026, 12, 31, tzinfo=expected.tzinfo)]):
        yield f"duty {duty['id']}: {rung} of {expected} was never told"


def _too_late(duty: Row, pushes: list[Row]) -> Iterator[str]:
    for push in pushes:
        if duty["closed_at"] and at(push["at"]) > at(duty["closed_at"]):
            yield f"duty {duty['id']}: {push['rung']} at {push['at']}, after its end {duty['closed_at']}"


def _exempt(customer: Row) -> bool:
    return customer["status"] == "left" or bool(customer["do_not_contact"]) or customer["wish_days"] == 0


def cadence(book: Book, policy: Policy) -> Iterator[str]:
    """Yield customers whose months and quarters were not each asked for once; or exempt ones at all (D-4)."""
    periods = defaultdict(list)
    for duty in book.duties:
        if duty["kind"] == "cadence":
            periods[duty["customer_id"]].append(duty["period"])
    begun = min(at(customer["created_at"]) for customer in book.customers)
    for customer in book.customers:
        here = [p for p in periods[customer["id"]] if p.startswith(("2026", "wish:"))]
        if customer["id"] in book.changed or at(customer["created_at"]) > begun:
            continue
        if _exempt(customer):
            yield from (f"{customer['name']} is exempt, and {period} was raised" for period in here)
        elif customer["wish_days"] is None:
            months = policy.tiers[customer["tier"]].months
            names = {1: "2026-{:02}", 3: "2026-Q{}", 6: "2026-H{}"}[months]
            expected = [names.format(number) for number in range(1, 12 // months + 1)]
            if sorted(here) != sorted(expected):
                yield f"{customer['name']} ({customer['tier']}): {sorted(here)}"


def met(book: Book, _: Policy) -> Iterator[str]:
    """Yield obligations that stayed open although a contact that counts came after they were raised (T16)."""
    last = defaultdict(list)
    for contact in book.contacts:
        if contact["outcome"] in ("", "reached"):
            last[contact["customer_id"]].append(at(contact["happened_at"]))
    for duty in book.duties:
        kept = [when for when in last[duty["customer_id"]] if when >= at(duty["opened_at"])]
        if duty["kind"] in ("cadence", "first") and duty["closed_at"] is None and kept:
            yield f"duty {duty['id']} {duty['kind']} {duty['period']} is open, though contacted {kept[0]}"


def _falls(customer: Row, year: int) -> date | None:
    """Return where a birthday falls in a year of the sun or the moon, by another library than ours."""
    month, number = customer["birth_month"], customer["birth_day"]
    if not customer["birth_lunar"]:
        return date(year, 2, 28) if (month, number) == (2, 29) else date(year, month, number)
    leap = customer["birth_leap"] and LunarYear.fromYear(year).getLeapMonth() == month
    try:
        solar = Lunar.fromYmd(year, -month if leap else month, number).getSolar()
    except Exception:  # the library has no class of its own for a day that a month has not
        solar = Lunar.fromYmd(year, -month if leap else month, number - 1).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def birthdays(book: Book, _: Policy) -> Iterator[str]:
    """Yield birthdays of the year that were not raised once, on their day (D-17)."""
    raised = {(duty["subject"], duty["period"]): duty for duty in book.duties if duty["kind"] == "moment"}
    for customer in book.customers:
        # D-6: who wants no calls is greeted only where they agreed to that.
        spared = _exempt(customer) and (customer["wish_days"] != 0 or not customer["greetings"])
        if not customer["birth_month"] or spared or customer["id"] in book.changed:
            continue
        for year in (2025, 2026):
            on = _falls(customer, year)
            duty = raised.get((f"customer:{customer['id']}", str(year)))
            if on is not None and date(2026, 1, 9) <= on <= date(2026, 12, 31):
                if duty is None:
                    yield f"{customer['name']}: no word of {on}"
                elif day(duty["due_day"]) != on:
                    yield f"{customer['name']}: {on}, raised for {duty['due_day']}"


def greeted(book: Book, _: Policy) -> Iterator[str]:
    """Yield greetings to customers who never agreed to any, or that came twice (D-18)."""
    agreed = {customer["id"]: customer["greetings"] for customer in book.customers}
    for message in book.messages:
        if (message["dedup"] or "").startswith("greeting:") and not agreed[message["customer_id"]]:
            yield f"message {message['id']} to {message['user']}"


def unreachable(book: Book, _: Policy) -> Iterator[str]:
    """Yield chats that were written to again after they had refused a message."""
    refused: dict[str, datetime] = {}
    for message in book.messages:
        if message["user"] in refused and at(message["created_at"]) > refused[message["user"]]:
            yield f"message {message['id']} to {message['user']}"
        if message["why"]:
            refused.setdefault(message["user"], at(message["created_at"]))


INVARIANTS: tuple[Callable[[Book, Policy], Iterator[str]], ...] = (
    *(quiet_hours, once, digests_on_working_days, cap, told, rungs, cadence, met, birthdays, greeted),
    *(unreachable, every_rung, at_once, to_who_is_there),
)


def broken(book: Book) -> dict[str, list[str]]:
    """Return what does not hold, by invariant."""
    policy = shipped()
    found = {check.__name__: list(check(book, policy)) for check in INVARIANTS}
    return {name: complaints for name, complaints in found.items() if complaints}


def statistics(book: Book) -> dict[str, int | str]:
    """Return the year in figures."""
    cadence_ = [duty for duty in book.duties if duty["kind"] == "cadence" and duty["closed_why"] != "changed"]
    kept = sum(1 for duty in cadence_ if duty["closed_why"] == "met" and duty["closed_at"] <= duty["due_at"])
    replies = [duty for duty in book.duties if duty["kind"] in REPLY and duty["closed_at"]]
    in_time = sum(1 for duty in replies if duty["closed_at"] <= duty["due_at"])
    via = Counter(push["via"] for push in book.pushes)
    return {
        "duties": len(book.duties),
        "contacts": len(book.contacts),
        "in touch in time": f"{kept} of {len(cadence_)}",
        "answered in time": f"{in_time} of {len(replies)}",
        "digests": sum(1 for digest in book.digests if digest["parcel_id"] is not None),
        **{f"told, {name}": count for name, count in sorted(via.items())},
        "messages": len(book.messages),
        "refused": sum(1 for message in book.messages if message["why"]),
    }
