"""The standard questions in force, ready to be matched off the loop; rebuilt when they change."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services.matching import Match, Matcher
from bot.services.query_records import Query
from bot.standard.policy import Policy


class Knowledge:
    """Keeps the matcher of the day; `match` needs no database and may run in any thread."""

    def __init__(self, policy: Policy, off_topic: Sequence[str] = ()) -> None:
        self._policy = policy
        self._off_topic = tuple(off_topic)
        self._entries: tuple[Query, ...] | None = None
        self._matcher = self._build(())

    def match(self, text: str) -> Match:
        """Return what a question matches (A7: nothing rather than a guess)."""
        return self._matcher.match(text)

    def outdated(self, queries: Sequence[Query]) -> bool:
        """Return whether the matcher was built from other questions than these."""
        return self._entries != tuple(queries)

    def learn(self, queries: Sequence[Query]) -> None:
        """Build the matcher anew; the old one serves meanwhile."""
        self._matcher = self._build(queries)
        self._entries = tuple(queries)

    def _build(self, queries: Sequence[Query]) -> Matcher:
        entries = [(query.id, query.title, query.wordings) for query in queries]
        matching = self._policy.matching
        return Matcher(entries, self._off_topic, answer=matching.upper, suggest=matching.lower)
