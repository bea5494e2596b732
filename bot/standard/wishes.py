"""How often a customer wishes to be called, as people say it (B9, D-6)."""

from __future__ import annotations

import re

from bot.standard.numerals import NUMBER, number

_UNITS = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "季度": 90, "季": 90, "年": 365}
_FIXED = {"半个月": 15, "半月": 15, "半年": 180, "双周": 14, "隔周": 14}
_EVERY = re.compile(r"^(?:每隔|每|隔|大约|约)|(?:左右|一次|回访|联系)+$")
_SHAPE = re.compile(rf"({NUMBER})?个?(天|日|周|星期|礼拜|月|季度|季|年)")


def days(text: str) -> int | None:
    """Return the days between contacts that a text asks for; None where it asks for none that can be told."""
    plain = _EVERY.sub("", _EVERY.sub("", "".join(text.split())))
    if plain in _FIXED:
        return _FIXED[plain]
    if plain.isascii() and plain.isdigit():
        return number(plain)
    match = _SHAPE.fullmatch(plain)
    if match is None:
        return None
    count = number(match[1]) if match[1] else 1
    return None if count is None else count * _UNITS[match[2]]
