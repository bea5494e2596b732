"""The ladder over the real stores: each rung once, whoever ticks and whatever the clock does (4.E, D-14)."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from bot.dialog.message import Address
from bot.entrance import Entrance
from bot.errors import BadInput, NotAllowed, Stale
from bot.services import cases, departments, duties, progress
from bot.services.cases import Report
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Customer, Duty, Staff
from bot.standard.deadline import Due
from bot.standard.policy import Policy, Rung, load
from bot.standard.workdays import COMPANY_ZONE, WorkCalendar
from bot.wording import Wording
from storage.engine import AnyDatabase, open_database


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COMPANY_ZONE)


NOW = at("2026-09-28T10:00")
"""A Monday; the next three working days are 29, 30 September and 8 October."""


def desk(policy: Policy | None = None) -> Desk:
    facts = {"company": "星河通信", "hotline": "400-000-1019"}
    return Desk(policy or load(), WorkCalendar(), COMPANY_ZONE, Wording(**facts), Entrance(), facts)


@dataclass(frozen=True, slots=True)
class Office:
    """Who is there: a head, a supervisor, a manager, a deputy, a VIP and somebody else."""

    head: Staff
    supervisor: Staff
    manager: Staff
    deputy: Staff
    vip: Customer
    plain: Customer


def staffed(uow: UnitOfWork) -> Office:
    def seated(role: str, name: str, under: Staff | None) -> Staff:
        person = uow.people.add_staff(role, name, under.id if under else None, NOW)
        uow.addresses.touch(uow.addresses.add(Address("web", name, name), NOW, staff_id=person.id).id, NOW)
        return person

    head = seated("head", "周敏", None)
    supervisor = seated("supervisor", "李静", head)
    manager, deputy = seated("manager", "王强", supervisor), seated("manager", "赵磊", supervisor)
    served = {"manager_id": manager.id, "deputy_id": deputy.id}
    vip = uow.people.add_customer("张三", NOW, tier="gold", **served)
    plain = uow.people.add_customer("张伟", NOW, tier="standard", **served)
    return Office(head, supervisor, manager, deputy, vip, plain)


async def heard(database: AnyDatabase) -> list[tuple[str, str]]:
    """Return who is to read what, in order of writing: the first line of each message."""

    def read(uow: UnitOfWork) -> list[tuple[str, str]]:
        parcels = uow.outbox.waiting("web", 1000, NOW + timedelta(days=400))
        return [(p.address.user, p.message.text.split("\n")[0]) for p in sorted(parcels, key=lambda p: p.id)]

    return await database.read(read)


async def several(databases: list[AnyDatabase], house: Desk, now: datetime) -> None:
    """Tick in every process at once, and again."""
    for _ in range(2):
        await asyncio.gather(
            *(db.turn(lambda u: duties.tick(u, house, now)) for db in databases for _ in "ab")
        )


def opened(office: Office, kind: str, now: datetime, **fields: object) -> Report:
    return Report(kind, "门口放几把雨伞", office.plain, author=office.manager)


def by_itself() -> Desk:
    """Return a desk whose warnings do not wait for the digest of the day."""
    policy = load()
    reply = tuple(replace(rung, digest=False) for rung in policy.ladders["reply"])
    return desk(replace(policy, ladders={**policy.ladders, "reply": reply}))


async def test_two_processes_never_say_a_rung_twice(database_url: str) -> None:
    house = by_itself()
    first = open_database(database_url)
    databases = [first, open_database(database_url)] if first.shared else [first]
    try:
        office = await first.turn(staffed)
        report = opened(office, "suggestion", NOW)
        await first.turn(lambda u: cases.open_case(u, house, report, NOW))
        for moment in ("2026-09-30T09:00", "2026-10-08T09:00", "2026-10-08T18:00", "2026-10-09T18:00"):
            await several(databases, house, at(moment))
        assert await heard(first) == [
            ("王强", "即将到期"),
            ("王强", "今天到期"),
            ("王强", "已超时，尚未答复客户"),
            ("李静", "已超时，尚未答复客户"),
            ("周敏", "超时一个工作日，尚未答复客户"),
        ]
    finally:
        for database in databases:
            await database.close()


async def test_a_clock_set_back_says_nothing_twice(database: AnyDatabase) -> None:
    house, office = desk(), await database.turn(staffed)
    report = opened(office, "suggestion", NOW)
    await database.turn(lambda u: cases.open_case(u, house, report, NOW))
    for moment in ("2026-10-08T18:00", "2026-09-29T10:00", "2026-10-08T18:00", "2026-09-28T09:00"):
        await several([database], house, at(moment))
    assert [who for who, _ in await heard(database)] == ["王强", "李静"]


async def test_progress_lets_the_ladder_count_anew_and_recovery_tells_everybody_once(
    database: AnyDatabase,
) -> None:
    house, office = desk(), await database.turn(staffed)
    report = opened(office, "suggestion", NOW)
    case = await database.turn(lambda u: cases.open_case(u, house, report, NOW))

    async def tick(moment: str) -> list[tuple[str, str]]:
        before = len(await heard(database))
        await database.turn(lambda u: duties.tick(u, house, at(moment)))
        return (await heard(database))[before:]

    async def steps(moment: str) -> list[tuple[str, str]]:
        before = len(await heard(database))

        def note(uow: UnitOfWork) -> None:
            progress.note(uow, house, _fresh(uow, case), office.manager, "已请营业厅核实", at(moment))

        await database.turn(note)
        return (await heard(database))[before:]

    assert [who for who, _ in await tick("2026-10-08T18:00")] == ["王强", "李静"]
    # The supervisor, who was told of the breach, hears of the progress; the head's rung counts from here.
    assert await steps("2026-10-09T16:00") == [("李静", "建议J1001有进展")]
    assert await tick("2026-10-09T18:00") == []
    # Saturday the tenth is a make-up working day.
    assert await tick("2026-10-10T16:00") == [("周敏", "超时一个工作日，尚未答复客户")]
    assert [who for who, _ in await steps("2026-10-12T10:00")] == ["周敏", "李静"]
    # Without further progress the head hears of it again; ticked twice, once.
    assert await tick("2026-10-13T10:00") == [("周敏", "超时一个工作日，尚未答复客户")]
    assert await tick("2026-10-13T10:00") == []
    before = len(await heard(database))
    await database.turn(
        lambda u: cases.answer(u, house, _fresh(u, case), office.manager, "已放好", at("2026-10-13T11:00"))
    )
    assert (await heard(database))[before:] == [
        ("周敏", "已答复：建议J1001，由王强答复。"),
        ("李静", "已答复：建议J1001，由王强答复。"),
    ]
    assert await tick("2026-10-20T10:00") == []
    with pytest.raises(Stale):
        await steps("2026-10-20T11:00")


def _fresh(uow: UnitOfWork, case: Case) -> Case:
    found = uow.cases.get(case.id)
    assert found is not None
    return found


async def test_an_acknowledgement_stops_the_ladder_and_progress_does_not_start_it(
    database: AnyDatabase,
) -> None:
    house, office = desk(), await database.turn(staffed)
    report = opened(office, "suggestion", NOW)
    case = await database.turn(lambda u: cases.open_case(u, house, report, NOW))
    await database.turn(lambda u: duties.tick(u, house, at("2026-10-08T18:00")))

    def work(uow: UnitOfWork) -> None:
        (duty,) = uow.duties.open_of_case(case.id)
        assert uow.duties.acknowledge(duty.id, office.supervisor.id, at("2026-10-08T18:05"))
        progress.note(uow, house, _fresh(uow, case), office.manager, "已请核实", at("2026-10-08T18:10"))

    await database.turn(work)
    before = len(await heard(database))
    await database.turn(lambda u: duties.tick(u, house, at("2026-10-30T10:00")))
    assert (await heard(database))[before:] == []


async def test_a_condition_is_looked_at_when_its_rung_speaks(database: AnyDatabase) -> None:
    early = Rung("early", -1, "days", "due", ("owner",), when=("only_vip",))
    other = Rung("early_all", -1, "days", "due", ("owner",), when=("not_vip",))
    late = Rung("breach", 0, "minutes", "due", ("owner", "supervisor"))
    policy = load()
    house = desk(replace(policy, ladders={**policy.ladders, "reply": (early, other, late)}))
    words = {"push-reply-early": "VIP", "push-reply-early_all": "不是VIP"}
    office = await database.turn(staffed)
    due = Due(at("2026-09-30T18:00"), at("2026-09-30T18:00").date(), False)
    report = replace(opened(office, "suggestion", NOW), due=due)

    class Said(Wording):
        def say(self, phrase_id: str, /, **slots: str | int) -> str:
            return words.get(phrase_id) or super().say(phrase_id, **slots)

    house = replace(house, words=Said(company="星河通信", hotline="400-000-1019"))
    await database.turn(lambda u: cases.open_case(u, house, report, NOW))
    # Moved up since: what counts is what the customer is now.
    await database.turn(lambda u: u.profiles.change(office.plain.id, office.head.id, NOW, tier="diamond"))
    await database.turn(lambda u: duties.tick(u, house, at("2026-09-29T18:00")))
    assert await heard(database) == [("王强", "VIP")]


@pytest.mark.parametrize("moment", ["2026-10-03T02:00", "2026-09-28T10:00"])
async def test_a_vip_reaches_one_after_another_at_any_hour(database: AnyDatabase, moment: str) -> None:
    house, office, start = desk(), await database.turn(staffed), at(moment)
    report = Report("question", "开不了机", office.vip)
    case = await database.turn(lambda u: cases.open_case(u, house, report, start))
    expected = [("王强", "VIP客户的请求")]
    for minutes, who in ((9, ""), (10, "赵磊"), (19, ""), (20, "李静"), (39, ""), (40, "周敏"), (600, "")):
        await several([database], house, start + timedelta(minutes=minutes))
        said = "VIP客户的请求，王强和主管尚未确认" if who == "周敏" else "VIP客户的请求，王强尚未确认"
        expected += [(who, said)] if who else []
        assert await heard(database) == expected, minutes
    parcels = await database.read(lambda u: u.outbox.waiting("web", 100, start))
    assert len(parcels) == 4 and all(p.message.urgent and p.not_before is None for p in parcels)
    answer = start + timedelta(hours=11)
    await database.turn(lambda u: cases.answer(u, house, _fresh(u, case), office.manager, "请重启", answer))
    assert [who for who, _ in await heard(database)][4:] == ["周敏", "李静", "赵磊"]


async def test_who_takes_note_of_a_vip_stops_the_ladder(database: AnyDatabase) -> None:
    house, office, start = desk(), await database.turn(staffed), at("2026-10-03T02:00")
    report = Report("callback", "请拨打", office.vip, phone="13800000101", wanted="尽快")
    case = await database.turn(lambda u: cases.open_case(u, house, report, start))

    def note(uow: UnitOfWork) -> Duty:
        (duty,) = (d for d in uow.duties.open_of_case(case.id) if d.kind == "vip")
        assert uow.duties.acknowledge(duty.id, office.manager.id, start + timedelta(minutes=5))
        return duty

    await database.turn(note)
    await database.turn(lambda u: duties.tick(u, house, start + timedelta(hours=2)))
    assert [who for who, _ in await heard(database)] == ["王强"]


async def test_without_a_deputy_the_next_rung_is_told_and_nobody_twice(database: AnyDatabase) -> None:
    house, office, start = desk(), await database.turn(staffed), at("2026-10-03T02:00")
    await database.turn(lambda u: u.profiles.change(office.vip.id, office.head.id, NOW, deputy_id=None))
    alone = await database.read(lambda u: u.people.customer(office.vip.id))
    await database.turn(lambda u: cases.open_case(u, house, Report("question", "开不了机", alone), start))
    await database.turn(lambda u: duties.tick(u, house, start + timedelta(minutes=10)))
    assert [who for who, _ in await heard(database)] == ["王强", "李静"]
    await database.turn(lambda u: duties.tick(u, house, start + timedelta(minutes=30)))
    assert [who for who, _ in await heard(database)] == ["王强", "李静"]
    await database.turn(lambda u: duties.tick(u, house, start + timedelta(minutes=40)))
    assert [who for who, _ in await heard(database)] == ["王强", "李静", "周敏"]


@pytest.mark.parametrize(
    ("kind", "severity", "vip", "waits"),
    [
        ("question", "", False, True),
        ("suggestion", "", True, False),
        ("complaint", "normal", False, True),
        ("complaint", "urgent", False, False),
    ],
)
async def test_by_night_only_vips_and_what_is_serious_wake_anybody(
    database: AnyDatabase, kind: str, severity: str, vip: bool, waits: bool
) -> None:
    house, office, night = desk(), await database.turn(staffed), at("2026-10-01T23:30")
    who = office.vip if vip else office.plain
    report = Report(kind, "信号不好", who, severity=severity)
    await database.turn(lambda u: cases.open_case(u, house, report, night))
    parcels = await database.read(lambda u: u.outbox.waiting("web", 100, NOW + timedelta(days=30)))
    (mine,) = (p for p in parcels if p.address.user == "王强")
    # The next working morning after the National Day.
    assert mine.not_before == (at("2026-10-08T09:00") if waits else None)
    assert mine.message.urgent is not waits


async def test_a_department_has_a_due_time_of_its_own_and_feeds_back(database: AnyDatabase) -> None:
    house, office = desk(), await database.turn(staffed)
    report = Report("complaint", "地下室没有信号", office.plain, author=office.manager, category="network")
    case = await database.turn(lambda u: cases.open_case(u, house, report, NOW))

    def ask(uow: UnitOfWork) -> Duty:
        return departments.refer(uow, house, case, "运维部", "请测试信号", office.manager, NOW)

    with pytest.raises(BadInput):
        await database.turn(ask)
    await database.turn(lambda u: departments.appoint(u, house, "运维部", office.deputy, office.head, NOW))
    assert await database.read(lambda u: departments.fitting(u, house, case)) == ["运维部"]
    duty = await database.turn(ask)
    assert duty.due_at == at("2026-09-29T18:00") and duty.owner_id == office.deputy.id
    with pytest.raises(Stale):
        await database.turn(ask)
    for moment in ("2026-09-29T09:00", "2026-09-29T18:00", "2026-09-30T13:00"):
        await several([database], house, at(moment))
    assert [one for one in await heard(database) if "核实" in one[1]] == [
        ("赵磊", "请核实T1001"),
        ("赵磊", "今天要反馈的核实"),
        ("赵磊", "部门核实已超时"),
        ("王强", "部门核实已超时"),
        ("李静", "部门核实超时，尚未反馈"),
    ]
    later = at("2026-09-30T14:00")
    with pytest.raises(NotAllowed):
        await database.read(lambda u: departments.open_for(u, duty.id, office.head))
    await database.turn(lambda u: departments.feed_back(u, house, duty, office.deputy, "基站已调整", later))
    with pytest.raises(Stale):
        await database.turn(lambda u: departments.feed_back(u, house, duty, office.deputy, "重复", later))
    said = (await heard(database))[-2:]
    assert said == [("王强", "T1001部门反馈"), ("李静", "T1001的部门核实已反馈，由赵磊反馈。")]
    stands = await database.read(lambda u: _fresh(u, case))
    assert (stands.state, stands.owner_id) == ("open", office.manager.id)
