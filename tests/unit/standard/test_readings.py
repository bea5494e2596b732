"""Readings of characters are those of the package whose table is read."""

from __future__ import annotations

import pytest
from pypinyin import Style, pinyin

from bot.standard.readings import readings


@pytest.mark.parametrize(
    ("character", "read"),
    [
        ("张", ("zhang",)),
        ("重", ("zhong", "chong", "tong")),
        ("吕", ("lv",)),
        ("〇", ("ling", "yuan", "xing")),
        ("䶮", ("yan",)),
        ("A", ()),
        ("é", ()),
        ("あ", ()),
        ("\U0010ffff", ()),
    ],
)
def test_every_reading_the_usual_one_first(character: str, read: tuple[str, ...]) -> None:
    assert readings(character) == read


def test_they_are_the_package_s_own() -> None:
    for code in range(0x4E00, 0xA000, 37):
        own = pinyin(chr(code), style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
        assert list(readings(chr(code))) == (own[0] if own else []), chr(code)
