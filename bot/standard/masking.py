"""Keep what is private out of sight (G1, G2, G7)."""

from __future__ import annotations

import re
import unicodedata

REDACTED = "[已隐去]"

_HALF_WIDTH = {
    ord(full): half for full, half in zip("０１２３４５６７８９Ｘ－　＋", "0123456789X- +", strict=True)
}
_GAP = r"[ -]?"
_ID_NUMBER = re.compile(
    rf"(?<![0-9A-Za-z])[1-9](?:{_GAP}\d){{5}}{_GAP}(?:1{_GAP}9|2{_GAP}0)(?:{_GAP}\d){{2}}"
    rf"{_GAP}(?:0{_GAP}[1-9]|1{_GAP}[0-2]){_GAP}(?:0{_GAP}[1-9]|[12]{_GAP}\d|3{_GAP}[01])"
    rf"(?:{_GAP}\d){{3}}{_GAP}[\dXx](?![0-9A-Za-z])",
    re.ASCII,
)
_DIGITS = re.compile(rf"(?<![0-9A-Za-z])\d(?:{_GAP}\d){{15,18}}(?![0-9A-Za-z])", re.ASCII)
_SECRET = re.compile(
    r"(?:密码|口令|验证码|动态码)\s*(?:就是|是|为|改成|改为|设成|设为|[:：=])?\s*"
    r"([A-Za-z0-9][A-Za-z0-9!@#$%^&*._+-]{2,})",
    re.ASCII,
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
    """Hide ID numbers, bank cards and passwords; tell whether there were any."""
    plain = text.translate(_HALF_WIDTH)
    spans = [m.span() for m in _ID_NUMBER.finditer(plain)]
    spans += [m.span() for m in _DIGITS.finditer(plain) if _luhn(m[0])]
    spans += [m.span(1) for m in _SECRET.finditer(plain)]
    shown, end = "", 0
    for start, stop in sorted(spans):
        if stop <= end:
            continue
        # Two findings that overlap become one gap.
        shown += text[end:start] + REDACTED if start >= end else ""
        end = stop
    return shown + text[end:], bool(spans)


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
