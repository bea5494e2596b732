"""Who is wired to whom: the only place that knows everybody."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from aiohttp import web

from bot.background import Background
from bot.channels.web.channel import WebChannel
from bot.channels.web.limits import WebLimits
from bot.clock import Clock
from bot.delivery import Courier
from bot.dialog.message import Channel, Why
from bot.entrance import Entrance
from bot.errors import ConfigError
from bot.fetching import Fetcher
from bot.intake import Intake, Order
from bot.reckoner import Reckoner
from bot.schedule import Schedule
from bot.services import code_locks, letting_in, post, pushes, queries
from bot.services.desk import Desk
from bot.services.knowledge import Knowledge
from bot.services.ports import UnitOfWork
from bot.services.records import Parcel
from bot.settings import Settings
from bot.sheet_desk import SheetDesk
from bot.standard import languages
from bot.standard.access import GUEST
from bot.standard.policy import Policy
from bot.standard.scripts import ScriptError
from bot.standard.workdays import WorkCalendar
from bot.teaching import Fit, Teaching, in_a_process
from bot.ticks import Ticks
from bot.wording import Translation, Wording
from bot.working import Steps
from handlers import calling_book, dispatch, precedence, routes, staff
from locales import off_topic
from storage.engine import AnyDatabase

GRACE_SECONDS = 4.0


class Served(Channel, Protocol):
    """A channel that also brings routes to the one web server."""

    def routes(self) -> list[web.RouteDef]:
        """Return what the web server must serve for it."""


@dataclass(slots=True)
class House:
    """A started product; `close` ends it within seconds and loses nothing."""

    settings: Settings
    database: AnyDatabase
    clock: Clock
    background: Background
    desk: Desk
    knowledge: Knowledge
    teaching: Teaching
    entrance: Entrance
    web_channel: WebChannel
    channels: Mapping[str, Served]
    intake: Intake
    courier: Courier
    schedule: Schedule
    sheets: SheetDesk
    ticks: Ticks
    runner: web.AppRunner | None = None

    async def learn(self) -> None:
        """Learn what has changed in the standard questions, and wait until it is learnt."""
        await self.teaching.look()
        await self.teaching.idle()

    async def purge(self) -> None:
        """Forget events worked long ago, and files that belong to nothing, as the policy has it (G3)."""
        before = self.clock.now() - timedelta(days=self.desk.policy.retention.event_days)
        await self.database.turn(lambda uow: uow.inbox.purge(before))
        asked = self.clock.now() - timedelta(days=self.desk.policy.queries.ask_days)
        await self.database.turn(lambda uow: uow.asks.purge(asked))
        while await self.database.turn(lambda uow: uow.files.purge(before)):
            pass
        hours = self.desk.policy.imports.export_hours
        handed_out = self.clock.now() - timedelta(hours=hours)
        while await self.database.turn(lambda uow: uow.keepings.expire(handed_out)):
            pass
        await self.sheets.purge()

    async def forget(self) -> None:
        """Forget where wrong codes came from, once it no longer matters (G3)."""
        await self.database.turn(lambda uow: code_locks.forget(uow, self.clock.now()))

    async def settle(self) -> None:
        """Wait until everything said has been worked and everything to be sent has gone."""
        await self.intake.idle()
        await self.teaching.idle()
        await self.sheets.idle()
        await self.courier.idle()

    async def close(self) -> None:
        """End in order: take nothing new, finish what runs, send what can be sent, let go."""
        await self.schedule.stop()
        await self.intake.close(GRACE_SECONDS / 2)
        await self.courier.close(GRACE_SECONDS / 2)
        await self.background.close(1.0)
        if self.runner is not None:
            await self.runner.cleanup()
        for channel in self.channels.values():
            ending = getattr(channel, "close", None)
            if ending is not None:
                await ending()
        await self.database.close()


@dataclass(frozen=True, slots=True)
class Plan:
    """What a start needs beyond the settings."""

    clock: Clock
    policy: Policy
    company: str
    hotline: str
    embed: bool = False
    telegram_session: Any = None
    fit: Fit = in_a_process


def require_words(policy: Policy, words: Wording) -> None:
    """Refuse a policy whose ladders have rungs without wording; raise ConfigError naming the first."""
    known = set(words.ids())
    for name, rungs in policy.ladders.items():
        for rung in rungs:
            if rung.to != ("customer",) and f"push-{name}-{rung.name}" not in known:
                raise ConfigError(
                    f"HUIFANG_POLICY: ladders.{name}: no wording push-{name}-{rung.name} for rung {rung.name}"
                )


def require_scripts(words: Wording) -> None:
    """Refuse scripts that lead nowhere, or without words (T12); raise ConfigError naming the first."""
    try:
        calling_book.check(words)
    except ScriptError as error:
        raise ConfigError(str(error)) from None


def tongues(words: Wording, plan: Plan) -> Mapping[str, Wording]:
    """Return the words of the other languages, loaded once; what one lacks is said in the house's (A24)."""
    return {
        language: Translation(tag, words, company=plan.company, hotline=plan.hotline)
        for language, tag in languages.TAGS.items()
    }


async def build(settings: Settings, plan: Plan, database: AnyDatabase) -> House:
    """Wire the house; nothing runs yet."""
    policy, clock, background = plan.policy, plan.clock, Background()
    desk, entrance = _desk(settings, plan)
    knowledge = Knowledge(policy, off_topic(), off_topic(languages.TAGS[languages.ENGLISH]))
    teaching = Teaching(
        database,
        knowledge,
        lambda uow: queries.all_in_force(uow, desk, clock.now()),
        clock,
        background,
        plan.fit,
    )
    channels = await _channels(settings, plan, database, background, desk)
    web_channel = channels["web"]
    assert isinstance(web_channel, WebChannel)
    entrance.web_url = web_channel.url
    entrance.contact_channels = frozenset(n for n, c in channels.items() if c.capabilities.contact)
    lease = database.lease if database.shared else None
    courier = _courier(database, clock, background, channels, desk)
    fetcher = Fetcher(database, clock, channels, policy.files)
    intake = Intake(
        database, clock, background, _steps(desk, clock, teaching, fetcher), _order(desk, courier)
    )
    sheets = SheetDesk(database, desk, clock, background, lease)
    for heard in (courier.hand, sheets.heed):
        database.on_commit(heard)
    return House(
        settings,
        database,
        clock,
        background,
        desk,
        knowledge,
        teaching,
        entrance,
        web_channel,
        channels,
        intake,
        courier,
        Schedule(clock),
        sheets,
        Ticks(database, desk, clock, Reckoner(database, desk, clock, lease)),
    )


def _desk(settings: Settings, plan: Plan) -> tuple[Desk, Entrance]:
    words = Wording(company=plan.company, hotline=plan.hotline)
    require_words(plan.policy, words)
    require_scripts(words)
    entrance, calendar = Entrance(), WorkCalendar(settings.zone)
    facts = {"company": plan.company, "hotline": plan.hotline}
    return Desk(plan.policy, calendar, settings.zone, words, entrance, facts, tongues(words, plan)), entrance


def _steps(desk: Desk, clock: Clock, teaching: Teaching, fetcher: Fetcher) -> Steps:
    """Return what is done with an event."""
    return Steps(
        dispatch.preparing(desk, teaching.ear, fetcher),
        dispatch.working(desk, clock.now),
        dispatch.apologising(desk, clock.now),
        dispatch.explaining(desk, clock.now),
    )


def _courier(
    database: AnyDatabase, clock: Clock, background: Background, channels: Mapping[str, Served], desk: Desk
) -> Courier:
    return Courier(
        database,
        clock,
        background,
        channels,
        _undeliverable(desk, clock),
        lambda uow, parcel: post.release(uow, desk, parcel, clock.now()),
        database.lease if database.shared else None,
    )


def _order(desk: Desk, courier: Courier) -> Order:
    """Return who is heard before whom."""
    flood = desk.policy.flood
    return Order(dispatch.goes_on, precedence.pressing(desk), courier.crowded, flood.strangers, flood.seconds)


async def _channels(
    settings: Settings, plan: Plan, database: AnyDatabase, background: Background, desk: Desk
) -> dict[str, Served]:
    secret = settings.secret_key.get_secret_value() or await database.turn(letting_in.own_secret)
    channels: dict[str, Served] = {
        "web": WebChannel(
            database,
            plan.clock,
            background,
            secret,
            _words_of_pages(desk.words),
            tongues={words.locale: _words_of_pages(words) for words in desk.tongues.values()},
            zone=settings.zone,
            link_days=plan.policy.access.link_days,
            limits=WebLimits(),
            public_url=settings.public_url,
            embed=plan.embed,
            files=plan.policy.files,
            proxies=settings.proxies,
        )
    }
    token = settings.telegram_token.get_secret_value()
    if token:
        # aiogram costs seconds and a hundred megabytes to import; who does not serve Telegram does not pay.
        from bot.channels.telegram.channel import TelegramChannel

        rate = plan.policy.sending.telegram
        channels["telegram"] = TelegramChannel(
            token,
            plan.clock,
            background,
            api_base=settings.telegram_api_base,
            webhook_url=settings.webhook_url,
            webhook_secret=settings.webhook_secret.get_secret_value(),
            commands={
                tag: [(name, words.say(what)) for name, what in routes.menu_of(GUEST)]
                for tag, words in (("", desk.words), *((w.locale, w) for w in desk.tongues.values()))
            },
            per_second=rate.per_second,
            per_chat_seconds=rate.per_chat_seconds,
            session=plan.telegram_session,
            database=database,
        )
    return channels


def _words_of_pages(words: Wording) -> Mapping[str, str]:
    return {name: words.say(name) for name in words.ids("web")}


def _undeliverable(desk: Desk, clock: Clock) -> Callable[[UnitOfWork, Parcel, Why], None]:
    def tell(uow: UnitOfWork, parcel: Parcel, why: Why) -> None:
        who = uow.addresses.get(parcel.address_id)
        if who is not None and why in (Why.BLOCKED, Why.NOT_FOUND):
            staff.unreachable(uow, desk, who, clock.now())
        pushes.undelivered(uow, desk, parcel, clock.now())

    return tell
