"""Pictures and documents on the page: chosen, pasted, shown, downloaded, refused, sent again."""

from __future__ import annotations

import struct
import zlib

import pytest
from playwright.async_api import Browser, FilePayload, expect

from tests.browser.audit import COLOURS, LABELS, TARGETS
from tests.browser.stage import CHROMIUM, DESKTOP, NEEDED, SMALL, Product, stage

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.skipif(not CHROMIUM, reason=NEEDED),
]

PASTE = """(field) => {
  const data = new DataTransfer();
  data.items.add(new File(["%PDF"], "合同.pdf", { type: "application/pdf" }));
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


def picture(width: int = 640, height: int = 360) -> bytes:
    """Return a PNG that browsers can draw."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + bytes((x * 3 + y) % 256 for x in range(width * 3)) for y in range(height))
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def chosen(name: str, mime: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": mime, "buffer": content}


# Each in a chat of their own: no button there is older than the question under way.
@pytest.mark.parametrize(("size", "name"), [(DESKTOP, "张三"), (SMALL, "王芳")], ids=["desktop", "small"])
async def test_a_picture_is_attached_and_seen(
    chromium: Browser, product: Product, size: tuple[int, int], name: str
) -> None:
    """By keyboard as well as by hand; the customer sees it at once, the manager where it belongs."""
    async with stage(chromium, product, size) as play:
        await play.says(name, "投诉")
        await play.hears(name, "请问")
        chat = await play.turn_to(name)
        sign = chat.get_by_role("button", name="添加照片或文件")
        async with play.page.expect_file_chooser() as waiting:
            await sign.press("Enter")
        await (await waiting.value).set_files([chosen("门口.png", "image/png", picture())])
        image = chat.locator(".mine .picture img").last
        await expect(image).to_be_visible()
        await expect(image).to_have_attribute("alt", "门口.png")
        await expect(image).to_have_js_property("naturalWidth", 640)
        await play.hears(name, "已附上照片，共1件")
        await expect(chat.locator(".mine .meta").last).to_contain_text("已送达")
        box, room = await image.bounding_box(), await chat.locator("#log").bounding_box()
        assert box is not None and room is not None
        assert box["width"] <= room["width"]
        for element in ("html", "#scroll"):
            assert await chat.locator(element).evaluate("it => it.scrollWidth <= it.clientWidth")
        await play.presses(name, "网络")
        await play.presses(name, "一般")
        await play.says(name, f"{name}门口没有信号")
        await play.presses(name, "提交")
        await play.hears("王强", f"{name}门口没有信号", "附件：1件")
        await play.presses("王强", "详情")
        await play.presses("王强", "查看附件")
        theirs = (await play.turn_to("王强")).locator(".line:not(.mine) .picture img").last
        await expect(theirs).to_be_visible()
        await expect(theirs).to_have_js_property("naturalWidth", 640)


async def test_it_is_still_there_after_a_reload(chromium: Browser, product: Product) -> None:
    async with stage(chromium, product) as play:
        chat = await play.turn_to("张三")
        await chat.locator("#files").set_input_files([chosen("图.png", "image/png", picture(80, 60))])
        await play.hears("张三", "已收到您的照片")
        await play.page.reload()
        chat = await play.turn_to("张三")
        image = chat.locator(".mine .picture img").last
        await image.scroll_into_view_if_needed()
        await expect(image).to_be_visible()
        await expect(image).to_have_js_property("naturalWidth", 80)


async def test_a_document_is_pasted_and_downloaded(chromium: Browser, product: Product) -> None:
    async with stage(chromium, product) as play:
        chat = await play.turn_to("张三")
        await chat.locator("#text").evaluate(PASTE)
        link = chat.locator(".mine a.file").last
        await expect(link).to_have_text("合同.pdf · 1 KB")
        async with play.page.expect_download() as waiting:
            await link.click()
        download = await waiting.value
        assert download.suggested_filename == "合同.pdf"
        assert (await download.path()).read_bytes() == b"%PDF"


async def test_what_is_refused_says_why_and_the_next_one_goes(chromium: Browser, product: Product) -> None:
    async with stage(chromium, product) as play:
        chat = await play.turn_to("张三")
        field = chat.locator("#files")
        await field.set_input_files([chosen("空.pdf", "application/pdf", b"")])
        await expect(chat.locator(".mine .meta").last).to_contain_text("这个文件是空的")
        await field.set_input_files([chosen("更新.exe", "application/octet-stream", b"MZ")])
        await expect(chat.locator(".mine .meta").last).to_contain_text("这类文件不接收")
        await field.set_input_files([chosen("图.png", "image/png", picture(40, 40))])
        await play.hears("张三", "已收到您的照片")
        # The browser notes in its console that the program was refused.
        play.complaints = [said for said in play.complaints if "415" not in said]


async def test_an_upload_that_got_lost_goes_again_as_the_same(chromium: Browser, product: Product) -> None:
    async with stage(chromium, product) as play:
        play.outage = True
        seen: list[str] = []

        async def lose(route) -> None:  # type: ignore[no-untyped-def]
            seen.append(route.request.url)
            if len(seen) == 1:
                await route.fetch()
                await route.abort()
            else:
                await route.continue_()

        await play.page.route("**/files/*", lose)
        chat = await play.turn_to("张三")
        before = await chat.locator(".mine .picture img").count()
        await chat.locator("#files").set_input_files([chosen("图.png", "image/png", picture(40, 40))])
        await play.hears("张三", "已收到您的照片")
        await expect(chat.locator(".mine .picture img")).to_have_count(before + 1)
        assert len(set(seen)) == 1


async def test_a_place_is_told_where_the_browser_has_one(chromium: Browser, product: Product) -> None:
    async with stage(chromium, product) as play:
        await play.page.context.grant_permissions(["geolocation"])
        await play.page.context.set_geolocation({"latitude": 31.23, "longitude": 121.47})
        chat = await play.turn_to("王强")
        await chat.get_by_role("button", name="发送我的位置").click()
        await expect(chat.locator(".mine .bubble").last).to_contain_text("31.230000,121.470000")
        await play.hears("王强", "已收到位置")


async def test_signs_have_names_colours_and_room(chromium: Browser, product: Product) -> None:
    async with stage(chromium, product, SMALL) as play:
        chat = await play.turn_to("张三")
        await chat.locator("#files").set_input_files([chosen("合同.pdf", "application/pdf", b"%PDF")])
        await play.hears("张三", "已收到您的文件")
        for frame in play.page.frames:
            assert await frame.evaluate(LABELS) == []
            assert await frame.evaluate(COLOURS) == []
            assert await frame.evaluate(TARGETS, 40) == []
