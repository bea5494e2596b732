"""The one strict function that says every word."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from bot import wording
from bot.wording import CatalogueBroken, PhraseMissing, SlotMissing, Wording

GOLDEN = Path(__file__).parent.parent / "golden" / "prescribed.txt"
DEFAULTS = {"company": "示例通信", "hotline": "400-000-0000", "card": "贵宾卡"}
SAMPLES = {
    "address": "解放路1号",
    "brand": "示例牌",
    "current": "58",
    "due": "10月10日18:00",
    "hall": "解放路营业厅",
    "holder": "张三",
    "manager": "王敏",
    "month": "9",
    "name": "张三",
    "number": "S-1001",
    "offer": "老客户续约优惠",
    "options": "周四上午、周五下午",
    "phone": "13900000001",
    "place": "您的办公室",
    "previous": "98",
    "previous_manager": "陈刚",
    "product": "手机",
    "purpose": "介绍续约优惠",
    "reason": "道路封闭",
    "surname": "张",
    "time": "10月9日10:00",
    "title": "mr",
    "user": "李四",
}


@pytest.fixture
def say() -> Wording:
    return Wording(**DEFAULTS)


def test_prescribed_wordings_are_golden(say: Wording) -> None:
    """Every prescribed wording, to the letter; HUIFANG_GOLDEN=write renews the file, on purpose only."""
    lines = [f"{i} = {say.say(i, **SAMPLES)}" for i in say.ids("prescribed")]
    if os.environ.get("HUIFANG_GOLDEN") == "write":
        GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == GOLDEN.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("title", "spoken"), [("mr", "张先生"), ("ms", "张女士"), ("none", "张三"), ("x", "张三")]
)
def test_addresses_a_person_without_guessing(say: Wording, title: str, spoken: str) -> None:
    assert say.say("a16-address", title=title, surname="张", name="张三") == spoken


def test_defaults_are_known_to_every_phrase(say: Wording) -> None:
    assert say.say("a1-greeting") == "您好，示例通信！"
    assert say.say("a1-greeting", company="别家") == "您好，别家！"


def test_a_number_is_written_without_grouping(say: Wording) -> None:
    slots: dict[str, str | int] = {**SAMPLES, "previous": 12345}
    assert "上月话费是12345元" in say.say("b3-ask-bill", **slots)


def test_refuses_what_it_cannot_say(say: Wording) -> None:
    with pytest.raises(PhraseMissing, match="no-such-phrase"):
        say.say("no-such-phrase")
    with pytest.raises(KeyError):
        say.slots_of("no-such-phrase")
    with pytest.raises(SlotMissing, match=r"a5-takeover: .*manager"):
        say.say("a5-takeover")
    with pytest.raises(SlotMissing, match=r"a16-address: .*title"):
        say.say("a16-address", name="张三")
    with pytest.raises(SlotMissing, match=r"b1-ask-name: .*surname"):
        say.say("b1-ask-name", title="mr", name="张三")


@pytest.mark.parametrize("empty", ["", " ", "\n"])
def test_refuses_an_empty_slot(say: Wording, empty: str) -> None:
    with pytest.raises(SlotMissing):
        say.say("a5-takeover", manager=empty)


def test_what_a_person_typed_is_never_read_as_a_pattern(say: Wording) -> None:
    typed = "{ $hotline } { a1-greeting } " + "长" * 10_000
    assert say.say("a5-takeover", manager=typed) == f"您好，我是您的客户经理{typed}。"


def test_tells_what_a_phrase_needs(say: Wording) -> None:
    assert say.slots_of("b2-ask") == {"title", "surname", "name", "company"}
    assert say.slots_of("a3-wait") == frozenset()
    assert say.catalogue("a3-wait") == "prescribed"
    assert "a3-wait" in say.ids("prescribed")
    assert set(say.ids("prescribed")) <= set(say.ids())


@pytest.mark.parametrize(
    "source", ["-term = text", "a = { $open", "a =\n    .attribute = other", "a = x\na = y", "a"]
)
def test_refuses_a_catalogue_it_cannot_vouch_for(source: str) -> None:
    with pytest.raises(CatalogueBroken, match=r"test\.ftl"):
        wording._Book("zh-CN", {"test": source + "\n"}).check()


def test_refuses_an_id_of_another_catalogue() -> None:
    with pytest.raises(CatalogueBroken, match=r"b\.ftl: x stands in a\.ftl too"):
        wording._Book("zh-CN", {"a": "x = 1\n", "b": "x = 2\n"})


@pytest.mark.parametrize(("first", "second"), [("x { b }", "y { a }"), ("x { c }", "y")])
def test_refuses_circles_and_dead_references(first: str, second: str) -> None:
    with pytest.raises(CatalogueBroken, match="refers to"):
        wording._Book("zh-CN", {"test": f"a = {first}\nb = {second}\n"}).check()


def test_any_trouble_in_saying_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    book = wording._Book("zh-CN", {"test": 'a = { NUMBER($n, style: "odd") }\n'})
    monkeypatch.setattr(wording, "_load", lambda locale: book)
    with pytest.raises(CatalogueBroken, match="a: "):
        Wording().say("a", n="x")


def test_a_phrase_is_said_anew_for_other_slots(say: Wording) -> None:
    assert [say.say("a5-takeover", manager=name) for name in ("王敏", "陈刚")] == [
        "您好，我是您的客户经理王敏。",
        "您好，我是您的客户经理陈刚。",
    ]
    assert say.say("a3-wait") is say.say("a3-wait")
    assert Wording(company="别家").say("a1-greeting") == "您好，别家！"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(CatalogueBroken):
        Wording("xx")


def test_is_quick(say: Wording) -> None:
    began = time.perf_counter()
    for _ in range(1000):
        say.say("b2-ask", title="mr", surname="张")
    assert (time.perf_counter() - began) / 1000 < 50e-6
