"""The morning's message: everything a day asks of somebody, once, at the hour they chose (O7, D-4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from bot.dialog.message import Outgoing
from bot.services import absences, digest_words, visit_words
from bot.services.desk import Desk
from bot.services.digest_ledgers import EVENING, MORNING, OFF, Hour, Line, Matters, Reader
from bot.services.digest_words import Heading
from bot.services.ports import REMINDER, UnitOfWork
from bot.services.push_ledgers import HELD
from bot.services.records import Duty
from bot.standard import cadence, digests
from bot.standard.access import HEAD, SUPERVISOR

PLANNED = (*visit_words.KINDS, "visit")
"""What is planned for an hour: not late that very day."""
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Day:
    """What many people's digests of a day are made of."""

    now: datetime
    tonight: datetime
    readers: Mapping[int, Reader]
    spoken_for: Mapping[int, int]
    """Whose matters each person reads: their own, and of those they stand in for (E16)."""
    lines: Mapping[int, list[Line]] = field(default_factory=dict)
    headings: Mapping[int, list[Heading]] = field(default_factory=dict)


def hour(desk: Desk, kind: str, now: datetime) -> Hour:
    """Return which digests of a kind begin now."""
    local, usual = desk.local(now), desk.policy.digest
    own = usual.morning if kind == MORNING else usual.evening
    clock = digests.clock(local.time())
    return Hour(kind, local.date(), clock, digests.clock(own), digests.clock(usual.evening))


def tick(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Write the digests whose hour has come, of some people; return of how many, 0 where none is due.

    Nobody's digest is written twice, whoever ticks and however late; on days that are not worked none is.
    """
    day = desk.today(now)
    if not desk.calendar.is_working(day):
        return 0
    begun = uow.digests.begin(hour(desk, MORNING, now), now, desk.policy.digest.at_a_time)
    if not begun:
        return 0
    numbers = {staff_id: digest_id for digest_id, staff_id in begun}
    found = gather(uow, desk, list(numbers), now)
    lines = [line for listed in found.lines.values() for line in listed]
    matters = uow.digests.matters([line.duty for line in lines])
    teams = digest_words.teams(uow, desk, _leaders(found), now)
    for staff_id, digest_id in numbers.items():
        _write(uow, desk, found, matters, teams.get(staff_id, ""), staff_id, digest_id)
    return len(begun)


def _leaders(found: Day) -> list[Reader]:
    return [
        reader
        for staff_id, reader in found.readers.items()
        if reader.role in (SUPERVISOR, HEAD) and staff_id in found.lines and reader.morning_at != OFF
    ]


def _write(
    uow: UnitOfWork, desk: Desk, found: Day, matters: Matters, team: str, staff_id: int, digest_id: int
) -> None:
    """Put one person's digest into words and into the outbox; where there is nothing to say, nothing."""
    lines = found.lines.get(staff_id, [])
    place = next((place for place in uow.addresses.of_staff(staff_id) if place.reachable), None)
    if place is None or not (lines or team):
        return
    uow.digests.keep(digest_id, lines)
    page = digest_words.Page(staff_id, digest_id, lines, found.headings.get(staff_id, []), matters, found.now)
    text, rows = digest_words.first(uow, desk, page, team)
    message = Outgoing(text, rows)
    parcel = uow.outbox.add(place, message, REMINDER, found.now, dedup=f"digest:{digest_id}")
    uow.digests.sent(digest_id, parcel.id if parcel else None, digest_words.counts(lines))


def gather(uow: UnitOfWork, desk: Desk, staff_ids: Collection[int], now: datetime) -> Day:
    """Read what stands in people's digests: everybody's at once, never one customer after another."""
    tonight = _tonight(desk, now)
    spoken_for = _spoken_for(uow, staff_ids, desk.today(now))
    owners = sorted({*staff_ids, *spoken_for})
    readers = {reader.id: reader for reader in uow.digests.readers(owners)}
    there = {owner: spoken_for.get(owner, owner) for owner in owners}
    wanted = {i for i in staff_ids if there[i] == i and readers[i].morning_at != OFF}
    day = Day(now, tonight, readers, spoken_for, {}, {})
    lines: dict[int, list[Line]] = {i: [] for i in staff_ids if there[i] == i}
    headings: dict[int, list[Heading]] = {}
    asking = [owner for owner in owners if there[owner] in wanted]
    for line in _due(uow, desk, day, asking):
        lines[there[line.duty.owner_id or 0]].append(line)
    spread, told = _spread(uow, desk, day, asking)
    for line in spread:
        lines[there[line.duty.owner_id or 0]].append(line)
    for heading in told:
        headings.setdefault(there[heading.owner_id], []).append(heading)
    for staff_id, line in _pending(uow, desk, day, lines, wanted):
        lines[staff_id].append(line)
    sorted_lines = {i: sorted(listed, key=lambda one: _order(one, i)) for i, listed in lines.items()}
    return replace(day, lines=sorted_lines, headings=headings)


def _order(line: Line, reader: int) -> tuple[int, int]:
    """Return where a line stands: one's own first, then of those one stands in for, then what was told."""
    section = digest_words.SECTIONS.index(line.section)
    others = 0 if line.duty.owner_id == reader or line.section == "pending" else line.duty.owner_id or 0
    return others, section


def _spoken_for(uow: UnitOfWork, staff_ids: Collection[int], day: date) -> dict[int, int]:
    """Return who reads instead of those who are away, for the people asked about (E16)."""
    standing = {staff_id: absences.standing_in(uow, staff_id, day) for staff_id in uow.digests.away(day)}
    return {
        staff_id: deputy
        for staff_id, deputy in standing.items()
        if staff_id != deputy and (deputy in staff_ids or staff_id in staff_ids)
    }


def owners_read_by(uow: UnitOfWork, staff_id: int, day: date) -> list[int]:
    """Return whose matters somebody reads on a day: their own, and of those they stand in for (E16)."""
    standing = _spoken_for(uow, [staff_id], day)
    return [staff_id, *(owner for owner, deputy in sorted(standing.items()) if deputy == staff_id)]


def put_forward(uow: UnitOfWork, desk: Desk, owners: Collection[int], now: datetime) -> Sequence[Line]:
    """Return whom people are to be in touch with today (D-4)."""
    return _spread(uow, desk, Day(now, _tonight(desk, now), {}, {}), owners)[0]


def _tonight(desk: Desk, now: datetime) -> datetime:
    return datetime.combine(desk.today(now) + _A_DAY, time.min, tzinfo=desk.zone)


def _due(uow: UnitOfWork, desk: Desk, day: Day, owners: Collection[int]) -> Iterable[Line]:
    for duty in uow.digests.due(owners, day.tonight, desk.policy.digest.most):
        yield Line(section(desk, duty, day.now, day.tonight), duty)


def section(desk: Desk, duty: Duty, now: datetime, tonight: datetime) -> str:
    """Return where a duty belongs in a list of the day."""
    if duty.kind == "moment":
        return "moments"
    if duty.kind in PLANNED and duty.due_at < tonight and duty.due_at >= tonight - _A_DAY:
        return "planned"
    if duty.due_at < now:
        return "overdue"
    return "today" if duty.due_at < tonight else "soon"


def _spread(
    uow: UnitOfWork, desk: Desk, day: Day, owners: Collection[int]
) -> tuple[Sequence[Line], Sequence[Heading]]:
    """Return whom each owner speaks with today, so that nobody is left for the last day (D-4)."""
    limits, calendar, today = desk.policy.digest, desk.calendar, desk.today(day.now)
    room: dict[int, int] = dict.fromkeys(owners, limits.cadence_most)
    shares: dict[tuple[int, date, str], int] = {}
    headings = []
    for each in uow.digests.shares(owners):
        left = digests.working_days(calendar, today, each.due_day)
        count = min(digests.share(each.count, left, limits.cadence_most), room[each.owner_id])
        room[each.owner_id] -= count
        shares[each.owner_id, each.due_day, each.period] = count
        since = desk.today(each.since)
        if not each.period.startswith(cadence.WISH):
            since = cadence.first_day(each.period)
        stage = digests.stage(since, today, each.due_day, desk.policy, calendar)
        headings.append(Heading(each.owner_id, each.period, each.due_day, each.count, left, count, stage))
    lines, taken = [], dict.fromkeys(shares, 0)
    for line in uow.digests.spread(owners, day.tonight, limits.cadence_most):
        key = (line.duty.owner_id or 0, line.duty.due_day, line.duty.period)
        if taken.get(key, 0) < shares.get(key, 0):
            taken[key] += 1
            lines.append(line)
    return lines, headings


def _pending(
    uow: UnitOfWork, desk: Desk, day: Day, lines: Mapping[int, list[Line]], wanted: Collection[int]
) -> Iterable[tuple[int, Line]]:
    """Yield what people were told and did nothing about, and what was kept back for the digest (I6)."""
    since = day.now - desk.policy.digest.unacted_days * _A_DAY
    seen = {(staff_id, _matter(line.duty)) for staff_id, listed in lines.items() for line in listed}
    for staff_id, via, duty in uow.digests.pending(list(lines), since, desk.policy.digest.most):
        # Who wants no digest still hears what was kept back for it.
        if (staff_id, _matter(duty)) in seen or (staff_id not in wanted and via != HELD):
            continue
        seen.add((staff_id, _matter(duty)))
        yield staff_id, Line("pending", duty)


def _matter(duty: Duty) -> tuple[str, int]:
    """Return what a line is about: a case that is owed an answer and was called for at night stands once."""
    return ("duty", duty.id) if duty.case_id is None else ("case", duty.case_id)


def page(uow: UnitOfWork, desk: Desk, digest_id: int, number: int, now: datetime) -> digest_words.Told | None:
    """Return a further page of a digest as it stands now; None where there is no such digest."""
    digest = uow.digests.get(digest_id)
    if digest is None:
        return None
    lines = uow.digests.lines(digest_id)
    matters = uow.digests.matters([line.duty for line in lines])
    owners = owners_read_by(uow, digest.staff_id, desk.today(now))
    told = _spread(uow, desk, Day(now, _tonight(desk, now), {}, {}), owners)[1]
    whole = digest_words.Page(digest.staff_id, digest_id, lines, told, matters, now)
    return digest_words.further(uow, desk, whole, number)


__all__ = ["EVENING", "MORNING", "gather", "hour", "page", "section", "tick"]
