"""The real product on a free port, a line to it that can be cut, and the demo page in a browser."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Browser, ConsoleMessage, FrameLocator, Locator, Page, expect

from tests.durability.processes import AT_ONCE

ROOT = Path(__file__).parents[2]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
NEEDED = "no chromium, chromium-browser or google-chrome is installed"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP, PHONE, SMALL = (1440, 900), (390, 844), (360, 740)
PEOPLE = {"张三": "客户 张三", "王强": "客户经理 王强", "李静": "主管 李静", "周敏": "负责人 周敏"}
PATIENCE = 15_000

expect.set_options(timeout=PATIENCE)


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Product:
    """`python -m bot demo` as a process of its own, in its own folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: asyncio.subprocess.Process | None = None

    async def start(self, *options: str) -> None:
        """Start it and wait until it says that it serves."""
        env = {name: value for name, value in os.environ.items() if not name.startswith("HUIFANG_")}
        policy = self.folder / "at_once.toml"
        policy.write_text(AT_ONCE)
        with (self.folder / "errors.log").open("ab") as errors:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "demo", "--port", str(self.port), *options),
                cwd=self.folder,
                env=env | {"PYTHONPATH": str(ROOT), "HUIFANG_POLICY": str(policy)},
                stdout=asyncio.subprocess.PIPE,
                stderr=errors,
            )
        assert self._process.stdout is not None
        async with asyncio.timeout(30):
            said = (await self._process.stdout.readline()).decode()
        assert str(self.port) in said, self.errors()

    async def stop(self) -> int:
        """End it as a service manager would; return its exit code."""
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        try:
            async with asyncio.timeout(10):
                await self._process.communicate()
        except TimeoutError:
            self._process.kill()
            await self._process.communicate()
        code, self._process = self._process.returncode, None
        return -1 if code is None else code

    async def end(self) -> None:
        """Stop it where it still runs."""
        if self._process is not None:
            await self.stop()

    def errors(self) -> str:
        """Return what it wrote on stderr."""
        return (self.folder / "errors.log").read_text("utf-8")


class Cable:
    """A TCP line in front of the product that can be pulled and put back."""

    def __init__(self, port: int) -> None:
        self._there = port
        self.port = free_port()
        self._server: asyncio.Server | None = None
        self._ends: set[asyncio.StreamWriter] = set()

    async def plug(self) -> None:
        """Carry connections."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", self.port)

    async def pull(self) -> None:
        """Drop every connection and take no new one."""
        if self._server is not None:
            self._server.close()
        for end in tuple(self._ends):
            end.transport.abort()
        if self._server is not None:
            await self._server.wait_closed()
        self._server = None

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._there)
        except OSError:
            writer.transport.abort()
            return
        ends = {writer, far_writer}
        self._ends |= ends
        try:
            await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))
        finally:
            self._ends -= ends
            for end in ends:
                end.transport.abort()

    async def _pump(self, source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while data := await source.read(65_536):
                to.write(data)
                await to.drain()
        to.transport.abort()


@dataclass(slots=True)
class Stage:
    """The demo page, played by its people."""

    page: Page
    origin: str
    product: Product
    narrow: bool
    complaints: list[str] = field(default_factory=list)
    outage: bool = False

    async def open(self) -> None:
        """Open the page and wait for the panes."""
        await self.page.goto(self.origin)
        await expect(self.page.locator(".chip").first).to_be_visible()
        for name in ("张三",) if self.narrow else ("张三", "王强", "李静"):
            await expect(self.chat(name).locator("#log")).to_have_attribute("aria-live", "polite")
        if self.narrow:
            for name in ("王强", "李静", "张三"):
                await self.turn_to(name)
                await expect(self.chat(name).locator(".bubble").first).to_be_visible()

    def chat(self, name: str) -> FrameLocator:
        """Return a person's chat page."""
        return self.page.frame_locator(f'iframe[title$=" {name}"]')

    def chip(self, name: str) -> Locator:
        """Return the button that opens a person's pane."""
        return self.page.locator(".chip", has_text=name)

    async def turn_to(self, name: str) -> FrameLocator:
        """Bring a person's pane to the front and return the chat."""
        chip = self.chip(name)
        if await chip.get_attribute("aria-pressed") != "true":
            await chip.click()
        await expect(self.page.locator(f'iframe[title$=" {name}"]')).to_be_visible()
        return self.chat(name)

    async def says(self, name: str, text: str) -> None:
        """Type and send."""
        chat = await self.turn_to(name)
        await chat.locator("#text").fill(text)
        await chat.locator("#send").click()

    async def tries(self, name: str, label: str) -> str:
        """Take a suggestion and send it as it stands; return it."""
        chat = await self.turn_to(name)
        pane = self.page.locator(".pane", has=self.page.locator(f'iframe[title$=" {name}"]'))
        await pane.locator(".try", has_text=label).click()
        text = await chat.locator("#text").input_value()
        await chat.locator("#send").click()
        await expect(chat.locator("#text")).to_have_value("")
        return text

    async def presses(self, name: str, label: str) -> None:
        """Press the newest button of that name in the chat."""
        chat = await self.turn_to(name)
        await chat.locator("#log").get_by_role("button", name=label, exact=True).last.click()

    async def hears(self, name: str, *words: str) -> str:
        """Wait for a message with all the words; return it."""
        chat = await self.turn_to(name)
        bubble = chat.locator(".line:not(.mine) .bubble")
        for word in words:
            bubble = bubble.filter(has_text=re.compile(re.escape(word)))
        await expect(bubble.last).to_be_visible()
        return await bubble.last.inner_text()

    async def lines(self, name: str) -> list[str]:
        """Return everything in a chat."""
        return await (await self.turn_to(name)).locator(".bubble").all_inner_texts()

    async def moves(self, button: str) -> None:
        """Move the clock by a button."""
        before = await self.page.locator("#time").get_attribute("datetime")
        await self.page.get_by_role("button", name=button, exact=True).click()
        await expect(self.page.locator("#time")).not_to_have_attribute("datetime", before or "")
        await expect(self.page.locator('[aria-busy="true"]')).to_have_count(0)
        await expect(self.page.locator("#state")).to_be_empty()

    def watch(self) -> None:
        """Collect what a browser complains of and every request that leaves the house."""
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda message: self._console(message))
        self.page.on("request", lambda request: self._requested(request.url))
        self.page.on("websocket", lambda ws: self._requested(ws.url))

    def _console(self, message: ConsoleMessage) -> None:
        expected = self.outage and re.search("WebSocket|ERR_|502", message.text)
        if message.type in ("error", "warning") and not expected:
            self.complaints.append(message.text)

    def _requested(self, url: str) -> None:
        if urlsplit(url).netloc != urlsplit(self.origin).netloc:
            self.complaints.append(f"request to {url}")


@asynccontextmanager
async def serving(folder: Path) -> AsyncIterator[Product]:
    """Start the product afresh; it may be restarted meanwhile, and must not have failed at the end."""
    product = Product(folder)
    await product.start("--fresh")
    try:
        yield product
    finally:
        await product.end()
    assert "Traceback" not in product.errors()


@asynccontextmanager
async def stage(
    chromium: Browser,
    product: Product,
    size: tuple[int, int] = DESKTOP,
    *,
    dark: bool = False,
    cable: Cable | None = None,
) -> AsyncIterator[Stage]:
    """Open the demo page; a browser that complained of anything fails the test."""
    width, height = size
    context = await chromium.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        has_touch=width < 900,
        color_scheme="dark" if dark else "light",
    )
    context.set_default_timeout(PATIENCE)
    try:
        page = await context.new_page()
        port = cable.port if cable else product.port
        opened = Stage(page, f"http://127.0.0.1:{port}", product, width < 900)
        opened.watch()
        await opened.open()
        yield opened
    finally:
        await context.close()
    assert opened.complaints == []
