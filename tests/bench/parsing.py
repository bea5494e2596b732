"""How times and one-line logs are read: accuracy, what is wrong without a word, and speed."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median, quantiles

from bot.standard.logline import parse
from bot.standard.times import find
from tests.bench.table import show
from tests.data import lines, phrases

ROUNDS = 5
SETS = ("tuned", "held", "fresh")


def _speed(texts: list[str], read: Callable[[str], object]) -> tuple[str, str]:
    """Return the median and the 95th percentile of reading one text, in milliseconds."""
    taken: list[float] = []
    for _ in range(ROUNDS):
        for text in texts:
            began = time.perf_counter()
            read(text)
            taken.append((time.perf_counter() - began) * 1000)
    return f"{median(taken):.2f}", f"{quantiles(taken, n=20)[-1]:.2f}"


def _times() -> None:
    table = []
    for name in SETS:
        tally = phrases.score(f"times_{name}")
        texts = [text for text, _ in phrases.rows(f"times_{name}")]
        speed = _speed(texts, lambda text: find(text, phrases.MONDAY, phrases.CALENDAR))
        right = f"{tally.right / tally.all:.1%}"
        counts = (tally.all, right, tally.asked, len(tally.needless), len(tally.silent))
        table.append((name, *map(str, counts), *speed))
    columns = ("set", "phrases", "right", "asked", "asked needlessly", "silently wrong", "ms p50", "ms p95")
    show("times in Chinese", columns, table)


def _lines() -> None:
    tallies = {name: lines.score(f"loglines_{name}") for name in SETS}
    table = []
    for name, tally in tallies.items():
        texts = [text for text, _ in phrases.rows(f"loglines_{name}")]
        speed = _speed(texts, lambda text: parse(text, lines.AT, phrases.CALENDAR))
        shares = (f"{tally.whole / tally.lines:.1%}", f"{tally.accuracy:.1%}")
        table.append((name, str(tally.lines), *shares, str(tally.asked), str(len(tally.silent)), *speed))
    columns = ("set", "lines", "wholly right", "fields right", "asked", "silently wrong", "ms p50", "ms p95")
    show("one-line logs", columns, table)
    fields = [
        (field, *(f"{tally.right[field]} of {tally.all[field]}" for tally in tallies.values()))
        for field in lines.FIELDS
    ]
    show("one-line logs, field by field", ("field", *SETS), fields)


def main() -> None:
    """Measure and print."""
    _times()
    _lines()


if __name__ == "__main__":
    main()
