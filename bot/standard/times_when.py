"""A moment that was typed, as the readers of either language return it: sure, or to be asked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.standard.policy import Hours

_PART_NAMED = re.compile("[早晨午傍晚夜]|morning|noon|evening|night", re.IGNORECASE)
_NEAR = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class When:
    """A moment that was typed; without a time it stands where the policy puts that part of a day.

    `sure` is False where it has to be asked; `alternatives` are what else it may mean, nearest first.
    `earlier` is what it means in talk of the past, `limit` that it is a time by which (十五号前).
    """

    at: datetime
    has_time: bool
    text: str
    sure: bool = True
    alternatives: tuple[datetime, ...] = ()
    earlier: datetime | None = None
    limit: bool = False

    @property
    def names_part(self) -> bool:
        """Tell whether a part of the day was named, and not a day alone."""
        return _PART_NAMED.search(self.text) is not None

    def ahead(self, now: datetime) -> When:
        """Return what it means in talk of what is to come; it may be past all the same."""
        coming = tuple(at for at in self.alternatives if at > now)
        if self.at > now:
            return replace(self, alternatives=coming, sure=self.sure or not coming)
        if coming and coming[0] - now < _NEAR:
            return replace(self, at=coming[0], alternatives=coming[1:], sure=False)
        return replace(self, alternatives=coming, sure=False)

    def behind(self, now: datetime) -> When:
        """Return what it means in talk of what has happened; it may be to come all the same."""
        gone = tuple(at for at in self.alternatives if at <= now)
        if self.at <= now:
            return replace(self, alternatives=gone, sure=self.sure or not gone)
        if self.earlier is not None and self.earlier <= now:
            return replace(self, at=self.earlier, alternatives=(), sure=True)
        return replace(self, at=gone[0], alternatives=gone[1:], sure=False) if gone else self

    def due(self, hours: Hours) -> datetime:
        """Return by when it is owed if promised for then: a day alone means its end (C8)."""
        if self.has_time:
            return self.at
        end = self.at.replace(hour=hours.end_of_day.hour, minute=hours.end_of_day.minute)
        return self.at if self.names_part and (self.limit or self.at > end) else end


@dataclass(frozen=True, slots=True)
class Found:
    """A moment and where in the text it stands."""

    when: When
    start: int
    end: int
