"""The page in the customer's language: by the browser at first, then as they choose in the chat (A24)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.stage import CHROMIUM, NEEDED, PATIENCE, PHONE, Product

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not CHROMIUM, reason=NEEDED),
]


@asynccontextmanager
async def guest(chromium: Browser, product: Product, locale: str) -> AsyncIterator[Page]:
    """Come to the entry with a phone of some language."""
    width, height = PHONE
    context = await chromium.new_context(
        viewport={"width": width, "height": height}, locale=locale, has_touch=True
    )
    context.set_default_timeout(PATIENCE)
    try:
        page = await context.new_page()
        await page.goto(f"http://127.0.0.1:{product.port}/enter")
        yield page
    finally:
        await context.close()


async def shows(page: Page, lang: str, send: str, hint: str) -> None:
    """Expect the page's own words, its title and what screen readers hear in one language."""
    await expect(page.locator("html")).to_have_attribute("lang", lang)
    await expect(page.locator("#send")).to_have_text(send)
    await expect(page.locator("#text")).to_have_attribute("placeholder", hint)
    attach = {"en": "Add a photo or file", "zh-CN": "添加照片或文件"}[lang]
    await expect(page.locator("#attach")).to_have_attribute("aria-label", attach)
    await expect(page.locator("#attach")).to_have_attribute("title", attach)


async def test_an_english_guest_reads_english(chromium: Browser, product: Product) -> None:
    """English from the entry on; the chat offers it too; a tap on the other language changes all at once."""
    async with guest(chromium, product, "en-US") as page:
        await expect(page.get_by_role("button", name="Ask without a code")).to_be_visible()
        await page.get_by_role("button", name="Ask without a code").click()
        await shows(page, "en", "Send", "Type here")
        log = page.locator("#log")
        await expect(log).to_contain_text("For service in English")
        assert "202" not in await log.locator(".day").first.inner_text()
        await log.get_by_role("button", name="English").last.click()
        await expect(log).to_contain_text("We will go on in English")
        await expect(page.locator(".mine .meta").last).to_contain_text("Delivered")
        await page.locator("#text").fill("中文")
        await page.locator("#send").click()
        await expect(log).to_contain_text("接下来用中文为您服务")
        await shows(page, "zh-CN", "发送", "请在这里输入")
        await expect(page.locator(".mine .meta").last).to_contain_text("已送达")
        await expect(log.locator(".day").first).to_contain_text("星期")
        await page.reload()
        await shows(page, "zh-CN", "发送", "请在这里输入")


async def test_a_chinese_guest_reads_chinese_until_they_choose(chromium: Browser, product: Product) -> None:
    async with guest(chromium, product, "zh-CN") as page:
        await page.get_by_role("button", name="没有代码，直接咨询").click()
        await shows(page, "zh-CN", "发送", "请在这里输入")
        log = page.locator("#log")
        await expect(log.locator(".bubble").first).to_contain_text("您好")
        assert "English" not in await log.inner_text()
        await page.locator("#text").fill("语言")
        await page.locator("#send").click()
        await log.get_by_role("button", name="English").click()
        await shows(page, "en", "Send", "Type here")
        await expect(page).to_have_title(re.compile(" · Customer service$"))
        await expect(log.locator(".day").first).to_contain_text("day")
        for element in ("html", "#scroll"):
            assert await page.locator(element).evaluate("it => it.scrollWidth <= it.clientWidth")
        await page.reload()
        await shows(page, "en", "Send", "Type here")
