"""The product and the emulated Telegram as processes of their own."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.telegram.world import TOKEN

ROOT = Path(__file__).parents[2]
SECRET = "a-secret_of-the-webhook"
KEY = "a test's own key"
PAUSE = 0.05

_never = threading.Event()


def until(true: Callable[[], bool], seconds: float, what: str) -> float:
    """Ask again until something holds; return the seconds it took."""
    began = time.monotonic()
    while not true():
        if time.monotonic() - began > seconds:
            raise AssertionError(f"not within {seconds} s: {what}")
        _never.wait(PAUSE)
    return time.monotonic() - began


def pause(seconds: float) -> None:
    """Let processes run on for a moment that a test has drawn by lot."""
    _never.wait(seconds)


def free_port() -> int:
    """Return a port of the loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


AT_ONCE = """
[quiet]
start = "00:00"
end = "00:00"

[hearing]
quiet_seconds = 0.0

[matching]
enough = 500
"""
"""A policy under which nothing waits for the morning, nor anybody is waited for who may go on (T3, L9).

Each new database learns its questions anew: that may be done roughly.
"""


def clean_environment(**settings: str) -> dict[str, str]:
    """Return an environment with no settings but these, and the house on the path."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HUIFANG_")}
    return kept | {"PYTHONPATH": str(ROOT)} | {f"HUIFANG_{name}": value for name, value in settings.items()}


class Process:
    """One process; its words go to a file."""

    def __init__(self, arguments: list[str], folder: Path, name: str, environment: Mapping[str, str]) -> None:
        self.name = name
        self.log = folder / f"{name}.log"
        self._arguments = [sys.executable, *arguments]
        self._folder = folder
        self._environment = dict(environment)
        self._running: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> subprocess.Popen[bytes]:
        """Return the process."""
        assert self._running is not None, f"{self.name} was not started"
        return self._running

    def start(self) -> None:
        """Start it, or start it again."""
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                self._arguments,
                cwd=self._folder,
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.running.send_signal(signal.SIGKILL)
        self.running.wait()

    def terminate(self, seconds: float = 10.0) -> tuple[int, float]:
        """Ask it to end; return its exit code and the seconds it took."""
        began = time.monotonic()
        self.running.send_signal(signal.SIGTERM)
        code = self.running.wait(seconds)
        return code, time.monotonic() - began

    def stop(self) -> None:
        """End it where it runs."""
        if self._running is not None and self._running.poll() is None:
            self.kill()

    def words(self) -> str:
        """Return everything it said."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def cpu(self) -> float:
        """Return the seconds of CPU it has used."""
        fields = Path(f"/proc/{self.running.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """Return the memory it holds."""
        pages = int(Path(f"/proc/{self.running.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


class Telegram(Process):
    """The emulated Telegram."""

    def __init__(self, folder: Path, *options: str, name: str = "telegram") -> None:
        self.port = free_port()
        arguments = ["-m", "tests.telegram.server", "--port", str(self.port), *options]
        super().__init__(arguments, folder, name, clean_environment())

    @property
    def base(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until it answers."""
        super().start()
        until(lambda: answers(self.port), 20, "the emulator answers")

    def do(self, what: str, /, **parameters: Any) -> Any:
        """Drive it by a control call."""
        seconds = float(parameters.get("seconds", 0)) + 30
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=seconds)
        try:
            connection.request("POST", f"/control/{what}", json.dumps(parameters))
            response = connection.getresponse()
            result = json.loads(response.read())
        finally:
            connection.close()
        assert response.status == 200, result
        return result

    def calls(self, method: str) -> int:
        """Return how often a method was called."""
        return int(self.do("stats")["calls"].get(method.lower(), 0))

    def sent(self) -> dict[int, list[str]]:
        """Return every text shown, by chat."""
        return {int(chat): texts for chat, texts in self.do("sent").items()}


class Product(Process):
    """The product: `python -m bot run`."""

    def __init__(
        self, folder: Path, url: str, telegram: Telegram | None = None, *, webhook: bool = False, **more: str
    ) -> None:
        self.port = free_port()
        settings = {
            "COMPANY": "星河通信",
            "HOTLINE": "400-000-1019",
            "DATABASE_URL": url,
            "PORT": str(self.port),
            "SECRET_KEY": KEY,
        }
        if telegram is not None:
            settings |= {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_BASE": telegram.base}
        if webhook:
            settings |= {"WEBHOOK_URL": f"http://127.0.0.1:{self.port}/telegram", "WEBHOOK_SECRET": SECRET}
        if "POLICY" not in more:
            # What each says is worked by itself: these tests count messages.
            policy = folder / "at_once.toml"
            policy.write_text(AT_ONCE)
            settings["POLICY"] = str(policy)
        super().__init__(["-m", "bot", "run"], folder, "product", clean_environment(**settings | more))
        self._said = 0

    def start(self) -> None:
        """Start it, without waiting for anything."""
        self._said = len(self.words())
        super().start()

    def ready(self, seconds: float = 30.0) -> float:
        """Wait until it says that it serves; return the seconds it took."""

        def serves() -> bool:
            assert self.running.poll() is None, self.words()
            return "http://" in self.words()[self._said :]

        return until(serves, seconds, "the product serves")


def answers(port: int) -> bool:
    """Tell whether somebody listens."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def command(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a short command of the product."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=clean_environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
    )
