"""Turn a TOML tree into frozen dataclasses; every complaint is one line that names the key."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import time
from functools import cache
from types import MappingProxyType
from typing import Any, Literal


class PolicyError(ValueError):
    """The policy is wrong; the message is one line that names the key and says what would be right."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that a table may have."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers that a value may take; without it, a number may not be negative."""

    least: float
    most: float = float("inf")


def read(kind: Any, value: Any, path: str, rules: tuple[Any, ...] = ()) -> Any:
    """Return `value` as `kind`, or raise PolicyError about `path`."""
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin is typing.Annotated:
        return read(args[0], value, path, args[1:])
    if origin is Literal:
        return _one_of(args, value, path)
    if origin is types.UnionType or origin is typing.Union:
        return read(args[0], value, path, rules)
    if origin is tuple:
        return _list(args[0], value, path)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(args[1], value, path, rules)
    if is_dataclass(kind):
        return _table(kind, value, path)
    return _plain(kind, value, path, rules)


def _wrong(path: str, value: Any, right: str) -> PolicyError:
    shown = " ".join(repr(value).split())
    shown = shown if len(shown) <= 40 else shown[:37] + "..."
    return PolicyError(f"{path}: {shown} is wrong, it must be {right}")


def _one_of(names: tuple[Any, ...], value: Any, path: str) -> Any:
    if value not in names:
        raise _wrong(path, value, "one of " + ", ".join(str(n) for n in names))
    return value


def _list(kind: Any, value: Any, path: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _wrong(path, value, "a list")
    return tuple(read(kind, item, f"{path}[{index}]") for index, item in enumerate(value))


def _mapping(kind: Any, value: Any, path: str, rules: tuple[Any, ...]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(path, value, "a table")
    for rule in rules:
        if isinstance(rule, Keys):
            _refuse_unknown(value, rule.names, path)
    return MappingProxyType({key: read(kind, item, _join(path, key)) for key, item in value.items()})


def _table(kind: Any, value: Any, path: str) -> Any:
    if not isinstance(value, dict):
        raise _wrong(path, value, "a table")
    hints = _hints(kind)
    known = [f for f in fields(kind) if f.init and not f.metadata.get("computed")]
    _refuse_unknown(value, tuple(f.name for f in known), path)
    made: dict[str, Any] = {}
    for field in known:
        if field.name in value:
            made[field.name] = read(hints[field.name], value[field.name], _join(path, field.name))
        elif field.default is MISSING and field.default_factory is MISSING:
            raise PolicyError(f"{_join(path, field.name)}: missing, it must be given")
    return kind(**made)


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    """Return what the fields of a table are made of; read once, since hundreds of rungs are alike."""
    return typing.get_type_hints(kind, include_extras=True)


def _refuse_unknown(value: Mapping[str, Any], names: tuple[str, ...], path: str) -> None:
    for key in value:
        if key not in names:
            raise PolicyError(f"{_join(path, key)}: unknown key, known are {', '.join(names)}")


def _join(path: str, key: str) -> str:
    clean = " ".join(key.split())
    return f"{path}.{clean}" if path else clean


def _plain(kind: Any, value: Any, path: str, rules: tuple[Any, ...]) -> Any:
    if kind is time:
        return _time(value, path)
    if kind is str:
        if not isinstance(value, str):
            raise _wrong(path, value, "text in quotes")
        return value
    if kind is bool:
        if not isinstance(value, bool):
            raise _wrong(path, value, "true or false")
        return value
    return _number(kind, value, path, rules)


def _number(kind: Any, value: Any, path: str, rules: tuple[Any, ...]) -> Any:
    allowed = (int,) if kind is int else (int, float)
    if isinstance(value, bool) or not isinstance(value, allowed):
        raise _wrong(path, value, "a whole number" if kind is int else "a number")
    limits = next((rule for rule in rules if isinstance(rule, Range)), Range(0))
    if not limits.least <= value <= limits.most:
        most = "" if limits.most == float("inf") else f" and at most {limits.most:g}"
        raise _wrong(path, value, f"at least {limits.least:g}{most}")
    return kind(value)


def _time(value: Any, path: str) -> time:
    match = re.fullmatch(r"([01]\d|2[0-3]):([0-5]\d)", value) if isinstance(value, str) else None
    if match is None:
        raise _wrong(path, value, 'a time "HH:MM" in quotes')
    return time(int(match[1]), int(match[2]))
