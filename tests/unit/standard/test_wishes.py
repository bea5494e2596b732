"""How often a customer wishes to be called (B9, D-6)."""

from __future__ import annotations

import pytest

from bot.standard import wishes


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30", 30),
        ("45天", 45),
        ("每月", 30),
        ("每个月一次", 30),
        ("两周一次", 14),
        ("每隔两个星期", 14),
        ("半个月左右", 15),
        ("每季度", 90),
        ("半年", 180),
        ("一年一次", 365),
        ("十天", 10),
    ],
)
def test_intervals_as_people_say_them(text: str, days: int) -> None:
    assert wishes.days(text) == days


@pytest.mark.parametrize("text", ["", "经常", "下周三", "有空再说", "两三天", "-5"])
def test_what_is_no_interval(text: str) -> None:
    assert wishes.days(text) is None
