"""A thousand messages and five kills, beside the same for bare aiogram.

Bare aiogram polls as it does by default, writes down each text it works, and answers by the same text.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections import Counter
from pathlib import Path

from storage.migrate import upgrade
from tests.bench.table import show
from tests.bench.turns import FAST
from tests.durability import crowd
from tests.durability.processes import Process, Product, Telegram, clean_environment, pause, until
from tests.telegram.world import TOKEN

MESSAGES, KILLS = 1_000, 5

Line = tuple[str, ...]


def attack(bot: Process, telegram: Telegram) -> None:
    """Kill a bot five times while it works, each time soon after it has shown that it does."""
    chance = random.Random("kill")
    for number in range(KILLS):
        if number:
            bot.start()
        telegram.do("called", method="sendMessage", times=telegram.calls("sendMessage") + 1)
        pause(chance.uniform(0.0, 0.5))
        bot.kill()
    bot.start()


def product(folder: Path, *, fast: bool) -> Line:
    """Attack the product, at its own pace or at one that no platform allows."""
    folder.mkdir()
    url = f"sqlite:///{folder / 'huifang.db'}"
    asyncio.run(upgrade(url))
    crowd.settle(url)
    asked = crowd.questions(MESSAGES)
    policy = folder / "policy.toml"
    policy.write_text(FAST if fast else "")
    with Telegram(folder) as telegram, Product(folder, url, telegram, POLICY=str(policy)) as bot:
        bot.ready()
        crowd.sit_down(telegram)
        telegram.do("say_all", lines=asked)
        attack(bot, telegram)
        until(lambda: _over(url), 180, "all is worked and sent")
        found = crowd.outcome(url, telegram, asked)
    name = "the product, at any pace" if fast else "the product, at Telegram's pace"
    return name, *map(str, (found.lost, found.worked_twice, found.missing, found.doubled))


def _over(url: str) -> bool:
    return crowd.count(url, "cases") >= MESSAGES and crowd.unfinished(url) == 0


def aiogram(folder: Path) -> Line:
    """Attack bare aiogram."""
    folder.mkdir()
    file = folder / "worked.txt"
    asked = crowd.questions(MESSAGES)
    with Telegram(folder) as telegram:
        module = "tests.bench.baselines.echo_aiogram"
        arguments = ["-m", module, "polling", "0", telegram.base, TOKEN, str(file)]
        with Process(arguments, folder, "aiogram", clean_environment()) as bot:
            telegram.do("say_all", lines=asked)
            attack(bot, telegram)
            until(lambda: telegram.do("stats")["pending"] == 0, 180, "nothing waits any more")
            pause(2.0)
            shown = Counter(text for texts in telegram.sent().values() for text in texts)
    worked = Counter(file.read_text().split())
    return (
        "bare aiogram, polling",
        str(MESSAGES - len(worked)),
        str(worked.total() - len(worked)),
        str(MESSAGES - len(shown)),
        str(shown.total() - len(shown)),
    )


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        lines = [
            product(folder / "paced", fast=False),
            product(folder / "fast", fast=True),
            aiogram(folder / "aiogram"),
        ]
    head = ("", "lost", "worked twice", "replies missing", "replies doubled")
    show(f"{MESSAGES} messages, {KILLS} kills", head, lines)


if __name__ == "__main__":
    main()
