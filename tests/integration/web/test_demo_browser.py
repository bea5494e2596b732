from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from aiohttp import web
from playwright.async_api import Page, expect

from bot.channels.demo import Demo, DemoPerson
from bot.channels.web import WebChannel
from tests.integration.web.test_browser import browser, pytestmark
from tests.unit.web.fakes import START, ZONE, House, house

__all__ = ["pytestmark"]

PEOPLE = [
    ("anna", "张三", "客户", True),
    ("bert", "王强", "客户经理", True),
    ("cora", "李静", "主管", True),
    ("dora", "周敏", "负责人", False),
]


class Desk:
    """A demo of four people whose clock goes wrong once a morning is asked for."""

    def __init__(self, channel: WebChannel) -> None:
        self.channel = channel
        self.moment = START

    async def people(self) -> list[DemoPerson]:
        return [
            DemoPerson(
                name, "", label, f"https://public.example{self.channel.url(user)}", "", user, is_open, 1
            )
            for user, name, label, is_open in PEOPLE
        ]

    def now(self) -> datetime:
        return self.moment

    async def advance(self, step: timedelta) -> datetime:
        self.moment += step
        return self.moment

    async def go_to(self, moment: datetime) -> datetime:
        raise ValueError

    async def next_morning(self) -> datetime:
        raise RuntimeError

    async def next_working_day(self) -> datetime:
        return await self.advance(timedelta(days=2))


def routes(channel: WebChannel) -> list[web.RouteDef]:
    return Demo(Desk(channel), channel.pages, ZONE).routes()


@asynccontextmanager
async def demo(width: int, height: int) -> AsyncIterator[tuple[House, Page]]:
    async with house(embed=True, more=routes) as h, browser(width, height) as page:
        for user, *_ in PEOPLE:
            h.store.person(user)
        await page.goto(h.origin)
        await expect(page.locator("iframe")).to_have_count(3)
        for _ in range(3):
            await h.desk.next()
        yield h, page


async def test_panes_side_by_side_open_and_close() -> None:
    async with demo(1440, 900) as (h, page):
        await expect(page.locator(".pane:visible h2")).to_have_text(["客户张三", "客户经理王强", "主管李静"])
        await page.get_by_role("button", name="收起 客户 张三").click()
        await expect(page.locator(".pane:visible")).to_have_count(2)
        await h.tell("anna", "收起时来的")
        chip = page.locator(".chip", has_text="张三")
        await expect(chip.locator(".dot")).to_be_visible()
        await chip.click()
        await expect(chip.locator(".dot")).to_be_hidden()
        await expect(page.frame_locator("iframe >> nth=0").get_by_text("收起时来的")).to_be_in_viewport()
        await page.locator(".chip", has_text="周敏").click()
        await expect(page.locator(".pane:visible")).to_have_count(4)
        assert (await h.desk.next()).sender.user == "dora"


async def test_one_pane_at_a_time_on_a_phone() -> None:
    async with demo(360, 740) as (h, page):
        await expect(page.locator(".pane:visible")).to_have_count(1)
        chip = page.locator(".chip", has_text="李静")
        await h.tell("cora", "给主管")
        await expect(chip.locator(".dot")).to_be_visible()
        await chip.click()
        await expect(page.locator(".pane:visible")).to_have_count(1)
        await expect(page.frame_locator("iframe >> nth=2").get_by_text("给主管")).to_be_in_viewport()
        await expect(chip.locator(".dot")).to_be_hidden()
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_the_clock_moves_and_says_when_it_cannot() -> None:
    async with demo(1440, 900) as (_, page):
        await expect(page.locator("#time")).to_contain_text("09:00")
        await expect(page.locator("#day")).to_have_text("2026年10月10日星期六")
        await page.get_by_role("button", name="快进 3 分钟").click()
        await expect(page.locator("#time")).to_contain_text("09:03")
        await page.get_by_role("button", name="次日 9:00").click()
        await expect(page.locator("#state")).to_have_text("时间没有推进成功，请稍候再试。")
        await page.get_by_role("button", name="下一工作日").click()
        await expect(page.locator("#day")).to_have_text("2026年10月12日星期一")
        await expect(page.locator("#state")).to_be_empty()
