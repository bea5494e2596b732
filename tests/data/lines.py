"""The one-line logs on file: how many fields are read right, asked about, or wrong without a word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from bot.standard.logline import LogLine, parse
from bot.standard.times_when import When
from tests.data.phrases import CALENDAR, moment, rows

AT = datetime(2026, 11, 23, 16, 30, tzinfo=CALENDAR.zone)
LISTS = {
    "suggestion": "suggestions",
    "opinion": "opinions",
    "complaint": "complaints",
    "question": "questions",
}
FIELDS = (
    *("log", "kind", "who", "content", *LISTS, "promise", "due"),
    *("severity", "outcome", "next", "happened"),
)
_MARKS = re.compile(r"[\s,，。;；:：、!！?？]+")


@dataclass(slots=True)
class Expected:
    """A line's right reading as it was written down."""

    kinds: tuple[str, ...] = ()
    who: str = ""
    content: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)

    def one(self, name: str, otherwise: str = "") -> str:
        """Return a field's only value."""
        return (self.values.get(name) or [otherwise])[0]


def expected(reading: str) -> Expected | None:
    """Read what is written beside a line; None for what is no log."""
    if reading == "-":
        return None
    first, *rest = (part.strip() for part in reading.split(" ; "))
    kind, who, content = (part.strip(" ;") for part in first.split("|", 2))
    found = Expected(tuple(kind.split("/")), who, content)
    for part in rest:
        name, _, value = part.partition("=")
        found.values.setdefault(name.strip(), []).append(value.strip())
    return found


@dataclass(slots=True)
class Tally:
    """How a set was read, field by field."""

    lines: int = 0
    whole: int = 0
    asked: int = 0
    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """Return the share of fields that are right."""
        return self.right.total() / self.all.total()


def score(name: str) -> Tally:
    """Read every line of a file and compare field by field.

    A field counts where either side has it. Wrong without a word is a kind, a customer, a time, an outcome or
    a grade that is believed and is not so: the words themselves all stand on the summary.
    """
    tally = Tally()
    for text, reading in rows(name):
        want, got = expected(reading), parse(text, AT, CALENDAR)
        tally.lines += 1
        tally.all["log"] += 1
        if want is None or got is None:
            _no_log(text, want, got, tally)
            continue
        tally.right["log"] += 1
        tally.asked += bool(got.doubts)
        misses = [(f, ok, silent) for f, ok, silent in _fields(want, got)]
        for name_, ok, _ in misses:
            tally.all[name_] += 1
            tally.right[name_] += ok
        bad = [name_ for name_, ok, _ in misses if not ok]
        tally.whole += not bad
        if bad:
            tally.wrong.append(f"{text}\n    {bad} {got}")
        quiet = [name_ for name_, ok, silent in misses if not ok and silent]
        if quiet:
            tally.silent.append(f"{text}\n    {quiet} {got}")
    return tally


def _no_log(text: str, want: Expected | None, got: LogLine | None, tally: Tally) -> None:
    if (want is None) == (got is None):
        tally.right["log"] += 1
        tally.whole += 1
        return
    tally.wrong.append(f"{text}\n    ['log'] {got}")
    if got is not None:
        tally.silent.append(f"{text}\n    ['log'] {got}")


def _fields(want: Expected, got: LogLine) -> list[tuple[str, bool, bool]]:
    """Return field, whether it is right, and whether a wrong one would be believed."""
    ambiguous = len(want.kinds) > 1
    asked = bool(got.kinds)
    kind = set(want.kinds) <= {got.kind, *got.kinds} and asked if ambiguous else got.kind == want.kinds[0]
    found = [
        ("kind", kind, not asked),
        ("who", got.who == want.who, False),  # a name that is nobody's is asked for
        ("content", _plain(got.content) == _plain(want.content), False),
    ]
    for name, attribute in LISTS.items():
        theirs, ours = want.values.get(name, []), getattr(got, attribute)
        if theirs or ours:
            found.append((name, list(map(_plain, theirs)) == list(map(_plain, ours)), False))
    found += _promises(want, got)
    for name, value in (("severity", got.severity), ("outcome", got.outcome)):
        otherwise = "normal" if name == "severity" else "reached"
        if name in want.values or value != otherwise:
            found.append((name, want.one(name, otherwise) == value, name not in got.doubts))
    for name, when in (("next", got.next), ("happened", got.happened)):
        if name in want.values or when is not None:
            found.append((name, _when(want.one(name), when), when is not None and name not in got.doubts))
    return found


def _promises(want: Expected, got: LogLine) -> list[tuple[str, bool, bool]]:
    theirs = [p.partition(" @ ") for p in want.values.get("promise", [])]
    if not theirs and not got.promises:
        return []
    texts = [_plain(text) for text, _, _ in theirs] == [_plain(p.text) for p in got.promises]
    found = [("promise", texts, False)]
    if texts:
        dues = [(due, p.due) for (_, _, due), p in zip(theirs, got.promises, strict=True)]
        found.append(("due", all(_when(d, w) for d, w in dues), "promise" not in got.doubts))
    return found


def _when(want: str, got: When | None) -> bool:
    if not want or got is None:
        return not want and got is None
    moments = [moment(text).at for text in want.split("|")]
    if len(moments) == 1:
        return got.at == moments[0]
    return not got.sure and set(moments) <= {got.at, *got.alternatives}


def _plain(text: str) -> str:
    return _MARKS.sub("", text)
