"""Read one typed line as a log: 拜访 张三 谈了5G套餐 建议:营业厅延长开门 下周三再访 (C2, C3, C4, C8)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.standard.logline_head import Head, head_of
from bot.standard.logline_heard import Heard, sort, tidy
from bot.standard.logline_names import SPACE
from bot.standard.logline_next import following
from bot.standard.policy import Hours, shipped
from bot.standard.times import locate
from bot.standard.times_when import Found, When
from bot.standard.workdays import WorkCalendar

_GRADE = re.compile(rf"(?:^|(?<=[{SPACE}]))(?P<grade>重大|紧急|一般)(?:投诉)?(?:[{SPACE}]+|$)")
_GAP_OR_END = re.compile(rf"[{SPACE}]+|$")
# 昨天下午去的: words that say no more than that it happened then; 谈了 and 聊了 say what, and stay.
_WENT = re.compile(rf"\s?(?:[去来见]的|去过?了|来过?了|去过|来过)(?:[{SPACE}]+|$)|(?=[谈聊]了(?!的))")
_URGENT = re.compile(r"(?<![不非没])紧急")
_MAJOR = re.compile(r"(?<![不非没])重大")
_GRAVE = re.compile(
    r"(?<!不)严重|影响(?:很大|营业|收银|生意|生产|上课|办公)|全(?:公司|楼|村|厂|小区|校)|整[栋个]"
    r"|十万火急|特急|加急|要曝光|媒体|起诉"
)
_OUTCOMES = {
    "no_answer": "无人接听|无人接|没人接|未接|没接|不接|没打通|打不通|打不进|未打通|关机|停机|不在服务区"
    "|无法接通|没接通|未接通|联系不上",
    "busy": "占线|忙线|通话中|正忙",
    "refused": "拒接|挂断|挂了|挂掉|按掉",
    "wrong_number": "空号|打错|错号",
    "cut_off": "断线了?|掉线了",
}
_OUTCOME_OF = re.compile(
    rf"(?:^|[{SPACE}])(?:电话|通话|手机|一直|又|还是|是|对方|但|都|已|他|她|打了?|两次|三次|几次|说到?了?一半|说是?|说着|直接|给|被|就|人家|突然)*"
    rf"(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _OUTCOMES.items())})"
)
_PREFERRED = {"重大": "major", "紧急": "urgent", "一般": "normal"}


@dataclass(frozen=True, slots=True)
class Promise:
    """What the manager promised, and by when where that was said (C8)."""

    text: str
    due: When | None = None


@dataclass(frozen=True, slots=True)
class LogLine:
    """What one line told; what was not understood stands in `content`.

    `doubts` names the fields that have to be asked; `kinds` what else the kind may be, `times` what is told
    of times to come without saying that one comes again then; `missing` a day to come again that no
    calendar has.
    """

    kind: str
    who: str
    content: str
    suggestions: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    severity: str = "normal"
    outcome: str = "reached"
    next: When | None = None
    happened: When | None = None
    kinds: tuple[str, ...] = ()
    times: tuple[When, ...] = ()
    doubts: frozenset[str] = frozenset()
    inbound: bool = False
    way: str = ""
    place: str = ""
    missing: str = ""


def parse(text: str, now: datetime, calendar: WorkCalendar, hours: Hours | None = None) -> LogLine | None:
    """Read a line as a log; None where it does not start like one."""
    hours = hours or shipped().hours
    head = head_of(text, locate(text, now, calendar, hours))
    if head is None:
        return None
    happened = head.happened.behind(now) if head.happened else None
    if happened is not None and happened.at > now:
        if happened.at.date() > calendar.local(now).date():
            return None  # 明天拜访张三 is a plan
        happened = None
    body = text[head.rest :]
    if head.kind == "complaint":
        return _complaint(head, body)
    if happened is None:
        happened, body = _happened(body, now, locate(body, now, calendar, hours))
    return _reader(head, body, happened, now, calendar, hours)


def told(text: str, now: datetime, calendar: WorkCalendar, hours: Hours | None = None) -> LogLine:
    """Read what the content of a record tells besides, where its kind and customer are known already."""
    hours = hours or shipped().hours
    happened, body = _happened(text, now, locate(text, now, calendar, hours))
    return _reader(Head("visit", "", 0), body, happened, now, calendar, hours)


def _complaint(head: Head, body: str) -> LogLine:
    """Return a complaint: all that was typed are its facts but for the grade (C4)."""
    content = tidy(" ".join(filter(None, [head.before, tidy(body)])))
    content, severity = _severity(head, content, Heard())
    return _with_doubts(LogLine(head.kind, head.who, content, severity=severity), Heard(), loose=False)


def _reader(
    head: Head, body: str, happened: When | None, now: datetime, calendar: WorkCalendar, hours: Hours
) -> LogLine:
    def coming(clause: str) -> When | None:
        whens = (found.when.ahead(now) for found in locate(clause, now, calendar, hours))
        return next((when for when in whens if when.at > now or when.limit), None)

    def to_come(clause: str) -> bool:
        return coming(clause) is not None

    promised = sort(body, to_come).lists["promise"]
    after = following(body, locate(body, now, calendar, hours), now, promised)
    heard = sort(after.body, to_come)
    content, severity = _severity(head, tidy(" ".join(filter(None, [*heard.content, head.before]))), heard)
    lists = {kind: tuple(texts) for kind, texts in heard.lists.items()}
    promises = tuple(Promise(text, coming(text)) for text in lists["promise"])
    outcome = _outcome(content) if head.kind == "call" else "reached"
    line = LogLine(
        head.kind,
        head.who,
        content,
        lists["suggestion"],
        lists["opinion"],
        lists["complaint"],
        lists["question"],
        promises,
        severity,
        outcome,
        after.next,
        happened,
        () if outcome != "reached" else head.kinds,
        after.others,
        inbound=head.inbound,
        way=head.way,
        place=head.place,
        missing=after.missing,
    )
    return _with_doubts(line, heard, after.loose)


def _with_doubts(line: LogLine, heard: Heard, loose: bool) -> LogLine:
    doubts = set(heard.doubtful)
    doubts |= {"kind"} if line.kinds else set()
    doubts |= {"next"} if loose or (line.next is not None and not line.next.sure) else set()
    doubts |= {"happened"} if line.happened is not None and not line.happened.sure else set()
    doubts |= {"promise"} if any(p.due is not None and not p.due.sure for p in line.promises) else set()
    grave = line.kind == "complaint" and line.severity == "normal" and _GRAVE.search(line.content)
    doubts |= {"severity"} if grave else set()
    return replace(line, doubts=frozenset(doubts))


def _happened(body: str, now: datetime, times: Sequence[Found]) -> tuple[When | None, str]:
    """Take a past time from right behind the name, where it stands on its own or with 去的, 谈了 (O1)."""
    for found in times[:1]:
        gap = _WENT.match(body, found.end) or _GAP_OR_END.match(body, found.end)
        alone = tidy(body[: found.start]) == "" and gap is not None and tidy(body[found.end :]) != ""
        when = found.when.behind(now)
        if alone and found.when.at <= now and when.at <= now:
            return when, body[gap.end() :] if gap else body
    return None, body


def _severity(head: Head, content: str, heard: Heard) -> tuple[str, str]:
    """Return the content and how serious a complaint in it is."""
    severity = _PREFERRED.get(head.grade, "normal")
    for grade in heard.grades:
        severity = _PREFERRED[grade]
    if not head.grade and heard.lists["complaint"]:
        severity = _graded("".join(heard.lists["complaint"]), severity)
    if head.kind == "complaint" and not head.grade:
        graded = _GRADE.match(content)
        severity = _PREFERRED[graded["grade"]] if graded else _graded(content, severity)
        if graded and content[graded.end() :]:
            content = content[graded.end() :]  # understood, and shown as the severity
    return content, severity


def _graded(text: str, otherwise: str) -> str:
    if _URGENT.search(text):
        return "urgent"
    return "major" if _MAJOR.search(text) and otherwise != "urgent" else otherwise


def _outcome(content: str) -> str:
    match = _OUTCOME_OF.search(content)
    return "reached" if match is None else next(name for name in _OUTCOMES if match[name])
