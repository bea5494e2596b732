"""A customer asks while one chat floods, and while five thousand strangers do.

How long the customer waits for an answer on Telegram, at its own pace and with the two seconds in which
nobody who asks is interrupted (L9): alone, beside one chat with ten messages a second, and while 5,000
strangers write, 250 a second: `python -m tests.bench strangers`.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from storage.migrate import upgrade
from tests.bench import flood
from tests.bench.digest import POSTGRES, _drop, _postgres
from tests.bench.table import show
from tests.durability.processes import Product, Telegram, pause, until
from tests.telegram.load import percentile

CUSTOMER, FLOODER = flood.COMPLAINER, 700_000
STRANGERS, A_SECOND, ASKED = 5_000, 250, 8

Row = tuple[str, str, str]


def waits(telegram: Telegram, numbers: Iterator[int], meanwhile: Callable[[], None]) -> tuple[str, str]:
    """Return how long the customer waits, typically and at most."""
    found = []
    for _ in range(ASKED):
        meanwhile()
        began = time.perf_counter()
        telegram.do("say", user=CUSTOMER, text=f"zx-{next(numbers)}")
        telegram.do("hear", user=CUSTOMER, seconds=120)
        found.append(time.perf_counter() - began)
    figures = f"{percentile(sorted(found), 0.5):.2f}", f"{max(found):.2f}"
    print(f"  {figures}", flush=True)
    return figures


def measure(folder: Path, url: str) -> list[Row]:
    """Let the customer ask alone, beside a flooder, beside strangers."""
    flood.settle(url)
    policy = folder / "usual.toml"
    policy.write_text("")
    numbers, typed = count(), count()
    with (
        Telegram(folder) as telegram,
        Product(folder, url, telegram, webhook=True, POLICY=str(policy)) as product,
    ):
        until(lambda: bool(telegram.do("stats")["webhook"]), 60, f"the webhook: {product.words()}")

        def ten() -> None:
            for _ in range(10):
                telegram.do("say", user=FLOODER, text=f"洪水{next(typed)}")
                pause(0.1)

        rows = [("alone", *waits(telegram, numbers, lambda: pause(0.1)))]
        rows.append(("one chat says ten a second", *waits(telegram, numbers, ten)))
        telegram.do(
            "load", people=STRANGERS, texts=["路人 {n}"], total=STRANGERS, rate=A_SECOND, first=1_000_000
        )
        rows.append((f"{STRANGERS} strangers", *waits(telegram, numbers, lambda: pause(0.1))))
    return rows


def main() -> None:
    """Measure on both stores and print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        url = f"sqlite:///{Path(scratch) / 'huifang.db'}"
        asyncio.run(upgrade(url))
        lines = [("SQLite", *row) for row in measure(Path(scratch), url)]
    name = asyncio.run(_postgres())
    try:
        with tempfile.TemporaryDirectory() as scratch:
            lines += [("PostgreSQL", *row) for row in measure(Path(scratch), f"{POSTGRES}/{name}")]
    finally:
        asyncio.run(_drop(name))
    show("A customer waits for an answer", ("", "beside", "p50 s", "most s"), lines)


if __name__ == "__main__":
    main()
