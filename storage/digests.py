"""The messages of the day: begun once for each person, read and kept for many people at once (O7)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Date,
    Integer,
    String,
    and_,
    bindparam,
    case,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from bot.services.digest_ledgers import (
    DRAFT,
    EVENING,
    MORNING,
    OFF,
    Digest,
    Hour,
    Line,
    Matters,
    Reader,
    Share,
)
from bot.services.records import Case, Customer, Duty
from bot.standard.digests import SILENT
from storage.digest_reading import (
    CASES,
    CUSTOMERS,
    DUE,
    DUTY,
    OPEN,
    OWNERS,
    PENDING,
    SHARES,
    SPREAD_FIRST,
    STAFF,
)
from storage.moment import UtcTime
from storage.session import Both, Session, hot
from storage.tables import absences, addresses, customers, digest_lines, digests, duties, staff, work_logs


def _hour(chosen: Any, usual: str) -> Any:
    return case((chosen.in_(("", OFF)), bindparam(usual, type_=String)), else_=chosen)


def _begin(kind: str) -> Both:
    """Return the one statement by which digests begin, however many processes run it."""
    columns = ("staff_id", "day", "kind", "at", "counts")
    day = bindparam("day", type_=Date)
    chosen = staff.c.morning_at if kind == MORNING else staff.c.evening_at
    begun = and_(digests.c.staff_id == staff.c.id, digests.c.day == day, digests.c.kind == kind)
    ready = (
        select(staff.c.id, day, literal(kind), bindparam("now", type_=UtcTime), bindparam("none", type_=JSON))
        .join_from(staff, digests, begun, isouter=True)
        .where(
            staff.c.active,
            digests.c.id.is_(None),
            _hour(chosen, "usual") <= bindparam("clock", type_=String),
        )
        .order_by(staff.c.id)
        .limit(bindparam("count", type_=Integer))
    )
    if kind == MORNING:
        # After the hour of the evening's message the morning's comes too late.
        ready = ready.where(_hour(staff.c.evening_at, "until") > bindparam("clock", type_=String))
    keys = ["staff_id", "day", "kind"]
    small = sqlite.insert(digests).from_select(columns, ready).on_conflict_do_nothing(index_elements=keys)
    large = postgresql.insert(digests).from_select(columns, ready).on_conflict_do_nothing(index_elements=keys)
    new = (digests.c.id, digests.c.staff_id)
    return Both(small.returning(*new), large.returning(*new))


_BEGIN = {kind: _begin(kind) for kind in ("morning", "evening")}
_AWAY = (
    select(absences.c.staff_id)
    .where(
        absences.c.first <= bindparam("on_day", type_=Date),
        absences.c.last >= bindparam("on_day", type_=Date),
        absences.c.cancelled_at.is_(None),
    )
    .distinct()
    .order_by(absences.c.staff_id)
)
_READERS = select(
    staff.c.id, staff.c.role, staff.c.name, staff.c.under_id, staff.c.morning_at, staff.c.evening_at
).where(staff.c.id.in_(bindparam("staff_ids", expanding=True)))


_KEEP = hot(insert(digest_lines))
_SENT = hot(update(digests).where(digests.c.id == bindparam("digest_id")))
_DIGEST = tuple(digests.c[each.name] for each in fields(Digest))
_GET = hot(select(*_DIGEST).where(digests.c.id == bindparam("digest_id")))
_OF = hot(
    select(*_DIGEST).where(
        digests.c.staff_id == bindparam("staff_id"),
        digests.c.day == bindparam("day"),
        digests.c.kind == bindparam("kind"),
    )
)
_HOLDS = hot(
    select(digest_lines.c.id).where(
        digest_lines.c.digest_id == bindparam("digest_id"), digest_lines.c.duty_id == bindparam("duty_id")
    )
)
_LINES = (
    select(digest_lines.c.section, *DUTY, customers.c.contacted_at)
    .join_from(digest_lines, duties, duties.c.id == digest_lines.c.duty_id)
    .join(customers, customers.c.id == duties.c.customer_id, isouter=True)
    .where(digest_lines.c.digest_id == bindparam("digest_id"), OPEN)
    .order_by(digest_lines.c.id)
)
_CHOOSE = update(staff).where(staff.c.id == bindparam("staff_id"))
_IS_LATE = (
    OPEN,
    OWNERS,
    duties.c.kind.not_in(SILENT),
    duties.c.ladder != "retry",
    duties.c.due_at < bindparam("now", type_=UtcTime),
)
_LATE = select(duties.c.owner_id, func.count()).where(*_IS_LATE).group_by(duties.c.owner_id)
_LATE_ONES = (
    select(*DUTY)
    .where(*_IS_LATE)
    .order_by(duties.c.due_at, duties.c.id)
    .limit(bindparam("most", type_=Integer))
)
_DRAFTED = (
    select(digests.c.staff_id)
    .join(
        work_logs,
        and_(work_logs.c.staff_id == digests.c.staff_id, work_logs.c.day == digests.c.day),
        isouter=True,
    )
    .where(
        digests.c.staff_id.in_(STAFF),
        digests.c.day == bindparam("day", type_=Date),
        digests.c.kind == EVENING,
        digests.c.parcel_id.is_not(None),
        digests.c.counts[DRAFT].as_integer() == 1,
        work_logs.c.id.is_(None),
    )
    .order_by(digests.c.staff_id)
)
_UNHEARD = (
    select(addresses.c.staff_id)
    .where(addresses.c.staff_id.in_(STAFF), addresses.c.session_at.is_not(None))
    .group_by(addresses.c.staff_id)
    .having(func.max(case((addresses.c.reachable, 1), else_=0)) == 0)
    .order_by(addresses.c.staff_id)
)


class Digests:
    """Implements `digest_ledgers.Digests`, but for what a day's log is made of."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, hour: Hour, now: datetime, limit: int) -> list[tuple[int, int]]:
        """Begin the digests whose hour has come, each once; return their numbers and whose they are."""
        values = {"day": hour.day, "clock": hour.clock, "usual": hour.usual, "now": now, "none": {}}
        if hour.kind == MORNING:
            values["until"] = hour.until
        rows = self._session.rows(_BEGIN[hour.kind], {**values, "count": limit})
        return sorted((row[0], row[1]) for row in rows)

    def away(self, day: date) -> list[int]:
        """Return who is away on a day (E16)."""
        return [row[0] for row in self._session.rows(_AWAY, {"on_day": day})]

    def readers(self, staff_ids: Collection[int]) -> list[Reader]:
        """Return people with the hours they chose."""
        return [Reader(*row) for row in self._session.rows(_READERS, {"staff_ids": sorted(staff_ids)})]

    def due(self, owner_ids: Collection[int], tonight: datetime, most: int) -> list[Duty]:
        """Return what is overdue, due today, or speaks today, so many of each owner, in order of time."""
        values = {"owner_ids": sorted(owner_ids), "tonight": tonight, "most": most}
        return [Duty(*row) for row in self._session.rows(DUE, values)]

    def shares(self, owner_ids: Collection[int]) -> list[Share]:
        """Return how many customers each period still asks to be spoken with."""
        return [Share(*row) for row in self._session.rows(SHARES, {"owner_ids": sorted(owner_ids)})]

    def spread(self, owner_ids: Collection[int], tonight: datetime, most: int) -> list[Line]:
        """Return whom to speak with first: so many of each period, by tier, then longest without contact."""
        values = {"owner_ids": sorted(owner_ids), "tonight": tonight, "most": most}
        rows = self._session.rows(SPREAD_FIRST, values)
        return [Line("cadence", Duty(*row[:-1]), row[-1]) for row in rows]

    def pending(self, staff_ids: Collection[int], since: datetime, most: int) -> list[tuple[int, str, Duty]]:
        """Return of what people were told, did nothing about and have not read in a digest since; and how."""
        values = {"staff_ids": sorted(staff_ids), "since": since, "most": most}
        return [(row[0], row[1], Duty(*row[2:])) for row in self._session.rows(PENDING, values)]

    def matters(self, found: Sequence[Duty], met: Collection[int | None] = ()) -> Matters:
        """Return the cases and customers that duties are about, and customers that were met besides."""
        about = sorted({duty.case_id for duty in found if duty.case_id is not None})
        known = {*(duty.customer_id for duty in found), *met}
        whose = sorted(customer_id for customer_id in known if customer_id is not None)
        return Matters(
            {row[0]: Case(*row) for row in self._session.rows(CASES, {"ids": about})} if about else {},
            {row[0]: Customer(*row) for row in self._session.rows(CUSTOMERS, {"ids": whose})}
            if whose
            else {},
        )

    def keep(self, digest_id: int, lines: Sequence[Line]) -> None:
        """Keep what stands in a digest."""
        self._session.change_many(
            _KEEP,
            [{"digest_id": digest_id, "duty_id": line.duty.id, "section": line.section} for line in lines],
        )

    def sent(self, digest_id: int, parcel_id: int | None, counts: Mapping[str, int]) -> None:
        """Keep which message carries a digest."""
        self._session.change(_SENT, {"digest_id": digest_id, "parcel_id": parcel_id, "counts": dict(counts)})

    def get(self, digest_id: int) -> Digest | None:
        """Return a digest."""
        row = self._session.row(_GET, {"digest_id": digest_id})
        return None if row is None else Digest(*row)

    def of(self, staff_id: int, day: date, kind: str) -> Digest | None:
        """Return somebody's digest of a day."""
        row = self._session.row(_OF, {"staff_id": staff_id, "day": day, "kind": kind})
        return None if row is None else Digest(*row)

    def holds(self, digest_id: int, duty_id: int) -> bool:
        """Return whether a duty stands in a digest."""
        return self._session.row(_HOLDS, {"digest_id": digest_id, "duty_id": duty_id}) is not None

    def lines(self, digest_id: int) -> list[Line]:
        """Return what stands in a digest and is still open, in the order it was written."""
        rows = self._session.rows(_LINES, {"digest_id": digest_id})
        return [Line(row[0], Duty(*row[1:-1]), row[-1]) for row in rows]

    def choose(self, staff_id: int, kind: str, at: str) -> None:
        """Keep the hour somebody wants a digest at; OFF where they want none, empty for the usual."""
        self._session.change(_CHOOSE, {"staff_id": staff_id, f"{kind}_at": at})

    def late(self, owner_ids: Collection[int], now: datetime) -> dict[int, int]:
        """Return how many matters are overdue with each of some people."""
        rows = self._session.rows(_LATE, {"owner_ids": sorted(owner_ids), "now": now})
        return {row[0]: row[1] for row in rows}

    def late_ones(self, owner_ids: Collection[int], now: datetime, most: int) -> list[Duty]:
        """Return what is overdue with some people, the oldest first."""
        rows = self._session.rows(_LATE_ONES, {"owner_ids": sorted(owner_ids), "now": now, "most": most})
        return [Duty(*row) for row in rows]

    def drafted(self, staff_ids: Collection[int], day: date) -> list[int]:
        """Return of people those whose work log of a day was drafted and is not signed."""
        rows = self._session.rows(_DRAFTED, {"staff_ids": sorted(staff_ids), "day": day})
        return [row[0] for row in rows]

    def unheard(self, staff_ids: Collection[int]) -> list[int]:
        """Return of people those who once opened a chat but whom none reaches now."""
        return [row[0] for row in self._session.rows(_UNHEARD, {"staff_ids": sorted(staff_ids)})]
