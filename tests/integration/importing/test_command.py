"""`huifang import`: what a person at a terminal sees, and what a script is told by the exit code (C1)."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot import import_command
from bot.errors import ConfigError
from bot.import_command import DONE, NOT_KEPT, REJECTED, Order
from bot.services.importing.columns import recognise
from bot.settings import Settings
from bot.standard.policy import shipped
from tests.integration.importing.office import Office


class Terminal:
    """Somebody at a terminal who answers one question."""

    def __init__(self, office: Office, url: str, answer: bool = True) -> None:
        self._settings = Settings(company="晨光通信", hotline="400-000-0000", database_url=url, port=0)
        self._answer, self.lines = answer, list[str]()
        self.asked = 0

    async def runs(self, order: Order, answer: bool | None = None) -> int:
        async def ask(_: str) -> bool:
            self.asked += 1
            return self._answer if answer is None else answer

        self.lines.clear()
        return await import_command.run(self._settings, shipped(), order, self.lines.append, ask, False)


@pytest.fixture
def terminal(office: Office, database_url: str) -> Terminal:
    return Terminal(office, database_url)


async def test_asked_kept_and_taken_back(office: Office, terminal: Terminal) -> None:
    file = office.sheet(
        ("客户编号", "姓名", "手机"), ("K1", "张三", "13800000001"), ("K2", "李四", "13800abc")
    )
    assert await terminal.runs(Order(file), answer=False) == NOT_KEPT
    assert "新增1" in terminal.lines[0] and terminal.lines[-1] == "没有导入。"
    assert await office.customer("K1") is None
    assert await terminal.runs(Order(file)) == REJECTED
    assert await office.customer("K1") is not None
    page = load_workbook(office.folder / "sheet-检查结果.xlsx").worksheets[0]
    assert [row[1].value for row in page.iter_rows(min_row=2)] == ["新增", "未导入"]
    asked = terminal.asked
    assert await terminal.runs(Order(undo=2, yes=True)) == DONE
    assert terminal.lines == ["已撤销：删除1，恢复0，保留0（之后已有变动）。"] and terminal.asked == asked
    assert await office.customer("K1") is None


async def test_without_a_question(office: Office, terminal: Terminal) -> None:
    file = office.text(["客户编号", "姓名"], ["K1", "张三"], encoding="gb18030")
    assert await terminal.runs(Order(file, yes=True)) == DONE and terminal.asked == 0
    assert await terminal.runs(Order(file, yes=True)) == DONE
    assert terminal.lines[-1] == "没有需要导入的内容。"


async def test_what_is_wrong_is_one_line(office: Office, terminal: Terminal) -> None:
    for order in (
        Order(office.folder / "nothing.xlsx"),
        Order(undo=99),
        Order(undo=0),
        Order(undo=-1),
        Order(undo=10**30),
        Order(template=office.folder),
        Order(template=office.folder / "missing" / "a.xlsx"),
        Order(office.sheet(("甲", "乙"), (1, 2), name="other.xlsx")),
        Order(office.sheet(("客户编号", "姓名"), ("K1", "张三")), kind="bills"),
    ):
        with pytest.raises(ConfigError) as refused:
            await terminal.runs(order)
        assert "\n" not in str(refused.value)


async def test_a_template_is_never_written_over_a_file(office: Office, terminal: Terminal) -> None:
    target = office.folder / "a.csv"
    assert await terminal.runs(Order(template=target)) == DONE
    written = office.folder / "a.csv.xlsx"
    assert written.is_file() and str(written) in terminal.lines[0] and not target.exists()
    written.write_bytes(b"filled in")
    with pytest.raises(ConfigError) as refused:
        await terminal.runs(Order(template=written))
    assert str(written) in str(refused.value) and written.read_bytes() == b"filled in"


@pytest.mark.parametrize("kind", ["customers", "contacts", "cases", "bills"])
async def test_a_template_of_every_kind_is_understood(
    office: Office, terminal: Terminal, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "template.xlsx"
    assert await terminal.runs(Order(template=target, kind=kind)) == DONE
    page = load_workbook(target).worksheets[0]
    titles = [str(cell.value) for cell in page[1]]
    layout = recognise(titles)
    assert layout.kind.name == kind and layout.unknown == () and len(layout.places) == len(titles)


def test_stopped_at_the_question(tmp_path: Path) -> None:
    """Ctrl-C at the question is one line and an exit code of its own; nothing was kept."""
    file = tmp_path / "a.csv"
    file.write_text("客户编号,姓名\nK1,张三\n", "utf-8")
    mine, theirs = pty.openpty()
    settings = {**os.environ, "HUIFANG_DATABASE_URL": f"sqlite:///{tmp_path / 'a.db'}"}
    command = [sys.executable, "-m", "bot", "import", str(file)]
    with subprocess.Popen(
        command, env=settings, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        shown = b""
        while "导入请输入y：".encode() not in shown:
            shown += os.read(process.stdout.fileno(), 1024)
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read().decode().split("\n")[-2:] == ["huifang: stopped", ""]
    os.close(mine)
    os.close(theirs)
