"""The standard questions in force, ready to be matched off the loop; fitted anew when they change."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from bot.services import hearing_english
from bot.services.matching import Match
from bot.services.query_records import Query
from bot.standard import answers, languages
from bot.standard.policy import Policy

if TYPE_CHECKING:
    # Only who fits or is asked loads the rest, and numpy with it: an idle product does without.
    from bot.services.matching.matcher import Matcher
    from bot.services.matching.model import Wordings

VERSION = 3
"""Of what a model is and how it is fitted: models of another version are not taken."""


class Models(Protocol):
    """Fitted models, so that neither a restart nor another process fits what was fitted before."""

    def kept(self, digest: str) -> bytes | None:
        """Return the model fitted on exactly these questions."""

    def keep(self, digest: str, content: bytes, now: datetime) -> None:
        """Keep a model; only the newest few stay."""


CHINESE, ENGLISH = "zh", "en"
"""The languages in which questions are heard; each has a model of its own."""

Entry = tuple[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """What there is to learn in a language: entries with their wordings, and from where on it is sure."""

    tongue: str
    ids: Sequence[int]
    entries: Sequence[Entry]
    off_topic: Sequence[str]
    limits: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Lesson:
    """What there is to learn: questions, and what the models of them are kept by."""

    queries: tuple[Query, ...]
    told: tuple[Told, ...]
    digest: str
    task: bytes
    """The same as bytes, to be fitted elsewhere."""


class Knowledge:
    """Keeps the matchers of the day; `match` needs no database and may run in any thread."""

    def __init__(
        self, policy: Policy, off_topic: Sequence[str] = (), off_topic_english: Sequence[str] = ()
    ) -> None:
        self._rules = policy.matching
        self._off_topic = {CHINESE: tuple(off_topic), ENGLISH: tuple(off_topic_english)}
        self._queries: tuple[Query, ...] | None = None
        self._matchers: Mapping[str, Matcher] | None = None

    def match(self, text: str) -> Match:
        """Return what a question matches (A7: nothing rather than a guess).

        Without Chinese letters it may be English, or pinyin (A24).
        """
        if hearing_english.in_english(text):
            heard = self._heard(ENGLISH, text)
            if heard.best is not None or heard.choices or languages.reads_english(text):
                return heard
        return self._heard(CHINESE, text)

    def _heard(self, tongue: str, text: str) -> Match:
        matcher = self._matchers.get(tongue) if self._matchers is not None else None
        return Match() if matcher is None else matcher.match(text)

    @property
    def empty(self) -> bool:
        """Return whether nothing was taken yet."""
        return self._matchers is None

    def outdated(self, queries: Sequence[Query]) -> bool:
        """Return whether no model of these very questions is in use."""
        return self._queries != tuple(queries)

    def learn(self, queries: Sequence[Query]) -> None:
        """Fit models of these questions here and now."""
        lesson = self.lesson(queries)
        self.take(lesson, fitted(lesson.task))

    def lesson(self, queries: Sequence[Query]) -> Lesson:
        """Return what is to be learnt of these questions."""
        chinese = [(query.id, (query.title, query.wordings)) for query in queries]
        english = [(query.id, entry) for query in queries if any(entry := _in_english(query))]
        found = (self._told(CHINESE, chinese), self._told(ENGLISH, english))
        told = tuple(one for one in found if one.entries)
        task = json.dumps([asdict(one) | {"ids": ()} for one in told], ensure_ascii=False).encode()
        digest = hashlib.sha256(b"%d:%s" % (VERSION, task)).hexdigest()
        return Lesson(tuple(queries), told, digest, task)

    def _told(self, tongue: str, entries: Sequence[tuple[int, Entry]]) -> Told:
        rules = self._rules
        limits = {
            "wrong": rules.wrong,
            "near": rules.near,
            "far": rules.far,
            "missed": rules.missed,
            "surest": rules.surest_english if tongue == ENGLISH else rules.surest,
            "fewest": rules.fewest,
            "enough": rules.enough,
            "nearest": {"answer": rules.near_upper, "suggest": rules.near_lower},
        }
        ids, told = [query_id for query_id, _ in entries], [entry for _, entry in entries]
        return Told(tongue, ids, told, self._off_topic[tongue], limits)

    def take(self, lesson: Lesson, content: bytes | None) -> None:
        """Match by fitted models from now on; without them by the nearest wording."""
        from bot.services.matching.matcher import Matcher
        from bot.services.matching.model import Thresholds, light, unpack

        at_once = Thresholds(self._rules.near_upper, self._rules.near_lower)
        kept = parted(content) if content is not None else ()
        matchers: dict[str, Matcher] = {}
        for number, told in enumerate(lesson.told):
            known = _wordings(told.tongue, told.entries, told.off_topic)
            model = unpack(kept[number]) if kept else light(known, at_once)
            matchers[told.tongue] = Matcher(told.ids, known, model)
        self._matchers = matchers
        # By the nearest wording alone it stays outdated: a fit that failed is tried again.
        self._queries = lesson.queries if content is not None or not lesson.queries else None


_SENTENCE = re.compile(r"[.;:](?:\s|$)")
_TELLING = 16
"""A shorter sentence of an answer tells nothing of what it is about."""


def _in_english(query: Query) -> Entry:
    """Return what an entry is known by in English: title, wordings, and what its answer speaks of.

    Of a few wordings each, the answer's own words find some of what would be missed.
    """
    english = query.english
    spoken = (sentence.strip() for sentence in _SENTENCE.split(answers.without_slots(english.answer)))
    sentences = [one for one in spoken if len(one) >= _TELLING]
    return (
        (english.title, (*english.wordings, *sentences)) if english.answer or english.wordings else ("", ())
    )


def _wordings(tongue: str, entries: Sequence[Entry], off_topic: Sequence[str]) -> Wordings:
    from bot.services import matching_english
    from bot.services.matching import model
    from bot.services.matching.tongue import CHINESE as HOUSE

    return model.wordings(entries, off_topic, matching_english.ENGLISH if tongue == ENGLISH else HOUSE)


def fitted(task: bytes) -> bytes:
    """Fit what `Lesson.task` tells; it takes seconds, and a processor of its own."""
    from bot.services.matching.fitting import fit
    from bot.services.matching.model import Limits, Thresholds

    models = []
    for one in json.loads(task):
        limits = {**one["limits"], "nearest": Thresholds(**one["limits"]["nearest"])}
        known = _wordings(one["tongue"], one["entries"], one["off_topic"])
        models.append(fit(known, Limits(**limits)).pack())
    return b"".join(len(model).to_bytes(_LENGTH, "big") + model for model in models)


_LENGTH = 8


def parted(content: bytes) -> list[bytes]:
    """Return the models of a content, one a language."""
    found, place = [], 0
    while place < len(content):
        size = int.from_bytes(content[place : place + _LENGTH], "big")
        found.append(content[place + _LENGTH : place + _LENGTH + size])
        place += _LENGTH + size
    return found
