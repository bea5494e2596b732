"""Five hundred customers ask at once over Telegram while somebody files an urgent complaint.

How long until the supervisor's alert is handed to the platform (two seconds at most), and how long the
customers wait: at the pace Telegram allows (29 messages a second, so that the last answer takes 17 s) and
without any. What is asked is in nobody's store of questions, so each becomes a case with its note. The
complaint is confirmed after all the others' words have been said: `python -m tests.bench flood`.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.dialog.message import Address
from bot.services.digest_ledgers import EVENING, MORNING, OFF
from bot.services.ports import UnitOfWork
from storage.engine import open_database
from storage.migrate import upgrade
from tests.agreed import agree
from tests.bench.digest import POSTGRES, _drop, _postgres
from tests.bench.table import show
from tests.bench.turns import FAST
from tests.durability import crowd
from tests.durability.processes import Product, Telegram, until

CUSTOMERS, BAR = 500, 2.0
COMPLAINER, SUPERVISOR = 800_000, 950_000
FACTS = "机房断电全公司停工"


@dataclass(frozen=True, slots=True)
class Figures:
    """One measurement."""

    alert_s: float
    p50_s: float
    p99_s: float


def settle(url: str) -> None:
    """Put everybody on file: one supervisor with a seat, one manager without, and the customers."""

    def seat(uow: UnitOfWork, number: int, now: datetime, manager: int) -> None:
        customer = uow.people.add_customer(f"客户{number}", now, manager_id=manager)
        who = uow.addresses.add(Address("telegram", str(number), str(number)), now, customer_id=customer.id)
        agree(uow, customer.id, who.id, now)

    def people(uow: UnitOfWork) -> None:
        now = datetime.now(UTC)
        supervisor = uow.people.add_staff("supervisor", "主管", None, now)
        manager = uow.people.add_staff("manager", "经理", supervisor.id, now)
        for kind in (MORNING, EVENING):
            uow.digests.choose(supervisor.id, kind, OFF)
        chat = Address("telegram", str(SUPERVISOR), str(SUPERVISOR))
        uow.addresses.add(chat, now, staff_id=supervisor.id)
        for number in (COMPLAINER, *range(crowd.FIRST_CUSTOMER, crowd.FIRST_CUSTOMER + CUSTOMERS)):
            seat(uow, number, now, manager.id)

    async def run() -> None:
        database = open_database(url)
        await database.turn(people)
        await database.close()

    asyncio.run(run())


def says(telegram: Telegram, text: str, heard: str) -> None:
    """Let the complainer say something and hear what follows."""
    telegram.do("say", user=COMPLAINER, text=text)
    telegram.do("hear", user=COMPLAINER, text=heard, seconds=20)


def measure(folder: Path, url: str, pace: str) -> Figures:
    """Let everybody ask at once and the complaint be confirmed right after."""
    settle(url)
    policy = folder / "pace.toml"
    policy.write_text(pace)
    with (
        Telegram(folder) as telegram,
        Product(folder, url, telegram, webhook=True, POLICY=str(policy)) as product,
    ):
        until(lambda: bool(telegram.do("stats")["webhook"]), 60, f"the webhook: {product.words()}")
        telegram.do("open", user=SUPERVISOR)
        telegram.do("hear", user=SUPERVISOR, seconds=20)
        says(telegram, f"投诉 {FACTS}", "请问")
        for label in ("服务", "紧急"):
            telegram.do("press", user=COMPLAINER, what=label)
            telegram.do("hear", user=COMPLAINER, seconds=20)
        telegram.do("load", people=CUSTOMERS, texts=["zx-{n}"], total=CUSTOMERS)
        began = time.perf_counter()
        telegram.do("press", user=COMPLAINER, what="提交")
        telegram.do("hear", user=SUPERVISOR, text=FACTS, seconds=60)
        alert = time.perf_counter() - began
        report = telegram.do("wait", seconds=120)
        assert report["done"], (report, product.words()[-2000:])
    return Figures(alert, report["p50_ms"] / 1000, report["p99_ms"] / 1000)


def _sqlite(pace: str) -> Figures:
    with tempfile.TemporaryDirectory() as scratch:
        url = f"sqlite:///{Path(scratch) / 'huifang.db'}"
        asyncio.run(upgrade(url))
        return measure(Path(scratch), url, pace)


def _on_postgres(pace: str) -> Figures:
    name = asyncio.run(_postgres())
    try:
        with tempfile.TemporaryDirectory() as scratch:
            return measure(Path(scratch), f"{POSTGRES}/{name}", pace)
    finally:
        asyncio.run(_drop(name))


def main() -> None:
    """Measure both stores at both paces and print the table."""
    lines = []
    for store, run in (("SQLite", _sqlite), ("PostgreSQL", _on_postgres)):
        for words, pace in (("Telegram's pace", ""), ("no pace", FAST)):
            found = run(pace)
            verdict = "yes" if found.alert_s <= BAR else "NO"
            figures = (f"{value:.2f}" for value in (found.alert_s, found.p50_s, found.p99_s))
            lines.append((f"{store}, {words}", *figures, verdict))
            print(f"  {lines[-1]}", flush=True)
    show(
        f"{CUSTOMERS} customers ask at once, one complaint is urgent",
        ("", "alert s", "answers p50 s", "p99 s", f"alert within {BAR:.0f} s"),
        lines,
    )


if __name__ == "__main__":
    main()
