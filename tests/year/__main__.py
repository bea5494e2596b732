"""`python -m tests.year FILE [--customers N] [--days N]`: walk the year on a file; killed, it goes on."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from storage.migrate import upgrade
from tests.year.walk import Walk, Year, url_of


def main() -> None:
    """Walk, and say each month when it is over."""
    options = argparse.ArgumentParser(prog="python -m tests.year")
    options.add_argument("file", type=Path)
    options.add_argument("--customers", type=int, default=Year().customers)
    options.add_argument("--days", type=int, default=365)
    options.add_argument("--seed", type=int, default=Year().seed)
    given = options.parse_args()
    last = Year().first + timedelta(days=given.days - 1)
    asyncio.run(_walk(url_of(given.file), Year(given.seed, given.customers, last=last)))


async def _walk(url: str, year: Year) -> None:
    await upgrade(url)
    walk, began = Walk(url, year), time.monotonic()

    def told(day: date) -> None:
        if (day + timedelta(days=1)).day == 1 or day == year.last:
            sys.stdout.write(f"{day} {time.monotonic() - began:.0f} s\n")
            sys.stdout.flush()

    try:
        await walk.go(told)
    finally:
        await walk.close()


if __name__ == "__main__":
    main()
