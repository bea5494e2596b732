"""Which script fits, what a manager's notes mean, how a customer is addressed (B1–B10, A16)."""

from __future__ import annotations

import pytest

from bot.standard.addressing import address
from bot.standard.scripts_choosing import Facts, drop_percent, fitting
from bot.standard.scripts_reading import interval, read

ACTIVE = frozenset({"first", "second", "bill", "zero"})


@pytest.mark.parametrize(
    ("facts", "scripts"),
    [
        (Facts(), ["first"]),
        (Facts(reached=True), ["second"]),
        (Facts(reached=True, current=9000, previous=10000), ["bill", "second"]),
        (Facts(reached=True, current=9001, previous=10000), ["second"]),
        (Facts(reached=True, current=10000, previous=10000), ["second"]),
        (Facts(reached=True, current=11000, previous=10000), ["second"]),
        (Facts(reached=True, current=5000), ["second"]),
        (Facts(current=5000, previous=10000), ["first"]),
        (Facts(current=0, previous=10000), ["zero", "first"]),
        (Facts(reached=True, current=0, previous=10000), ["zero", "second"]),
        (Facts(reached=True, current=900, previous=10000, state="arrears"), ["zero", "bill", "second"]),
        (Facts(reached=True, state="unused", current=100, previous=100), ["zero", "second"]),
        (Facts(suspended=True), ["zero", "first"]),
    ],
)
def test_the_fittest_script_comes_first(facts: Facts, scripts: list[str]) -> None:
    """B3 only where this bill is lower by the policy's percentage, and only after an earlier talk."""
    assert [fit.script for fit in fitting(facts, 10, ACTIVE)] == scripts
    assert [f.script for f in fitting(facts, 10, ACTIVE - {"zero"})] == [s for s in scripts if s != "zero"]


def test_a_bill_fell_by_whole_percents() -> None:
    assert drop_percent(Facts(current=5850, previous=9800)) == 40
    assert drop_percent(Facts(current=1, previous=0)) == 0


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("每月", 30),
        ("一个月一次", 30),
        ("两个月", 60),
        ("每季度", 90),
        ("三个季度", 270),
        ("半年", 180),
        ("半个月", 15),
        ("一年", 365),
        ("两周", 14),
        ("每隔10天", 10),
        ("十五天", 15),
        ("不需要", 0),
        ("别打了", 0),
        ("看情况", None),
        ("", None),
    ],
)
def test_intervals_as_customers_wish_them(text: str, days: int | None) -> None:
    assert interval(text) == days


@pytest.mark.parametrize(
    ("reader", "text", "fields", "rest"),
    [
        (
            "address",
            "解放路1号3栋，010-62345678",
            {"address": "解放路1号3栋", "home_phone": "010-62345678"},
            "",
        ),
        ("address", "地址：解放路1号", {"address": "解放路1号"}, ""),
        ("address", "住宅电话是62345678", {"home_phone": "62345678"}, ""),
        ("work", "星河科技，财务主管", {"employer": "星河科技", "post": "财务主管"}, ""),
        (
            "work",
            "单位：星河科技 职务：财务主管 想要专线",
            {"employer": "星河科技", "post": "财务主管"},
            "想要专线",
        ),
        ("work", "自由职业", {"employer": "自由职业"}, ""),
        (
            "user",
            "李四，13900000009，户主的儿子",
            {"user_name": "李四", "user_phone": "13900000009", "user_relation": "儿子"},
            "",
        ),
        ("user", "妻子", {"user_relation": "妻子"}, ""),
        ("user", "李四 朝阳路3号", {"user_name": "李四"}, "朝阳路3号"),
        ("interval", "看情况再说", {}, "看情况再说"),
        ("text", "客户说的话", {}, "客户说的话"),
        ("", "客户说的话", {}, "客户说的话"),
    ],
)
def test_notes_are_read_and_nothing_is_dropped(
    reader: str, text: str, fields: dict[str, str], rest: str
) -> None:
    reading = read(reader, text)
    assert (reading.fields, reading.rest) == (fields, rest)


@pytest.mark.parametrize(
    ("name", "gender", "title", "surname"),
    [
        ("张三", "m", "mr", "张"),
        ("王芳", "f", "ms", "王"),
        ("陈晨", "", "none", "陈"),
        ("欧阳明", "f", "ms", "欧阳"),
        ("阳明", "m", "mr", "阳"),
        ("东湖贸易公司", "", "none", "东"),
    ],
)
def test_nobodys_gender_is_guessed(name: str, gender: str, title: str, surname: str) -> None:
    """A16: 姓 with a title only where it is known, else the full name."""
    assert address(name, gender) == {"title": title, "surname": surname, "name": name}
