"""Two processes on one PostgreSQL database: each thing once, in order; either goes on without the other."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import asyncpg
import pytest

from bot.dialog.message import Address, Capabilities
from bot.services import letting_in
from bot.services.ports import UnitOfWork
from storage.engine import open_database
from tests.agreed import agree
from tests.conftest import POSTGRES
from tests.durability import crowd
from tests.durability.processes import KEY, SECRET, Telegram, free_port, pause, until
from tests.durability.several import BACK, Page, Proxy, finished, pair, quiet, turn

ASKED, LATER = 100, 20
FLYING = Capabilities().parallel
"""Sends under way at a kill at most."""
AT_PACE = 8.0
"""Seconds that the words of so many questions take at the pace that Telegram allows."""
TALKERS = 25
PEOPLE, LINES = 4, 8
DUTIES = 120
LEADERS = ("1", "2")
SENT = "sent_at IS NOT NULL"
OWN_SECRET = "SELECT value FROM meta WHERE key = 'secret_key'"
WAITING = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'duties'::regclass"
CUT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"


@pytest.fixture
def empty_postgres(postgres_url: str) -> Iterator[str]:
    """Give a database without a single table."""
    name = postgres_url.rpartition("/")[2] + "_empty"
    asyncio.run(run(f"{POSTGRES}/postgres", f"CREATE DATABASE {name}"))
    yield f"{POSTGRES}/{name}"
    asyncio.run(run(f"{POSTGRES}/postgres", f"DROP DATABASE {name} WITH (FORCE)"))


async def run(url: str, statement: str) -> None:
    """Run one statement."""
    connection = await asyncpg.connect(url, timeout=5)
    await connection.execute(statement)
    await connection.close()


def let_in(uow: UnitOfWork) -> None:
    """Put customers with a web link on file."""
    now = datetime.now(UTC)
    # One who has no chat, whom alerts would reach at the pace of Telegram.
    manager = uow.people.with_role("manager")[-1]
    for number in range(PEOPLE):
        customer = uow.people.add_customer(f"网上客户{number}", now, manager_id=manager.id)
        user = str(number + 1)
        uow.people.add_link(user, now + timedelta(days=1), now, customer_id=customer.id)
        who = uow.addresses.add(Address("web", user, user), now, customer_id=customer.id)
        agree(uow, customer.id, who.id, now)


async def talk(one: Page, two: Page) -> None:
    """Let one person talk through two processes by turns, and hear everything on both."""
    for number in range(LINES):
        page = (one, two)[number % 2]
        await page.say(f"page-{page.user}-{number:04}", f"zy-{page.user}-{number}")
    for page in (one, two):
        await page.hear(lambda page=page: len(page.lines) >= LINES)  # type: ignore[misc]


async def pages_of_both(url: str, ports: tuple[int, int], secret: str) -> None:
    """Expect that a person may sit at two processes at once."""
    await turn(url, let_in)
    seats = [[Page(port, str(number + 1)) for port in ports] for number in range(PEOPLE)]
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(page.open(session, secret) for seat in seats for page in seat))
        await asyncio.gather(*(talk(one, two) for one, two in seats))
    await asyncio.to_thread(until, lambda: crowd.unfinished(url) == 0, BACK, "all is marked")
    texts = await asyncio.to_thread(
        crowd.rows, url, "SELECT text FROM cases WHERE text LIKE 'zy-%' ORDER BY id"
    )
    for one, two in seats:
        mine = [text for (text,) in texts if text.startswith(f"zy-{one.user}-")]
        assert mine == [f"zy-{one.user}-{number}" for number in range(LINES)], "in order, and once"
        assert one.lines == two.lines
        assert len(one.lines) == LINES


def several_each() -> crowd.Questions:
    """Return questions of few people, who ask one thing after the other."""
    return [(crowd.FIRST_CUSTOMER + n % TALKERS, f"zx-{n}") for n in range(ASKED)]


def in_order(said: Sequence[tuple[Any, ...]]) -> list[list[str]]:
    """Return what each person said, in order."""
    people = sorted({who for who, _ in said})
    return [[text for who, text in said if who == person] for person in people]


async def test_a_webhook_and_pages_behind_one_proxy(
    tmp_path: Path, empty_postgres: str, telegram: Telegram
) -> None:
    """Both start at once on an empty database, with no key given, and share every stream of events."""
    url, asked = empty_postgres, several_each()
    async with AsyncExitStack() as stack:
        ports = free_port(), free_port()
        proxy = await stack.enter_async_context(Proxy(*ports).open())
        hook = {"WEBHOOK_URL": f"http://127.0.0.1:{proxy.port}/telegram", "WEBHOOK_SECRET": SECRET}
        one, two = both = pair(tmp_path, url, telegram, ports=ports, SECRET_KEY="", **hook)
        for product in both:
            stack.enter_context(product)
        for product in both:
            await asyncio.to_thread(product.ready)
        await asyncio.to_thread(crowd.settle, url)
        await asyncio.to_thread(crowd.sit_down, telegram)
        await asyncio.to_thread(telegram.do, "say_all", lines=asked)
        await asyncio.to_thread(until, lambda: finished(url, len(asked)), 30, "all is answered")
        found = await asyncio.to_thread(crowd.outcome, url, telegram, asked)
        found.holds()
        assert found.queued > len(asked) + crowd.SEATED, "answers, greetings and alerts"
        worked = await asyncio.to_thread(crowd.rows, url, "SELECT customer_id, text FROM cases ORDER BY id")
        assert in_order(worked) == in_order(asked)
        assert min(proxy.carried.values()) > 0, proxy.carried
        [(secret,)] = await asyncio.to_thread(crowd.rows, url, OWN_SECRET)
        await pages_of_both(url, ports, secret)
        for product in both:
            assert (await asyncio.to_thread(product.terminate))[0] == 0
    quiet(one, two)


async def test_processes_that_start_at_once_agree_on_the_key_of_links(fresh_postgres: str) -> None:
    several = [open_database(fresh_postgres) for _ in range(4)]
    # Connected before they race, or each would be done before the next has come.
    await asyncio.gather(*(database.read(lambda uow: uow.records.get("x")) for database in several))
    keys = await asyncio.gather(*(database.turn(letting_in.own_secret) for database in several))
    for database in several:
        await database.close()
    assert len(set(keys)) == 1


def test_another_polls_and_sends_when_one_dies(
    tmp_path: Path, fresh_postgres: str, telegram: Telegram
) -> None:
    """One is killed while it polls, works and sends; then the store turns the other away for a while."""
    url, asked = fresh_postgres, crowd.questions(ASKED + LATER)
    crowd.settle(url)
    one, two = pair(tmp_path, url, telegram)
    with one:
        one.ready()
        telegram.do("called", method="getUpdates", times=1)
        with two:
            two.ready()
            crowd.sit_down(telegram)
            until(lambda: crowd.count(url, "outbox", SENT) == crowd.SEATED, BACK, "all are greeted")
            telegram.do("say_all", lines=asked[:ASKED])
            until(lambda: crowd.count(url, "cases") >= 10, BACK, "work has begun")
            one.kill()
            before = telegram.calls("sendMessage")
            until(lambda: telegram.calls("sendMessage") > before, BACK, "the other sends")
            until(lambda: finished(url, ASKED), BACK + AT_PACE, "all is answered")
            quiet(one, two)
            with away(url):
                telegram.do("say_all", lines=asked[ASKED:])
                # Long enough that the right to poll is asked for in vain.
                pause(4.5)
            until(lambda: finished(url, ASKED + LATER), BACK + AT_PACE, "it polls and sends again")
            assert telegram.calls("getUpdates") < 100, "a storm of calls"
            assert two.terminate()[0] == 0
    crowd.outcome(url, telegram, asked).holds(doubled=FLYING)


@contextmanager
def away(url: str) -> Iterator[None]:
    """Cut every connection and let nobody in."""
    server, _, name = url.rpartition("/")
    asyncio.run(run(f"{server}/postgres", f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
    asyncio.run(run(f"{server}/postgres", CUT.format(name)))
    try:
        yield
    finally:
        asyncio.run(run(f"{server}/postgres", f"ALTER DATABASE {name} ALLOW_CONNECTIONS true"))


async def test_ticks_of_two_processes(tmp_path: Path, fresh_postgres: str) -> None:
    """Duties come due while both tick at the very same moment; then one dies in the middle."""
    url = fresh_postgres
    one, two = pair(tmp_path, url)
    with one, two:
        for product in (one, two):
            await asyncio.to_thread(product.ready)
        await turn(url, leaders)
        async with aiohttp.ClientSession() as session:
            pages = [Page(two.port, user) for user in LEADERS]
            for page in pages:
                await page.open(session, KEY)
            for number, dies in enumerate((False, True), start=1):
                await turn(url, overdue)
                await both_at_once(url)
                if dies:
                    await asyncio.to_thread(until, lambda: begun(url), BACK, "one has begun")
                    one.kill()
                for page in pages:
                    await page.hear(lambda p=page, n=number: len(p.lines) >= n * DUTIES)  # type: ignore[misc]
        for page in pages:
            assert set(Counter(page.lines.values()).values()) == {1}, "no rung speaks twice"
        await asyncio.to_thread(until, lambda: crowd.unfinished(url) == 0, BACK, "all is marked")
        assert (await asyncio.to_thread(two.terminate))[0] == 0
    quiet(two)
    spoken = await asyncio.to_thread(crowd.rows, url, "SELECT duty_id, rung FROM escalations")
    assert len(spoken) == len(set(spoken)) == 2 * 2 * DUTIES
    assert await asyncio.to_thread(crowd.count, url, "outbox") == 2 * 2 * DUTIES


def begun(url: str) -> bool:
    """Tell whether the second lot of duties has begun to speak."""
    return crowd.count(url, "escalations") > 2 * DUTIES


def leaders(uow: UnitOfWork) -> None:
    """Put those on file who are alarmed, each with a page."""
    now = datetime.now(UTC)
    above = None
    for user, role in zip(LEADERS, ("head", "supervisor"), strict=True):
        staff = uow.people.add_staff(role, role, above, now)
        above = staff.id
        uow.people.add_link(user, now + timedelta(days=1), now, staff_id=staff.id)
        place = uow.addresses.add(Address("web", user, user), now, staff_id=staff.id)
        uow.addresses.touch(place.id, now)
    uow.people.add_staff("manager", "manager", above, now)


def overdue(uow: UnitOfWork) -> None:
    """Raise duties whose every rung speaks at once, in two seconds."""
    now = datetime.now(UTC)
    opened, first = now - timedelta(minutes=20), now + timedelta(seconds=2)
    manager = uow.people.with_role("manager")[0]
    for _ in range(DUTIES):
        case = uow.cases.add("complaint", "断网两天", opened, opened, severity="major", owner_id=manager.id)
        uow.duties.add(
            "complaint",
            f"case:{case.id}",
            "alert",
            owner_id=manager.id,
            case_id=case.id,
            opened_at=opened,
            due_at=opened,
            due_day=opened.date(),
            ladder="alert",
            next_at=first,
        )


async def both_at_once(url: str) -> None:
    """Hold every duty until both processes want to climb, then let go."""
    connection = await asyncpg.connect(url, timeout=5)
    async with connection.transaction():
        await connection.execute("LOCK TABLE duties IN SHARE ROW EXCLUSIVE MODE")
        async with asyncio.timeout(BACK):
            while await connection.fetchval(WAITING) < 2:
                continue
    await connection.close()
