"""What a manager notes down while on the phone: addresses, employers, intervals, users (B6–B10)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from bot.standard.numerals import NUMBER, number

_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|(?:0\d{2,3}[- ]?)?\d{7,8})(?!\d)")
LONGEST = {"address": 200, "home_phone": 30, "employer": 60, "post": 30, "user_relation": 30}
"""How long a field may be; what is longer is kept as a note."""
_MARKS = " \t\r\n,，、;；。.:：|/"
_SPLIT = re.compile(r"[\s,，、;；。|/]+")
_LABEL_WORDS = re.compile(
    r"(?:详细地址|家庭住址|住宅电话|联系电话|家庭电话|工作单位|使用人|与户主关系|"
    r"地址|住址|电话|座机|手机|单位|公司是|职务|职位|岗位|姓名|联电|关系)(?:是|为|[:：])\s*"
)
_RELATION_WORDS = re.compile(
    r"(?:户主的?|他的?|她的?|是)?"
    r"(本人|配偶|妻子|丈夫|爱人|老婆|老公|太太|先生|父亲|母亲|爸爸|妈妈|父母|儿子|女儿|孩子|哥哥|弟弟|姐姐|妹妹|"
    r"亲戚|亲属|家人|朋友|同事|员工|职工|司机|秘书|助理|会计|房东|租客|老板|领导)"
)
_SPAN_WORDS = re.compile(
    rf"每?隔?(?:(?P<half>半)|(?P<n>{NUMBER}))?个?(?P<unit>天|日|周|星期|礼拜|月|季度|季|年)(?:一次)?"
)
_UNIT_WORDS = {
    "天": 1,
    "日": 1,
    "周": 7,
    "星期": 7,
    "礼拜": 7,
    "月": 30,
    "季度": 90,
    "季": 90,
    "年": 365,
}
_HALF_WORDS = {"月": 15, "年": 180}
_NEVER_WORDS = re.compile(r"不需要|不用|不必|别打|不要")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a text, and what is left of it."""

    fields: dict[str, str] = field(default_factory=dict)
    rest: str = ""


def read(reader: str, text: str) -> Reading:
    """Read a text as a step expects it; what is not understood is left as a note."""
    reading = _read(reader, text)
    if any(len(value) > LONGEST.get(name, len(value)) for name, value in reading.fields.items()):
        return Reading({}, text)  # that much is no address, but a story
    return reading


def _read(reader: str, text: str) -> Reading:
    plain = _LABEL_WORDS.sub(" ", unicodedata.normalize("NFKC", text)).strip(_MARKS)
    if reader == "address":
        return _address(plain)
    if reader == "work":
        return _work(plain)
    if reader == "interval":
        days = interval(plain)
        return Reading({}, text) if days is None else Reading({"wish_days": str(days)})
    if reader == "user":
        return _user(plain)
    return Reading({}, text)


def interval(text: str) -> int | None:
    """Return how many days between calls are wished, 0 for none at all, None where that is not said."""
    if _NEVER_WORDS.search(text):
        return 0
    match = _SPAN_WORDS.search(unicodedata.normalize("NFKC", text))
    if match is None:
        return None
    unit = match["unit"]
    if match["half"]:
        return _HALF_WORDS.get(unit)
    count = number(match["n"]) if match["n"] else 1
    return count * _UNIT_WORDS[unit] if count else None


def _address(plain: str) -> Reading:
    fields: dict[str, str] = {}
    phone = _PHONE.search(plain)
    if phone:
        fields["home_phone"] = phone[0].replace(" ", "")
        plain = f"{plain[: phone.start()]} {plain[phone.end() :]}"
    if address := plain.strip(_MARKS):
        fields["address"] = " ".join(address.split())
    return Reading(fields)


def _work(plain: str) -> Reading:
    words = [word for word in _SPLIT.split(plain) if word]
    names = ("employer", "post")
    return Reading(dict(zip(names, words, strict=False)), " ".join(words[2:]))


def _user(plain: str) -> Reading:
    fields: dict[str, str] = {}
    phone = _PHONE.search(plain)
    if phone:
        fields["user_phone"] = phone[0].replace(" ", "")
        plain = f"{plain[: phone.start()]} {plain[phone.end() :]}"
    words = [word for word in _SPLIT.split(plain) if word]
    related = next((m for word in words if (m := _RELATION_WORDS.fullmatch(word))), None)
    if related:
        fields["user_relation"] = related[1]
        words.remove(related[0])
    if words and len(words[0]) <= 6 and not any(c.isdigit() for c in words[0]):
        fields["user_name"] = words.pop(0)
    return Reading(fields, " ".join(words))
