"""The whole simulated year, calm and killed 50 times: `python -m tests.bench year`."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.bench.table import show
from tests.year.book import essence, read
from tests.year.invariants import broken, statistics
from tests.year.killing import kill_often, walked

KILLS = 50


def main() -> None:
    """Walk the year twice and compare."""
    with tempfile.TemporaryDirectory() as folder:
        calm, killed = Path(folder, "calm.db"), Path(folder, "killed.db")
        began = time.monotonic()
        walked(calm)
        minutes = (time.monotonic() - began) / 60
        figures = statistics(read(calm))
        kills = kill_often(killed, calm, KILLS)
        alike = "the same" if essence(killed) == essence(calm) else "DIFFERENT"
        lines = [[name, str(figure)] for name, figure in figures.items()]
        lines += [["minutes", f"{minutes:.1f}"], ["invariants broken", str(len(broken(read(calm))))]]
        show("A year of 1,000 customers", ("", "calm"), [*lines, [f"killed {kills} times", alike]])


if __name__ == "__main__":
    main()
