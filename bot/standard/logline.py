"""Read one typed line as a log: 拜访 张三 谈了5G套餐 建议:营业厅延长开门 下周三再访 (C2, C3)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from bot.standard.policy import Hours
from bot.standard.times import When, locate
from bot.standard.workdays import WorkCalendar

_SPACE = r"\s,，。;；、:："
_KINDS = {
    "visit": ("上门拜访", "拜访", "走访", "上门", "visit"),
    "call": ("电话回访", "打电话", "电话", "致电", "回访", "去电", "来电", "call"),
    "reception": ("来访接待", "来访", "接待", "reception"),
    "complaint": ("重大投诉", "紧急投诉", "投诉", "complaint"),
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
_WORDS = "|".join(sorted(_KIND_OF, key=len, reverse=True))
# These words stand before a name without a gap; after the others, a gap tells a log from talk about it.
_CLOSE = "拜访|走访|回访|致电|来访|接待|上门拜访|电话回访|打电话给"
_HEAD = re.compile(
    rf"\s*(?:(?P<kind>{_WORDS})了?(?:客户)?(?:[{_SPACE}]+|$)"
    rf"|(?P<close>{_CLOSE})了?(?:客户)?(?!计划|记录|日志|登记|报告|安排|情况|客户|表)(?=\S))",
    re.IGNORECASE,
)
_WENT = re.compile(
    r"\s*我?(?:今天|上午|下午|刚刚|刚才|刚)?(?:(?P<call>给)|(?:去了|到了|去见了|见了|拜访了|走访了|去拜访了|去))"
)
_JUST = re.compile(r"\s*我?(?:刚|今天|上午|下午|去了|见了|拜访了|走访了)")
_CALLED = re.compile(rf"(?P<who>[^{_SPACE}]{{1,20}}?)(?:打了?个?电话|去了?个?电话)[{_SPACE}]*")
_PLACE = re.compile(r"(?P<who>.{2,20}?)(?:那里|那边|那儿|那|这里|家里|家)$")
_VERB = re.compile(
    r"谈|聊|介绍|沟通|讲了|说了|表示|反映|反馈|咨询(?!公司|有限|服务|机构|管理|集团)|询问|了解|推荐|演示|办理|办了"
    r"|签了|签约|送了|提出|提到|建议|意见|无人接|没人接|占线|拒接|空号|打错|断线|没接"
)
_LABEL = re.compile(r"(?P<grade>重大|紧急)?(?P<label>建议|意见|投诉|承诺|答应)\s?[:：]\s*")
_GRADE = re.compile(rf"(?:^|(?<=[{_SPACE}]))(?P<grade>重大|紧急)(?:投诉)?(?:[{_SPACE}]+|$)")
_URGENT = re.compile(r"(?<![不非没])紧急")
_MAJOR = re.compile(r"(?<![不非没])重大")
_AGAIN = re.compile(
    r"\s?(?:左右|前|之前)?\s?(?:再次?(?:去|来|上门)?(?:拜访|回访|访|联系|沟通|上门|打电话|回电|电话|见面|见|谈|去|来|跟进|打|约|确认)"
    r"|(?:拜访|回访|上门|联系|见面|跟进|回电))"
)
_AGREED = re.compile(r"(?:下次拜访|下次回访|下次联系|下次|约好了?|约了|约在|约定|预约)\s?[:：]?\s?$")
_OUTCOMES = {
    "无人接听": "no_answer",
    "无人接": "no_answer",
    "没人接": "no_answer",
    "未接": "no_answer",
    "没接": "no_answer",
    "占线": "busy",
    "忙线": "busy",
    "拒接": "refused",
    "空号": "wrong_number",
    "打错": "wrong_number",
    "错号": "wrong_number",
    "断线": "cut_off",
}
_OUTCOME = re.compile(
    rf"(?:^|[{_SPACE}])(?:电话|通话|手机|一直|又|还是|是|对方|但|两次|三次)*(?P<word>{'|'.join(_OUTCOMES)})"
)


@dataclass(frozen=True, slots=True)
class LogLine:
    """What one line told; what was not understood stands in `content`."""

    kind: str
    who: str
    content: str
    suggestions: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()
    severity: str = "normal"
    outcome: str = "reached"
    next: When | None = None


@dataclass(slots=True)
class _Heard:
    content: list[str] = field(default_factory=list)
    lists: dict[str, list[str]] = field(
        default_factory=lambda: {"建议": [], "意见": [], "投诉": [], "承诺": []}
    )
    severity: str = "normal"


def parse(text: str, now: datetime, calendar: WorkCalendar, hours: Hours | None = None) -> LogLine | None:
    """Read a line as a log; None where it does not start like one."""
    head = _head(text)
    if head is None:
        return None
    kind, who, body, opening = head
    rest, following = _following(body, now, calendar, hours)
    heard = _Heard(severity=_severity(opening))
    _sort(rest, heard)
    content = _tidy(" ".join(heard.content))
    if kind == "complaint" and heard.severity == "normal":
        heard.severity = _severity(content)
        if (grade := _GRADE.match(content)) and content[grade.end() :]:
            content = content[grade.end() :]  # understood, and shown as the severity
    return LogLine(
        kind,
        who,
        content,
        tuple(heard.lists["建议"]),
        tuple(heard.lists["意见"]),
        tuple(heard.lists["投诉"]),
        tuple(heard.lists["承诺"]),
        heard.severity,
        _outcome(content) if kind == "call" else "reached",
        following,
    )


def _head(text: str) -> tuple[str, str, str, str] | None:
    """Return kind, name, the rest, and the opening words."""
    if match := _HEAD.match(text):
        word = (match["kind"] or match["close"]).lower()
        kind = _KIND_OF.get(word, "call")
        rest = text[match.end() :]
        if kind == "complaint" and (grade := _GRADE.match(rest)):
            return kind, *_who(rest[grade.end() :]), grade["grade"]
        return kind, *_who(rest), word
    return _plain_head(text)


def _plain_head(text: str) -> tuple[str, str, str, str] | None:
    match = _WENT.match(text)
    if match is None or not _JUST.match(text):
        return None
    rest = text[match.end() :]
    if match["call"]:
        called = _CALLED.match(rest)
        return ("call", called["who"], rest[called.end() :], "") if called else None
    who, body = _who(rest)
    place = _PLACE.fullmatch(who)
    return ("visit", place["who"] if place else who, body, "") if who and _tidy(body) else None


def _who(text: str) -> tuple[str, str]:
    """Split the name from what follows it, at a gap or at a telling verb."""
    token = re.match(rf"[{_SPACE}]*(?P<who>[^{_SPACE}]*)", text)
    if token is None or not token["who"] or _LABEL.match(text, token.start("who")):
        return "", text
    who, start = token["who"], token.start("who")
    verb = _VERB.search(who, 2)
    if verb is not None:
        return who[: verb.start()], text[start + verb.start() :]
    return who, text[token.end() :]


def _following(
    body: str, now: datetime, calendar: WorkCalendar, hours: Hours | None
) -> tuple[str, When | None]:
    """Find when to come again; the clause is taken out where it stands on its own."""
    for found in reversed(locate(body, now, calendar, hours)):
        agreed = _AGREED.search(body, 0, found.start)
        again = _AGAIN.match(body, found.end)
        if agreed is None and again is None:
            continue
        start = agreed.start() if agreed else found.start
        end = again.end() if again else found.end
        alone = _stands_alone(body, start, end)
        # 周三上门装机 tells what will happen; only 再 or a clause of its own is an agreement.
        if not alone and agreed is None and again is not None and "再" not in again[0]:
            continue
        return (f"{body[:start]} {body[end:]}" if alone else body), found.when
    return body, None


def _stands_alone(body: str, start: int, end: int) -> bool:
    gap = re.compile(rf"[{_SPACE}!！]")
    return (start == 0 or gap.match(body[start - 1]) is not None) and (
        end == len(body) or gap.match(body[end]) is not None
    )


def _sort(text: str, heard: _Heard) -> None:
    """Put each labelled part where it belongs, the rest into the content."""
    labels = list(_LABEL.finditer(text))
    heard.content.append(text[: labels[0].start()] if labels else text)
    for index, label in enumerate(labels):
        end = labels[index + 1].start() if index + 1 < len(labels) else len(text)
        name = "承诺" if label["label"] == "答应" else label["label"]
        parts = [part for part in map(_tidy, re.split("[;；]", text[label.end() : end])) if part]
        heard.lists[name] += parts
        if label["grade"] and name != "投诉":
            heard.content.append(label["grade"])
        elif name == "投诉":
            heard.severity = _severity((label["grade"] or "") + "".join(parts), heard.severity)


def _severity(text: str, otherwise: str = "normal") -> str:
    if _URGENT.search(text):
        return "urgent"
    return "major" if _MAJOR.search(text) and otherwise != "urgent" else otherwise


def _outcome(content: str) -> str:
    match = _OUTCOME.search(content)
    return _OUTCOMES[match["word"]] if match else "reached"


def _tidy(text: str) -> str:
    return re.sub(r"[ \t\u3000]+", " ", text).strip(" \t\r\n\u3000,，;；、。:：")
