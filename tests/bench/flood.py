"""Five hundred customers ask at once while somebody files an urgent complaint.

How long until the supervisor's alert is handed over (two seconds at most), and how long the customers wait:
at the pace Telegram allows (29 messages a second, so that the last answer takes 17 s), and on the web page.
What is asked is in nobody's store of questions, so each becomes a case with its note. The complaint is
confirmed after all the others' words have been said: `python -m tests.bench flood`.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.dialog.message import Address
from bot.services.digest_ledgers import EVENING, MORNING, OFF
from bot.services.ports import UnitOfWork
from storage.engine import open_database
from storage.migrate import upgrade
from tests.agreed import agree
from tests.bench.digest import POSTGRES, _drop, _postgres
from tests.bench.pages import pages
from tests.bench.table import show
from tests.durability import crowd
from tests.durability.processes import Product, Telegram, until
from tests.telegram.load import percentile

CUSTOMERS, BAR = 500, 2.0
COMPLAINER, SUPERVISOR = 800_000, 950_000
FACTS = "机房断电全公司停工"


@dataclass(frozen=True, slots=True)
class Figures:
    """One measurement."""

    alert_s: float
    p50_s: float
    p99_s: float


def settle(url: str, channel: str = "telegram") -> None:
    """Put everybody on file: one supervisor with a seat, one manager without, and the customers."""

    def link(uow: UnitOfWork, number: int, now: datetime, **whose: int) -> None:
        if channel == "web":
            uow.people.add_link(str(number), now + timedelta(days=1), now, **whose)

    def seat(uow: UnitOfWork, number: int, now: datetime, manager: int) -> None:
        customer = uow.people.add_customer(f"客户{number}", now, manager_id=manager)
        who = uow.addresses.add(Address(channel, str(number), str(number)), now, customer_id=customer.id)
        agree(uow, customer.id, who.id, now)
        link(uow, number, now, customer_id=customer.id)

    def people(uow: UnitOfWork) -> None:
        now = datetime.now(UTC)
        supervisor = uow.people.add_staff("supervisor", "主管", None, now)
        manager = uow.people.add_staff("manager", "经理", supervisor.id, now)
        for kind in (MORNING, EVENING):
            uow.digests.choose(supervisor.id, kind, OFF)
        chat = Address(channel, str(SUPERVISOR), str(SUPERVISOR))
        uow.addresses.touch(uow.addresses.add(chat, now, staff_id=supervisor.id).id, now)
        link(uow, SUPERVISOR, now, staff_id=supervisor.id)
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


def _usual(folder: Path) -> str:
    """Return a policy that changes nothing."""
    (folder / "usual.toml").write_text("")
    return str(folder / "usual.toml")


def on_pages(folder: Path, url: str) -> Figures:
    """Let everybody ask at once on the web page and the complaint be confirmed right after."""
    settle(url, "web")
    with Product(folder, url, POLICY=_usual(folder)) as product:
        product.ready()
        return asyncio.run(_on_pages(product.port))


async def _on_pages(port: int) -> Figures:
    numbers = range(crowd.FIRST_CUSTOMER, crowd.FIRST_CUSTOMER + CUSTOMERS)
    everybody = [str(number) for number in (COMPLAINER, SUPERVISOR, *numbers)]
    async with pages(port, everybody) as opened:
        complainer, supervisor = opened[str(COMPLAINER)], opened[str(SUPERVISOR)]
        await complainer.says(f"投诉 {FACTS}")
        for label in ("服务", "紧急"):
            await complainer.presses(label)
        await complainer.offered("提交")
        asking = [opened[str(number)] for number in numbers]
        await asyncio.gather(*(page.says(f"zx-{n}") for n, page in enumerate(asking)))
        began = time.perf_counter()
        await complainer.presses("提交")
        await supervisor.hears(FACTS)
        alert = time.perf_counter() - began
        await asyncio.gather(*(page.answered(120) for page in asking))
    waited = sorted(page.waited for page in asking)
    return Figures(alert, percentile(waited, 0.5), percentile(waited, 0.99))


def measure(folder: Path, url: str) -> Figures:
    """Let everybody ask at once on Telegram and the complaint be confirmed right after."""
    settle(url)
    with (
        Telegram(folder) as telegram,
        Product(folder, url, telegram, webhook=True, POLICY=_usual(folder)) as product,
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


def _sqlite(run: Callable[[Path, str], Figures]) -> Figures:
    with tempfile.TemporaryDirectory() as scratch:
        url = f"sqlite:///{Path(scratch) / 'huifang.db'}"
        asyncio.run(upgrade(url))
        return run(Path(scratch), url)


def _on_postgres(run: Callable[[Path, str], Figures]) -> Figures:
    name = asyncio.run(_postgres())
    try:
        with tempfile.TemporaryDirectory() as scratch:
            return run(Path(scratch), f"{POSTGRES}/{name}")
    finally:
        asyncio.run(_drop(name))


def main() -> None:
    """Measure both stores on both channels and print the table."""
    lines = []
    for store, on in (("SQLite", _sqlite), ("PostgreSQL", _on_postgres)):
        for words, run in (("Telegram's pace", measure), ("the web page", on_pages)):
            found = on(run)
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
