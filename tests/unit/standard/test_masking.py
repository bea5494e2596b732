from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.standard.masking import REDACTED, mask_name, mask_phone, normal_phone, redact
from bot.standard.phrases import unfilled


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13812341234", "138****1234"),
        ("138 1234 1234", "138****1234"),
        ("62345678", "62****78"),
        ("123", "**"),
    ],
)
def test_mask_phone(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked
    assert not unfilled(masked)


def test_mask_name() -> None:
    assert [mask_name(n) for n in ("张三", "欧阳修", " 李 ", "")] == ["张*", "欧*", "李*", ""]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("身份证11010519491231002X谢谢", f"身份证{REDACTED}谢谢"),
        ("110105 19491231 002x", REDACTED),
        ("１１０１０５１９４９１２３１００２Ｘ", REDACTED),
        ("卡号4111 1111 1111 1111。", f"卡号{REDACTED}。"),
        ("6222-0212-3456-7895", "6222-0212-3456-7895"),
        ("卡4111111111111111", f"卡{REDACTED}"),
        ("密码是abc123", f"密码是{REDACTED}"),
        ("我的密码：888888，改一下", f"我的密码：{REDACTED}，改一下"),
        ("验证码 654321", f"验证码 {REDACTED}"),
        ("密码4111111111111111", f"密码{REDACTED}"),
        ("我忘了密码怎么办", "我忘了密码怎么办"),
        ("密码是多少", "密码是多少"),
        ("电话13812341234", "电话13812341234"),
        ("单号4111111111111112", "单号4111111111111112"),
        ("密碼:abc123", f"密碼:{REDACTED}"),
        ("驗證碼654321", f"驗證碼{REDACTED}"),
        ("短信验证码是 654321", f"短信验证码是 {REDACTED}"),
        ("密码是abc", f"密码是{REDACTED}"),
        ("我的密码 ａｂｃ１２３", f"我的密码 {REDACTED}"),
        ("My password is hunter2", f"My password is {REDACTED}"),
        ("pin: 1234", f"pin: {REDACTED}"),
        ("CVV是123", f"CVV是{REDACTED}"),
        ("身份证 110105491231002", f"身份证 {REDACTED}"),
        ("1101 0519 4912 3100 2X", REDACTED),
        ("4111 - 1111 - 1111 - 1111", REDACTED),
        ("4111\u200b1111\u200b1111\u200b1111", REDACTED),
        ("password reset please", "password reset please"),
        ("验证码收不到，10086发的", "验证码收不到，10086发的"),
        ("密码10次都错", "密码10次都错"),
        ("订单2026112812345678", "订单2026112812345678"),
        ("110105194912310021", REDACTED),
        ("13800000101 13800000102", "13800000101 13800000102"),
        ("31.230416,121.473701", "31.230416,121.473701"),
        ("", ""),
    ],
)
def test_redact(text: str, shown: str) -> None:
    assert redact(text) == (shown, shown != text)


_GAPS = st.sampled_from(["", " ", "-", " - ", "\u200b", "．"[:0], "\u2014"])


def _spread(number: str, gaps: list[str]) -> str:
    return "".join(digit + gap for digit, gap in zip(number, gaps, strict=True)).rstrip(" -\u200b\u2014")


def _id_number(province: int, day: date, serial: int) -> str:
    body = f"{province}0105{day:%Y%m%d}{serial:03}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


@given(
    st.sampled_from([11, 31, 44, 65]),
    st.dates(date(1930, 1, 1), date(2020, 1, 1)),
    st.integers(0, 999),
    st.lists(_GAPS, min_size=18, max_size=18),
    st.booleans(),
)
def test_every_id_number_is_hidden(
    province: int, day: date, serial: int, gaps: list[str], wide: bool
) -> None:
    typed = _spread(_id_number(province, day, serial), gaps)
    if wide:
        typed = typed.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789X"})
    shown, found = redact(f"我的身份证是{typed}，谢谢")
    assert found and shown == f"我的身份证是{REDACTED}，谢谢"


@given(st.from_regex(r"[456][0-9]{14,17}", fullmatch=True), st.lists(_GAPS, min_size=19, max_size=19))
def test_every_bank_card_is_hidden(body: str, gaps: list[str]) -> None:
    total = sum(sum(divmod(int(c) * (2 - n % 2), 10)) for n, c in enumerate(reversed(body)))
    number = body + str(-total % 10)
    shown, found = redact(f"卡号{_spread(number, gaps[: len(number)])}。")
    assert found and shown == f"卡号{REDACTED}。"


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), st.from_regex(r"[TJWHYC][0-9]{4,6}", fullmatch=True))
def test_phones_and_case_numbers_are_left(phone: str, reference: str) -> None:
    text = f"请打{phone}，编号{reference}，单号2026{phone}0"
    assert redact(text) == (text, False)


@given(st.text(alphabet="0123456789 -Xx密码是１２卡,", max_size=60))
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    once, _ = redact(text)
    assert redact(once)[0] == once


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("13812341234", "13812341234"),
        ("138 1234 1234", "13812341234"),
        ("138-1234-1234", "13812341234"),
        ("+86 138 1234 1234", "13812341234"),
        ("+8613812341234", "13812341234"),
        ("008613812341234", "13812341234"),
        ("8613812341234", "13812341234"),
        ("１３８１２３４１２３４", "13812341234"),
        ("请打13812341234，谢谢", "13812341234"),
        ("010-62345678", "01062345678"),
        ("(0917) 3211234", "09173211234"),
        ("（021）6234 5678", "02162345678"),
        ("+86 10 6234 5678", "01062345678"),
        ("400-810-1234", "4008101234"),
        ("12812341234", None),
        ("1381234123", None),
        ("138123412345", None),
        ("20261008", None),
        ("下午三点", None),
        ("", None),
    ],
)
def test_normal_phone(typed: str, digits: str | None) -> None:
    assert normal_phone(typed) == digits
