"""Who may see and serve whom (G1, E9)."""

from __future__ import annotations

from collections.abc import Collection

GUEST = "guest"
CUSTOMER = "customer"
MANAGER = "manager"
SUPERVISOR = "supervisor"
HEAD = "head"
ADMIN = "admin"

ROLES = (GUEST, CUSTOMER, MANAGER, SUPERVISOR, HEAD, ADMIN)
STAFF = (MANAGER, SUPERVISOR, HEAD, ADMIN)


def may_serve(
    role: str, staff_id: int, manager_id: int | None, deputy_id: int | None, under: Collection[int]
) -> bool:
    """Tell whether a staff member may see a customer; `under` holds the ids of a supervisor's managers."""
    own = staff_id in (manager_id, deputy_id)
    if role == HEAD:
        return True
    if role == SUPERVISOR:
        return own or (manager_id is not None and manager_id in under)
    return role == MANAGER and own
