"""Numbers as people write them: digits or Chinese numerals."""

from __future__ import annotations

import re

NUMBER = "[0-9]{1,3}|[零〇一二两三四五六七八九十百]{1,7}"
_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_SHAPE = re.compile(
    "(?:(?P<hundreds>[一二两三四五六七八九])百)?零?(?:(?P<tens>[一二三四五六七八九])?(?P<ten>十))?(?P<ones>[零〇一二两三四五六七八九])?"
)


def number(text: str) -> int | None:
    """Return what a number up to 999 means; None for loose talk such as 两三."""
    if text.isascii():
        return int(text) if text.isdigit() else None
    match = _SHAPE.fullmatch(text)
    if match is None:
        return None
    hundreds = _DIGITS[match["hundreds"]] * 100 if match["hundreds"] else 0
    tens = (_DIGITS[match["tens"]] if match["tens"] else 1) * 10 if match["ten"] else 0
    return hundreds + tens + (_DIGITS[match["ones"]] if match["ones"] else 0)
