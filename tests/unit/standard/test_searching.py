"""What customers are found by (C1, G1)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.standard import searching

FEWEST = 3


def finds(
    typed: str, name: str, phone: str = "", account: str = "", employer: str = "", tags: str = ""
) -> bool:
    """Tell whether what is typed is the beginning of one of a customer's terms."""
    looked_for = searching.wanted(typed, FEWEST)
    terms = searching.terms(name, phone, account, employer, tags).split()
    return looked_for is not None and any(t.startswith(b) for t in terms for b in looked_for.beginnings)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张三丰", "张三丰"),
        ("三丰", "张三丰"),
        ("丰", "张三丰"),
        ("张 三", "张三丰"),
        ("zhangsanfeng", "张三丰"),
        ("zhang san feng", "张三丰"),
        ("ZhangSan", "张三丰"),
        ("zsf", "张三丰"),
        ("zs", "张三丰"),
        ("ZS", "张三丰"),
        ("zhangs", "张三丰"),
        ("zhangsf", "张三丰"),
        ("sanfeng", "张三丰"),
        ("lvbu", "吕布"),
        ("li ming", "Li Ming"),
        ("ming", "Li Ming"),
        ("贸易", "东湖贸易公司"),
        ("dhmy", "东湖贸易公司"),
        ("donghu", "东湖贸易公司"),
        ("３６０", "360科技"),
        ("科技", "360科技"),
        ("keji", "科技360"),
        ("ouyang", "欧阳娜娜"),
        ("nana", "欧阳娜娜"),
    ],
)
def test_names_are_found(typed: str, name: str) -> None:
    assert finds(typed, name)


@pytest.mark.parametrize(
    ("surname", "ways"),
    [
        ("单", "shan dan"),
        ("曾", "zeng ceng"),
        ("仇", "qiu chou"),
        ("解", "xie jie"),
        ("区", "ou qu"),
        ("查", "zha cha"),
        ("朴", "piao pu"),
        ("盖", "ge gai"),
        ("翟", "zhai di"),
        ("尉", "yu wei"),
        ("乐", "yue le"),
        ("覃", "qin tan"),
        ("缪", "miao"),
        ("召", "shao zhao"),
        ("长", "zhang chang"),
    ],
)
def test_surnames_of_several_readings_are_found_under_each(surname: str, ways: str) -> None:
    for way in ways.split():
        for typed in (way, f"{way}wei", f"{way[0]}w", f"{way}w"):
            assert finds(typed, f"{surname}伟"), typed
        assert finds(f"{way[0]}hmy", f"{surname}湖贸易公司")


def test_the_other_ways_to_find_somebody() -> None:
    known = ("张三", "13800000101", "HF-2026/07", "星河通信有限公司", "重点，团购 Wi-Fi")
    for typed in (
        *("101", "0101", "13800000101", "138 0000 0101", "138", "hf202607", "HF-2026", "hf-2026/07"),
        *("星河通信", "通信", "xhtx", "xinghetongxin", "重点", "团购", "wifi"),
    ):
        assert finds(typed, *known), typed
    for typed in ("李", "zw", "9101", "0000", "点", "2026"):
        assert not finds(typed, *known), typed


@pytest.mark.parametrize("typed", ["", " ", "z", "1", "01", "，。", "😀", "%", "_", '"'])
def test_too_little_is_not_looked_for(typed: str) -> None:
    assert searching.wanted(typed, FEWEST) is None


def test_a_title_after_a_surname_is_understood() -> None:
    read = searching.wanted("李总", FEWEST)
    assert read is not None and read.surname == "李"
    assert searching.wanted("总", FEWEST).surname == ""  # type: ignore[union-attr]
    assert searching.wanted("王建国经理", FEWEST).surname == ""  # type: ignore[union-attr]


@given(
    st.text(max_size=40), st.text("0123456789+- ", max_size=14), st.text(max_size=12), st.text(max_size=20)
)
def test_terms_are_words_of_letters_and_digits(name: str, phone: str, account: str, tags: str) -> None:
    terms = searching.terms(name, phone, account, name, tags)
    assert terms == " ".join(terms.split())
    assert all(c.isalnum() or c == " " for c in terms)


@given(st.text("张王李单曾仇解区查朴盖翟欧阳三丰伟芳", min_size=1, max_size=5), st.data())
def test_every_part_of_a_name_finds_it(name: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(name) - 1))
    end = data.draw(st.integers(start + 1, len(name)))
    assert finds(name[start:end], name)


@given(st.text("0123456789", min_size=7, max_size=12), st.integers(FEWEST, 7))
def test_the_last_digits_of_a_number_find_it(phone: str, count: int) -> None:
    assert finds(phone[-count:], "张三", phone)
