"""What was heard in a log: suggestions, opinions, complaints, questions, promises (D-1, C8)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.standard.logline_names import SPACE

LABELS = {
    "建议": "suggestion",
    "意见": "opinion",
    "投诉": "complaint",
    "承诺": "promise",
    "答应": "promise",
    "问题": "question",
    "疑问": "question",
    "提问": "question",
    "问": "question",
}
_LABEL = re.compile(rf"(?P<grade>重大|紧急)?(?:客户)?(?P<label>{'|'.join(LABELS)})\s?[:：]\s*")
_BARE_LABELS = ("建议", "意见", "投诉", "承诺", "问题")
_ENDS = re.compile(r"[。\n]")
_ITEMS = re.compile(r"[;；]|(?:^|(?<=[\s;；,，。]))(?:[0-9][.、)）](?![0-9])|[①②③④⑤⑥⑦⑧⑨])")
_MARKS = re.compile(r"([,，。;；!！\s]+)")
_THEM = "他|她|客户|对方|老板|用户"
# In talk without stops, a new thing begins where somebody begins to suggest, complain or promise.
_BREAK = re.compile(
    rf"(?<!^)(?<![,，。;；!！\s])(?=(?:{_THEM})(?:还|也|又)?(?:建议|投诉|抱怨)|(?<!给)我(?:答应|承诺))"
)
_BEGINS = re.compile(_THEM)
_SUBJECT = re.compile(rf"(?:{_THEM}|还|也|并|另外|又|提出|提了|个|一个)*")
_SUGGESTED = re.compile(
    rf"(?P<who>{_SUBJECT.pattern}|[^我]{{1,3}}(?=建议(?:我们|咱们|你们)))建议(?:是|为)?(?P<text>.+)"
)
_MINE = re.compile(rf"(?:{_THEM}|其|您)|升级|换|改用|办理|订购|选|续|购买|开通")
_NOT_HEARD = re.compile(r"^(?:已|处理|的|单|工单|箱|簿|书|收集|都|没)")
_COMPLAINED = re.compile(
    rf"(?:(?:{_THEM}|还|又|并|要求|要)*)投诉了?(?!已|处理|的|单|工单|电话|办结|过)(?P<text>.+)"
)
_OPINION = re.compile(
    r"(?<![没无不])(?:嫌|抱怨|吐槽|埋怨|不满(?!足|一|两|三|[0-9])|有意见|有看法)|^意见(?:是|为)(?=\S)"
)
_ASKED = re.compile(
    rf"(?:(?:{_THEM}|还|也|又|来电|来|就是)*)(?:想)?(?:问|询问|咨询|打听|请教|想知道|想了解)(?:了|一下|下|我们?)*(?P<text>.+)"
)
_QUESTION = re.compile(
    r"吗|多少|怎么(?!样都)|怎样|如何|能不能|可不可以|可否|能否|是否|是不是|什么|何时|哪|几[个点号天月块元年]|有没有|会不会|要不要|为何|多久|多长|[?？]$"
)
_ANSWERED = re.compile(r"^(?:已|当场|当面|我)?(?:已经)?(?:答复|解答|解释|告知|说明|回答)")
_FOR_THEM = r"(?:他|她|客户|对方|其|人家|您|用户)"
_PROMISED = re.compile(r"(?P<who>.{0,6}?)(?:答应|承诺|保证|许诺)(?!书|函)(?P<text>.+)")
_I = re.compile(r"^(?:我|我们|本人|并|还|也|已|已经|当场|口头|又|这边)*$")
_OWED = re.compile(
    rf"(?:给|帮|替|为|向){_FOR_THEM}(?!.{{0,3}}(?:打了|去了|发了|说了|办了|送了))|(?:回复|答复|告知|通知){_FOR_THEM}"
)
_CALLING = re.compile(rf"(?:给|跟|和){_FOR_THEM}(?:打|回)(?:个)?电话|打电话给|回电给|联系")
_THEIRS = re.compile(r"^(?:签|考虑|付|缴|交|来|回款|还款|去|到|自己)|给我|答复我|回复我|告诉我")
_WEAK_THEIRS = re.compile(r"签|考虑|付|缴|回款|还款|给我|答复我|回复我|告诉我|答复$|给答复")


@dataclass(slots=True)
class Heard:
    """The parts of a line by what they are."""

    content: list[str] = field(default_factory=list)
    lists: dict[str, list[str]] = field(
        default_factory=lambda: {kind: [] for kind in dict.fromkeys(LABELS.values())}
    )
    grades: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)


def label_at(text: str, position: int) -> bool:
    """Tell whether a label stands at a position."""
    return _LABEL.match(text, position) is not None


def sort(text: str, to_come: Callable[[str], bool]) -> Heard:
    """Put each labelled part and each telling clause where it belongs, all else into the content.

    `to_come` tells whether a clause names a time to come.
    """
    heard = Heard()
    position = 0
    for label in _LABEL.finditer(text):
        if label.start() < position:
            continue
        heard.content.append(_clauses(text[position : label.start()], heard, to_come))
        following = _LABEL.search(text, label.end())
        stop = following.start() if following else len(text)
        ends = _ENDS.search(text, label.end(), stop)
        position = ends.end() if ends and tidy(text[label.end() : ends.start()]) else stop
        _labelled(label, text[label.end() : position], heard)
    heard.content.append(_clauses(text[position:], heard, to_come))
    return heard


def _labelled(label: re.Match[str], text: str, heard: Heard) -> None:
    kind = LABELS[label["label"]]
    heard.lists[kind] += [part for part in map(tidy, _ITEMS.split(text)) if part]
    if label["grade"] and kind != "complaint":
        heard.content.append(label["grade"])
    elif label["grade"]:
        heard.grades.append(label["grade"])


def _clauses(text: str, heard: Heard, to_come: Callable[[str], bool]) -> str:
    """Take the telling clauses out of a text and return what is left, its marks as they were."""
    tokens = _MARKS.split("\n".join(_BREAK.split(text)))
    left: list[str] = []
    waiting: list[str] = []  # a label without its colon: what comes next is meant
    for index in range(0, len(tokens), 2):
        clause = tokens[index]
        if label := waiting.pop() if waiting and clause else "":
            heard.lists[LABELS[label]].append(tidy(clause))
            continue
        if clause.removeprefix("客户") in _BARE_LABELS and index + 2 < len(tokens) and tokens[index + 2]:
            waiting.append(clause.removeprefix("客户"))
            continue
        mark = tokens[index + 1] if index + 1 < len(tokens) else ""
        after = next((t for t in tokens[index + 2 :: 2] if t), "")
        if clause and _take(clause, after, heard, to_come):
            continue
        left.append(clause + mark.replace("\n", " "))
    return "".join(left)


def _take(clause: str, after: str, heard: Heard, to_come: Callable[[str], bool]) -> bool:
    if (kind := _promise(clause, to_come)) is not None:
        if kind:
            heard.lists["promise"].append(tidy(clause))
            heard.doubtful += [] if kind == "sure" else ["promise"]
        return bool(kind)
    for take in (_suggestion, _complaint, _question):
        found = take(clause, after)
        if found is not None:
            heard.lists[found[0]].append(tidy(found[1]))
            return True
    if _OPINION.search(clause):
        heard.lists["opinion"].append(tidy(clause))
        return True
    return False


def _promise(clause: str, to_come: Callable[[str], bool]) -> str | None:
    """Return how sure it is that a clause is the manager's promise: "" the customer's, None no promise."""
    if match := _PROMISED.match(clause):
        who, text = match["who"], match["text"]
        if not _I.match(who):
            return ""
        if who.startswith(("我", "本人")) or _OWED.search(clause):
            return "sure"
        return "" if _WEAK_THEIRS.search(text) else "asked"
    begins = _BEGINS.match(clause)
    if begins or _CALLING.search(clause) or not to_come(clause):
        return None
    return "sure" if _OWED.search(clause) and "了" not in clause[-2:] else None


def _suggestion(clause: str, _: str) -> tuple[str, str] | None:
    match = _SUGGESTED.fullmatch(clause)
    if match is None or _NOT_HEARD.match(match["text"]):
        return None
    if not _SUBJECT.fullmatch(match["who"]):
        return "suggestion", clause  # who it was stays with it
    theirs = _BEGINS.search(match["who"]) is not None
    if not theirs and _MINE.match(match["text"]):
        return None  # 建议他换套餐 is the manager's own advice
    return "suggestion", match["text"]


def _complaint(clause: str, _: str) -> tuple[str, str] | None:
    match = _COMPLAINED.fullmatch(clause)
    return None if match is None or _NOT_HEARD.match(match["text"]) else ("complaint", match["text"])


def _question(clause: str, after: str) -> tuple[str, str] | None:
    match = _ASKED.fullmatch(clause)
    if match is None or not _QUESTION.search(match["text"]) or _ANSWERED.match(after):
        return None
    return "question", match["text"].rstrip("?？")


def tidy(text: str) -> str:
    """Return a text without what separates it from its neighbours."""
    return re.sub(r"[ \t\u3000]+", " ", text).strip(" \t\r\n\u3000,，;；、。:：")


__all__ = ["LABELS", "SPACE", "Heard", "label_at", "sort", "tidy"]
