"""Which script fits a customer, from the facts of the file (B1–B4)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """What the choice depends on; amounts in fen, months as 2026-11."""

    reached: bool = False
    month: str = ""
    current: int | None = None
    previous: int | None = None
    state: str = ""
    suspended: bool = False


@dataclass(frozen=True, slots=True)
class Fit:
    """A script that fits, and the phrase that says why."""

    script: str
    why: str


ASKED = ("address", "home_phone", "employer", "post", "birthday", "wish_days")
"""What a talk asks a person for where the file lacks it (B6–B9)."""
_OF_FIRMS = ("address", "wish_days")


def asked_of(kind: str) -> tuple[str, ...]:
    """Return what fits a kind of customer to be asked: a company has no birthday and no employer."""
    return ASKED if kind == "person" else _OF_FIRMS


def drop_percent(facts: Facts) -> int:
    """Return by how many percent the bill fell, 0 where it did not."""
    if facts.current is None or not facts.previous or facts.current >= facts.previous:
        return 0
    return (facts.previous - facts.current) * 100 // facts.previous


def arrears(facts: Facts) -> bool:
    """Tell whether the line is cut off for arrears (B4)."""
    return facts.suspended or facts.state == "arrears"


def fitting(facts: Facts, least_drop: int, active: Collection[str]) -> list[Fit]:
    """Return the scripts that fit, the fittest first, of those in force."""
    fits: list[Fit] = []
    if arrears(facts):
        fits.append(Fit("zero", "why-arrears"))
    elif facts.state == "unused" or facts.current == 0:
        fits.append(Fit("zero", "why-unused"))
    if not facts.reached:
        fits.append(Fit("first", "why-first"))
    else:
        # B3 speaks of an earlier talk, and only of a bill that fell.
        fell = facts.current != 0 and drop_percent(facts) >= max(least_drop, 1)
        fits += [Fit("bill", "why-bill")] if fell else []
        fits.append(Fit("second", "why-second"))
    return [fit for fit in fits if fit.script in active]
