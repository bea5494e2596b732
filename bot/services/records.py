"""What the desk keeps: one frozen record per table row, in the glossary's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.dialog.message import Address, Incoming, Outgoing


@dataclass(frozen=True, slots=True)
class Staff:
    """A 客户经理, 主管, 负责人 or 管理员."""

    id: int
    role: str
    name: str
    phone: str
    under_id: int | None
    active: bool


@dataclass(frozen=True, slots=True)
class Customer:
    """A person or company served (C1)."""

    id: int
    name: str
    gender: str
    kind: str
    phone: str
    tier: str
    vip: bool
    manager_id: int | None
    deputy_id: int | None
    note: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Contactable:
    """A chat address on file, and who is behind it."""

    id: int
    channel: str
    user: str
    chat: str
    staff_id: int | None
    customer_id: int | None
    name: str
    reachable: bool
    wrong_codes: int
    locked_until: datetime | None
    session_at: datetime | None
    language: str = ""

    @property
    def address(self) -> Address:
        """Return where to write."""
        return Address(self.channel, self.user, self.chat)


@dataclass(frozen=True, slots=True)
class Invite:
    """A one-time code that ties a chat to a person (G7)."""

    id: int
    staff_id: int | None
    customer_id: int | None
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Link:
    """A personal web link: expiring and revocable."""

    id: int
    user: str
    staff_id: int | None
    customer_id: int | None
    expires_at: datetime
    revoked_at: datetime | None


class Known(StrEnum):
    """Whether a chat is tied to anybody."""

    NOBODY = "nobody"
    CUSTOMER = "customer"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """An event safely kept, worked or not."""

    id: int
    event: Incoming
    received_at: datetime
    further: tuple[int, ...] = ()
    """Events of the same person that go on what this one began to say (L9)."""
    whole: bool = False
    """All that belongs to it has been heard."""
    known: Known = Known.NOBODY
    """Who its sender was when it came: whom we know is heard first (G7)."""


WITHDRAWN = "withdrawn"
"""Why a message that was held for its hour never goes: what it told of is over."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message on its way out: an outbox row."""

    id: int
    address_id: int
    address: Address
    message: Outgoing
    priority: int
    edits: str = ""
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a web conversation; `id` is of the inbox where the person said it, else of the outbox."""

    id: int
    mine: bool
    event_id: str
    at: datetime
    message: Outgoing
    edits: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A visit, call or reception that happened (C2, C3)."""

    id: int
    kind: str
    customer_id: int
    manager_id: int
    happened_at: datetime
    recorded_at: datetime
    content: str
    outcome: str
    next_at: datetime | None
    undone_at: datetime | None
    fields: Mapping[str, str] | None = None
    backdated: bool = False
    repeated: bool = False
    plan_id: int | None = None
    author: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """Something owed an answer (C4–C8)."""

    id: int
    kind: str
    state: str
    customer_id: int | None
    address_id: int | None
    owner_id: int | None
    author_id: int | None
    contact_id: int | None
    category: str
    severity: str
    text: str
    phone: str
    wanted: str
    due_at: datetime
    provisional: bool
    answer: str
    answered_at: datetime | None
    answered_by: int | None
    closed_at: datetime | None
    revision: int
    created_at: datetime
    done_at: datetime | None = None
    fed_back_at: datetime | None = None
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """Anything with an owner and a due time, and its place on the ladder."""

    id: int
    kind: str
    subject: str
    period: str
    owner_id: int | None
    customer_id: int | None
    case_id: int | None
    contact_id: int | None
    address_id: int | None
    text: str
    opened_at: datetime
    due_at: datetime
    due_day: date
    provisional: bool
    ladder: str
    rung: int
    next_at: datetime | None
    acked_at: datetime | None
    acked_by: int | None
    closed_at: datetime | None
    closed_why: str
    revision: int
    reset_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """A line of a case's log."""

    at: datetime
    what: str
    staff_id: int | None
    text: str
