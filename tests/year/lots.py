"""Lots drawn by name: the same seed draws the same lot for the same matter, whenever it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Lots:
    """Draws lots; no state, so that a walk that was killed goes on with the same ones."""

    seed: int

    def share(self, *what: object) -> float:
        """Return a number from 0 up to 1 for a matter."""
        name = "/".join(str(part) for part in (self.seed, *what))
        return int.from_bytes(blake2b(name.encode(), digest_size=7).digest()) / 2**56

    def happens(self, chance: float, *what: object) -> bool:
        """Tell whether something of such a chance happens."""
        return self.share(*what) < chance

    def below(self, limit: int, *what: object) -> int:
        """Return a whole number from 0 up to a limit, which is left out."""
        return int(self.share(*what) * limit)

    def one(self, choices: Sequence[T], *what: object) -> T:
        """Return one of several."""
        return choices[self.below(len(choices), *what)]
