"""Cases and plans change hands on both databases, and buttons drawn of them stay good (E2, E4)."""

from __future__ import annotations

from bot.clock import FixedClock
from bot.services.ports import UnitOfWork
from storage.engine import AnyDatabase


async def test_a_case_and_a_plan_are_handed_over(database: AnyDatabase, clock: FixedClock) -> None:
    now = clock.now()

    def give(uow: UnitOfWork) -> tuple[int, int, int]:
        former, new = (uow.people.add_staff("manager", name, None, now).id for name in ("王强", "赵磊"))
        customer = uow.people.add_customer("张三", now, manager_id=former)
        case = uow.cases.add("suggestion", "账单发到邮箱", now, now, customer_id=customer.id, owner_id=former)
        plan = uow.visits.add(customer.id, former, "home", now)
        uow.cases.hand_over(case.id, new)
        uow.visits.hand_over(plan.id, new)
        return case.id, plan.id, new

    case_id, plan_id, new = await database.turn(give)
    case = await database.read(lambda uow: uow.cases.get(case_id))
    plan = await database.read(lambda uow: uow.visits.get(plan_id))
    assert case is not None and (case.owner_id, case.revision) == (new, 0)
    assert plan is not None and (plan.manager_id, plan.revision) == (new, 0)
