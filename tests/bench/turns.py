"""A whole durable turn over Telegram's webhook, beside what others do.

Every customer stands at the summary of a suggestion and says 1 (提交). The product keeps the update, reads
who speaks and where they stand, opens a case with its note, raises its duty, changes the dialog's state,
puts the thanks with number and due date into the outbox, commits, sends, and marks as sent. The usual bot
(aiogram, SQLAlchemy's async ORM on aiosqlite, WAL) does the same in its handler, without inbox, outbox,
note or marks.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from storage.migrate import upgrade
from tests.bench.baselines import usual
from tests.bench.table import show
from tests.durability import crowd
from tests.durability.processes import Process, Product, Telegram, clean_environment, free_port, until
from tests.telegram.world import TOKEN

UPDATES, ROUNDS = 2_000, 3
STEADY, STEADY_UPDATES = 50, 1_500
FAST = "[sending.telegram]\nper_second = 100000.0\nper_chat_seconds = 0.0\n"


@dataclass(frozen=True, slots=True)
class Figures:
    """One measurement."""

    per_second: float
    cpu_ms: float
    p50_ms: float
    p99_ms: float
    megabytes: float


Contender = Callable[[Path, Telegram], Process]


def product(folder: Path, telegram: Telegram) -> Process:
    """Return the product with everybody on file."""
    template = folder.parent / "product.db"
    if not template.exists():
        url = f"sqlite:///{template}"
        asyncio.run(upgrade(url))
        crowd.settle(url, customers=UPDATES, form="suggestion")
    shutil.copy(template, folder / "huifang.db")
    (folder / "fast.toml").write_text(FAST)
    url = f"sqlite:///{folder / 'huifang.db'}"
    return Product(folder, url, telegram, webhook=True, POLICY=str(folder / "fast.toml"))


def usual_bot(folder: Path, telegram: Telegram) -> Process:
    """Return the usual bot with everybody on file."""
    template = folder.parent / "usual.db"
    if not template.exists():
        chats = [crowd.FIRST_CUSTOMER + number for number in range(UPDATES)]
        asyncio.run(usual.fill(str(template), chats))
    shutil.copy(template, folder / "usual.db")
    return _baseline(folder, "usual", str(free_port()), telegram.base, TOKEN, str(folder / "usual.db"))


def aiogram_echo(folder: Path, telegram: Telegram) -> Process:
    """Return bare aiogram."""
    return _baseline(folder, "echo_aiogram", "webhook", str(free_port()), telegram.base, TOKEN)


def ptb_echo(folder: Path, telegram: Telegram) -> Process:
    """Return bare python-telegram-bot."""
    return _baseline(folder, "echo_ptb", str(free_port()), telegram.base, TOKEN)


def _baseline(folder: Path, name: str, *arguments: str) -> Process:
    module = f"tests.bench.baselines.{name}"
    return Process(["-m", module, *arguments], folder, name, clean_environment())


@contextmanager
def serving(scratch: Path, contender: Contender) -> Iterator[tuple[Telegram, Process]]:
    """Start a fresh emulator and a fresh bot; yield once the bot has set its webhook."""
    folder = Path(tempfile.mkdtemp(dir=scratch))
    with Telegram(folder) as telegram:
        bot = contender(folder, telegram)
        with bot:
            until(
                lambda: bool(telegram.do("stats")["webhook"]), 60, f"the webhook of {bot.name}: {bot.words()}"
            )
            yield telegram, bot
    shutil.rmtree(folder)


def measure(scratch: Path, contender: Contender, rate: float = 0.0) -> Figures:
    """Let everybody talk: as fast as it goes, or at a steady rate."""
    total = STEADY_UPDATES if rate else UPDATES
    with serving(scratch, contender) as (telegram, bot):
        before = bot.cpu()
        telegram.do("load", people=UPDATES, texts=["1"], total=total, rate=rate)
        report = telegram.do("wait", seconds=120)
        assert report["done"], (report, bot.words()[-2000:])
        cpu = (bot.cpu() - before) * 1000 / total
        return Figures(report["per_second"], cpu, report["p50_ms"], report["p99_ms"], bot.megabytes())


def main() -> None:
    """Measure everybody in turns and print the table."""
    contenders: dict[str, Contender] = {
        "the product": product,
        "the usual bot": usual_bot,
        "bare aiogram": aiogram_echo,
        "bare python-telegram-bot": ptb_echo,
    }
    found: dict[str, list[Figures]] = {name: [] for name in contenders}
    with tempfile.TemporaryDirectory() as scratch:
        for _ in range(ROUNDS):
            for name in ("the product", "the usual bot"):
                found[name].append(measure(Path(scratch), contenders[name]))
        for name in ("bare aiogram", "bare python-telegram-bot"):
            found[name].append(measure(Path(scratch), contenders[name]))
        steady = [measure(Path(scratch), product, STEADY) for _ in range(ROUNDS)]
    base = median(f.per_second for f in found["the usual bot"])
    show(
        f"turns ({UPDATES} updates, median of {ROUNDS})",
        ("", "updates/s", "× usual bot", "CPU ms each", "MB"),
        [_line(name, rounds, base) for name, rounds in found.items()],
    )
    latencies = [
        (str(n), f"{f.p50_ms:.1f}", f"{f.p99_ms:.1f}", f"{f.cpu_ms:.2f}") for n, f in enumerate(steady, 1)
    ]
    show(f"the product at {STEADY} turns a second", ("round", "p50 ms", "p99 ms", "CPU ms each"), latencies)


def _line(name: str, rounds: list[Figures], base: float) -> tuple[str, ...]:
    speed = median(f.per_second for f in rounds)
    cpu = median(f.cpu_ms for f in rounds)
    megabytes = median(f.megabytes for f in rounds)
    return name, f"{speed:.0f}", f"{speed / base:.2f}", f"{cpu:.2f}", f"{megabytes:.0f}"


if __name__ == "__main__":
    main()
