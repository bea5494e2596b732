"""The standard questions in force, ready to be matched off the loop; fitted anew when they change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from bot.services.matching import Match
from bot.services.query_records import Query
from bot.standard.policy import Policy

if TYPE_CHECKING:
    # Only who fits or is asked loads the rest, and numpy with it: an idle product does without.
    from bot.services.matching.matcher import Matcher

VERSION = 1
"""Of what a model is and how it is fitted: models of another version are not taken."""


class Models(Protocol):
    """Fitted models, so that neither a restart nor another process fits what was fitted before."""

    def kept(self, digest: str) -> bytes | None:
        """Return the model fitted on exactly these questions."""

    def keep(self, digest: str, content: bytes, now: datetime) -> None:
        """Keep a model; only the newest few stay."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What there is to learn: questions, and what a model of them is kept by."""

    queries: tuple[Query, ...]
    digest: str
    task: bytes
    """The same as bytes, to be fitted elsewhere."""

    @property
    def ids(self) -> tuple[int, ...]:
        """Return the ids of the questions in their order."""
        return tuple(query.id for query in self.queries)


class Knowledge:
    """Keeps the matcher of the day; `match` needs no database and may run in any thread."""

    def __init__(self, policy: Policy, off_topic: Sequence[str] = ()) -> None:
        self._rules = policy.matching
        self._off_topic = tuple(off_topic)
        self._queries: tuple[Query, ...] | None = None
        self._matcher: Matcher | None = None

    def match(self, text: str) -> Match:
        """Return what a question matches (A7: nothing rather than a guess)."""
        return Match() if self._matcher is None else self._matcher.match(text)

    @property
    def empty(self) -> bool:
        """Return whether nothing was taken yet."""
        return self._matcher is None

    def outdated(self, queries: Sequence[Query]) -> bool:
        """Return whether no model of these very questions is in use."""
        return self._queries != tuple(queries)

    def learn(self, queries: Sequence[Query]) -> None:
        """Fit a model of these questions here and now."""
        lesson = self.lesson(queries)
        self.take(lesson, fitted(lesson.task))

    def lesson(self, queries: Sequence[Query]) -> Lesson:
        """Return what is to be learnt of these questions."""
        rules = self._rules
        limits = {
            "wrong": rules.wrong,
            "near": rules.near,
            "far": rules.far,
            "missed": rules.missed,
            "fewest": rules.fewest,
            "trust": rules.trust,
            "safe": {"answer": rules.upper, "suggest": rules.lower},
        }
        told = {"entries": _entries(queries), "off_topic": self._off_topic, "limits": limits}
        task = json.dumps(told, ensure_ascii=False).encode()
        digest = hashlib.sha256(b"%d:%s" % (VERSION, task)).hexdigest()
        return Lesson(tuple(queries), digest, task)

    def take(self, lesson: Lesson, content: bytes | None) -> None:
        """Match by a fitted model from now on; without one by the nearest wording."""
        from bot.services.matching.matcher import Matcher
        from bot.services.matching.model import Thresholds, light, unpack, wordings

        known = wordings(_entries(lesson.queries), self._off_topic)
        at_once = Thresholds(self._rules.near_upper, self._rules.near_lower)
        model = light(known, at_once) if content is None else unpack(content)
        self._matcher = Matcher(lesson.ids, known, model)
        # By the nearest wording alone it stays outdated: a fit that failed is tried again.
        self._queries = lesson.queries if content is not None or not lesson.queries else None


def _entries(queries: Sequence[Query]) -> list[tuple[str, Sequence[str]]]:
    return [(query.title, query.wordings) for query in queries]


def fitted(task: bytes) -> bytes:
    """Fit what `Lesson.task` tells; it takes seconds, and a processor of its own."""
    from bot.services.matching.fitting import fit
    from bot.services.matching.model import Limits, Thresholds, wordings

    told: Mapping[str, Any] = json.loads(task)
    limits = {**told["limits"], "safe": Thresholds(**told["limits"]["safe"])}
    model = fit(wordings(told["entries"], told["off_topic"]), Limits(**limits))
    return model.pack()
