"""Fills a row's optional fields, so that a statement always carries the same names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def complete(defaults: Mapping[str, Any], fields: Mapping[str, Any], **given: Any) -> dict[str, Any]:
    """Return every value of a new row; raise TypeError for a field that the row does not have."""
    unknown = fields.keys() - defaults.keys()
    if unknown:
        raise TypeError(f"no such field: {', '.join(sorted(unknown))}")
    return {**defaults, **fields, **given}
