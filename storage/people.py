"""Staff, customers, and the codes and links that let them in."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, and_, bindparam, func, insert, or_, select, update

from bot.services.records import Customer, Invite, Link, Staff
from bot.standard.access import MANAGER, SUPERVISOR
from bot.standard.searching import Wanted, terms
from storage import searching
from storage.searching import CUSTOMER
from storage.session import Session, hot
from storage.tables import addresses, contacts, customers, invites, links, staff

WEB = "web"
"""The channel that personal links open."""

_STAFF = (staff.c.id, staff.c.role, staff.c.name, staff.c.phone, staff.c.under_id, staff.c.active)
_INVITE = (
    invites.c.id,
    invites.c.staff_id,
    invites.c.customer_id,
    invites.c.expires_at,
    invites.c.used_at,
)
_LINK = (
    links.c.id,
    links.c.user,
    links.c.staff_id,
    links.c.customer_id,
    links.c.expires_at,
    links.c.revoked_at,
)

_GET_STAFF = hot(select(*_STAFF).where(staff.c.id == bindparam("staff_id")))
_NAMED = select(*_STAFF).where(staff.c.name == bindparam("name"), staff.c.active).order_by(staff.c.id)
_NAMED_IN_ROLE = _NAMED.where(staff.c.role == bindparam("role"))
_WITH_ROLE = hot(
    select(*_STAFF).where(staff.c.role == bindparam("role"), staff.c.active).order_by(staff.c.id)
)
_IN_TEAM = and_(staff.c.active, or_(staff.c.role == MANAGER, staff.c.role == SUPERVISOR))
_below = (
    select(staff.c.id)
    .where(staff.c.under_id == bindparam("leader_id"), _IN_TEAM)
    .cte("below", recursive=True)
)
_BELOW = hot(select(_below.union(select(staff.c.id).where(staff.c.under_id == _below.c.id, _IN_TEAM)).c.id))
_GET_CUSTOMER = hot(select(*CUSTOMER).where(customers.c.id == bindparam("customer_id")))
_SERVED = or_(
    customers.c.manager_id == bindparam("manager_id"), customers.c.deputy_id == bindparam("manager_id")
)
_LAST_CONTACT = (
    select(func.max(contacts.c.happened_at))
    .where(contacts.c.customer_id == customers.c.id, contacts.c.undone_at.is_(None))
    .scalar_subquery()
)
_CUSTOMERS_OF = (
    select(*CUSTOMER)
    .where(_SERVED)
    .order_by(_LAST_CONTACT.desc().nulls_last(), customers.c.id)
    .limit(bindparam("count", type_=Integer))
    .offset(bindparam("start", type_=Integer))
)
_WITH_PHONE = select(*CUSTOMER).where(customers.c.phone == bindparam("phone")).order_by(customers.c.id)
_NUMBERED = select(*CUSTOMER).where(customers.c.account == bindparam("account"))
_GET_INVITE = select(*_INVITE).where(invites.c.code_hash == bindparam("hash"))
_USE_INVITE = update(invites).where(invites.c.id == bindparam("invite_id"), invites.c.used_at.is_(None))
_GET_LINK = hot(select(*_LINK).where(links.c.user == bindparam("name")))


class People:
    """Implements `ledgers.People`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        # One turn asks for the same few colleagues again and again.
        self._known: dict[int, Staff | None] = {}
        self._in_role: dict[str, list[Staff]] = {}

    def add_staff(self, role: str, name: str, under_id: int | None, now: datetime, phone: str = "") -> Staff:
        """Add a staff member."""
        self._known.clear()
        self._in_role.clear()
        row = self._session.row(
            insert(staff).returning(*_STAFF),
            {"role": role, "name": name, "under_id": under_id, "created_at": now, "phone": phone},
        )
        return Staff(*row)

    def staff(self, staff_id: int | None) -> Staff | None:
        """Return a staff member."""
        if staff_id is None:
            return None
        if staff_id not in self._known:
            row = self._session.row(_GET_STAFF, {"staff_id": staff_id})
            self._known[staff_id] = None if row is None else Staff(*row)
        return self._known[staff_id]

    def staff_named(self, name: str, role: str = "") -> Staff | None:
        """Return an active staff member by name."""
        if role:
            row = self._session.row(_NAMED_IN_ROLE, {"name": name, "role": role})
        else:
            row = self._session.row(_NAMED, {"name": name})
        return None if row is None else Staff(*row)

    def with_role(self, role: str) -> list[Staff]:
        """Return the active staff of a role, oldest first."""
        if role not in self._in_role:
            self._in_role[role] = [Staff(*row) for row in self._session.rows(_WITH_ROLE, {"role": role})]
        return list(self._in_role[role])

    def under(self, leader_id: int) -> list[int]:
        """Return the ids of the active managers and supervisors under a leader, at any depth."""
        return [row[0] for row in self._session.rows(_BELOW, {"leader_id": leader_id})]

    def add_customer(self, name: str, now: datetime, **fields: Any) -> Customer:
        """Add a customer."""
        known = (str(fields.get(field) or "") for field in ("phone", "account", "employer", "tags"))
        values = {"name": name, "created_at": now, **fields, "search": terms(name, *known)}
        return Customer(*self._session.row(insert(customers).returning(*CUSTOMER), values))

    def customer(self, customer_id: int | None) -> Customer | None:
        """Return a customer."""
        if customer_id is None:
            return None
        row = self._session.row(_GET_CUSTOMER, {"customer_id": customer_id})
        return None if row is None else Customer(*row)

    def search(self, wanted: Wanted, scope: Collection[int] | None, limit: int) -> list[Customer]:
        """Return customers found, of those whom `scope` serves (0: nobody); of all where it is None (G1)."""
        return [Customer(*row) for row in searching.search(self._session, wanted, scope, limit)]

    def named(self, name: str, limit: int) -> list[Customer]:
        """Return customers of exactly this name, whoever serves them."""
        return [Customer(*row) for row in searching.named(self._session, name, limit)]

    def called(self, names: Collection[str], limit: int) -> list[Customer]:
        """Return customers whose whole name is one of these, whoever serves them."""
        return [Customer(*row) for row in searching.called(self._session, names, limit)]

    def numbered(self, account: str) -> Customer | None:
        """Return the customer of an account number, whoever serves them."""
        row = self._session.row(_NUMBERED, {"account": account}) if account else None
        return None if row is None else Customer(*row)

    def customers_of(self, manager_id: int, limit: int, offset: int = 0) -> list[Customer]:
        """Return a manager's own and deputised customers, those latest contacted first."""
        values = {"manager_id": manager_id, "count": limit, "start": offset}
        return [Customer(*row) for row in self._session.rows(_CUSTOMERS_OF, values)]

    def customers_with_phone(self, phone: str) -> list[Customer]:
        """Return customers with a phone number."""
        if not phone:
            return []
        return [Customer(*row) for row in self._session.rows(_WITH_PHONE, {"phone": phone})]

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
        person = {"staff_id": staff_id, "customer_id": customer_id}
        values = {"code_hash": code_hash, "expires_at": expires_at, "created_at": now, **person}
        self._session.change(insert(invites), values)

    def invite(self, code_hash: str) -> Invite | None:
        """Return a code's invitation, used or not."""
        row = self._session.row(_GET_INVITE, {"hash": code_hash})
        return None if row is None else Invite(*row)

    def use_invite(self, invite_id: int, address_id: int | None, now: datetime) -> bool:
        """Use a code up; False where somebody was quicker."""
        values = {"invite_id": invite_id, "used_by": address_id, "used_at": now}
        return self._session.change(_USE_INVITE, values) == 1

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
        person = {"staff_id": staff_id, "customer_id": customer_id}
        values = {"user": user, "expires_at": expires_at, "created_at": now, **person}
        return Link(*self._session.row(insert(links).returning(*_LINK), values))

    def link(self, user: str) -> Link | None:
        """Return a web link."""
        row = self._session.row(_GET_LINK, {"name": user})
        return None if row is None else Link(*row)

    def revoke_links(
        self, now: datetime, *, staff_id: int | None = None, customer_id: int | None = None
    ) -> int:
        """End every link of a person: those made for them, and those they took and bound by a code."""
        if staff_id is not None:
            made, seats = links.c.staff_id == staff_id, addresses.c.staff_id == staff_id
        elif customer_id is not None:
            made, seats = links.c.customer_id == customer_id, addresses.c.customer_id == customer_id
        else:
            return 0
        seats = and_(addresses.c.channel == WEB, seats)
        theirs = or_(made, links.c.user.in_(select(addresses.c.user).where(seats)))
        ended = update(links).where(theirs, links.c.revoked_at.is_(None))
        count = self._session.change(ended, {"revoked_at": now})
        # A page that nobody can open any more reaches nobody.
        self._session.change(update(addresses).where(seats), {"reachable": False})
        return count
