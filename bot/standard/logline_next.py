"""When to come again, in a log: what was agreed, what the customer promised, what is only told (C3, C8)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.standard.logline_names import GAP, SPACE
from bot.standard.numerals import NUMBER, number
from bot.standard.times_reading import CN, exists
from bot.standard.times_when import Found, When

_THEM = r"(?:他|她|客户|对方|用户)"
_AGAIN = re.compile(
    r"\s?(?:左右|前|之前|以后|之后)?\s?(?:我|就)?(?:再次?(?:去|来|上门)?(?:拜访|回访|访|联系|沟通|上门|打电话|回电话?|电话|见面|碰面|见|谈|聊|去|来|跟进|打|约|确认|看)"
    rf"|(?:给{_THEM})?(?:打电话|回电话?|去电)|(?:拜访|回访|上门|联系|见面|碰面|跟进|回电|见))"
    rf"(?:一下|一次|一趟)?(?:给{_THEM}|{_THEM})?"
)
_AGREED = re.compile(
    r"(?:下次拜访|下次回访|下次联系|下次|约定|预约|(?<![签续大合节违租制简])(?:已)?约(?:好|在|定|了)?了?)\s?[:：]?\s?(?:在|到)?\Z"
)
_SAYS = re.compile(
    rf"(?:{_THEM}|[让叫要请]我|要求|表示|说|答应|承诺|[总姐哥长板任理局董])[^{SPACE}]{{0,10}}\Z"
)
_DOES = re.compile(
    r"\s?(?:前|之前|以前)?(?:就|才|会|能|可以|要|再|一起|过来|来|去|到)*(?:(?:我们|咱们|我们?这|咱)?(?:营业厅|厅里?|行里|网点|店里|公司|单位))?"
    r"(?:给|答复|回复|定|决定|签|办|交|缴|付|来|过来|去|到(?!期|货)|回(?!访)|带|续|存|取|还|考虑|再|确认|有空|方便|在家|打给)"
)
_TO_US = re.compile(
    r"\s?(?:过?来|到)(?:我们|咱们)?(?:营业厅|厅里?|行里|网点|店里|公司|单位|支行|柜台|所里)?(?:(?:再)?[办交签取拿开缴谈看存续买]|(?=$|[,，。;；\s]))"
)
_LATER = re.compile(r"\s?(?:回来再|再(?:说|看|定|议))")
_LOOSE = re.compile(
    r"(?:改天|改日|过几天|过段时间|过阵子|过一阵|回头|抽空|择日|有空|晚点|稍后|待会儿?|等会儿?|一会儿?)(?:我)?(?:再|会)?(?:去|来|上门)?(?:拜访|回访|访|联系|约|打|去|来|谈|聊|说|见|跟进|回电)"
)
_I = re.compile(r"(?:(?<![给让叫要请])我们?)?\Z")
_STOP = re.compile(rf"[{SPACE}!！]")
_OR = re.compile(r"\s?(?:或者?|还是|要么|、|或是)\s?")
_OVER = re.compile(r"了|过")
_DATED = re.compile(
    rf"(?<![0-9第{CN}])(?:(?P<m>{NUMBER})月(?P<d>{NUMBER})[日号]"
    r"|闰[一二三四五六七八九十]{1,2}月[初廿卅一二三四五六七八九十]{1,3}[日号]?)"
)
_LEAP_YEAR = 2024  # has every day that any year has


@dataclass(frozen=True, slots=True)
class Following:
    """The body without what was understood, when to come again, and times to come that are only told.

    `missing` is a day agreed on that no calendar has.
    """

    body: str
    next: When | None = None
    others: tuple[When, ...] = ()
    loose: bool = False
    missing: str = ""


def following(body: str, times: Sequence[Found], now: datetime, taken: Sequence[str] = ()) -> Following:
    """Find when to come again; the clause is taken out where it stands on its own.

    `taken` are clauses that are promises of one's own: their times are not meant.
    """
    if missing := _missing(body, times):
        return Following(body, loose=True, missing=missing)
    agreed: list[tuple[Found, str]] = []
    promised: list[Found] = []
    told: list[When] = []
    for found in times:
        clause = _clause(body, found.start)
        rest = _agreed(body, found.start, found.end)
        # Behind a promise, separated from it, an agreement to come again stands for itself.
        mine = [text for text in taken if clause in text]
        if mine and (rest is None or any(text.startswith(clause) for text in mine)):
            continue
        if rest is not None:
            agreed.append((found, rest))
        elif _promised(body, found):
            promised.append(found)
        elif (when := found.when.ahead(now)).at > now and not when.limit:
            told.append(when)
    if agreed:
        found, rest = agreed[-1]
        either = [f for f in times if f.end < found.start and _OR.fullmatch(body, f.end, found.start)]
        if either:
            # 明天或者后天: both stay in the content, whichever is taken.
            return Following(body, _among(found.when.ahead(now), [either[-1].when.ahead(now)]))
        # What was said last counts; where several days were agreed it has to be asked.
        return Following(rest, _among(found.when.ahead(now), [f.when.ahead(now) for f, _ in agreed[:-1]]))
    if promised:
        first = promised[0].when.ahead(now)
        return Following(body, _among(first, [f.when.ahead(now) for f in promised[1:]]))
    return Following(body, others=tuple(told), loose=_LOOSE.search(body) is not None)


def _among(when: When, others: Sequence[When]) -> When:
    more = tuple(o.at for o in others if o.at != when.at)
    return when if not more else replace(when, sure=False, alternatives=(*when.alternatives, *more))


def _clause(body: str, position: int) -> str:
    start = max((m.end() for m in GAP.finditer(body, 0, position)), default=0)
    end = GAP.search(body, position)
    return body[start : end.start() if end else len(body)]


def _agreed(body: str, start: int, end: int) -> str | None:
    """Return the body without the agreement on a time; None where it is no agreement."""
    agreed = _AGREED.search(body, 0, start)
    again = _AGAIN.match(body, end)
    if agreed is None and again is None:
        return None
    mine = agreed or _I.search(body, 0, start)
    start = mine.start() if mine else start
    end = again.end() if again else end
    alone = _stands_alone(body, start, end)
    # 周三上门装机 tells what will happen; only 再 or a clause of its own is an agreement.
    if not alone and agreed is None and again is not None and "再" not in again[0]:
        return None
    # 昨天联系过 has happened.
    if again is not None and _OVER.match(body, again.end()):
        return None
    return f"{body[:start]} {body[end:]}" if alone else body


def _missing(body: str, times: Sequence[Found]) -> str:
    """Return the day agreed on that does not exist: 2月30日再访, a leap month that does not come soon."""
    for match in _DATED.finditer(body):
        start, end = match.span()
        if any(found.start < end and start < found.end for found in times):
            continue
        month, day = (number(match["m"]), number(match["d"])) if match["m"] else (0, 0)
        if month is None or day is None or exists(_LEAP_YEAR, month, day):
            continue
        # 2月30日10点再访: the hour belongs to that day.
        hours = (f.end for f in times if f.start >= end and not body[end : f.start].strip())
        end = next(hours, end)
        if _agreed(body, start, end) is not None:
            return match[0]
    return ""


def _promised(body: str, found: Found) -> bool:
    """Tell whether the customer, or what was arranged with them, names the time."""
    said = _clause_before(body, found.start)
    start = found.start - len(said)
    if said in ("", "等") and (_TO_US.match(body, found.end) or _LATER.match(body, found.end)):
        return True
    return _SAYS.search(body, start, found.start) is not None and _DOES.match(body, found.end) is not None


def _clause_before(body: str, position: int) -> str:
    start = max((m.end() for m in GAP.finditer(body, 0, position)), default=0)
    return body[start:position]


def _stands_alone(body: str, start: int, end: int) -> bool:
    return (start == 0 or _STOP.match(body[start - 1]) is not None) and (
        end == len(body) or _STOP.match(body[end]) is not None
    )
