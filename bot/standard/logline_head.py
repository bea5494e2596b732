"""How a log begins: what kind it is and who it is about, with a keyword or plainly told (C2, C3, C4)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.standard.logline_names import GAP, GAPS, SPACE, TOKEN, name_at, plausible
from bot.standard.times_when import Found, When

_KINDS = {
    "visit": (
        *("上门拜访", "拜访", "拜訪", "走访", "上门服务", "上门", "入户", "家访", "巡店", "门店", "visit"),
    ),
    "call": ("电话回访", "打电话", "电话联系", "电话", "致电", "回访", "去电", "来电", "回电", "call"),
    "reception": ("来访接待", "来访", "接待", "reception"),
    "complaint": ("重大投诉", "紧急投诉", "投诉", "complaint"),
    "touch": ("微信联系", "联系", "沟通"),
}
_KIND_OF = {word: kind for kind, words in _KINDS.items() for word in words}
_WORDS = "|".join(sorted(_KIND_OF, key=len, reverse=True))
# These words stand before a name without a gap; after the others, a gap tells a log from talk about it.
_CLOSE = (
    "上门拜访|拜访|拜訪|走访|电话回访|回访|致电|来访|接待|打电话给|打给|电话联系|联系|上门(?!服务|安装|装)"
)
_NOT_A_NAME = "计划|记录|日志|登记|报告|安排|情况|客户|表|电话|方式|人|几|哪|谁|多|我|一下|不上|我们|多少|谁"
_HEAD = re.compile(
    rf"(?:(?P<kind>{_WORDS})[了完过]?(?:客户)?(?:[{SPACE}]+|$)"
    rf"|(?P<close>{_CLOSE})(?P<done>[了完过]?+)(?:客户)?+(?!{_NOT_A_NAME})(?=\S))",
    re.IGNORECASE,
)
_SECOND = re.compile(
    rf"(?P<before>[^{SPACE}]{{2,20}})[{SPACE}]+(?={_WORDS})(?=[^{SPACE}]{{2,4}}[{SPACE}]+\S)"
)
_GRADE = re.compile(rf"(?P<grade>重大|紧急|一般)(?:投诉)?(?:[{SPACE}]+|$)")
_OPENING = re.compile(rf"[{SPACE}]*(?:我们?|本人)?(?P<just>刚刚|刚才|刚)?(?:在[^{SPACE}]{{1,6}}?(?=接待))?")
_WENT = re.compile(
    r"(?P<done>去了[一二两三四五六七八九十几0-9]*趟(?:才|终于)?(?:见到|找到)?|去了|去的|到了|去见了|见了|拜访[完了过]|走访[完了过]|去拜访了?|跑了一?趟|从)|(?P<weak>去见|去|到|见)(?!了)"
)
_WITH = re.compile(r"[给跟和与同向]|打给|打电话给|(?P<told>微信|视频)?联系了?")
_PHONED = re.compile(
    rf"(?:打了?一?个?电话|打了电话|去了?一?个?电话|去电|回了?一?个?电话|通了?一?个?电话|通话了?|电话沟通了?|电话)[{SPACE}]*"
)
_FACE_TO_FACE = re.compile(rf"(?:碰了?个?面|碰了?个?头|见了?个?面|面谈了?)[{SPACE}]*|(?=吃|喝茶|一起)")
_TOUCHED = re.compile(r"(?=微信|视频|语音|短信|聊|谈|沟通|对接|说|联系|交流)")
_CAME = re.compile(
    r"(?:来访|来了?(?:我们|咱们?)?(?:营业厅|厅里?|店里|网点|公司|单位|行里|支行|银行|办公室|柜台|所里|站里)(?:找我)?"
    rf"|到(?:营业厅|厅里|网点|公司|行里|柜台)来?|上门来)了?[{SPACE}]*"
)
_RANG = re.compile(
    rf"(?:来电话?|打来了?电话|来了个?电话|打了?个?电话(?:过来|来)|打电话(?:过来|来)?)了?[{SPACE}]*"
)
_COMPLAINED = re.compile(rf"(?:来|又|要)?投诉了?[{SPACE}]*(?!已|的|单|工单|处理)(?=\S)")
_SILENT = re.compile(
    r"(?=(?:的)?(?:电话|手机)?(?:一直|又|都|还是)?(?:没接|不接|没人接|无人接|打不通|没打通|关机|停机|占线|忙线|无法接通))"
)
_TOLD = re.compile(
    r"谈|聊|介绍|沟通|讲了|说|表示|反映|咨询|问|了解|推荐|演示|办理|办了|签|续|送|提出|建议|意见|投诉|抱怨|嫌|满意|答应|承诺|装|修|换"
)
_LABEL_NEXT = re.compile(rf"[{SPACE}]*(?:建议|意见|投诉|承诺|答应|问题|问)\s?[:：]")
_NOBODY = re.compile(
    r"我们?|咱们?|你们?|您|他们?|她们?|大家|老婆|老公|孩子|爸妈?|妈"
    r"|.*[0-9几两一二三四五六七八九十百多](?:家店?|户|个|位|名|人|次|趟)"
)
_SPACES = re.compile(rf"[{SPACE}]+")
_LONGEST = 12
# Words that only tell the kind of a record and who it is about; all else ahead of the name is kept.
_FUNCTION = re.compile(
    rf"来了?一?个?电话|{_WORDS.replace('微信联系|', '')}|重大|紧急|一般|刚刚|刚才|刚|我们?|咱们?|本人"
    r"|去了?一?趟|跑了?一?趟"
    r"|去见|客户|打了?一?个?电话(?:过来|来|给)?"
    r"|去了?一?个?电话|回了?一?个?电话|通了?一?个?电话|通话|电话沟通|碰了?个?[面头]|见了?个?面|面谈|找我|打给"
    r"|那里|那边|那儿|那|这里|这边|回来|出来|来访|上门|[了完过去到见从给跟和与同向来的在又要]",
    re.IGNORECASE,
)
_PLACE_ALONE = re.compile(
    r"家里?|家中|店里?|公司里?|单位|办公室|厂里|村里|营业厅|厅里?|网点|行里|支行|银行|柜台|所里|站里|处"
)
_WAYS = {"入户": "home", "家访": "home", "巡店": "store", "门店": "store"}


@dataclass(frozen=True, slots=True)
class Head:
    """What a line is about; `kinds` are the kinds it may be as well, `before` words that came ahead of it.

    `inbound` tells that the customer called, `way` how a visit was made (at home, in a store), `place` where.
    """

    kind: str
    who: str
    rest: int
    kinds: tuple[str, ...] = ()
    grade: str = ""
    before: str = ""
    happened: When | None = None
    inbound: bool = False
    way: str = ""
    place: str = ""


def head_of(text: str, times: Sequence[Found]) -> Head | None:
    """Read how a line begins; None where it is no log."""
    start = _skip(text, 0)
    lead = next((found for found in times if found.start == start), None)
    if lead is not None:
        # 今天去 is a plan or a question as well as a report; what follows decides.
        start = _skip(text, lead.end)
    opening = _OPENING.match(text, start)
    at = opening.end() if opening else start
    just = opening is not None and opening["just"] is not None
    head = (
        _keyed(text, at)
        or _told(text, at, just or lead is not None)
        or _by_name(text, at)
        or _second(text, at)
    )
    # 拜访了5家店 and 给我打电话 are about no customer.
    if head is None or _NOBODY.fullmatch(head.who):
        return None
    head = _with_rest(text, head, lead)
    return head if lead is None or head.kind == "complaint" else replace(head, happened=lead.when)


def _with_rest(text: str, head: Head, lead: Found | None) -> Head:
    """Keep what was said ahead of the name besides the kind: a place, or anything else as content."""
    said = text[: head.rest]
    # A complaint has no field for when it happened: the words stay in the facts.
    complaint = head.kind == "complaint"
    if lead is not None and not complaint:
        said = f"{said[: lead.start]} {said[lead.end :]}"
    before, _, after = said.rpartition(head.who) if head.who else (said, "", "")
    left = [part for part in _SPACES.split(_FUNCTION.sub(" ", f"{before} {after}")) if part]
    if complaint and lead is not None:
        left = [text[lead.start : lead.end], *(part for part in left if part not in lead.when.text)]
    if head.kind in ("visit", "reception") and len(left) == 1 and _PLACE_ALONE.fullmatch(left[0]):
        return replace(head, place=left[0], before="")
    return replace(head, before=" ".join(left))


def _skip(text: str, position: int) -> int:
    while position < len(text) and GAP.match(text, position):
        position += 1
    return position


def _keyed(text: str, position: int) -> Head | None:
    match = _HEAD.match(text, position)
    if match is None:
        return None
    word = (match["kind"] or match["close"]).lower()
    kind = _KIND_OF.get(word, "call")
    kinds: tuple[str, ...] = ()
    if kind == "touch":
        kind, kinds = "call", ("visit",)
    at, grade = match.end(), word.removesuffix("投诉") if kind == "complaint" else ""
    if kind == "complaint" and (graded := _GRADE.match(text, at)):
        at, grade = graded.end(), graded["grade"]
    who, rest = _who(text, at)
    if match["close"] and kinds and not (match["done"] or plausible(who)):
        return None
    return Head(kind, who, rest, kinds, grade, inbound=word == "来电", way=_WAYS.get(word, ""))


def _who(text: str, position: int) -> tuple[str, int]:
    start = _skip(text, position)
    if start >= len(text) or _LABEL_NEXT.match(text, start):
        return "", position
    return name_at(text, start)


def _told(text: str, position: int, before_now: bool) -> Head | None:
    """Read 去了张三那, 给王总打电话, 和李姐聊了."""
    if match := _WITH.match(text, position):
        return _with(text, match)
    match = _WENT.match(text, position)
    if match is None:
        return None
    who, rest = _who(text, match.end())
    sure = before_now or match["done"]
    if not who or len(who) > _LONGEST or not text[rest:].strip() or not (sure or plausible(who)):
        return None
    if match["weak"] and not plausible(who):
        return None
    return Head("visit", who, rest)


def _with(text: str, match: re.Match[str]) -> Head | None:
    start = match.end()
    if match["told"] is not None or match[0].startswith("打"):
        who, rest = _who(text, start)
        return Head("call", who, rest) if plausible(who) else None
    for end in range(start + 1, min(start + _LONGEST, len(text)) + 1):
        who = text[start:end].strip()
        for pattern, kind, kinds in (
            (_PHONED, "call", ()),
            (_FACE_TO_FACE, "visit", ()),
            (_TOUCHED, "call", ("visit",)),
        ):
            found = pattern.match(text, end)
            if found is not None and (pattern is not _TOUCHED or plausible(who)):
                return Head(kind, who, found.end(), kinds)
    return None


def _by_name(text: str, position: int) -> Head | None:
    """Read 张三来营业厅办了过户, 李总没接电话, 王芳 不满意话费."""
    for end in range(position + 2, min(position + _LONGEST, len(text)) + 1):
        who = text[position:end]
        if GAP.search(who):
            break
        if not plausible(who):
            continue
        after = GAPS.match(text, end)
        at = after.end() if after else end
        for pattern, kind in (
            (_CAME, "reception"),
            (_RANG, "call"),
            (_COMPLAINED, "complaint"),
            (_SILENT, "call"),
        ):
            if found := pattern.match(text, at):
                return Head(kind, who, found.end(), inbound=pattern is _RANG)
    token = TOKEN.match(text, position)
    if token is None or not plausible(token[0]) or not _TOLD.search(text, token.end()):
        return None
    return Head("visit", token[0], token.end(), ("call",))


def _second(text: str, position: int) -> Head | None:
    """Read a line whose keyword comes second: 小区停电 电话 范阳 没打通."""
    match = _SECOND.match(text, position)
    return _keyed(text, match.end()) if match else None
