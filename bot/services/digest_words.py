"""A digest in words: short lines under headings, each one tap from being done (O7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.dialog.message import Choice
from bot.dialog.press import button
from bot.services import buttons, duties
from bot.services.buttons import Rows
from bot.services.desk import Desk, names
from bot.services.digest_ledgers import Line, Matters, Reader
from bot.services.ports import UnitOfWork
from bot.services.records import Customer
from bot.standard import cadence, digests

SECTIONS = ("overdue", "today", "planned", "soon", "moments", "cadence", "pending")
Told = tuple[str, Rows]


@dataclass(frozen=True, slots=True)
class Heading:
    """How a period stands with somebody: how many are left, and how many of them are for today (D-4)."""

    owner_id: int
    period: str
    due_day: date
    left: int
    days: int
    today: int
    stage: str


@dataclass(frozen=True, slots=True)
class Page:
    """One person's digest, to be put in words."""

    staff_id: int
    digest_id: int
    lines: Sequence[Line]
    headings: Sequence[Heading]
    matters: Matters
    now: datetime


def counts(lines: Sequence[Line]) -> Mapping[str, int]:
    """Return how many lines each section has."""
    return dict(Counter(line.section for line in lines))


def first(uow: UnitOfWork, desk: Desk, page: Page, team: str) -> Told:
    """Return a digest's first page."""
    found = counts(page.lines)
    told = [desk.say(f"digest-count-{name}", count=str(found[name])) for name in SECTIONS if name in found]
    day = desk.day_words(desk.today(page.now))
    head = desk.say("digest-head", day=day, counts=names(told, "，")) if told else ""
    lines, rows = _page(uow, desk, page, 0)
    text = "\n".join([part for part in (head or desk.say("digest-head-team", day=day), *lines, team) if part])
    if team:
        rows.append(
            tuple(button(desk.say(f"menu-{name}"), "menu", value=name) for name in ("late", "lapsed"))
        )
    return text, tuple(rows)


def further(uow: UnitOfWork, desk: Desk, page: Page, number: int) -> Told:
    """Return another page; the last stands for those after it, as lines may have been settled since."""
    if not page.lines:
        return desk.say("digest-settled"), ()
    size = desk.policy.digest.lines
    number = min(max(number, 0), (len(page.lines) - 1) // size)
    lines, rows = _page(uow, desk, page, number)
    day = desk.day_words(desk.today(page.now))
    return "\n".join([desk.say("digest-rest", day=day, count=str(len(page.lines))), *lines]), tuple(rows)


def _page(uow: UnitOfWork, desk: Desk, page: Page, number: int) -> tuple[list[str], list[tuple[Choice, ...]]]:
    size = desk.policy.digest.lines
    start = number * size
    words: list[str] = []
    rows: list[tuple[Choice, ...]] = []
    above = ("", 0)
    for place, line in enumerate(page.lines[start : start + size], start + 1):
        owner = line.duty.owner_id or 0
        here = (line.section, 0 if line.section == "pending" else owner)
        if here != above:
            words += _headings(uow, desk, page, line, above[1] != here[1])
            above = here
        words.append(_line(desk, page.matters, line, place))
        rows += _rows(desk, page, line, place)
    if len(page.lines) > start + size:
        rows.append((button(desk.say("button-more"), "digest-page", page.digest_id, number + 1),))
    return words, rows


def _headings(uow: UnitOfWork, desk: Desk, page: Page, line: Line, other: bool) -> list[str]:
    words = []
    owner = line.duty.owner_id
    if other and line.section != "pending" and owner != page.staff_id:
        person = uow.people.staff(owner)
        words.append(desk.say("digest-for", staff=person.name if person else desk.say("nobody")))
    words.append(desk.say(f"digest-{line.section}"))
    if line.section == "cadence":
        words += [_stage(desk, each) for each in page.headings if each.owner_id == owner and each.today]
    return words


def _stage(desk: Desk, each: Heading) -> str:
    """Return how a period stands: half of it gone, three quarters, the last days (D-4); or a wish (D-6)."""
    length = cadence.length(each.period)
    stage = each.stage or "early"
    if length == "wish":
        stage = "wish-over" if each.stage == digests.OVER else "wish"
    return desk.say(
        f"digest-stage-{stage}",
        period=desk.say(f"digest-period-{length}"),
        until=desk.day_words(each.due_day),
        left=str(each.left),
        days=str(each.days),
        today=str(each.today),
    )


def evening(uow: UnitOfWork, desk: Desk, page: Page) -> Told:
    """Return what is left of the day."""
    day = desk.day_words(desk.today(page.now))
    lines, rows = _page(uow, desk, page, 0)
    return "\n".join([desk.say("evening-left", day=day, count=str(len(page.lines))), *lines]), tuple(rows)


def title(desk: Desk, matters: Matters, line: Line) -> str:
    """Return what a line is about."""
    case = matters.cases.get(line.duty.case_id or 0)
    what = duties.title(desk, line.duty, case, matters.customers.get(line.duty.customer_id or 0))
    # C8: the second tick of a promise may still be open.
    return desk.say("duty-promise-done", what=what) if case is not None and case.done_at is not None else what


def _line(desk: Desk, matters: Matters, line: Line, number: int) -> str:
    duty = line.duty
    if duty.kind in digests.SPREAD:
        return _touch(desk, line, matters.customers.get(duty.customer_id or 0), number)
    what = title(desk, matters, line)
    due = duties.due_words(desk, duty, matters.cases.get(duty.case_id or 0))
    return desk.say("today-line", number=str(number), what=what, due=due)


def _touch(desk: Desk, line: Line, customer: Customer | None, number: int) -> str:
    """Return somebody to speak with in one line, and when they last were (T15)."""
    last = desk.say("digest-never")
    if line.touched_at is not None:
        last = desk.say("digest-last", day=desk.day_words(desk.today(line.touched_at)))
    tier = desk.say(f"tier-{customer.tier}") if customer is not None else ""
    slots = {"number": str(number), "customer": desk.call(customer), "tier": tier or "—", "last": last}
    return desk.say(f"digest-line-{line.duty.kind}", **slots)


def _rows(desk: Desk, page: Page, line: Line, number: int) -> list[tuple[Choice, ...]]:
    duty = line.duty
    case = page.matters.cases.get(duty.case_id or 0)
    if line.section == "pending" and duty.owner_id != page.staff_id:
        return [
            (
                button(f"{number} {desk.say('button-acknowledge')}", "duty-ack", duty.id),
                button(f"{number} {desk.say('button-take-over')}", "duty-take", duty.id),
                button(f"{number} {desk.say('button-instruct')}", "duty-instruct", duty.id),
            )
        ]
    return [buttons.for_line(desk, case, duty, number)]


def teams(uow: UnitOfWork, desk: Desk, leaders: Sequence[Reader], now: datetime) -> dict[int, str]:
    """Return for each leader in words who of their people is late, silent or has not signed (E1, F9, I6)."""
    members = {leader.id: frozenset(uow.people.under(leader.id)) for leader in leaders}
    everybody = sorted(set().union(*members.values())) if members else []
    if not everybody:
        return {}
    before, _ = desk.calendar.add(desk.today(now), -1)
    late = uow.digests.late(everybody, now)
    # Over since the last working day: what an earlier digest has told is not told again.
    lapsed = uow.lapses.counts(everybody, desk.calendar.at(before + timedelta(days=1), time.min))
    unsigned, unheard = uow.digests.drafted(everybody, before), uow.digests.unheard(everybody)
    called = {reader.id: reader.name for reader in uow.digests.readers(everybody)}
    told = {}
    for leader_id, team in members.items():
        lines = _counted(desk, "late", {i: late[i] for i in sorted(team) if i in late}, called)
        lines += _counted(desk, "lapsed", {i: lapsed[i] for i in sorted(team) if i in lapsed}, called)
        for phrase, people in (("digest-unsigned", unsigned), ("digest-unheard", unheard)):
            theirs = [called[i] for i in people if i in team]
            lines += [desk.say(phrase, people=names(theirs))] if theirs else []
        if lines:
            told[leader_id] = "\n".join([desk.say("digest-team"), *lines])
    return told


def _counted(desk: Desk, what: str, counts: Mapping[int, int], called: Mapping[int, str]) -> list[str]:
    if not counts:
        return []
    people = names(of_each(desk, what, counts, called))
    return [desk.say(f"digest-{what}", count=str(sum(counts.values())), people=people)]


def of_each(desk: Desk, what: str, counts: Mapping[int, int], called: Mapping[int, str]) -> list[str]:
    """Return how many of something each person has, whoever has most first."""
    most = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return [desk.say(f"digest-{what}-of", staff=called[i], count=str(count)) for i, count in most]
