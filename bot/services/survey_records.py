"""What is kept about satisfaction: who was asked after what, what they said, what was done (H1 to H5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

WAITING, ASKED, ANSWERED, EXPIRED, REFUSED = "waiting", "asked", "answered", "expired", "refused"
LOW_SCORE = "low_score"
"""The duty that a low score raises (H4)."""
VIEWS = ("brand", "service", "rewards")
"""What VIPs are asked further: 品牌感知度, VIP服务感知度, 回馈活动感知度 (H5)."""


@dataclass(frozen=True, slots=True)
class Survey:
    """One request for a customer's opinion, and what came of it."""

    id: int
    customer_id: int
    manager_id: int | None
    about: str
    subject: str
    case_id: int | None
    vip: bool
    state: str
    send_at: datetime
    created_at: datetime
    asked_at: datetime | None
    expires_at: datetime | None
    score: int | None
    words: str
    answered_at: datetime | None
    brand: int | None
    service: int | None
    rewards: int | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """What somebody may be asked about: a case closed, a call made, a conversation ended (H1)."""

    about: str
    subject: str
    customer_id: int | None
    manager_id: int | None
    case_id: int | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """How requests are born: when they are sent, and since when nobody may have been asked before (H2)."""

    send_at: datetime
    now: datetime
    since: datetime
    vip_tiers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How satisfied a manager's customers were in a span of time: how often each score was given."""

    manager_id: int | None
    scores: Mapping[int, int]
    asked: int

    @property
    def count(self) -> int:
        """Return how many answered."""
        return sum(self.scores.values())

    @property
    def mean(self) -> float:
        """Return the mean score; 0 where nobody answered."""
        total = sum(score * count for score, count in self.scores.items())
        return total / self.count if self.count else 0.0


@dataclass(frozen=True, slots=True)
class Views:
    """What VIPs said of brand, service and rewards in a span of time (H5): the means, and of how many."""

    count: int
    score: float
    brand: float
    service: float
    rewards: float


@dataclass(frozen=True, slots=True)
class Improvement:
    """What is to be done better, because of a low score or of several (H2)."""

    id: int
    at: datetime
    staff_id: int
    survey_id: int | None
    text: str
    category: str


class Surveys(Protocol):
    """Requests for customers' opinions; at most one of a customer within the days of the policy (H2)."""

    def request(self, occasion: Occasion, asking: Asking) -> Survey | None:
        """Put down to ask a customer who may be asked; None where they may not, or are asked already."""

    def request_all(self, period: str, since: datetime, first: int, last: int, asking: Asking) -> int:
        """Put down to ask every customer of a span of ids who was in contact since a moment (H1)."""

    def last_customer(self) -> int:
        """Return the highest id of a customer; 0 where there is none."""

    def get(self, survey_id: int) -> Survey | None:
        """Return a request."""

    def waiting(self, now: datetime, limit: int) -> list[Survey]:
        """Return requests that are to be sent by now, oldest first."""

    def willing(self, customer_id: int) -> bool:
        """Return whether a customer may be asked: reached by a chat, and neither exempt nor tired of it."""

    def change(self, survey_id: int, from_state: str, **fields: Any) -> bool:
        """Change a request that is in a state; False where it has moved on."""

    def expire(self, now: datetime, limit: int) -> int:
        """End some of the requests that nobody answered in time; return how many."""

    def silence(self, customer_id: int, off: bool) -> None:
        """Let a customer be asked no more, or again; what was asked and not answered ends."""

    def silenced(self, customer_id: int) -> bool:
        """Return whether a customer wants to be asked no more."""

    def tallies(self, owner_ids: Collection[int] | None, since: datetime, until: datetime) -> list[Tally]:
        """Return how satisfied the customers of some managers, or of all, were in a span of time."""

    def views(self, owner_ids: Collection[int] | None, since: datetime, until: datetime) -> Views:
        """Return what VIPs said in a span of time (H5)."""

    def low(
        self, owner_ids: Collection[int] | None, low: int, since: datetime, limit: int
    ) -> Sequence[Survey]:
        """Return the low scores since a moment, the latest first (H4)."""

    def improve(
        self, staff_id: int, survey_id: int | None, text: str, now: datetime, category: str = ""
    ) -> None:
        """Keep what is to be done better, because of one score or in what a category is about (H2)."""

    def improvements(self, since: datetime, limit: int) -> list[Improvement]:
        """Return what was to be done better since a moment, the latest first (H2)."""
