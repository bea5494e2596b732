"""What somebody put off is said again at the time they chose, once (O7)."""

from __future__ import annotations

from datetime import datetime

from bot.services import buttons, duties, post, pushes
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Duty


def tick(uow: UnitOfWork, desk: Desk, now: datetime, limit: int = 100) -> int:
    """Speak of every duty that was put off until now; return how many there were."""
    waiting = uow.pushes.again(now, limit)
    for duty in waiting:
        # Two processes may have seen it; one of them speaks.
        if uow.pushes.spoken(duty.id, now):
            _speak(uow, desk, duty, now)
    return len(waiting)


def _speak(uow: UnitOfWork, desk: Desk, duty: Duty, now: datetime) -> None:
    if duty.owner_id is None:
        return
    case = uow.cases.get(duty.case_id) if duty.case_id is not None else None
    what = duties.title(desk, duty, case, uow.people.customer(duty.customer_id))
    text = desk.say("push-again", what=what, due=duties.due_words(desk, duty, case))
    rung = f"again:{desk.local(now):%y%m%d%H%M}"
    note = post.Note(text, (buttons.for_owner(desk, case, duty),), dedup=f"duty:{duty.id}:{rung}")
    pushes.push(uow, desk, duty.owner_id, note, now, duty=duty, rung=rung, waits=False)
