"""Sheets that we hand out: texts stay texts, and everybody sees who took them (G3)."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.spreadsheets import Column, Limits, Mark, Sheet, open_rows, write


@pytest.mark.parametrize("text", ["=1+1", "+86", "-5", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"])
def test_what_looks_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    file = tmp_path / "a.xlsx"
    assert write(file, [Sheet("客户", [Column("备注")], [[text]])]) == 1
    page = load_workbook(file).worksheets[0]
    cell = page.cell(2, 1)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)
    with open_rows(file, file.name, Limits(1, 10, 10, 10, 5, 200)) as rows:
        assert [row.values for row in rows] == [["备注"], [text]]


def test_the_mark_stands_in_header_footer_and_properties(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    write(file, [Sheet("客户", [Column("姓名")], [["张三"]])], Mark("王强 & 李静 2026-03-02", "王强"))
    book = load_workbook(file)
    page = book.worksheets[0]
    assert page.oddHeader is not None and page.oddFooter is not None
    assert page.oddHeader.center.text == page.oddFooter.left.text == "王强 && 李静 2026-03-02"
    assert (book.properties.creator, book.properties.description) == ("王强", "王强 & 李静 2026-03-02")


def test_unprintable_signs_do_not_break_a_sheet(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    write(file, [Sheet("客户", [Column("备注")], [["甲\x00\x0b\ud800乙\n丙"]])])
    assert load_workbook(file).worksheets[0].cell(2, 1).value == "甲乙\n丙"


def test_a_template_has_hints_and_lists(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    columns = [Column("姓名", "必填"), Column("等级", "", ("金卡", "银卡"))]
    write(file, [Sheet("客户", columns, (), hints=True)])
    page = load_workbook(file).worksheets[0]
    assert [cell.value for cell in page[2]] == ["必填", None]
    assert [rule.formula1 for rule in page.data_validations.dataValidation] == ['"金卡,银卡"']
