"""What the desk keeps and asks for again, as Protocols: people, cases, contacts, duties, answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.services.own_ledgers import Edit
from bot.services.records import Case, CaseEvent, Contact, Customer, Duty, Invite, Link, Staff
from bot.services.visit_records import VisitEvent, VisitPlan
from bot.standard.searching import Wanted


class People(Protocol):
    """Staff, customers, and the codes and links that let them in."""

    def add_staff(self, role: str, name: str, under_id: int | None, now: datetime, phone: str = "") -> Staff:
        """Add a staff member."""

    def staff(self, staff_id: int | None) -> Staff | None:
        """Return a staff member."""

    def staff_named(self, name: str, role: str = "") -> Staff | None:
        """Return an active staff member by name."""

    def with_role(self, role: str) -> list[Staff]:
        """Return the active staff of a role, oldest first."""

    def under(self, leader_id: int) -> list[int]:
        """Return the ids of the active managers and supervisors under a leader, at any depth."""

    def add_customer(self, name: str, now: datetime, **fields: Any) -> Customer:
        """Add a customer."""

    def customer(self, customer_id: int | None) -> Customer | None:
        """Return a customer."""

    def search(self, wanted: Wanted, scope: Collection[int] | None, limit: int) -> list[Customer]:
        """Return customers found, of those whom `scope` serves (0: nobody); of all where it is None (G1)."""

    def named(self, name: str, limit: int) -> list[Customer]:
        """Return customers of exactly this name, whoever serves them."""

    def called(self, names: Collection[str], limit: int) -> list[Customer]:
        """Return customers whose whole name is one of these, whoever serves them."""

    def numbered(self, account: str) -> Customer | None:
        """Return the customer of an account number, whoever serves them."""

    def customers_of(self, manager_id: int, limit: int, offset: int = 0) -> list[Customer]:
        """Return a manager's own and deputised customers, those latest contacted first."""

    def customers_with_phone(self, phone: str) -> list[Customer]:
        """Return customers with a phone number."""

    def add_invite(
        self,
        code_hash: str,
        expires_at: datetime,
        now: datetime,
        *,
        staff_id: int | None = None,
        customer_id: int | None = None,
    ) -> None:
        """Keep a one-time code's hash."""

    def invite(self, code_hash: str) -> Invite | None:
        """Return a code's invitation, used or not."""

    def use_invite(self, invite_id: int, address_id: int | None, now: datetime) -> bool:
        """Use a code up; False where somebody was quicker."""

    def add_link(
        self,
        user: str,
        expires_at: datetime,
        now: datetime,
        *,
        staff_id: int | None = None,
        customer_id: int | None = None,
    ) -> Link:
        """Keep a personal web link."""

    def link(self, user: str) -> Link | None:
        """Return a web link."""

    def revoke_links(
        self, now: datetime, *, staff_id: int | None = None, customer_id: int | None = None
    ) -> int:
        """End every link of a person."""


class Cases(Protocol):
    """What is owed an answer."""

    def add(self, kind: str, text: str, due_at: datetime, now: datetime, **fields: Any) -> Case:
        """Open a case."""

    def get(self, case_id: int) -> Case | None:
        """Return a case."""

    def change(self, case_id: int, revision: int, **fields: Any) -> bool:
        """Change a case drawn at `revision`; False where it has moved on since."""

    def hand_over(self, case_id: int, owner_id: int) -> None:
        """Give a case to another owner; buttons drawn of it stay good."""

    def note(
        self, case_id: int, what: str, now: datetime, staff_id: int | None = None, text: str = ""
    ) -> None:
        """Append to a case's log."""

    def events(self, case_id: int) -> list[CaseEvent]:
        """Return a case's log, oldest first."""

    def of_person(self, customer_id: int | None, address_id: int, limit: int) -> list[Case]:
        """Return a customer's cases, open ones first."""

    def of_contact(self, contact_id: int) -> list[Case]:
        """Return the cases heard at a contact."""

    def unconfirmed(
        self, kinds: Collection[str], owner_ids: Collection[int] | None, limit: int
    ) -> list[Case]:
        """Return answered cases that wait for their customers' word, of some owners or all, oldest first."""


class Contacts(Protocol):
    """What happened: append-only (O1)."""

    def add(
        self, kind: str, customer_id: int, manager_id: int, content: str, now: datetime, **fields: Any
    ) -> Contact:
        """Record a contact."""

    def get(self, contact_id: int) -> Contact | None:
        """Return a contact."""

    def latest(self, manager_id: int) -> Contact | None:
        """Return what a manager recorded last and did not strike out."""

    def change(self, contact: Contact, staff_id: int, now: datetime, field: str, new: str) -> bool:
        """Change a field of a record and keep what stood there; False where it has moved on since (O1)."""

    def edits(self, contact_id: int) -> list[Edit]:
        """Return what was changed in a record, oldest first."""

    def flagged(self, manager_ids: Collection[int], since: datetime, limit: int) -> list[Contact]:
        """Return records written down late, repeated or changed, the latest first (O1)."""

    def undo(self, contact_id: int, now: datetime) -> None:
        """Strike a contact out; the row stays."""

    def of_customer(self, customer_id: int, limit: int) -> list[Contact]:
        """Return a customer's latest contacts."""


class Duties(Protocol):
    """Owners and due times; every row unique by kind, subject and period."""

    def add(self, kind: str, subject: str, period: str, **fields: Any) -> Duty | None:
        """Raise a duty; None where it exists."""

    def get(self, duty_id: int) -> Duty | None:
        """Return a duty."""

    def open_of_case(self, case_id: int) -> list[Duty]:
        """Return a case's open duties."""

    def open_of_address(self, address_id: int, kind: str) -> list[Duty]:
        """Return the open duties of a kind that wait at an address."""

    def of_owner(self, owner_id: int, until: datetime, limit: int) -> list[Duty]:
        """Return open duties due before a moment, most pressing first."""

    def firing(self, now: datetime, limit: int) -> list[Duty]:
        """Return open duties whose next rung has come, in order of time."""

    def climb(self, duty_id: int, from_rung: int, to_rung: int, next_at: datetime | None) -> bool:
        """Move to a rung; False where another process was quicker."""

    def escalated(self, duty_id: int, rung: str, recipient_id: int, now: datetime) -> bool:
        """Note that a rung spoke to somebody; False where it had."""

    def told(self, duty_id: int) -> list[int]:
        """Return the staff ids that the ladder has spoken to."""

    def told_of_case(self, case_id: int) -> list[int]:
        """Return the staff ids that any ladder of a case has spoken to."""

    def reset(self, duty_id: int, rung: int, next_at: datetime | None, now: datetime) -> bool:
        """Let a ladder count anew from now on; False where it has been stopped."""

    def acknowledge(self, duty_id: int, staff_id: int, now: datetime) -> bool:
        """Stop the ladder; False where it was acknowledged or closed before."""

    def hand_over(self, duty_id: int, owner_id: int) -> None:
        """Give a duty to another owner."""

    def close(self, duty_id: int, why: str, now: datetime) -> bool:
        """Close a duty; False where it was closed before."""

    def close_of_case(self, case_id: int, why: str, now: datetime) -> None:
        """Close every duty of a case."""

    def close_of_contact(self, contact_id: int, why: str, now: datetime) -> None:
        """Close every duty of a contact."""

    def open_of_subject(self, kind: str, subject: str) -> list[Duty]:
        """Return the open duties of a kind about one subject."""


class Records(Protocol):
    """Small things kept: marks of the product itself, and who read what (G1)."""

    def get(self, key: str) -> str | None:
        """Return a mark."""

    def put(self, key: str, value: str) -> None:
        """Set a mark."""

    def put_once(self, key: str, value: str) -> str:
        """Set a mark unless it is set; return what stands."""

    def audited(self, what: str, since: datetime, most: int) -> int:
        """Return how often something was noted since a moment, counted up to a limit."""

    def audit(self, what: str, subject: str, now: datetime, staff_id: int | None = None) -> None:
        """Note who did what."""


class Visits(Protocol):
    """Plans of visits: changed only from the state they were seen in, every step noted (D-7 to D-13)."""

    def add(self, customer_id: int, manager_id: int, kind: str, now: datetime, **fields: Any) -> VisitPlan:
        """Keep a new plan."""

    def get(self, plan_id: int) -> VisitPlan | None:
        """Return a plan."""

    def change(self, plan_id: int, revision: int, **fields: Any) -> bool:
        """Change a plan drawn at `revision`; False where it has moved on since."""

    def hand_over(self, plan_id: int, manager_id: int) -> None:
        """Give a plan to another manager; buttons drawn of it stay good."""

    def pack(self, plan_id: int, kit: Sequence[str]) -> None:
        """Keep what has been ticked of the kit; that is no new state of the plan (K1)."""

    def note(
        self, plan_id: int, what: str, now: datetime, staff_id: int | None = None, text: str = ""
    ) -> None:
        """Append to a plan's log."""

    def events(self, plan_id: int) -> list[VisitEvent]:
        """Return a plan's log, oldest first."""

    def between(self, manager_id: int, since: datetime, until: datetime) -> list[VisitPlan]:
        """Return a manager's appointments from a moment up to another, in order of time."""

    def of_manager(self, manager_id: int, limit: int) -> list[VisitPlan]:
        """Return a manager's open plans, appointed ones first in order of time."""

    def of_customer(self, customer_id: int, limit: int) -> list[VisitPlan]:
        """Return a customer's open plans, appointed ones first in order of time."""
