"""SIGKILL in the middle of a conversation, and in the middle of erasing somebody (A9, G3)."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.durability import crowd
from tests.durability.crowd import FIRST_CUSTOMER, FIRST_MANAGER
from tests.durability.processes import Product, Telegram, pause, until

LINES, PEOPLE = 24, 3
CUSTOMER, MANAGER = FIRST_CUSTOMER, FIRST_MANAGER


def seen(telegram: Telegram, who: int) -> list[str]:
    return telegram.sent().get(who, [])


def hears(telegram: Telegram, who: int, words: str) -> None:
    until(lambda: any(words in text for text in seen(telegram, who)), 60, f"{who} hears {words}")


def talk(folder: Path, url: str) -> None:
    """Let both sides write, kill the product in between, and look at what each of them has before them."""
    folder.mkdir()
    crowd.settle(url, customers=1)
    chance, flying = random.Random(url[:6]), 0
    asked = [f"第{n}个问题 zx" for n in range(LINES)]
    said = [f"回答{n}，您看可以吗" for n in range(LINES)]
    with Telegram(folder) as telegram, Product(folder, url, telegram) as product:
        product.ready(90)
        telegram.do("open", user=MANAGER)
        telegram.do("say", user=CUSTOMER, text="转人工")
        hears(telegram, MANAGER, "客户0")
        telegram.do("press", user=MANAGER, what="接入")
        hears(telegram, CUSTOMER, "我是您的客户经理经理0")
        for part in range(0, LINES, LINES // 3):
            now = range(part, part + LINES // 3)
            rows = [(who, texts[n]) for n in now for who, texts in ((CUSTOMER, asked), (MANAGER, said))]
            telegram.do("say_all", lines=rows)
            pause(chance.uniform(0.1, 1.5))
            product.kill()
            flying += crowd.in_flight(url, telegram)
            product.start()
        product.ready(90)
        until(lambda: _all_said(url, 2 * LINES), 90, "all is worked and sent")
        _compare(telegram, url, MANAGER, asked, flying)
        _compare(telegram, url, CUSTOMER, said, flying)
        assert crowd.rows(url, "SELECT state FROM talks") == [("live",)]
        telegram.do("say", user=CUSTOMER, text="还在吗")
        hears(telegram, MANAGER, "还在吗")


def _all_said(url: str, lines: int) -> bool:
    kept = crowd.count(url, "talk_lines", "side IN ('customer', 'staff')")
    return kept >= lines and crowd.unfinished(url) == 0


def _compare(telegram: Telegram, url: str, who: int, lines: list[str], flying: int) -> None:
    """Expect each line kept once and shown in order, at most what was in flight shown twice."""
    kept = [str(text) for (text,) in crowd.rows(url, "SELECT text FROM talk_lines ORDER BY id")]
    assert [text for text in kept if text in lines] == lines
    shown = [line for text in seen(telegram, who) for line in lines if line in text]
    assert list(dict.fromkeys(shown)) == lines
    assert Counter(shown).total() - len(lines) <= flying


def erasing(folder: Path, url: str) -> None:
    """Kill the product as somebody is erased, one person after the other; nobody is erased by half."""
    folder.mkdir()
    crowd.settle(url, customers=PEOPLE)
    chance = random.Random(url[:6])
    with Telegram(folder) as telegram, Product(folder, url, telegram) as product:
        product.ready(90)
        for number in range(PEOPLE):
            who = CUSTOMER + number
            telegram.do("say", user=who, text=f"合同原件zx{number}放在哪位同事那里了")
            hears(telegram, who, "编号W")
            telegram.do("say", user=who, text="我的资料")
            hears(telegram, who, "您的资料，号码")
            telegram.do("press", user=who, what="删除资料")
            hears(telegram, who, "请问确认删除吗")
            telegram.do("press", user=who, what="确认删除")
            pause(chance.uniform(0.0, 0.25))
            product.kill()
            named, asked = _left(url, number)
            assert named == asked, "somebody was erased by half"
            product.start()
            product.ready(90)
            hears(telegram, who, "已经删除")
            until(lambda: crowd.unfinished(url) == 0, 60, "all is worked and sent")
            assert _left(url, number) == (False, False)
        assert crowd.count(url, "privacy_requests") == PEOPLE


def _left(url: str, number: int) -> tuple[bool, bool]:
    """Return whether somebody's name, and their question, are still on file."""
    named: list[tuple[Any, ...]] = crowd.rows(url, f"SELECT id FROM customers WHERE name = '客户{number}'")
    asked = crowd.rows(url, f"SELECT id FROM cases WHERE text LIKE '%zx{number}%'")
    return bool(named), bool(asked)


def test_killed_in_mid_conversation_and_in_mid_erasing(tmp_path: Path, two_stores: list[str]) -> None:
    """Both stories side by side."""
    with ThreadPoolExecutor() as both:
        stories = [
            both.submit(story, tmp_path / story.__name__, url)
            for story, url in zip((talk, erasing), two_stores, strict=True)
        ]
    for ended in stories:
        ended.result()
