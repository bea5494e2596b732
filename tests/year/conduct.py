"""What people do on a day: customers ask at any hour, managers work what is due, supervisors take note."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.services import absences, cadence, cases, contacts, customers, pushes, verdicts
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Customer, Duty, Staff
from bot.standard.access import MANAGER
from tests.year.company import Company
from tests.year.lots import Lots

ASKED = ("question", "suggestion", "complaint", "callback", "request")
SITTINGS = (time(10, 5), time(14, 5), time(16, 35))
LOOKED_AT = 200


class Conduct:
    """Everybody's doings; each call is one turn, drawn by lot from what the store has."""

    def __init__(self, lots: Lots, desk: Desk, company: Company) -> None:
        self._lots, self._desk, self._company = lots, desk, company

    def asks(self, uow: UnitOfWork, number: int, now: datetime) -> None:
        """Let a customer come with something (A7, C4 to C7)."""
        day = now.date()
        customer = uow.people.customer(self._lots.one(self._company.customers, day, number, "who"))
        if customer is None:
            return
        kind = self._lots.one(ASKED, day, number, "kind")
        severity = ""
        if kind == "complaint":
            severity = self._lots.one(("normal", "normal", "major", "urgent"), day, number, "severity")
        report = cases.Report(
            kind,
            f"{day:%m%d}第{number}件事",
            customer,
            severity=severity,
            phone=customer.phone,
            wanted="尽快",
        )
        cases.open_case(uow, self._desk, report, now)

    def works(self, uow: UnitOfWork, manager_id: int, now: datetime) -> None:
        """Let a manager work what is due, for those who are away too; who is away does nothing."""
        manager, today = uow.people.staff(manager_id), self._desk.today(now)
        if manager is None or absences.away(uow, manager_id, today) is not None:
            return
        tomorrow = datetime.combine(today + timedelta(days=2), time(), self._desk.zone)
        mine = uow.duties.of_owner(manager_id, tomorrow, LOOKED_AT)
        ahead = [
            d
            for d in uow.duties.of_owner(manager_id, tomorrow + timedelta(days=92), LOOKED_AT)
            if d not in mine
        ]
        # What is due in months is not left to the last day: a few a sitting.
        soon = [d for d in ahead if self._lots.happens(0.06, today, now.hour, d.kind, d.subject)]
        for owner in sorted(absences.covered(uow, manager_id)):
            mine += uow.duties.of_owner(owner, now, LOOKED_AT)
        chance = self._company.diligence(manager_id)
        for duty in (*mine, *soon):
            if self._lots.happens(chance, today, now.hour, duty.kind, duty.subject, duty.period):
                self._does(uow, manager, duty, now)

    def _does(self, uow: UnitOfWork, manager: Staff, duty: Duty, now: datetime) -> None:
        fresh = uow.duties.get(duty.id)
        if fresh is None or fresh.closed_at is not None or fresh.kind in ("alert", "wait"):
            return
        case = uow.cases.get(fresh.case_id) if fresh.case_id is not None else None
        customer = uow.people.customer(fresh.customer_id)
        if case is not None:
            self._answers(uow, manager, case, now)
        elif customer is not None and fresh.kind in ("cadence", "face", "first", "after", "call", "visit"):
            self._is_in_touch(uow, manager, fresh, customer, now)
        else:
            uow.duties.close(fresh.id, "done", now)
        pushes.acted(uow, fresh.id, manager.id, "done", now)

    def _answers(self, uow: UnitOfWork, manager: Staff, case: Case, now: datetime) -> None:
        if case.state != cases.OPEN:
            return
        if case.kind == "callback":
            cases.called_back(uow, self._desk, case, manager, now)
            return
        cases.answer(uow, self._desk, case, manager, "已为您核实并处理。", now)
        answered = uow.cases.get(case.id)
        assert answered is not None
        lot = self._lots.share("satisfied", case.text)
        if lot < 0.5:
            verdicts.confirm(uow, self._desk, answered, answered.revision, now)
        elif lot < 0.55 and answered.created_at + timedelta(days=20) > now:
            verdicts.reopen(uow, self._desk, answered, answered.revision, now)

    def _is_in_touch(
        self, uow: UnitOfWork, manager: Staff, duty: Duty, customer: Customer, now: datetime
    ) -> None:
        missed = self._lots.happens(0.15, "no answer", now.date(), now.hour, duty.subject)
        if duty.kind == "face":
            told = contacts.Told("visit", customer, f"{now:%m%d%H%M}上门看望{customer.name}")
        elif missed:
            told = contacts.Told(
                "call", customer, f"{now:%m%d%H%M}电话无人接{customer.name}", outcome="no_answer"
            )
        else:
            told = contacts.Told("call", customer, f"{now:%m%d%H%M}回访{customer.name}", outcome="reached")
        contacts.log(uow, self._desk, manager, told, now)

    def supervises(self, uow: UnitOfWork, leader_id: int, now: datetime) -> None:
        """Let a leader take note of what came up, most of it."""
        leader = uow.people.staff(leader_id)
        assert leader is not None
        for manager_id in self._company.managers:
            for duty in uow.duties.of_owner(manager_id, now + timedelta(hours=1), LOOKED_AT):
                told = leader_id in uow.duties.told(duty.id)
                if told and duty.acked_at is None and self._lots.happens(0.8, now, duty.subject, duty.period):
                    uow.duties.acknowledge(duty.id, leader_id, now)
                    pushes.acted(uow, duty.id, leader_id, "ack", now)

    def changes(self, uow: UnitOfWork, day: date, now: datetime) -> None:
        """Let a customer's standing change: a tier, a wish, gone for good; a new one comes."""
        leader = uow.people.staff(self._company.supervisors[0])
        customer = uow.people.customer(self._lots.one(self._company.customers, day, "changes"))
        assert leader is not None and customer is not None
        match self._lots.below(4, day, "what"):
            case 0:
                fields: dict[str, object] = {
                    "tier": self._lots.one(("gold", "silver", "standard"), day, "tier")
                }
            case 1:
                fields = {"wish_days": self._lots.one((0, 30, 60, None), day, "wish")}
            case 2 if day.day % 5 == 0:
                fields = {"status": "left"}
            case _:
                number = 100_000 + day.toordinal()
                manager_id = self._lots.one(self._company.managers, day, "whose")
                made = uow.people.add_customer(
                    f"新客{day:%m%d}", now, phone=f"139{number:08}", manager_id=manager_id
                )
                cadence.welcome(uow, self._desk, made, now)
                return
        customers.change(uow, self._desk, leader, customer, now, **fields)

    def leaves(self, uow: UnitOfWork, day: date, now: datetime) -> None:
        """Let managers take their holidays, one after the other, with a deputy of their team."""
        manager_id = self._company.managers[(day.toordinal() // 9) % len(self._company.managers)]
        manager, deputy = uow.people.staff(manager_id), uow.people.staff(self._company.deputy(manager_id))
        assert manager is not None and deputy is not None and manager.role == MANAGER
        days = (day + timedelta(days=1), day + timedelta(days=5))
        absences.register(uow, self._desk, manager, manager, days, deputy, "", now)
