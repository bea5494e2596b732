"""One-line logs as managers type them: how many fields are read right, and what is wrong without a word."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.standard.logline import LogLine, parse
from bot.standard.logline_category import categories_of
from bot.standard.logline_names import name_at, plausible
from bot.standard.workdays import WorkCalendar
from tests.data.lines import FIELDS, score
from tests.data.phrases import rows

CALENDAR = WorkCalendar()
# A Monday.
NOW = datetime(2026, 11, 23, 16, 30, tzinfo=CALENDAR.zone)


def read(text: str) -> LogLine:
    line = parse(text, NOW, CALENDAR)
    assert line is not None
    return line


@pytest.mark.parametrize(
    ("name", "whole", "accuracy", "silent"),
    [("loglines_tuned", 88, 0.99, 0), ("loglines_held", 110, 0.985, 0), ("loglines_fresh", 45, 0.97, 1)],
)
def test_the_lines_on_file_are_read_no_worse_than_they_were(
    name: str, whole: int, accuracy: float, silent: int
) -> None:
    tally = score(name)
    assert tally.whole >= whole, "\n".join(tally.wrong)
    assert tally.accuracy >= accuracy, {f: (tally.right[f], tally.all[f]) for f in FIELDS}
    assert len(tally.silent) <= silent, "\n".join(tally.silent)


def test_there_are_enough_lines_and_phrases_on_file() -> None:
    lines, phrases = (
        [text for part in ("tuned", "held", "fresh") for text, _ in rows(f"{kind}_{part}")]
        for kind in ("loglines", "times")
    )
    assert len(set(lines)) == len(lines) >= 200
    assert len(set(phrases)) == len(phrases) >= 150


TYPED = [
    text
    for part in ("tuned", "held", "fresh")
    for text, reading in rows(f"loglines_{part}")
    if reading != "-"
]
# Words that are understood and shown otherwise: as the kind, a label, a grade, or that one comes again.
SHOWN_OTHERWISE = set(
    "拜访訪走上门电话回致来接待投诉入户巡店家联系沟通打个给跟和刚了我去到见从在完过才趟碰面"
    "客户他她对方老板还也又并要求提出建议意见承诺答应问想询咨一下题疑重大紧急般约好下次定再访谈聊打趟说"
    "那里边儿先的，。；：:、？?！!,;① ②③①1234.\n"
)


def missing(text: str) -> set[str]:
    """Return the characters of a line that no field of its reading holds."""
    line = read(text)
    told = [
        line.who,
        line.content,
        *line.suggestions,
        *line.opinions,
        *line.complaints,
        *line.questions,
        line.place,
    ]
    told += [promise.text for promise in line.promises]
    told += [when.text for when in (line.next, line.happened) if when is not None]
    left = Counter(c for c in text if not c.isspace()) - Counter("".join(told))
    return set(left) - SHOWN_OTHERWISE


@pytest.mark.parametrize("text", TYPED)
def test_nothing_of_a_line_on_file_is_dropped(text: str) -> None:
    if parse(text, NOW, CALENDAR) is not None:
        assert missing(text) == set()


TELLING = "甲乙丙丁戊己庚辛壬癸αβγδ😊〇㈠"


@settings(deadline=None)
@given(
    st.sampled_from(TYPED),
    st.lists(st.tuples(st.integers(0, 60), st.text(alphabet=TELLING, min_size=1, max_size=3)), max_size=4),
)
def test_whatever_is_typed_into_a_line_is_found_again(text: str, typed: list[tuple[int, str]]) -> None:
    """Marks put anywhere into a line that managers type are all there in some field."""
    for place, more in typed:
        text = text[: place % (len(text) + 1)] + more + text[place % (len(text) + 1) :]
    line = parse(text, NOW, CALENDAR)
    if line is None:
        return
    told = [
        line.who,
        line.content,
        *line.suggestions,
        *line.opinions,
        *line.complaints,
        *line.questions,
        line.place,
    ]
    told += [promise.text for promise in line.promises]
    told += [when.text for when in (line.next, line.happened) if when is not None]
    found = Counter("".join(told))
    wanted = Counter(c for c in text if c in TELLING)
    assert {c for c, count in wanted.items() if found[c] < count} == set()


@settings(deadline=None)
@given(st.sampled_from(TYPED), st.sampled_from(["，", ",", "。", "；", " ", "　", "\n", "！"]))
def test_the_marks_between_do_not_change_the_kind(text: str, mark: str) -> None:
    """Full width, half width or line breaks: it is the same record about the same customer."""
    first = read(text) if parse(text, NOW, CALENDAR) else None
    again = parse(text.replace(" ", mark), NOW, CALENDAR)
    if first is not None and " " in text.strip() and again is not None:
        assert again.kind == first.kind


@pytest.mark.parametrize(
    ("text", "who", "rest"),
    [
        ("王建国续约宽带", "王建国", "续约宽带"),
        ("李姐店里补了货", "李姐", "补了货"),
        ("东湖贸易公司谈了专线", "东湖贸易公司", "谈了专线"),
        ("欧阳娜娜聊了套餐", "欧阳娜娜", "聊了套餐"),
        ("张三", "张三", ""),
        ("李四家里", "李四", ""),
        ("城南支行王行长说可以", "城南支行王行长", "说可以"),
    ],
)
def test_where_a_name_ends(text: str, who: str, rest: str) -> None:
    name, end = name_at(text, 0)
    assert (name, text[end:].removeprefix("家里")) == (who, rest)


@pytest.mark.parametrize(
    ("text", "looks"),
    [("张三", True), ("李总", True), ("小王", True), ("宏达集团", True), ("开会", False), ("5G", False)],
)
def test_what_looks_like_a_name(text: str, looks: bool) -> None:
    assert plausible(text) is looks


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("断网两天", ("network",)),
        ("多扣了30元流量费", ("tariff",)),
        ("营业员态度差", ("service",)),
        ("光猫坏了", ("device",)),
        ("专线断了 还多扣费", ("network", "tariff")),
        ("地址写错", ()),
    ],
)
def test_what_a_complaint_is_about(text: str, categories: tuple[str, ...]) -> None:
    assert categories_of(text) == categories


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("拜访 张三 下周三再访", {"next"}),
        ("拜访 张三 谈专线 改天再约", {"next"}),
        ("和李姐聊了套餐", {"kind"}),
        ("投诉 张三 断网影响营业", {"severity"}),
        ("拜访 张三 答应下周三前安排", {"promise"}),
        ("拜访 张三 明天下午三点再访", set()),
    ],
)
def test_what_is_asked(text: str, doubts: set[str]) -> None:
    assert read(text).doubts == doubts


@pytest.mark.parametrize(
    ("text", "promises", "following"),
    [
        ("拜访 张三 我答应周五前给他发资料", [("我答应周五前给他发资料", "11-27")], ""),
        ("拜访 张三 我明天给他答复", [("我明天给他答复", "11-24")], ""),
        ("拜访 张三 客户答应周五给答复", [], "11-27"),
        ("拜访 张三 他下周一给我答复", [], "11-30"),
        ("拜访 张三 答应帮他查账单", [("答应帮他查账单", "")], ""),
        ("拜访 张三 我明天给他打电话", [], "11-24"),
    ],
)
def test_whose_promise_it_is(text: str, promises: list[tuple[str, str]], following: str) -> None:
    line = read(text)
    assert [(p.text, f"{p.due.at:%m-%d}" if p.due else "") for p in line.promises] == promises
    assert (f"{line.next.at:%m-%d}" if line.next else "") == following


@pytest.mark.parametrize(
    ("text", "place", "content"),
    [
        ("昨天去了张三家，换了光猫", "家", "换了光猫"),
        ("去周老板店里谈陈列", "店里", "谈陈列"),
        ("张三来营业厅办了过户", "营业厅", "办了过户"),
        ("刚在三楼大厅接待了张三 谈续约", "", "谈续约 三楼大厅"),
    ],
)
def test_where_it_was(text: str, place: str, content: str) -> None:
    assert (read(text).place, read(text).content) == (place, content)


@pytest.mark.parametrize("text", ["李梅来电 问话费", "李梅打电话来说网断了"])
def test_who_called(text: str) -> None:
    assert (read(text).kind, read(text).inbound) == ("call", True)


@pytest.mark.parametrize(
    ("text", "way"), [("入户 杨帆 换光猫", "home"), ("巡店 佳佳超市 补货", "store"), ("拜访 张三 谈", "")]
)
def test_how_a_visit_was_made(text: str, way: str) -> None:
    assert read(text).way == way
