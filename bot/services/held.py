"""What was held for the morning names whoever sees to a matter then (E4, T3)."""

from __future__ import annotations

from datetime import datetime

from bot.services import telling
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Staff


def handed(
    uow: UnitOfWork, desk: Desk, case_id: int, was_id: int | None, to: Staff | None, now: datetime
) -> None:
    """Leave whoever has given a case away in peace, and let its customer hear who has it now."""
    if was_id is not None and (to is None or to.id != was_id):
        uow.outbox.withdraw(f"case:{case_id}:", [place.id for place in uow.addresses.of_staff(was_id)])
    case = uow.cases.get(case_id)
    if uow.outbox.withdraw(f"case:{case_id}:told:taken") and case is not None and to is not None:
        telling.taken(uow, desk, case, to, now)
