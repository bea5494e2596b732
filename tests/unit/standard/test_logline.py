from collections import Counter
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.standard.logline import LogLine, parse
from bot.standard.workdays import WorkCalendar

CALENDAR = WorkCalendar()
# A Thursday.
NOW = datetime(2026, 9, 24, 15, 0, tzinfo=CALENDAR.zone)


def read(text: str) -> LogLine:
    line = parse(text, NOW, CALENDAR)
    assert line is not None
    return line


def kept(line: LogLine) -> str:
    """Return everything that the fields of a line hold."""
    told = [line.who, line.content, *line.suggestions, *line.opinions, *line.complaints, *line.questions]
    told += [promise.text for promise in line.promises]
    return "".join(told + [when.text for when in (line.next, line.happened) if when is not None])


def test_the_line_of_the_story() -> None:
    line = read("拜访 张三 谈了5G套餐 建议:营业厅延长开门 下周三再访")
    assert (line.kind, line.who, line.content) == ("visit", "张三", "谈了5G套餐")
    assert line.suggestions == ("营业厅延长开门",)
    assert line.next is not None
    assert (f"{line.next.at:%Y-%m-%d}", line.next.has_time) == ("2026-09-30", False)
    assert (line.opinions, line.complaints, line.promises) == ((), (), ())
    assert (line.severity, line.outcome) == ("normal", "reached")


@pytest.mark.parametrize(
    ("text", "kind", "who", "content"),
    [
        ("拜访 张三", "visit", "张三", ""),
        ("拜访张三", "visit", "张三", ""),
        ("拜访了张三，谈了5G", "visit", "张三", "谈了5G"),
        ("拜访张三谈了5G套餐", "visit", "张三", "谈了5G套餐"),
        ("visit 张三 谈了5G", "visit", "张三", "谈了5G"),
        ("上门 李四 装了宽带", "visit", "李四", "装了宽带"),
        ("电话 李四 介绍新套餐", "call", "李四", "介绍新套餐"),
        ("电话：李四，介绍新套餐", "call", "李四", "介绍新套餐"),
        ("回访李四 一切正常", "call", "李四", "一切正常"),
        ("来访 王总 看了展厅", "reception", "王总", "看了展厅"),
        ("接待王总，看了展厅", "reception", "王总", "看了展厅"),
        ("投诉 张三 宽带断了三天", "complaint", "张三", "宽带断了三天"),
        ("刚去了张三那,谈了5G", "visit", "张三", "谈了5G"),
        ("今天去了华夏公司，谈了专线", "visit", "华夏公司", "谈了专线"),
        ("刚给李四打了电话，说下月续约", "call", "李四", "说下月续约"),
        ("拜访", "visit", "", ""),
        ("拜访 大明咨询公司 谈了专线", "visit", "大明咨询公司", "谈了专线"),
        ("拜访 城东办事处 谈了专线", "visit", "城东办事处", "谈了专线"),
    ],
)
def test_kinds_and_names(text: str, kind: str, who: str, content: str) -> None:
    line = read(text)
    assert (line.kind, line.who, line.content) == (kind, who, content)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "你好",
        "今日",
        "拜访计划",
        "回访记录",
        "投诉建议",
        "电话多少",
        "明天去哪",
        "请问套餐多少钱",
        "帮我拜访张三",
        "今天去哪",
        "今天去开会",
        "上午拜访了5家店",
        "回访了3户",
        "给我打电话",
        "和平路营业厅几点开门",
        "请联系王强",
    ],
)
def test_what_is_no_log(text: str) -> None:
    assert parse(text, NOW, CALENDAR) is None


def test_everything_heard() -> None:
    line = read("拜访 张三 谈了专线 建议：早开门；多开窗口 意见:太贵 重大投诉:网络断了 承诺:周五前报价")
    assert line.suggestions == ("早开门", "多开窗口")
    assert line.opinions == ("太贵",)
    assert line.complaints == ("网络断了",)
    assert [(p.text, f"{p.due.at:%m-%d}" if p.due else "") for p in line.promises] == [
        ("周五前报价", "09-25")
    ]
    assert line.severity == "major"
    assert line.content == "谈了专线"


@pytest.mark.parametrize(
    ("text", "severity", "content"),
    [
        ("投诉 张三 重大 网络断了", "major", "网络断了"),
        ("投诉 紧急 张三 网络断了", "urgent", "网络断了"),
        ("重大投诉 张三 网络断了", "major", "网络断了"),
        ("投诉 张三 网络断了 很紧急", "urgent", "网络断了 很紧急"),
        ("投诉 张三 网络慢 不紧急", "normal", "网络慢 不紧急"),
    ],
)
def test_severity(text: str, severity: str, content: str) -> None:
    line = read(text)
    assert (line.severity, line.who, line.content) == (severity, "张三", content)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("无人接", "no_answer"),
        ("没人接听", "no_answer"),
        ("占线", "busy"),
        ("对方拒接", "refused"),
        ("空号", "wrong_number"),
        ("打错了", "wrong_number"),
        ("谈了一半，断线", "cut_off"),
        ("客户反映宽带断线", "reached"),
        ("介绍套餐", "reached"),
    ],
)
def test_outcomes(words: str, outcome: str) -> None:
    line = read(f"电话 李四 {words}")
    assert (line.outcome, line.content) == (outcome, words)


@pytest.mark.parametrize(
    ("tail", "moment", "content"),
    [
        ("下周三再访", "2026-09-30 09:00", "谈了5G"),
        ("周五10点再联系", "2026-09-25 10:00", "谈了5G"),
        ("下周三10点再访。", "2026-09-30 10:00", "谈了5G"),
        ("\n建议:早开门\n下周三再访", "2026-09-30 09:00", "谈了5G"),
        ("，约好周五下午三点", "2026-09-25 15:00", "谈了5G"),
        ("下次：10月8号", "2026-10-08 09:00", "谈了5G"),
        ("半个月后回访", "2026-10-09 09:00", "谈了5G"),
        ("下周三再访带合同", "2026-09-30 09:00", "谈了5G 下周三再访带合同"),
        ("下周三再访 带合同", "2026-09-30 09:00", "谈了5G 带合同"),
    ],
)
def test_next(tail: str, moment: str, content: str) -> None:
    line = read(f"拜访 张三 谈了5G {tail}")
    assert line.next is not None
    assert (f"{line.next.at:%Y-%m-%d %H:%M}", line.content) == (moment, content)


@pytest.mark.parametrize(
    ("told", "moment", "content"),
    [
        ("上周五下午去的,谈了续费", "2026-09-18 14:00", "谈了续费"),
        ("昨天下午去的，谈了续费", "2026-09-23 14:00", "谈了续费"),
        ("昨天去了 谈了续费", "2026-09-23 09:00", "谈了续费"),
        ("前天谈了续费", "2026-09-22 09:00", "谈了续费"),
        ("昨天下午聊了续费", "2026-09-23 14:00", "聊了续费"),
        ("昨天下午去的", "2026-09-23 14:00", ""),
    ],
)
def test_a_past_time_behind_the_name(told: str, moment: str, content: str) -> None:
    """It is dated then, not now (O1)."""
    line = read(f"拜访 张伟 {told}")
    assert line.happened is not None
    assert (f"{line.happened.at:%Y-%m-%d %H:%M}", line.content) == (moment, content)


@pytest.mark.parametrize(
    "told", ["昨天去的营业厅没办成", "昨天去了营业厅", "昨天谈了的合同今天签了", "明天去的话谈续费"]
)
def test_a_time_that_tells_of_something_else_is_content(told: str) -> None:
    line = read(f"拜访 张伟 {told}")
    assert (line.happened, line.content) == (None, told)


@pytest.mark.parametrize("day", ["2月30日", "闰六月三十", "13月5号"])
def test_a_next_day_that_does_not_exist_is_told(day: str) -> None:
    for tail in (f"{day}再访", f"{day} 10点再访", f"下次：{day}"):
        line = read(f"拜访 张三 谈了5G {tail}")
        assert (line.next, line.missing, line.doubts) == (None, day, frozenset({"next"}))
        assert day in line.content
    assert read(f"拜访 张三 客户说{day}开业").missing == ""


@pytest.mark.parametrize("content", ["10月8号开通了专线", "下周三上门装机", "昨天联系过"])
def test_a_day_that_is_told_is_not_the_next_one(content: str) -> None:
    line = read(f"拜访 张三 {content}")
    assert (line.next, line.content) == (None, content)


WORDS = [
    "拜访",
    "张三",
    "谈了5G",
    "建议:",
    "意见：",
    "投诉:",
    "承诺:",
    "重大",
    "紧急",
    "下周三",
    "再访",
    "10点",
]
WORDS += [
    " ",
    "，",
    "。",
    ";",
    "联系",
    "约好",
    "无人接",
    "那",
    "了",
    "客户",
    "电话",
    "x",
    "再",
    "\n",
    "答应:",
    "下次",
]
# What is understood and said otherwise: kinds, labels, grades, "come again", and the marks between.
UNDERSTOOD = set(
    "拜访电话回来接待投诉上门建议意见承诺答应重大紧急再联系约好下次客户了那刚去今天 ，。;:：；、,!！\n"
)


@settings(deadline=None)
@given(
    st.sampled_from(["拜访 ", "拜访", "电话 ", "投诉 ", "刚去了", "来访:"]),
    st.lists(st.sampled_from(WORDS), max_size=14),
)
def test_nothing_typed_is_dropped(start: str, words: list[str]) -> None:
    text = start + "".join(words)
    line = parse(text, NOW, CALENDAR)
    if line is None:
        return
    missing = Counter(text) - Counter(kept(line))
    assert set(missing) <= UNDERSTOOD, missing


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_kept(text: str) -> None:
    line = read("拜访 " + text)
    typed = {c for c in text if not c.isspace()} - UNDERSTOOD
    assert typed <= set(kept(line))


@settings(deadline=None)
@given(
    st.text(alphabet="张王李赵欧阳", min_size=1, max_size=4),
    st.text(alphabet="专线宽带费用便宜贵好坏", min_size=1, max_size=12),
    st.lists(st.text(alphabet="延长开门窗口多", min_size=1, max_size=8), max_size=4),
)
def test_parts_are_found_again(who: str, content: str, suggestions: list[str]) -> None:
    line = read(f"拜访 {who} {content}" + "".join(f" 建议:{s}" for s in suggestions) + " 下周三再访")
    assert (line.who, line.content, line.suggestions) == (who, content, tuple(suggestions))
    assert line.next is not None
