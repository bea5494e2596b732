"""A wired house at work: it listens, takes up what an earlier run left, ticks, and ends cleanly."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any

from aiohttp import web

from bot.app import House, Served
from bot.dialog.message import Sink
from bot.errors import ConfigError, StorageBusy
from storage.engine import Lease

log = logging.getLogger(__name__)

TICK_SECONDS = 2.0
SWEEP_SECONDS = 15.0
FORGET_SECONDS = 60.0
LEASE_SECONDS = 2.0
PURGE_AT = "03:30"


async def start(house: House, extra_routes: list[web.RouteDef] | None = None) -> int:
    """Listen, take up what an earlier run left, catch up on time, serve; return the port."""
    application = web.Application(client_max_size=1024 * 1024)
    found = [route for channel in house.channels.values() for route in channel.routes()]
    taken = {(route.method, route.path) for route in extra_routes or []}
    application.add_routes([route for route in found if (route.method, route.path) not in taken])
    application.add_routes(extra_routes or [])
    house.runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
    await house.runner.setup()
    site = web.TCPSite(house.runner, house.settings.host, house.settings.port)
    try:
        await site.start()
    except OSError as error:
        raise ConfigError(f"HUIFANG_PORT: {house.settings.port} cannot be used ({error.strerror})") from None
    port = int(house.runner.addresses[0][1])
    house.entrance.base = house.settings.public_url or f"http://{house.settings.host}:{port}"
    house.teaching.begin()
    for name, channel in house.channels.items():
        house.background.start(_serve(house, name, channel, house.intake.accept), f"channel {name}")
    await house.intake.recover()
    await house.courier.recover()
    _schedule(house)
    house.schedule.start()
    house.background.start(house.schedule.run_now(), "first ticks")
    return port


def _schedule(house: House) -> None:
    house.schedule.every(SWEEP_SECONDS, "obligations", house.ticks.raise_due)
    house.schedule.every(TICK_SECONDS, "duties", house.ticks.speak)
    house.schedule.every(SWEEP_SECONDS, "questions", house.teaching.look)
    house.schedule.every(SWEEP_SECONDS, "sheets", house.sheets.sweep)
    house.schedule.every(FORGET_SECONDS, "wrong codes", house.forget)
    house.schedule.daily(PURGE_AT, house.settings.zone, "worked events", house.purge)
    if house.database.shared:
        house.schedule.every(2 * LEASE_SECONDS, "abandoned events", house.intake.sweep)


async def _serve(house: House, name: str, channel: Served, sink: Sink) -> None:
    """Run a channel; of several processes one polls, since the platform allows no more."""
    if name == "telegram":
        house.background.start(_learn_name(house, channel), "telegram name")
    polls = name == "telegram" and not house.settings.webhook_url
    try:
        while polls and house.database.shared:
            # A store that is away grants nothing now, and is asked again.
            with suppress(StorageBusy):
                if (lease := await house.database.lease(f"poll {name}")) is not None:
                    await _while_held(house, lease, channel.run(sink), name)
            await asyncio.sleep(LEASE_SECONDS)
        await channel.run(sink)
    except ConfigError as error:
        log.error("%s", error)


async def _while_held(house: House, lease: Lease, work: Coroutine[Any, Any, None], name: str) -> None:
    task = house.background.start(work, f"polling {name}")
    try:
        while lease.held() and not task.done():
            await asyncio.wait([task], timeout=LEASE_SECONDS)
    finally:
        task.cancel()
        await asyncio.wait([task])
        await lease.release()
    if not task.cancelled() and (error := task.exception()) is not None:
        raise error


async def _learn_name(house: House, channel: Served) -> None:
    naming: Callable[[], Awaitable[str]] | None = getattr(channel, "username", None)
    if naming is not None:
        house.entrance.bot_name = await naming()


async def run_until_stopped(house: House) -> None:
    """Serve until SIGTERM or SIGINT, then end cleanly."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    # What the start has made stays: looking through it for garbage would hold a turn up a tenth of a second.
    gc.collect()
    gc.freeze()
    gc.enable()
    await stopped.wait()
    await house.close()
