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
        ("", ""),
    ],
)
def test_redact(text: str, shown: str) -> None:
    assert redact(text) == (shown, shown != text)


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
