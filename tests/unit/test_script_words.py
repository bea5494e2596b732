"""The words of every step, as a manager says them to a sample customer, to the letter (4.B, T12)."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import app
from bot.check import everything
from bot.errors import ConfigError
from bot.services import scripts
from bot.services.desk import Desk
from bot.services.records import Customer, Staff
from bot.settings import Settings
from bot.standard import scripts_choosing
from bot.standard.phrases import unfilled
from bot.standard.policy import load
from bot.standard.scripts import Step, said
from bot.standard.workdays import WorkCalendar
from bot.wording import Wording
from handlers.calling_book import book, check

GOLDEN = Path(__file__).parent.parent / "golden" / "scripts.txt"
COMPANY, HOTLINE = "示例通信", "400-000-0000"
WORDS = Wording(company=COMPANY, hotline=HOTLINE)
SLOTS = {
    "title": "ms",
    "surname": "王",
    "name": "王芳",
    "customer_phone": "13800000102",
    "manager": "王强",
    "manager_phone": "13900000003",
    "previous_manager": "赵磊",
    "product": "手机",
    "card": "世界风贵宾卡",
    "hall": "解放路营业厅",
    "brand": "远山",
    "centre": "建设路12号",
    "holder": "王芳",
    "user_name": "李四",
    "previous": "98",
    "current": "58.5",
    "month": "9",
    "purpose": "介绍续约优惠",
    "offer": "老客户续约优惠",
    "offer_product": "家庭宽带",
    "offer_reason": "家里三个人用，现在的套餐不够",
}
STEPS = [step for script in book().script.values() for step in script.step.values()]


class NoDoors:
    """An installation without ways in."""

    def web_link(self, user: str) -> str:
        return ""

    def telegram_link(self, code: str) -> str:
        return ""

    def shares_contact(self, channel: str) -> bool:
        return False


@pytest.fixture
def desk() -> Desk:
    facts = {"company": COMPANY, "hotline": HOTLINE}
    return Desk(load(), WorkCalendar(), ZoneInfo("Asia/Shanghai"), WORDS, NoDoors(), facts)


def _ways(step: Step) -> list[dict[str, bool]]:
    """Return the flags under which a step says different words."""
    flags = sorted({flag for entry in step.say if (flag := said(entry)[1])})
    return [
        {flag: bool(number >> place & 1) for place, flag in enumerate(flags)}
        for number in range(2 ** len(flags))
    ]


def _lines(desk: Desk) -> list[str]:
    lines = []
    for step in STEPS:
        for flags in _ways(step):
            told = "".join(f" {'+' if on else '-'}{name}" for name, on in flags.items())
            words = scripts.words(desk, step, flags, SLOTS)
            lines.append(f"{step.name}{told} = {''.join(words)}")
    return lines


def test_the_words_of_every_step_are_golden(desk: Desk) -> None:
    """HUIFANG_GOLDEN=write renews the file, on purpose only."""
    lines = _lines(desk)
    if os.environ.get("HUIFANG_GOLDEN") == "write":
        GOLDEN.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert lines == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_no_words_have_an_unfilled_slot(desk: Desk) -> None:
    assert [line for line in _lines(desk) if unfilled(line) or "{" in line] == []


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_words_are_never_said_with_a_slot_missing(desk: Desk, step: Step) -> None:
    """T12: each slot that the words need is asked for by its name, one after the other."""
    for flags in _ways(step):
        filled: dict[str, str] = {}
        for _ in range(10):
            slot = scripts.missing_slot(desk, step, flags, filled)
            if not slot:
                break
            assert slot in SLOTS, slot
            filled[slot] = SLOTS[slot]
        assert scripts.words(desk, step, flags, filled) == scripts.words(desk, step, flags, SLOTS)


def test_every_slot_and_field_has_a_name(desk: Desk) -> None:
    ids = set(WORDS.ids())
    asked = set(SLOTS) - {"title", "surname", "manager", "previous_manager"}
    fields = {
        *scripts_choosing.ASKED,
        *scripts.FILED,
        "time",
        "anniversary",
        "greetings",
        "card",
        "do_not_contact",
    }
    names = {f"slot-{name}" for name in asked} | {f"told-{name}" for name in fields}
    names |= {f"script-{name}" for name in book().script} | {f"detour-{d.id}" for d in book().detours}
    assert names - ids == set()
    assert check(WORDS).script.keys() == book().script.keys()


def test_a_hand_over_is_told_with_a_number_to_call(desk: Desk) -> None:
    """B22: a manager without a telephone is reached by the hotline."""
    customer = Customer(1, "王芳", "f", "person", "", "gold", False, 2, None, "")
    old, new = (Staff(n, "manager", name, "", None, True) for n, name in ((1, "赵磊"), (2, "王强")))
    assert scripts.handover_notice(desk, customer, old, new) == (
        "王女士您好，从今天起由客户经理王强接替赵磊为您服务，联系电话是400-000-0000。"
        "感谢您一直以来的支持，有事请随时联系。"
    )


def test_approvals_are_dated() -> None:
    """O2: every script in force says who approved it, and when."""
    for script in book().script.values():
        assert not script.active or date.fromisoformat(script.approved_on)


async def test_scripts_without_words_keep_the_product_from_starting(sqlite_url: str) -> None:
    """One line names the first; `huifang check` looks at scripts too."""

    class Mute(Wording):
        def ids(self, catalogue: str = "") -> tuple[str, ...]:
            return ()

    with pytest.raises(ConfigError, match=r"scripts: first\.identify: there is no wording b1-ask-name"):
        app.require_scripts(Mute())
    settings = Settings(company=COMPANY, hotline=HOTLINE, database_url=sqlite_url, port=0)
    checked = {name: problem async for name, problem in everything(settings)}
    assert checked["scripts"] == ""
