"""The usual bot: aiogram's webhook, SQLAlchemy's async ORM on aiosqlite, everything in the handler.

It reads the user and the state, adds a case and a duty, changes the state, commits and answers.
It keeps neither what came in nor what is to go out.
Run by `python -m tests.bench.baselines.usual PORT BASE TOKEN FILE`; PEOPLE in FILE are made beforehand.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web
from sqlalchemy import JSON, ForeignKey, UniqueConstraint, event, select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """All tables."""

    type_annotation_map: ClassVar = {dict: JSON}


class User(Base):
    """Somebody who writes."""

    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    chat: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str]


class State(Base):
    """Where somebody stands in a form."""

    __tablename__ = "states"
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    form: Mapped[str]
    data: Mapped[dict]


class Case(Base):
    """What is owed an answer."""

    __tablename__ = "cases"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]


class Duty(Base):
    """Who has to do it, and by when."""

    __tablename__ = "duties"
    __table_args__ = (UniqueConstraint("kind", "subject"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    kind: Mapped[str]
    subject: Mapped[str]
    due_at: Mapped[datetime] = mapped_column(index=True)


def sessions_of(file: str) -> async_sessionmaker[AsyncSession]:
    """Open the database as is usual."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{file}")

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(raw, _record):
        cursor = raw.cursor()
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 5000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return async_sessionmaker(engine, expire_on_commit=False)


async def fill(file: str, chats: list[int]) -> None:
    """Make the people, each with a form at its summary."""
    sessions = sessions_of(file)
    async with sessions() as session, session.begin():
        connection = await session.connection()
        await connection.run_sync(Base.metadata.create_all)
        for number, chat in enumerate(chats, 1):
            session.add(User(id=number, chat=chat, name=f"客户{number}"))
            session.add(State(user_id=number, form="suggestion", data={"text": f"周末延长营业 {number}"}))
    await sessions.kw["bind"].dispose()


def serve(port: int, base: str, token: str, file: str) -> None:
    """Serve until killed."""
    sessions = sessions_of(file)
    lock = asyncio.Lock()
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def save(message: Message) -> None:
        # Without it SQLite answers "database is locked" to most of them.
        async with lock, sessions() as session, session.begin():
            user = (await session.scalars(select(User).where(User.chat == message.chat.id))).one()
            state = await session.get(State, user.id)
            now = datetime.now(UTC)
            due = now + timedelta(days=3)
            case = Case(user_id=user.id, kind=state.form, text=state.data["text"], due_at=due, created_at=now)
            session.add(case)
            await session.flush()
            session.add(Duty(case_id=case.id, kind=case.kind, subject=f"case:{case.id}", due_at=due))
            state.form, state.data = "", {}
        await message.bot.send_message(
            message.chat.id, f"感谢您的建议，编号 {case.id}，{due:%m月%d日}前答复。"
        )

    start(dispatcher, port, base, token)


def start(dispatcher: Dispatcher, port: int, base: str, token: str) -> None:
    """Serve a dispatcher by webhook until killed."""
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base)))
    application = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(application, path="/hook")
    setup_application(application, dispatcher, bot=bot)

    async def register(_application: web.Application) -> None:
        await bot.set_webhook(f"http://127.0.0.1:{port}/hook", max_connections=40)

    application.on_startup.append(register)
    web.run_app(application, host="127.0.0.1", port=port, print=None, access_log=None)


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4])
