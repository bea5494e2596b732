"""How questions in free words are matched: right, wrong, offered, missed; spoilt spelling; time and memory.

A set of real questions is named by HUIFANG_QUESTIONS; without it our own starter questions are asked, some of
their wordings kept back. Thresholds come from the standard questions alone, as in daily use.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import fmean, median, quantiles

import numpy as np

from bot.services.knowledge import Knowledge, Lesson, parted
from bot.services.matching.hearing import normalise
from bot.services.matching.index import grams
from bot.services.matching.model import Model, unpack
from bot.services.query_records import Query
from bot.standard.policy import shipped
from locales import off_topic, starter_queries
from tests.bench.spoilt import SPOILT
from tests.bench.table import show

QUESTIONS = "HUIFANG_QUESTIONS"
DRAWS, WORDINGS, ROTATIONS = 8, 10, 4
SIZES = (200, 2_000, 20_000)
ASKED = 300


@dataclass(frozen=True, slots=True)
class Questions:
    """Entries with their wordings, questions with the entry that answers them, and what no entry answers."""

    entries: Mapping[str, Sequence[str]]
    test: Sequence[tuple[str, str]]
    far: Sequence[str]
    lines: Sequence[str]
    """Off-topic lines that are known."""


def _read(path: Path, draw: int) -> Questions:
    """Read real questions; each draw takes other ten wordings of every entry."""
    kept = json.loads(path.read_text("utf-8"))
    chance = Random(draw)
    entries = {name: chance.sample(w, min(WORDINGS, len(w))) for name, w in kept["faq"].items()}
    return Questions(entries, [(q, e) for q, e in kept["test"]], kept["off_topic"], off_topic())


def _own(draw: int) -> Questions:
    """Return our own starter questions, a quarter of the wordings kept back to be asked."""
    chance = Random(draw)
    entries: dict[str, Sequence[str]] = {}
    test: list[tuple[str, str]] = []
    for query in starter_queries():
        wordings = chance.sample(query.wordings, len(query.wordings))
        asked = len(wordings) // 4
        entries[query.title] = wordings[asked:]
        test += [(wording, query.title) for wording in wordings[:asked]]
    lines = chance.sample(off_topic(), len(off_topic()))
    half = len(lines) // 2
    return Questions(entries, test, lines[:half], lines[half:])


@dataclass(frozen=True, slots=True)
class Taught:
    """A knowledge of some entries, with its model."""

    names: Sequence[str]
    knowledge: Knowledge
    model: Model

    def best(self, question: str) -> list[str]:
        """Return the three best entries, whatever the thresholds."""
        order = np.argsort(-self.model.scores(grams(normalise(question)))[:-1], kind="stable")[:3]
        return [self.names[i] for i in order]


def _teach(entries: Mapping[str, Sequence[str]], lines: Sequence[str]) -> Taught:
    knowledge = Knowledge(shipped(), lines)
    lesson = knowledge.lesson(_queries(entries))
    content, _, _ = _fit(lesson)
    knowledge.take(lesson, content)
    return Taught(list(entries), knowledge, unpack(parted(content)[0]))


def _queries(entries: Mapping[str, Sequence[str]]) -> list[Query]:
    return [Query(i, title, "", tuple(w), None, None, "-") for i, (title, w) in enumerate(entries.items())]


def _fit(lesson: Lesson) -> tuple[bytes, float, float]:
    """Fit in a process of its own; return the model, the seconds, and that process's peak in megabytes."""
    began = time.perf_counter()
    code = (
        "import sys, resource; from bot.services.knowledge import fitted;"
        "model = fitted(sys.stdin.buffer.read());"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "sys.stdout.buffer.write(peak.to_bytes(8, 'big') + model)"
    )
    env = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], input=lesson.task, stdout=subprocess.PIPE, check=True, env=env
    )
    return done.stdout[8:], time.perf_counter() - began, int.from_bytes(done.stdout[:8], "big") / 1024


def _quality(questions: Questions) -> dict[str, float]:
    """Return the shares of what happens to questions, in percent."""
    taught = _teach(questions.entries, questions.lines)
    count = len(questions.test)
    found = [(taught.knowledge.match(q), taught.names.index(e)) for q, e in questions.test]
    best = [(taught.best(q), e) for q, e in questions.test]
    right = sum(m.best == e for m, e in found)
    wrong = sum(m.best not in (None, e) for m, e in found)
    among = sum(e in m.choices for m, e in found)
    handed = sum(m.best is None and not m.choices for m, _ in found)
    figures = {
        "top-1": sum(b[0] == e for b, e in best) / count,
        "top-3": sum(e in b for b, e in best) / count,
        "right": right / count,
        "wrong": wrong / count,
        "among 3": among / count,
        "right or among 3": (right + among) / count,
        "missed": (count - right - wrong - among) / count,
        "handed over": handed / count,
        "near": _near(questions),
        "far": fmean(taught.knowledge.match(q).best is not None for q in questions.far),
    }
    for name, spoil in SPOILT.items():
        chance = Random(1)
        figures[name] = sum(taught.best(spoil(q, chance))[0] == e for q, e in questions.test) / count
    return {name: 100 * share for name, share in figures.items()}


def _near(questions: Questions) -> float:
    """Return the share that is answered of questions whose entries were left out, a quarter at a time."""
    shares: list[float] = []
    for turn in range(ROTATIONS):
        left = {e: w for i, (e, w) in enumerate(questions.entries.items()) if i % ROTATIONS != turn}
        taught = _teach(left, questions.lines)
        unknown = [q for q, e in questions.test if e not in left]
        shares.append(fmean(taught.knowledge.match(q).best is not None for q in unknown))
    return fmean(shares)


def _many(count: int) -> dict[str, Sequence[str]]:
    """Return entries of ten wordings each, made from the starter's words put together anew."""
    chance = Random(count)
    parts = sorted(
        {w[:half] for q in starter_queries() for w in q.wordings for half in (len(w) // 2,) if half > 1}
    )
    ends = sorted({w[len(w) // 2 :] for q in starter_queries() for w in q.wordings})
    entries: dict[str, Sequence[str]] = {}
    for number in range(count // WORDINGS):
        words = chance.sample(parts, 3), chance.sample(ends, 4)
        entries[f"第{number}条"] = chance.sample([a + b for a in words[0] for b in words[1]], WORDINGS)
    return entries


def _costs(size: int) -> tuple[str, ...]:
    began = _resident()
    knowledge = Knowledge(shipped(), off_topic())
    lesson = knowledge.lesson(_queries(_many(size)))
    content, seconds, peak = _fit(lesson)
    knowledge.take(lesson, content)
    asked = [w + "呢请问" for entry in _many(size + WORDINGS).values() for w in entry][:ASKED]
    taken: list[float] = []
    for question in asked:
        start = time.perf_counter()
        knowledge.match(question)
        taken.append((time.perf_counter() - start) * 1000)
    return (
        f"{size:,}",
        f"{median(taken):.1f}",
        f"{quantiles(taken, n=20)[-1]:.1f}",
        f"{seconds:.1f}",
        f"{peak:.0f}",
        f"{_resident() - began:.0f}",
        f"{len(content) / 1e6:.1f}",
    )


def _resident() -> float:
    """Return what this process holds, in megabytes."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Print the tables."""
    named = os.environ.get(QUESTIONS, "")
    path = Path(named) if named else None
    if path is not None and not path.is_file():
        print(f"\n{QUESTIONS}: there is no file {named}; our own starter questions are asked instead")
        path = None
    elif path is None:
        print(f"\n{QUESTIONS} names no file of real questions; our own starter questions are asked instead")
    draws = [_quality(_read(path, draw) if path else _own(draw)) for draw in range(DRAWS)]
    lines = [
        (
            name,
            f"{fmean(d[name] for d in draws):.1f}",
            f"{min(d[name] for d in draws):.1f}",
            f"{max(d[name] for d in draws):.1f}",
        )
        for name in draws[0]
    ]
    show(f"questions in free words, percent, {DRAWS} draws", ("", "mean", "least", "most"), lines)
    head = ("wordings", "ms p50", "ms p95", "fit s", "fit peak MB", "resident MB", "kept MB")
    show("what it costs, on one core", head, [_costs(size) for size in SIZES])
