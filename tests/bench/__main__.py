"""What the product can do, measured: `python -m tests.bench [turns] [start] [kill] [outbox] …`."""

from __future__ import annotations

import argparse
import importlib
import os

BENCHES = (
    "turns",
    "start",
    "kill",
    "outbox",
    "flood",
    "strangers",
    "storage",
    "search",
    "importing",
    "parsing",
    "digest",
    "sweep",
    "matching",
)
LONG = ("year",)
"""Half an hour each: run by their names only."""


def main() -> None:
    """Run the benches that are named, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="measure the product")
    parser.add_argument(
        "name", nargs="*", choices=[*BENCHES, *LONG, []], help="default: all that are not long"
    )
    names = parser.parse_args().name or BENCHES
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}: compare figures of one run only")
    for name in names:
        importlib.import_module(f"tests.bench.{name}").main()


if __name__ == "__main__":
    main()
