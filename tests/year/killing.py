"""Walks as processes of their own, killed at points drawn by lot."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.durability.processes import ROOT, clean_environment
from tests.year.walk import STEP


def command(path: Path, *options: str) -> list[str]:
    """Return how a walk is started."""
    return [sys.executable, "-m", "tests.year", str(path), *options]


def walked(path: Path, *options: str) -> None:
    """Walk to the end, or go on to it."""
    done = subprocess.run(
        command(path, *options),
        cwd=ROOT,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def kill_often(path: Path, calm: Path, kills: int, options: tuple[str, ...] = ()) -> int:
    """Walk with so many kills at random points of the walk; return how many there were."""
    lots, done = random.Random(7), 0
    steps = sorted(lots.sample(range(50, reached(calm)), kills))
    for step in steps:
        with subprocess.Popen(command(path, *options), cwd=ROOT, env=clean_environment()) as process:
            while process.poll() is None:
                if reached(path) >= step:
                    process.kill()
                    done += 1
                    break
                try:
                    process.wait(lots.uniform(0.001, 0.02))
                except subprocess.TimeoutExpired:
                    continue
    walked(path, *options)
    return done


def reached(path: Path) -> int:
    """Return at which step a walk is."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = ?", (STEP,)).fetchone()
    except sqlite3.OperationalError:
        return 0
    return int(row[0]) if row else 0
