"""From the command `huifang demo` to the first answer over HTTP, and the memory it rests at."""

from __future__ import annotations

import http.client
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench.table import show
from tests.durability.processes import Process, Telegram, answers, clean_environment, free_port, pause
from tests.telegram.world import TOKEN

ROUNDS = 3


Start = tuple[float, float, float]


def started(folder: Path, **settings: str) -> Start:
    """Return the seconds to the first answer, the seconds of CPU until then, the megabytes after a rest."""
    port = free_port()
    environment = clean_environment(PORT=str(port), **settings)
    demo = Process(["-m", "bot", "demo"], folder, "demo", environment)
    began = time.perf_counter()
    with demo:
        while not answers(port) or not _page(port):
            assert demo.running.poll() is None, demo.words()
            pause(0.02)
        seconds, busy = time.perf_counter() - began, demo.cpu()
        # The rest: first ticks are over and nobody talks.
        cpu = -1.0
        while demo.cpu() != cpu:
            cpu = demo.cpu()
            pause(1.0)
        megabytes = demo.megabytes()
        demo.terminate()
    return seconds, busy, megabytes


def _page(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def importing(module: str) -> Start:
    """Return what Python takes to start and to import a module."""
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return time.perf_counter() - began, busy, 0.0


def _line(name: str, rounds: list[Start]) -> tuple[str, ...]:
    seconds, busy, megabytes = (median(column) for column in zip(*rounds, strict=True))
    return name, f"{seconds:.2f}", f"{busy:.2f}", f"{megabytes:.0f}" if megabytes else ""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        first = started(folder)
        warm = [started(folder) for _ in range(ROUNDS)]
        with Telegram(folder) as telegram:
            served = []
            alone = []
            for _ in range(ROUNDS):
                alone.append(importing("aiogram"))
                served.append(started(folder, TELEGRAM_TOKEN=TOKEN, TELEGRAM_API_BASE=telegram.base))
    lines = [
        _line("first start, empty folder", [first]),
        _line("warm", warm),
        _line("warm, with Telegram", served),
        _line("import aiogram alone", alone),
    ]
    show(f"start of `huifang demo` (median of {ROUNDS})", ("", "seconds", "CPU seconds", "MB at rest"), lines)


if __name__ == "__main__":
    main()
