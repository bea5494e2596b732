"""Standard queries and company facts as rows of a sheet: what it would do, kept, written (N1, O2, T12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.errors import BadInput, Stale
from bot.services import queries, query_editing
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.query_records import APPROVED, DRAFT, Content
from bot.services.records import Staff
from bot.standard import answers

COLUMNS = (
    "title",
    "wordings",
    "answer",
    "tier",
    "product",
    "buttons",
    "department",
    "first",
    "last",
    "owner",
    "english_title",
    "english_answer",
    "english_wordings",
)
FACTS = ("fact", "value")
QUERIES, FACT_SHEET = "queries", "facts"
KINDS = (QUERIES, FACT_SHEET)
CREATE, UPDATE, UNCHANGED, REJECT = "create", "update", "unchanged", "reject"


@dataclass(frozen=True, slots=True)
class Told:
    """How a row of a sheet fares, and why."""

    number: int
    action: str
    why: tuple[str, ...] = ()


@dataclass(slots=True)
class Plan:
    """What a sheet would do: how each row fares, and what is written for whom."""

    kind: str
    told: list[Told] = field(default_factory=list)
    entries: list[tuple[int | None, Content]] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)

    def count(self, action: str) -> int:
        """Return how many rows fare so."""
        return sum(one.action == action for one in self.told)

    def counts(self) -> dict[str, int]:
        """Return how many rows fare how."""
        named = {"created": CREATE, "updated": UPDATE, "unchanged": UNCHANGED, "rejected": REJECT}
        return {name: self.count(action) for name, action in named.items()}


Cells = Mapping[str, str]


def titles(desk: Desk) -> list[str]:
    """Return the titles of a sheet's columns."""
    return [desk.say(f"sheet-{name}") for name in COLUMNS]


def keep(
    uow: UnitOfWork, made: Plan, me: Staff | None, approver: Staff | None, now: datetime, today: date
) -> int:
    """Write what was tried: as drafts, or as approved by somebody named; return how many."""
    person = me or approver
    by = person.name if person is not None else ""
    for name, value in made.facts.items():
        uow.facts.put(name, value, by, now)
    for query_id, content in made.entries:
        own = query_id if query_id is not None else uow.queries.add(content.title)
        if own is None:
            raise BadInput("error-query-title", title=content.title)
        _write(uow, own, content, me, approver, now, today)
    return len(made.facts) + len(made.entries)


def _write(
    uow: UnitOfWork,
    own: int,
    content: Content,
    me: Staff | None,
    approver: Staff | None,
    now: datetime,
    today: date,
) -> None:
    if approver is not None:
        begins = replace(content, valid_from=max(content.valid_from or today, today))
        decided = {"approved_by": approver.name, "decided_at": now}
        there = uow.queries.entry(own)
        draft = there.open if there is not None else None
        if draft is None:
            uow.queries.write(own, APPROVED, begins, [me.id] if me else [], now, **decided)
        elif not uow.queries.change(draft.id, draft.revision, begins, state=APPROVED, **decided):
            raise Stale
        uow.queries.retire(own, None, "")
        uow.records.audit("query-approved", f"query:{own}", now, approver.id)
        return
    entry = uow.queries.entry(own)
    if me is not None and entry is not None and entry.open is not None:
        query_editing.edit(uow, own, me, now, **{name: getattr(content, name) for name in content.__slots__})
    else:
        uow.queries.write(own, DRAFT, content, [me.id] if me else [], now)


def written(uow: UnitOfWork, desk: Desk, day: date) -> Iterator[list[str]]:
    """Yield the rows of a sheet of everything on file: what is worked on, else what is in force."""
    for entry in uow.queries.entries():
        one = entry.open or entry.current(day) or entry.newest()
        if one is None or entry.retired_at is not None:
            continue
        content = one.content
        owner = uow.people.staff(content.owner_id)
        said = _words(desk, content)
        span = [f"{day or ''}" for day in (content.valid_from, content.valid_to)]
        plain = [content.title, "\n".join(content.wordings), queries.shown(content.answer), "", ""]
        told = content.english
        english = [told.title, queries.shown(told.answer), "\n".join(told.wordings)]
        yield [*plain, said, content.department, *span, owner.name if owner else "", *english]
        for variant in content.variants:
            tier = "" if not variant.tier else _tier(desk, variant.tier)
            whom = ["", queries.shown(variant.answer), tier, variant.product, *[""] * 6]
            yield [content.title, *whom, queries.shown(variant.english), ""]


def _tier(desk: Desk, name: str) -> str:
    return desk.say("query-vip") if name == answers.VIP else desk.policy.tiers[name].label


def _words(desk: Desk, content: Content) -> str:
    say: Callable[..., str] = desk.say
    return "、".join(
        name.removeprefix(queries.TARGET) if name.startswith(queries.TARGET) else say(f"menu-{name}")
        for name in content.buttons
    )
