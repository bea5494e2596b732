"""A thousand messages and five kills, beside the same for bare aiogram.

Bare aiogram polls as it does by default, writes down each text it works, and answers by the same text.
A fifth of the messages is said before each kill: whoever confirms what it has not worked yet loses it at
the kill and, were everything said at once, would find nothing to be killed over after a few starts.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections import Counter
from functools import partial
from pathlib import Path

from storage.migrate import upgrade
from tests.bench.table import show
from tests.bench.turns import FAST
from tests.durability import crowd
from tests.durability.crowd import Questions
from tests.durability.processes import AT_ONCE, Process, Product, Telegram, clean_environment, pause, until
from tests.telegram.world import TOKEN

MESSAGES, KILLS = 1_000, 5
START, END, QUIET = 60.0, 180.0, 2.0

Line = tuple[str, ...]


def attack(bot: Process, telegram: Telegram, asked: Questions) -> None:
    """Kill a bot five times while it works, each time soon after it has shown that it does."""
    chance = random.Random("kill")
    share = len(asked) // KILLS
    for number in range(KILLS):
        before = telegram.calls("sendMessage")
        telegram.do("say_all", lines=asked[number * share :][:share])
        if number:
            bot.start()
        until(partial(_spoke, telegram, before), START, f"{bot.name} speaks")
        pause(chance.uniform(0.0, 0.5))
        bot.kill()
    bot.start()


def _spoke(telegram: Telegram, before: int) -> bool:
    return telegram.calls("sendMessage") > before


def product(folder: Path, *, fast: bool) -> Line:
    """Attack the product, at its own pace or at one that no platform allows."""
    folder.mkdir()
    url = f"sqlite:///{folder / 'huifang.db'}"
    asyncio.run(upgrade(url))
    crowd.settle(url)
    asked = crowd.questions(MESSAGES)
    policy = folder / "policy.toml"
    policy.write_text(AT_ONCE + (FAST if fast else ""))
    with Telegram(folder) as telegram, Product(folder, url, telegram, POLICY=str(policy)) as bot:
        bot.ready(START)
        crowd.sit_down(telegram)
        attack(bot, telegram, asked)
        until(lambda: _over(url), END, "all is worked and sent")
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
            attack(bot, telegram, asked)
            _rest(telegram)
            shown = Counter(text for texts in telegram.sent().values() for text in texts)
    worked = Counter(file.read_text().split())
    return (
        "bare aiogram, polling",
        str(MESSAGES - len(worked)),
        str(worked.total() - len(worked)),
        str(MESSAGES - len(shown)),
        str(shown.total() - len(shown)),
    )


def _rest(telegram: Telegram) -> None:
    """Wait until everything was taken and nothing more is said; what is still missing then was lost."""
    until(lambda: telegram.do("stats")["pending"] == 0, END, "nothing waits any more")
    before = -1
    while before != (said := telegram.calls("sendMessage")):
        before = said
        pause(QUIET)


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
