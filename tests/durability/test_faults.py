"""What happens to a running product when Telegram, the disk or the store fails for a while."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.durability import crowd
from tests.durability.crowd import Questions
from tests.durability.processes import Product, Telegram, pause, until

ASKED = 20
BACK = 5.0
AT_PACE = 2.0
"""Seconds that the words of so many questions take at the pace that Telegram allows."""


class Scene:
    """A product that is served, and people who ask in bursts."""

    def __init__(self, url: str, telegram: Telegram) -> None:
        self.url = url
        self.telegram = telegram
        self.asked: Questions = []

    def ask(self) -> None:
        """Let twenty people ask one thing each."""
        new = crowd.questions(ASKED, len(self.asked))
        self.asked += new
        self.telegram.do("say_all", lines=new)

    def finished(self) -> bool:
        """Tell whether everything asked so far is kept, worked and sent."""
        return crowd.count(self.url, "cases") == len(self.asked) and crowd.unfinished(self.url) == 0

    def ends(self, seconds: float) -> None:
        """Wait until everything asked so far is answered."""
        until(self.finished, seconds, "everything asked is answered")

    def refused(self, product: Product) -> int:
        """Return how often the product said that the store could not take something."""
        return sum("not kept" in line or "cannot take" in line for line in product.words().splitlines())

    def calls(self) -> int:
        """Return the calls made so far."""
        return sum(self.telegram.do("stats")["calls"].values())


def open_scene(folder: Path, url: str, telegram: Telegram) -> tuple[Scene, Product]:
    """Put everybody on file; return the scene and a product that is yet to be started."""
    crowd.settle(url)
    return Scene(url, telegram), Product(folder, url, telegram)


def test_telegram_in_trouble(tmp_path: Path, sqlite_url: str, telegram: Telegram) -> None:
    scene, product = open_scene(tmp_path, sqlite_url, telegram)
    with product:
        product.ready()
        crowd.sit_down(telegram)
        scene.ask()
        scene.ends(30)
        for kind, fields, extra in (
            ("html", {"times": 4}, 4),
            ("reset", {"times": 2}, 2),
            ("lost", {"times": 1}, 1),
            ("status", {"code": 429, "description": "Too Many Requests", "retry_after": 3}, 1),
            ("status", {"code": 401, "description": "Unauthorized", "times": 2}, 2),
        ):
            before = telegram.calls("sendMessage")
            telegram.do("fault", kind=kind, method="sendMessage", **fields)
            scene.ask()
            # Four failures in a row are half a second, one, two and three and a half.
            scene.ends(AT_PACE + BACK + 9)
            expected = ASKED + crowd.alerts(len(scene.asked)) - crowd.alerts(len(scene.asked) - ASKED)
            assert telegram.calls("sendMessage") - before == expected + extra, kind
        for kind in ("html", "reset"):
            telegram.do("fault", kind=kind, method="getUpdates", times=2)
        before = telegram.calls("getUpdates")
        scene.ask()
        scene.ends(AT_PACE + BACK + 7)
        assert telegram.calls("getUpdates") - before < 20
        assert product.terminate()[0] == 0
    said = product.words()
    assert said.count("HUIFANG_TELEGRAM_TOKEN") == 1
    assert "zx-" not in said
    # Only the call that was done, and whose answer was lost, shows twice.
    crowd.outcome(sqlite_url, telegram, scene.asked).holds(doubled=1)


def test_a_store_that_is_locked_and_a_disk_that_is_full(
    tmp_path: Path, sqlite_url: str, telegram: Telegram
) -> None:
    with small_disk(tmp_path) as disk:
        path = disk / "huifang.db"
        shutil.copy(sqlite_url.removeprefix("sqlite:///"), path)
        scene, product = open_scene(tmp_path, f"sqlite:///{path}", telegram)
        with product:
            product.ready()
            crowd.sit_down(telegram)
            scene.ask()
            scene.ends(30)
            with calm(scene, product), locked(path):
                scene.ask()
                pause(10.0)
            scene.ends(BACK + AT_PACE)
            with calm(scene, product), full(disk, path, product):
                scene.ask()
                until(lambda: scene.refused(product) > 1, 10, "the trouble is said")
                pause(3.0)
            scene.ends(BACK + AT_PACE)
            assert product.terminate()[0] == 0
        assert crowd.rows(scene.url, "PRAGMA integrity_check") == [("ok",)]
        crowd.outcome(scene.url, telegram, scene.asked).holds()


@contextmanager
def calm(scene: Scene, product: Product) -> Iterator[None]:
    """Expect few calls and little work while something is out of order."""
    calls, cpu = scene.calls(), product.cpu()
    yield
    assert scene.calls() - calls < 20, "a hot loop of calls"
    assert product.cpu() - cpu < 3.0, "a hot loop"


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Hold the right to write, as another process that does not let go."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Give a disk of eight megabytes where one may be mounted, else a folder."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], capture_output=True
        ).returncode
    )
    try:
        yield disk
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(disk)], check=True)


@contextmanager
def full(disk: Path, database: Path, product: Product) -> Iterator[None]:
    """Leave no room: fill the small disk up, or let no file of the product grow."""
    pid = product.running.pid
    if disk.stat().st_dev != disk.parent.stat().st_dev:
        filler = disk / "filler"
        with filler.open("wb", buffering=0) as file, pytest.raises(OSError, match="space"):
            while True:
                file.write(bytes(4096))
        yield
        filler.unlink()
        return
    _, most = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    log = database.with_name(database.name + "-wal").stat().st_size
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (max(log, 65_536), most))
    yield
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (most, most))
