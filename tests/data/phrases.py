"""The time phrases on file, and how many of them are read right, asked about, or wrong without a word."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.standard.times import find
from bot.standard.times_when import When
from bot.standard.workdays import WorkCalendar

HERE = Path(__file__).parent
CALENDAR = WorkCalendar()
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=CALENDAR.zone)
_MOMENT = re.compile(r"(<?)(?:(\d{4})-)?(\d\d)-(\d\d)(?: (~?)(\d\d):(\d\d))?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment as it was written down: a day alone stands at the morning."""

    at: datetime
    exact: bool
    limit: bool


def moment(text: str) -> Moment:
    """Read a moment of the files."""
    match = _MOMENT.fullmatch(text.strip())
    assert match is not None, text
    limit, year, month, day, part, hour, minute = match.groups()
    at = datetime(
        int(year or 2026), int(month), int(day), int(hour or 9), int(minute or 0), tzinfo=CALENDAR.zone
    )
    return Moment(at, bool(hour) and not part, bool(limit))


def rows(name: str) -> list[tuple[str, str]]:
    """Return text and reading of each line of a file."""
    lines = (HERE / f"{name}.tsv").read_text("utf-8").splitlines()
    return [(text, reading) for text, _, reading in (line.partition("\t") for line in lines if line)]


@dataclass(slots=True)
class Tally:
    """How a set was read."""

    all: int = 0
    right: int = 0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)


def score(name: str) -> Tally:
    """Read every phrase of a file and compare."""
    tally = Tally()
    for text, reading in rows(name):
        wanted = [] if reading == "-" else [[moment(m) for m in w.split("|")] for w in reading.split(" & ")]
        got = find(text, MONDAY, CALENDAR)
        tally.all += 1
        tally.asked += any(not when.sure for when in got)
        told = f"{text}: {' & '.join(map(_words, got)) or '-'}, not {reading}"
        if len(got) == len(wanted) and all(map(_fits, got, wanted)):
            tally.right += 1
            if any(not g.sure and len(w) == 1 for g, w in zip(got, wanted, strict=True)):
                tally.needless.append(told)
            continue
        tally.wrong.append(told)
        # A time that was overlooked is asked for; one that is believed wrongly is not.
        if any(when.sure for when in got):
            tally.silent.append(told)
    return tally


def _fits(got: When, wanted: list[Moment]) -> bool:
    first = wanted[0]
    if got.has_time != first.exact or got.limit != first.limit:
        return False
    if len(wanted) == 1:
        return got.at == first.at
    return not got.sure and {m.at for m in wanted} <= {got.at, *got.alternatives}


def _words(when: When) -> str:
    words = "|".join(f"{at:%Y-%m-%d %H:%M}" for at in (when.at, *when.alternatives))
    return f"{'<' * when.limit}{words}{'' if when.has_time else '~'}{'' if when.sure else '?'}"
