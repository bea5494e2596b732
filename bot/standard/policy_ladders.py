"""The ladders of the policy: their rungs, and what no ladder may be (4.E)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Annotated, Literal

from bot.standard.policy_reader import PolicyError, Range

Unit = Literal["minutes", "hours", "days", "working_hours", "working_days", "percent"]
SpanUnit = Literal["seconds", "minutes", "hours", "working_hours", "working_days"]
Recipient = Literal["owner", "deputy", "manager", "supervisor", "head", "customer", "admin"]
Condition = Literal["only_vip", "not_vip", "only_important"]

LEADING = frozenset({"supervisor", "head", "admin"})
GOES_UP = frozenset({"reply", "alert", "vip", "callback", "department", "confirm", "low_score"})
"""Ladders of what must not stay with its owner when it is late (E1, D-26)."""
UPWARD_LADDERS = ("vip", "department")
KINDS_OF = {
    "reply": ("suggestion", "opinion", "question", "complaint", "promise", "request"),
    "callback": ("callback",),
    "alert": ("alert",),
    "wait": ("wait",),
    "vip": ("vip",),
    "department": ("department",),
    "confirm": ("confirm",),
    "low_score": ("low_score",),
}
"""Whose deadlines a ladder counts from, as far as the policy has them."""
TOLD_APART = 11
"""So many letters of a rung's name stay readable where it speaks again after progress."""
_LONGEST_NAME = 16
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
# A working day or hour before a moment is at least so long before it.
_AT_LEAST = {**_SECONDS, "working_hours": 3600, "working_days": 86400}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, in the clock's or in the company's measure."""

    amount: int
    unit: SpanUnit


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: when it speaks, to whom, and on what condition (4.E).

    `percent` counts of the time from opening to due; `digest` means that the digest of the day tells it, and
    only otherwise a message of its own; `when` is looked at again at the moment it speaks.
    """

    name: str
    amount: Annotated[int, Range(-float("inf"))]
    unit: Unit
    since: Literal["opened", "due"]
    to: tuple[Recipient, ...]
    at: time | None = None
    urgent: bool = False
    late_skip: bool = False
    digest: bool = False
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Vip:
    """Which requests of a VIP reach somebody at any hour (D-14, T3)."""

    kinds: tuple[Literal["question", "callback", "complaint", "request", "suggestion", "opinion"], ...]


@dataclass(frozen=True, slots=True)
class Departments:
    """Who looks into what, by the category of a complaint (D-25, E5)."""

    network: str
    tariff: str
    service: str
    device: str
    other: str

    def names(self) -> tuple[str, ...]:
        """Return every department once, in the order of the categories."""
        return tuple(dict.fromkeys((self.network, self.tariff, self.service, self.device, self.other)))


def check(ladders: Mapping[str, tuple[Rung, ...]], deadlines: Mapping[str, Mapping[str, Span]]) -> None:
    """Refuse ladders that would say nothing, twice the same, or nothing to a leader; raise PolicyError."""
    for name, rungs in ladders.items():
        _check_rungs(name, rungs)
        if name in GOES_UP and not LEADING.intersection(rungs[-1].to):
            raise PolicyError(
                f"ladders.{name}[{len(rungs) - 1}].to: the last rung must reach supervisor, head or admin"
            )
        for kind in KINDS_OF.get(name, ()):
            for severity, span in deadlines.get(kind, {}).items():
                if all(_unborn(rung, span) for rung in rungs):
                    raise PolicyError(
                        f"ladders.{name}: every rung lies before the opening where "
                        f"deadlines.{kind}.{severity} is {span.amount} {span.unit}, one must be later"
                    )
        _check_heard(
            name, rungs, [s for kind in KINDS_OF.get(name, ()) for s in deadlines.get(kind, {}).values()]
        )


def _check_heard(name: str, rungs: tuple[Rung, ...], spans: Sequence[Span]) -> None:
    """Refuse a rung that precedes the creation of everything it could speak of."""
    for index, rung in enumerate(rungs):
        if spans and all(_unborn(rung, span) for span in spans):
            raise PolicyError(
                f"ladders.{name}[{index}].amount: {rung.amount} {rung.unit} is wrong, "
                "it lies before the opening of everything the ladder speaks of"
            )


def _check_rungs(name: str, rungs: tuple[Rung, ...]) -> None:
    if not rungs:
        raise PolicyError(f"ladders.{name}: a ladder without rungs is wrong, it must have at least one")
    names: set[str] = set()
    moments: dict[tuple[object, ...], str] = {}
    for index, rung in enumerate(rungs):
        where = f"ladders.{name}[{index}]"
        if not rung.name or len(rung.name) > _LONGEST_NAME or rung.name in names:
            raise PolicyError(f"{where}.name: it must be unique in its ladder, 1 to {_LONGEST_NAME} letters")
        if any(rung.name[:TOLD_APART] == other[:TOLD_APART] for other in names):
            raise PolicyError(f"{where}.name: its first {TOLD_APART} letters must be its own")
        if not rung.to:
            raise PolicyError(f"{where}.to: it must name at least one recipient")
        if len(set(rung.to)) < len(rung.to):
            raise PolicyError(f"{where}.to: it must name each recipient once")
        _check_offset(where, rung)
        if "only_vip" in rung.when and "not_vip" in rung.when:
            raise PolicyError(f"{where}.when: only_vip and not_vip never hold together, one must go")
        other = moments.setdefault(_moment(rung), rung.name)
        if other != rung.name:
            raise PolicyError(
                f"{where}.amount: it speaks at the same moment as {other}, they must be one rung"
            )
        names.add(rung.name)


def _check_offset(where: str, rung: Rung) -> None:
    if rung.unit == "percent":
        if rung.since != "opened":
            raise PolicyError(f"{where}.since: it must be opened where unit is percent")
        if not 0 <= rung.amount <= 100:
            raise PolicyError(f"{where}.amount: {rung.amount} is wrong, percent must be 0 to 100")
    if rung.since == "opened" and rung.amount < 0:
        raise PolicyError(f"{where}.amount: it must not be negative where since is opened")


def _moment(rung: Rung) -> tuple[object, ...]:
    """Return what tells one moment from another, as far as two rungs can be compared without a date."""
    since: str = rung.since
    amount: float = rung.amount
    unit: str = rung.unit
    if unit == "percent" and amount in (0, 100):
        since, amount, unit = ("opened", 0, "seconds") if amount == 0 else ("due", 0, "seconds")
    elif amount == 0:
        unit = "seconds"
    elif unit in _SECONDS:
        amount, unit = amount * _SECONDS[unit], "seconds"
    return since, amount, unit, rung.at, frozenset(rung.when)


def _unborn(rung: Rung, span: Span) -> bool:
    """Tell whether a rung surely lies before the opening of what has so much time."""
    if rung.since != "due" or rung.amount >= 0:
        return False
    if rung.unit == span.unit:
        return -rung.amount > span.amount
    if rung.unit == "working_days" and span.unit == "working_hours":
        # At an hour a working day, which is the fewest, they end no later than so many days on.
        return -rung.amount > span.amount + 1
    if span.unit not in _SECONDS:
        # How long a working day is depends on the date.
        return False
    return -rung.amount * _AT_LEAST[rung.unit] > span.amount * _SECONDS[span.unit]
