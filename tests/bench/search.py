"""Search among a million customers through the service, and a card in a turn: `python -m tests.bench search`.

Beside them a plain LIKE over the same file: what a search costs where nothing was prepared for it.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.dialog.message import Address, Incoming, Kind
from bot.entrance import Entrance
from bot.services import customers
from bot.services.customer_records import Bill
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Staff
from bot.standard import policy, searching
from bot.standard.workdays import WorkCalendar
from bot.standard.yearday import YearDay
from bot.wording import Wording
from handlers import card
from handlers import dispatch as _every_button_is_registered  # noqa: F401
from handlers.turn import Prepared, Turn
from storage.engine import open_database
from storage.migrate import upgrade
from tests.bench.table import show

Row = tuple[str, str, str]
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CUSTOMERS, MANAGERS, TEAM, ROUNDS = 1_000_000, 1_000, 20, 150
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严单仇解区查朴盖翟"
)
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰飞鹏鑫波斌宇浩凯健俊帆雪倩婷慧玲红建国文辉志新海燕"
TOWNS, TRADES = "东南西北江河湖海山云", ("贸易", "科技", "餐饮", "物流", "建材", "服装", "电子", "广告")


def people(count: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    """Yield rows: surnames as common as they are, every twentieth a company."""
    weights = [1 / (place + 3) for place in range(len(SURNAMES))]
    for number in range(count):
        if number % 20:
            name = chance.choices(SURNAMES, weights)[0] + "".join(
                chance.choices(GIVEN, k=chance.choice((1, 2, 2)))
            )
            employer = (
                f"{chance.choice(TOWNS)}{chance.choice(TOWNS)}{chance.choice(TRADES)}公司"
                if number % 3
                else ""
            )
        else:
            name = f"{''.join(chance.choices(TOWNS, k=3))}{chance.choice(TRADES)}有限公司"
            employer = ""
        phone = f"1{chance.randrange(30, 99)}{chance.randrange(10**8):08}"
        account = f"HF{number:08}"
        tags = "重点" if number % 50 == 0 else ""
        terms = searching.terms(name, phone, account, employer, tags)
        manager = chance.randrange(MANAGERS) + 2 + MANAGERS // TEAM
        yield (name, phone, account, employer, tags, terms, manager, "2026-01-01 00:00:00")


def build(path: Path, count: int) -> None:
    """Put everybody on file, the way an import does."""
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA synchronous = OFF")
    staff: list[tuple[int, str, str, int | None]] = [(1, "head", "负责人", None)]
    staff += [(2 + n, "supervisor", f"主管{n}", 1) for n in range(MANAGERS // TEAM)]
    first = 2 + MANAGERS // TEAM
    staff += [(first + n, "manager", f"经理{n}", 2 + n // TEAM) for n in range(MANAGERS)]
    raw.executemany(
        "INSERT INTO staff (id, role, name, under_id, active, created_at)"
        " VALUES (?, ?, ?, ?, 1, '2026-01-01')",
        staff,
    )
    raw.executemany(
        "INSERT INTO customers (name, phone, account, employer, tags, search, manager_id, created_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        people(count, random.Random(7)),
    )
    raw.commit()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()


def _desk() -> Desk:
    zone = ZoneInfo("Asia/Shanghai")
    facts = {"company": "星河通信", "hotline": "400-000-1019"}
    return Desk(policy.load(), WorkCalendar(zone), zone, Wording(**facts), Entrance(), facts)


def _typed(kind: str, row: Row) -> str:
    """Return what somebody types who looks for one certain customer."""
    from pypinyin import lazy_pinyin

    name, phone, employer = row
    sounds = lazy_pinyin(name)
    return {
        "whole name": name,
        "name part": name[-2:],
        "surname": name[0],
        "pinyin": "".join(sounds),
        "pinyin begun": "".join(sounds)[:4],
        "initials": "".join(s[0] for s in sounds),
        "phone tail": phone[-4:],
        "company": employer[:4],
    }[kind]


KINDS = ("whole name", "name part", "surname", "pinyin", "pinyin begun", "initials", "phone tail", "company")


def _times(work: Callable[[str], object], typed: list[str]) -> tuple[float, float, float]:
    """Return p50 and p95 by the clock, and p95 of the CPU, which others at work do not lengthen; in ms."""
    took, busy = [], []
    for words in typed:
        began, cpu = time.perf_counter(), time.thread_time()
        work(words)
        took.append((time.perf_counter() - began) * 1000)
        busy.append((time.thread_time() - cpu) * 1000)
    return statistics.median(took), statistics.quantiles(took, n=20)[-1], statistics.quantiles(busy, n=20)[-1]


async def measure(url: str, path: Path) -> None:
    """Print p50 and p95 of every kind of search for a manager, a supervisor and a head."""
    database, desk, chance = open_database(url), _desk(), random.Random(11)
    lines: list[list[str]] = []

    def search(unit: UnitOfWork) -> None:
        for role, staff in (("manager", 900), ("supervisor", 20), ("head", 1)):
            me = unit.people.staff(staff)
            assert isinstance(me, Staff)
            rows = _sample(path, me, chance)
            for kind in KINDS:
                times = _times(partial(_find, unit, desk, me), [_typed(kind, row) for row in rows])
                lines.append([role, kind, *(f"{spent:.2f}" for spent in times)])

    await database.turn(search)
    show("Search among a million, through the service, ms", ("by", "kind", "p50", "p95", "p95 CPU"), lines)
    raw = sqlite3.connect(path)
    plain = "SELECT id FROM customers WHERE name LIKE ? ORDER BY length(name), name, id LIMIT 6"
    scan = _times(lambda words: raw.execute(plain, (f"%{words}%",)).fetchall(), ["小明", "伟国", "国庆"] * 3)
    raw.close()
    slowest = max(float(line[3]) for line in lines)
    print(f"  a plain LIKE over the names: {scan[0]:.0f} ms; the slowest p95 above: {slowest:.1f} ms")
    await database.close()


def _find(unit: UnitOfWork, desk: Desk, me: Staff, words: str) -> None:
    """Look for somebody as a page of hits does."""
    assert customers.find(unit, desk, me, words, desk.policy.customers.hits + 1), words


OWN = {
    "manager": "manager_id = ?",
    "supervisor": "manager_id IN (SELECT id FROM staff WHERE under_id = ?)",
    "head": "id % 977 > ?",
}


def _sample(path: Path, staff: Staff, chance: random.Random) -> list[Row]:
    """Return customers of a person's own, drawn by chance: who is looked for is there."""
    raw = sqlite3.connect(path)
    own = f"SELECT name, phone, employer FROM customers WHERE {OWN[staff.role]} AND employer <> ''"
    rows = raw.execute(f"{own} LIMIT 50000", (staff.id,)).fetchall()
    raw.close()
    return chance.sample(rows, min(ROUNDS, len(rows)))


def _card(unit: UnitOfWork, desk: Desk, customer_id: int) -> int:
    """Show a card in a turn: read, said and put in the outbox; return how long it is."""
    event = Incoming(f"card{customer_id}", Address("web", "manager", "manager"), Kind.TEXT, at=NOW)
    who, state = unit.addresses.enter(event, NOW)
    customer = unit.people.customer(customer_id)
    assert customer is not None
    manager = unit.people.staff(customer.manager_id)
    turn = Turn(unit, desk, event, who, state, NOW, Prepared(), manager, None)
    card.show(turn, customer)
    length = len(turn.replies[0].text)
    turn.flush()
    return length


def _furnish(unit: UnitOfWork, customer_id: int) -> None:
    """Give a customer what a long-served one has."""
    customer = unit.people.customer(customer_id)
    assert customer is not None and customer.manager_id is not None
    unit.profiles.change(customer_id, None, NOW, taboos="不谈家事", birthday=YearDay(3, 9), vip=True)
    for month in ("2026-01", "2026-02"):
        unit.profiles.put_bill(Bill(customer_id, month, 8800 + customer_id % 50 * 100, "", ""))
    for _ in range(20):
        unit.contacts.add("visit", customer_id, customer.manager_id, "谈了套餐和宽带续约", NOW)
    unit.cases.add("promise", "下周答复专线报价", NOW, NOW, customer_id=customer_id)


async def cards(url: str, count: int) -> None:
    """Print p50 and p95 of a card, commit and all."""
    database, desk, took = open_database(url), _desk(), []
    chosen = range(1, count, max(count // ROUNDS, 1))
    length = 0
    for customer_id in chosen:
        await database.turn(partial(_furnish, customer_id=customer_id))
    for customer_id in chosen:
        began = time.perf_counter()
        length = await database.turn(partial(_card, desk=desk, customer_id=customer_id))
        took.append((time.perf_counter() - began) * 1000)
    half, most = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    print(f"  a card of {length} letters in one turn, commit and all: p50 {half:.1f} ms, p95 {most:.1f} ms")
    await database.close()


def main(count: int = CUSTOMERS, kept: str = "") -> None:
    """Build a file and measure; `kept` names a file that is used again where it exists."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(kept or Path(folder) / "bench.db")
        url = f"sqlite:///{path}"
        if not path.exists():
            asyncio.run(upgrade(url))
            began = time.perf_counter()
            build(path, count)
            print(f"\n{count:,} customers put on file in {time.perf_counter() - began:.0f} s", end="")
            print(f", {path.stat().st_size / 2**20:.0f} MB")
        asyncio.run(measure(url, path))
        asyncio.run(cards(url, count))


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else CUSTOMERS, "".join(sys.argv[2:3]))
