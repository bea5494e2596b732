"""Alembic's way in: over the connection it is handed, or over one to HUIFANG_DATABASE_URL."""

from __future__ import annotations

import asyncio
import os

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from storage.address import driver_url, parse
from storage.searching import is_of_the_model
from storage.tables import metadata


def _migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_server_default=True,
        include_name=is_of_the_model,
    )
    with context.begin_transaction():
        context.run_migrations()


async def _by_hand() -> None:
    engine = create_async_engine(driver_url(parse(os.environ["HUIFANG_DATABASE_URL"])))
    async with engine.begin() as connection:
        await connection.run_sync(_migrate)
    await engine.dispose()


handed = context.config.attributes.get("connection")
if handed is None:
    asyncio.run(_by_hand())
else:
    _migrate(handed)
