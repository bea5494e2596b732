"""`huifang queries`: starter sets, sheets in and out, and what the exit code tells (N1, O2, T12)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot import queries_command
from bot.clock import SystemClock
from bot.errors import ConfigError
from bot.queries_command import DONE, NOT_KEPT, REJECTED, Order
from bot.services.query_records import Query
from bot.settings import Settings
from bot.standard.policy import shipped
from locales import starter_queries
from storage import migrate
from storage.engine import open_database

TITLES = "标题,问法,答案,等级,后续按钮,部门,有效期止\n"


class Terminal:
    """Somebody at a terminal."""

    def __init__(self, url: str) -> None:
        self.settings = Settings(company="晨光通信", hotline="400-000-0000", database_url=url, port=0)
        self.lines = list[str]()

    async def runs(self, what: str, target: Path | str, by: str = "", *, answer: bool = True) -> int:
        async def ask(_: str) -> bool:
            return answer

        self.lines.clear()
        order = Order(what, str(target), by)
        return await queries_command.run(self.settings, shipped(), order, self.lines.append, ask)

    async def valid(self) -> list[Query]:
        today = SystemClock().now().astimezone(self.settings.zone).date()
        database = open_database(self.settings.database_url, serve=False)
        found = await database.read(lambda uow: uow.queries.valid(today))
        await database.close()
        return found


@pytest.fixture
async def terminal(tmp_path: Path) -> Terminal:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    await migrate.upgrade(url)
    database = open_database(url, serve=False)
    now = SystemClock().now()
    for role, name in (("head", "周敏"), ("supervisor", "李静"), ("manager", "王强")):
        await database.turn(lambda uow, r=role, n=name: uow.people.add_staff(r, n, None, now))  # type: ignore[misc]
    await database.close()
    return Terminal(url)


async def test_a_set_is_planted_once_and_lacks_named(terminal: Terminal) -> None:
    count = len(starter_queries("bank"))
    assert await terminal.runs("plant", "bank", "周敏") == DONE
    assert f"已放入{count}条" in terminal.lines[0]
    assert "手机客户端" in terminal.lines[1] and "服务热线" not in terminal.lines[1]
    assert {query.approved_by for query in await terminal.valid()} == {"周敏"}
    assert await terminal.runs("plant", "bank") == DONE
    assert f"{count}条标题已存在" in terminal.lines[0]
    for by in ("王强", "无此人"):
        with pytest.raises(ConfigError, match="主管或负责人"):
            await terminal.runs("plant", "telecom", by)


@pytest.mark.parametrize("name", ["all.xlsx", "all.csv"])
async def test_what_is_handed_out_changes_nothing_when_brought_in(
    terminal: Terminal, tmp_path: Path, name: str
) -> None:
    await terminal.runs("plant", "telecom")
    before = await terminal.valid()
    assert await terminal.runs("export", tmp_path / name) == DONE
    assert await terminal.runs("import", tmp_path / name) == DONE
    assert "新增0，更新0" in terminal.lines[0] and "未导入0" in terminal.lines[0]
    assert await terminal.valid() == before


async def test_rows_are_tried_and_kept_as_drafts_or_as_approved(terminal: Terminal, tmp_path: Path) -> None:
    sheet = tmp_path / "new.csv"
    sheet.write_text(
        TITLES
        + "新业务,怎么办新业务；新业务在哪办,请您到营业厅办理。,,办理、我要投诉,运维部,2099-12-31\n"
        + "新业务,,请您联系客户经理。,贵宾,,,\n"
        + "坏词,怎么坏,不知道,,,,\n坏等级,怎么坏,好的。,白金,,,\n坏日,怎么坏,好的。,,,,某日\n"
        + "坏部门,怎么坏,好的。,,,某部,\n坏按钮,怎么坏,好的。,,某钮,,\n没问法,,好的。,,,,\n",
        encoding="utf-8",
    )
    assert await terminal.runs("import", sheet, answer=False) == NOT_KEPT
    assert await terminal.runs("import", sheet) == REJECTED
    assert "新增2" in terminal.lines[0] and "未导入6" in terminal.lines[0] and "草稿" in terminal.lines[-1]
    assert await terminal.valid() == []
    page = load_workbook(tmp_path / "new-检查结果.xlsx").worksheets[0]
    told = {row[0].value: (row[1].value, str(row[2].value)) for row in page.iter_rows(min_row=2)}
    assert told[2][0] == "新增" and "问法只有2种" in told[2][1]
    for number, word in ((4, "不知道"), (5, "普通答案"), (6, "某日"), (7, "某部"), (8, "某钮"), (9, "问法")):
        action = told.get(number, ("?", ""))
        assert action[0] == "未导入" and (number == 7 or word in action[1]), (number, action)
    assert await terminal.runs("import", sheet, "李静") == REJECTED
    [query] = await terminal.valid()
    assert (query.approved_by, query.buttons, query.department) == ("李静", ("handle", "complain"), "运维部")
    assert [(variant.tier, variant.answer) for variant in query.variants] == [("vip", "请您联系客户经理。")]
    assert await terminal.runs("import", sheet, "李静") == REJECTED
    assert "更新0" in terminal.lines[0]


async def test_two_thousand_rows_are_tried_in_seconds(terminal: Terminal, tmp_path: Path) -> None:
    """What takes a look at every entry is done once for a sheet, not once for a row."""
    sheet = tmp_path / "many.csv"
    rows = (
        f"第{n}号业务,第{n}号怎么办；第{n}号在哪办；都一样的问法,请您到{n}号窗口办理。,,,,\n"
        for n in range(2000)
    )
    sheet.write_text(TITLES + "".join(rows), encoding="utf-8")
    begun = time.monotonic()
    assert await terminal.runs("import", sheet, "李静") == DONE
    assert time.monotonic() - begun < 60
    assert "新增2000" in terminal.lines[0]
    assert len(await terminal.valid()) == 2000
    page = load_workbook(tmp_path / "many-检查结果.xlsx").worksheets[0]
    assert "已是“第0号业务”的问法" in str(page.cell(3, 3).value)


async def test_facts_come_by_a_sheet_too(terminal: Terminal, tmp_path: Path) -> None:
    sheet = tmp_path / "facts.csv"
    sheet.write_text("企业信息,内容\n手机客户端,晨光厅\n公司名称,别家\n营业时间,XXXX\n", encoding="gb18030")
    assert await terminal.runs("import", sheet) == REJECTED
    assert "新增1" in terminal.lines[0] and "未导入2" in terminal.lines[0]
    database = open_database(terminal.settings.database_url, serve=False)
    assert await database.read(lambda uow: uow.facts.all()) == {"app": "晨光厅"}
    await database.close()


async def test_what_is_no_sheet_of_ours_is_refused(terminal: Terminal, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("姓名,手机\n张三,13800000101\n", encoding="utf-8")
    for file, words in ((other, "不是标准问答"), (tmp_path / "none.csv", "没有这个文件")):
        with pytest.raises(ConfigError, match=words):
            await terminal.runs("import", file)
    assert await terminal.runs("template", tmp_path / "t.xlsx") == DONE
    with pytest.raises(ConfigError):
        await terminal.runs("import", tmp_path / "t.xlsx")
