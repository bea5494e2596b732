"""Keep what is private out of sight (G1, G2, G7)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

REDACTED = "[已隐去]"

# Letter for letter, so that what is found in the plain text stands at the same place in the typed one.
_HALF_WIDTH = {0xFF01 + n: 0x21 + n for n in range(0x5E)} | {0x3000: 0x20}
# Between digits people put spaces and dashes, and phones put what nobody sees.
_GAP = r"[ \t\u00a0\u2007\u200b-\u200f\u2010-\u2015\u2060\ufeff._-]{0,3}"
_BEFORE, _AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
_ID_NUMBER = re.compile(rf"{_BEFORE}[1-8](?:{_GAP}\d){{16}}{_GAP}[\dXx]{_AFTER}", re.ASCII)
_OLD_ID_NUMBER = re.compile(rf"{_BEFORE}[1-8](?:{_GAP}\d){{14}}{_AFTER}", re.ASCII)
# Bank cards begin with 3 to 6, those of some banks with 9; order numbers mostly with a year.
_CARD = re.compile(rf"{_BEFORE}[34569](?:{_GAP}\d){{12,18}}{_AFTER}", re.ASCII)
_PROVINCES = frozenset(
    (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        81,
        82,
    )
)
_SAYS = (
    r"\s*(?:就是|是|为|為|改成|改为|改為|设成|設成|设为|設為|分别是|is|was)?"
    r"(?P<mark>\s*[:：=]|(?<=[是为為成])|(?<=is)|(?<=was))?\s*"
)
_SECRET = re.compile(
    r"(?:密码|密碼|口令|验证码|驗證碼|动态码|動態碼|校验码|校驗碼|短信码|(?:password|passwd|passcode|pwd|pin(?:码|碼)?)(?![a-z]))"
    rf"{_SAYS}(?P<secret>[A-Za-z0-9][A-Za-z0-9!@#$%^&*._+-]{{2,}})",
    re.ASCII | re.IGNORECASE,
)
_CVV = re.compile(
    rf"(?:cvv2?|cvc2?|cvn2?|安全码|安全碼){_SAYS}(?P<secret>\d{{3,4}})(?!\d)", re.ASCII | re.IGNORECASE
)
_PHONE_RUN = re.compile(r"\+?\(?\d[\d\s().-]*\d", re.ASCII)
_PHONE = re.compile(r"1[3-9]\d{9}|0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8}|[48]00\d{7}", re.ASCII)
_COUNTRY = re.compile(r"^(?:\+|00)86")


def mask_phone(phone: str) -> str:
    """Return a number with its middle hidden: 138****1234."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", phone) if c.isdigit())
    if len(digits) >= 10:
        return f"{digits[:3]}****{digits[-4:]}"
    if len(digits) >= 7:
        return f"{digits[:2]}****{digits[-2:]}"
    return "**" if digits else ""


def mask_name(name: str) -> str:
    """Return a name of which only the first character is left: 张*."""
    name = name.strip()
    return f"{name[0]}*" if name else ""


def redact(text: str) -> tuple[str, bool]:
    """Hide ID numbers, bank cards, their codes and passwords; tell whether there were any."""
    plain = text.translate(_HALF_WIDTH)
    spans = [m.span() for m in _ID_NUMBER.finditer(plain) if _identifies(m[0])]
    spans += [m.span() for m in _OLD_ID_NUMBER.finditer(plain) if _identified(m[0])]
    spans += [m.span() for m in _CARD.finditer(plain) if _luhn(m[0])]
    spans += [m.span("secret") for m in _SECRET.finditer(plain) if _secret(m)]
    spans += [m.span("secret") for m in _CVV.finditer(plain)]
    shown, end = "", 0
    for start, stop in sorted(spans):
        if stop <= end:
            continue
        # Two findings that overlap become one gap.
        shown += text[end:start] + REDACTED if start >= end else ""
        end = stop
    return shown + text[end:], bool(spans)


def _secret(found: re.Match[str]) -> bool:
    """Tell a password from a word that only follows one: it has a digit, or is said to be one."""
    return found["mark"] is not None or any(c.isdigit() for c in found["secret"])


def _identifies(number: str) -> bool:
    """Tell an ID number of 18 digits by its region and its birthday; one mistyped at its end is one too."""
    digits = "".join(c for c in number if c.isdigit())
    return int(digits[:2]) in _PROVINCES and _is_day(digits[6:14])


def _identified(number: str) -> bool:
    """Tell an ID number of the old 15 digits by its region and its birthday."""
    digits = "".join(c for c in number if c.isdigit())
    return int(digits[:2]) in _PROVINCES and _is_day(f"19{digits[6:12]}")


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return day.year >= 1900


def without_phones(text: str, instead: str) -> str:
    """Return a text in which nothing is a phone number any more."""
    plain = text.translate(_HALF_WIDTH)
    for match in reversed(list(_PHONE_RUN.finditer(plain))):
        if normal_phone(match[0]):
            text = text[: match.start()] + instead + text[match.end() :]
    return text


def normal_phone(text: str) -> str | None:
    """Return the digits of the first Chinese number in a text, however it was typed."""
    plain = unicodedata.normalize("NFKC", text)
    for match in _PHONE_RUN.finditer(plain):
        compact = "+" * match[0].startswith("+") + re.sub(r"\D", "", match[0])
        digits = _COUNTRY.sub("", compact)
        candidates = [digits]
        if digits.startswith("86"):
            candidates.append(digits[2:])
        if digits != compact:
            candidates.append("0" + digits)
        for candidate in candidates:
            if _PHONE.fullmatch(candidate):
                return candidate
    return None


def _luhn(number: str) -> bool:
    digits = [int(c) for c in reversed(number) if c.isdigit()]
    doubled = (sum(divmod(2 * d, 10)) for d in digits[1::2])
    return any(digits) and (sum(digits[::2]) + sum(doubled)) % 10 == 0
