"""SIGKILL and SIGTERM under load: every message works once, every word arrives."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.dialog.message import Capabilities
from tests.durability import crowd
from tests.durability.crowd import Outcome, Questions
from tests.durability.processes import Product, Telegram, pause, until

KILLS = {"polling": 1, "webhook": 2}
IN_FLIGHT = Capabilities().parallel
"""Sends under way at a kill at most; one on a machine that has nothing else to do."""


def finished(url: str, asked: Questions) -> bool:
    """Tell whether everything asked was kept, worked and sent."""
    return crowd.count(url, "cases") >= len(asked) and crowd.unfinished(url) == 0


def story(folder: Path, url: str, way: str) -> tuple[Outcome, int]:
    """Let everybody talk at once; kill the product again and again, ask it to end once, and look."""
    folder.mkdir()
    flying = 0
    chance = random.Random(f"{url[:6]} {way}")
    crowd.settle(url)
    asked = crowd.questions()
    with Telegram(folder) as telegram, Product(folder, url, telegram, webhook=way == "webhook") as product:
        product.ready()
        crowd.sit_down(telegram)
        telegram.do("say_all", lines=asked)
        for number in range(KILLS[way]):
            if number:
                product.start()
                telegram.do("called", method="sendMessage", times=telegram.calls("sendMessage") + 1)
            pause(chance.uniform(0.0, 0.4 + number))
            product.kill()
            flying += crowd.in_flight(url, telegram)
        product.start()
        telegram.do("called", method="sendMessage", times=telegram.calls("sendMessage") + 5)
        code, seconds = product.terminate()
        assert (code, seconds < 5.0) == (0, True), f"{code} after {seconds} s: {product.words()}"
        product.start()
        until(lambda: finished(url, asked), 60, "all is worked and sent")
        assert product.terminate()[0] == 0, product.words()
        return crowd.outcome(url, telegram, asked), flying


def test_kills_lose_nothing_and_double_only_what_was_in_flight(tmp_path: Path, two_stores: list[str]) -> None:
    """Long polling and webhook side by side; two hundred messages, three kills, two polite ends."""
    with ThreadPoolExecutor() as both:
        stories = [
            both.submit(story, tmp_path / way, url, way) for way, url in zip(KILLS, two_stores, strict=True)
        ]
    for way, ended in zip(KILLS, stories, strict=True):
        found, flying = ended.result()
        assert found.queued == crowd.MESSAGES + crowd.alerts() + crowd.SEATED, found
        assert flying <= KILLS[way] * IN_FLIGHT
        found.holds(doubled=flying)
