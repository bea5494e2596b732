"""Open cases brought in: each with its duty in one commit, taken back together (C4–C8, E1, O1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.dialog.message import Address
from bot.errors import Stale
from bot.services import agenda, cases, duties
from bot.services.importing.records import Import, TakenBack
from bot.services.records import Case, Customer, Duty
from tests.integration.importing.office import ZONE, Office

HEAD = (
    "客户编号",
    "工单类型",
    "诉求内容",
    "受理时间",
    "优先级",
    "工单状态",
    "处理结果",
    "办理期限",
    "处理人",
)


def late(office: Office) -> Path:
    """Write what was raised long ago: one answered, two open, one of them serious."""
    return office.sheet(
        HEAD,
        ("K1", "投诉", "断网两天", "2025-12-03 10:30", "紧急", "处理中", "已联系机房", "", ""),
        ("K1", "建议", "延长营业时间", "2025-12-05", "", "", "", "", "赵磊"),
        ("K1", "咨询", "怎么续约", "2025-12-05", "", "", "已回电", "", ""),
    )


def coming(office: Office, due: datetime) -> Path:
    """Write what is due on a day to come."""
    raised = office.clock.now().astimezone(ZONE)
    return office.sheet(
        HEAD, ("K1", "承诺", "送合同", f"{raised:%Y-%m-%d %H:%M}", "", "未处理", "", f"{due:%Y-%m-%d}", "")
    )


async def opens(office: Office) -> Customer:
    """Put somebody on file whom 王强 serves, and give everybody a chat that they have opened."""
    now = office.clock.now()
    for person in office.staff.values():
        await office.database.turn(
            lambda uow, who=person: uow.addresses.touch(  # type: ignore[misc]
                uow.addresses.add(Address("web", who.name, who.name), now, staff_id=who.id).id, now
            )
        )
    return await office.serves("张三", "王强", account="K1")


async def cases_of(office: Office, customer: Customer) -> dict[str, Case]:
    found = await office.database.read(lambda uow: uow.cases.of_person(customer.id, 0, 99))
    return {case.text: case for case in found}


async def owed_by(office: Office, name: str) -> list[Duty]:
    end = office.clock.now() + timedelta(days=99)
    return await office.database.read(lambda uow: uow.duties.of_owner(office.staff[name].id, end, 99))


async def said(office: Office, name: str) -> list[str]:
    who = await office.database.read(lambda uow: uow.addresses.at(Address("web", name, name)))
    assert who is not None
    lines = await office.database.read(lambda uow: uow.outbox.history(who, 0, 0, 99))
    return [line.message.text for line in lines]


async def ticks(office: Office) -> None:
    await office.database.turn(lambda uow: duties.tick(uow, office.desk, office.clock.now()))


async def undone(office: Office, kept: Import) -> TakenBack:
    return await office.importer.undo(kept.id, None)


async def test_open_cases_come_with_their_duties_and_nobody_is_woken(office: Office) -> None:
    customer = await opens(office)
    kept = await office.keeps(late(office), "李静")
    assert (kept.kind, kept.created, kept.rejected) == ("cases", 3, 0)
    found = await cases_of(office, customer)
    assert {text: case.state for text, case in found.items()} == {
        "断网两天": "open",
        "延长营业时间": "open",
        "怎么续约": "closed",
    }
    complaint, (duty,) = found["断网两天"], await owed_by(office, "王强")
    assert (complaint.severity, complaint.answer) == ("urgent", "已联系机房")
    assert (duty.kind, duty.subject, duty.case_id) == ("complaint", f"case:{complaint.id}", complaint.id)
    assert duty.due_at == complaint.due_at == datetime(2025, 12, 3, 14, 30, tzinfo=ZONE)
    assert duty.opened_at == complaint.created_at and duty.due_day.isoformat() == "2025-12-03"
    assert [one.customer_id for one in await owed_by(office, "赵磊")] == [customer.id]
    await ticks(office)
    office.clock.advance(timedelta(days=2))
    await ticks(office)
    for name in ("王强", "赵磊", "李静", "周敏"):
        assert await said(office, name) == []
    today = await office.database.read(
        lambda uow: agenda.today(uow, office.desk, office.staff["王强"], office.clock.now())
    )
    assert [item.duty.id for item in today] == [duty.id]


async def test_the_ladder_goes_on_from_where_it_stands(office: Office) -> None:
    await opens(office)
    due = office.desk.due("suggestion", "", office.clock.now()).at
    await office.keeps(coming(office, due), "王强")
    (duty,) = await owed_by(office, "王强")
    assert duty.due_at == due and duty.next_at is not None and duty.next_at > office.clock.now()
    office.clock.set(due + timedelta(minutes=1))
    await ticks(office)
    (heard,) = await said(office, "王强")
    assert "送合同" in heard
    assert len(await said(office, "李静")) == 1


async def test_case_and_duty_are_taken_back_together(office: Office) -> None:
    customer = await opens(office)
    kept = await office.keeps(late(office), "李静")
    complaint = (await cases_of(office, customer))["断网两天"]
    answering = office.staff["王强"]
    now = office.clock.now()
    await office.database.turn(
        lambda uow: cases.answer(uow, office.desk, complaint, answering, "已修复", now)
    )
    taken = await undone(office, kept)
    assert (taken.removed, taken.stayed) == (2, 1)
    left = await cases_of(office, customer)
    assert {text: case.state for text, case in left.items()} == {"断网两天": "answered"}
    assert await owed_by(office, "赵磊") == []


async def test_an_acknowledged_duty_keeps_its_case(office: Office) -> None:
    customer = await opens(office)
    kept = await office.keeps(late(office), "李静")
    (duty,) = await owed_by(office, "王强")
    leader, now = office.staff["李静"].id, office.clock.now()
    await office.database.turn(lambda uow: uow.duties.acknowledge(duty.id, leader, now))
    assert ((taken := await undone(office, kept)).removed, taken.stayed) == (2, 1)
    assert list(await cases_of(office, customer)) == ["断网两天"]


async def test_what_the_clock_has_spoken_of_is_withdrawn(office: Office) -> None:
    customer = await opens(office)
    due = office.desk.due("suggestion", "", office.clock.now()).at
    kept = await office.keeps(coming(office, due), "王强")
    office.clock.set(due + timedelta(minutes=1))
    await ticks(office)
    assert len(await said(office, "王强")) == 1
    office.clock.set(kept.done_at or due)
    assert ((taken := await undone(office, kept)).removed, taken.stayed) == (1, 0)
    assert (await cases_of(office, customer))["送合同"].state == "withdrawn"
    assert await owed_by(office, "王强") == []
    again = await office.keeps(coming(office, due), "王强")
    assert again.created == 1 and len(await owed_by(office, "王强")) == 1


async def test_brought_in_once(office: Office) -> None:
    await opens(office)
    first = await office.checks(late(office), "李静")
    second = await office.checks(late(office), "周敏")
    await office.importer.keep(first.id, office.staff["李静"])
    with pytest.raises(Stale) as moved:
        await office.importer.keep(second.id, office.staff["周敏"])
    assert moved.value.slots == {"count": "3"}
    assert (await office.checks(late(office), "周敏")).unchanged == 3
    answered = office.sheet(HEAD, ("K1", "建议", "延长营业时间", "2025-12-05", "", "", "已办", "", ""))
    assert await office.words(await office.checks(answered)) == ["2 系统中尚未办结，请在系统中答复"]
