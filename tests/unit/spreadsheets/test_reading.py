"""Files that people really have: any encoding, any program's ways; what would harm is refused unread (C1)."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from bot.errors import BadInput
from bot.spreadsheets import Limits, open_rows

LIMITS = Limits(megabytes=2, unpacked_megabytes=20, rows=50, columns=60, part_megabytes=5, growth=200)


def rows(file: Path, limits: Limits = LIMITS) -> list[tuple[int, list[Any]]]:
    with open_rows(file, file.name, limits) as found:
        return [(row.number, list(row.values)) for row in found]


def unread(file: Path) -> dict[int, dict[int, str]]:
    with open_rows(file, file.name, LIMITS) as found:
        return {row.number: dict(row.unread) for row in found if row.unread}


def refusal(file: Path, limits: Limits = LIMITS) -> str:
    with pytest.raises(BadInput) as refused:
        rows(file, limits)
    return refused.value.phrase_id


def book(file: Path, *lines: Sequence[Any]) -> Path:
    made = Workbook()
    page = made.active
    assert page is not None
    for line in lines:
        page.append(list(line))
    made.save(file)
    return file


def rewritten(file: Path, part: str, change: Any) -> Path:
    """Return a workbook with one part changed."""
    target = file.with_name("changed.xlsx")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == part else data)
    return target


def test_values_come_as_what_they_are(tmp_path: Path) -> None:
    file = book(
        tmp_path / "a.xlsx",
        ("姓名", "数", "日", "时", "真", "空"),
        (None, None, None, None, None, None),
        ("张三", 1.5, date(2026, 3, 2), datetime.fromisoformat("2026-03-02T10:30"), True, None),
        ("李四", 13800000000, None, None, None, "末"),
    )
    assert rows(file) == [
        (1, ["姓名", "数", "日", "时", "真", "空"]),
        (
            3,
            [
                "张三",
                1.5,
                datetime.fromisoformat("2026-03-02"),
                datetime.fromisoformat("2026-03-02T10:30"),
                True,
            ],
        ),
        (4, ["李四", 13800000000, None, None, None, "末"]),
    ]


def test_a_formula_is_never_worked_out(tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", ("姓名", "数"), ("张三", "=1+1"))
    assert rows(file)[1] == (2, ["张三"])
    assert unread(file) == {2: {1: "formula"}}
    worked = rewritten(
        file, "xl/worksheets/sheet1.xml", lambda data: data.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>")
    )
    assert rows(worked)[1] == (2, ["张三", 2]) and unread(worked) == {}
    nothing = b'<c r="B2" t="str"><f>1+1</f><v></v></c>'
    worked = rewritten(
        file,
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b'<c r="B2"><f>1+1</f><v /></c>', nothing),
    )
    assert rows(worked)[1] == (2, ["张三"]) and unread(worked) == {}


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='B1' t='n'><v>abc</v></c>",
        "<c r='B1' t='n'><v>inf</v></c>",
        "<c r='B1' t='s'><v>99</v></c>",
        "<c r='B1' t='s'><v>-1</v></c>",
    ],
)
def test_a_broken_cell_spoils_no_other(tmp_path: Path, cell: str) -> None:
    sheet = (
        f"<worksheet><sheetData><row><c t='inlineStr'><is><t>甲</t></is></c>{cell}"
        "<c r='C1'><v>3</v></c></row><row><c r='A2'><v>4</v></c></row></sheetData></worksheet>"
    ).encode()
    file = rewritten(book(tmp_path / "a.xlsx", ("甲",)), "xl/worksheets/sheet1.xml", lambda _: sheet)
    assert rows(file) == [(1, ["甲", None, 3]), (2, [4])]
    assert unread(file) == {1: {1: "broken"}}


def test_a_failed_formula_says_so(tmp_path: Path) -> None:
    sheet = b"<worksheet><sheetData><row><c t='e'><v>#N/A</v></c></row></sheetData></worksheet>"
    file = rewritten(book(tmp_path / "a.xlsx", ("甲",)), "xl/worksheets/sheet1.xml", lambda _: sheet)
    assert rows(file) == [(1, ["#N/A"])]


def test_names_with_a_prefix_and_pronunciations(tmp_path: Path) -> None:
    sheet = (
        b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        b'<x:row><x:c t="inlineStr"><x:is><x:t>\xe5\xbc\xa0</x:t><x:rPh sb="0"><x:t>zhang</x:t></x:rPh>'
        b"</x:is></x:c><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    file = rewritten(book(tmp_path / "a.xlsx", ("甲",)), "xl/worksheets/sheet1.xml", lambda _: sheet)
    assert rows(file) == [(1, ["张", 7])]


def test_signs_that_no_database_takes_are_left_out(tmp_path: Path) -> None:
    """Half a surrogate pair would mute the chat it is said in; a NUL would break the commit."""
    cell = "<c t='inlineStr'><is><t>张_xD83D__x0000_三_x0041_</t></is></c>"
    sheet = f"<worksheet><sheetData><row>{cell}</row></sheetData></worksheet>".encode()
    file = rewritten(book(tmp_path / "a.xlsx", ("甲",)), "xl/worksheets/sheet1.xml", lambda _: sheet)
    assert rows(file) == [(1, ["张三A"])]
    text = tmp_path / "a.csv"
    text.write_bytes("姓名,备注\n张\0三,乙\n".encode())
    assert rows(text)[1] == (2, ["张三", "乙"])


@pytest.mark.parametrize("number", ["99999999999999999999999", "1048577", "0", "-5"])
def test_a_row_beyond_every_sheet_is_refused(tmp_path: Path, number: str) -> None:
    sheet = f"<worksheet><sheetData><row r='{number}'><c><v>7</v></c></row></sheetData></worksheet>".encode()
    file = rewritten(book(tmp_path / "a.xlsx", ("甲",)), "xl/worksheets/sheet1.xml", lambda _: sheet)
    assert refusal(file) == "error-sheet-corrupt"


def test_the_first_sheet_that_holds_anything_is_read(tmp_path: Path) -> None:
    made = Workbook()
    hidden, empty, full = made.active, made.create_sheet("空"), made.create_sheet("客户")
    assert hidden is not None and empty is not None
    hidden.append(["藏"])
    hidden.sheet_state = "hidden"
    full.append(["姓名"])
    made.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx") == [(1, ["姓名"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("between", [",", "\t", ";"])
def test_every_encoding_and_separator(tmp_path: Path, encoding: str, between: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f'姓名{between}备注\r\n张三{between}"甲{between}乙\n丙"\r\n', encoding, newline="")
    assert rows(file) == [(1, ["姓名", "备注"]), (2, ["张三", f"甲{between}乙\n丙"])]


def test_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with file.open("wb") as target:
        target.truncate(200_000_000)
    assert refusal(file) == "error-sheet-large"


def test_a_bomb_is_refused_by_what_it_says_of_itself(tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", ("甲",))
    bomb = rewritten(file, "xl/worksheets/sheet1.xml", lambda data: data + b" " * 30_000_000)
    assert bomb.stat().st_size < 1_000_000
    assert refusal(bomb) == "error-sheet-unpacked"


@pytest.mark.parametrize(
    ("part", "size", "phrase"),
    [
        ("xl/theme/theme1.xml", 6_000_000, "error-sheet-unpacked"),
        ("xl/styles.xml", 6_000_000, "error-sheet-unpacked"),
        ("xl/worksheets/sheet1.xml", 15_000_000, "error-sheet-corrupt"),
    ],
)
def test_a_bomb_below_the_limit_is_refused(tmp_path: Path, part: str, size: int, phrase: str) -> None:
    """Parts but sheets are held as a whole, and no sheet of people's grows a thousand times."""
    file = book(tmp_path / "a.xlsx", ("甲",))
    with zipfile.ZipFile(file) as made:
        assert part in made.namelist()
    assert refusal(rewritten(file, part, lambda data: data + b" " * size)) == phrase


def test_a_sheet_that_tells_no_size_is_not_read_to_learn_it(tmp_path: Path) -> None:
    made = Workbook()
    first, second = made.active, made.create_sheet("坏")
    assert first is not None
    first.append(["姓名"])
    second.append(["甲"])
    made.save(tmp_path / "a.xlsx")
    # The second would be found broken by whoever looks into it.
    untold = rewritten(tmp_path / "a.xlsx", "xl/worksheets/sheet2.xml", lambda _: b"<worksheet><broken")
    assert rows(untold) == [(1, ["姓名"])]


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", ("甲",))
    doctype = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    grown = rewritten(file, "xl/worksheets/sheet1.xml", lambda data: doctype + data)
    assert refusal(grown) == "error-sheet-corrupt"


@pytest.mark.parametrize(
    ("name", "content", "phrase"),
    [
        ("a.xlsx", b"", "error-sheet-empty"),
        ("a.xlsx", b"no workbook at all", "error-sheet-corrupt"),
        ("a.xlsx", b"PK\x03\x04cut off", "error-sheet-corrupt"),
        ("a.xls", b"\xd0\xcf\x11\xe0 cut off", "error-sheet-corrupt"),
        ("a.csv", b"\xff\xff\xff\xff", "error-sheet-corrupt"),
        ("a.csv", b"\n\n", "error-sheet-empty"),
        ("a.csv", b"\xff\xfe\x00\xd8\x41\x00", "error-sheet-corrupt"),
        ("a.csv", '姓名,备注\n张三,"甲\n李四,乙\n'.encode(), "error-sheet-corrupt"),
        ("a.pdf", b"%PDF", "error-sheet-kind"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, content: bytes, phrase: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    assert refusal(file) == phrase


def test_a_sheet_cut_in_the_middle(tmp_path: Path) -> None:
    file = book(tmp_path / "a.xlsx", *((f"客户{n}", n) for n in range(20)))
    cut = rewritten(file, "xl/worksheets/sheet1.xml", lambda data: data[: len(data) // 2])
    assert refusal(cut) == "error-sheet-corrupt"


def test_an_empty_sheet_and_too_many_rows(tmp_path: Path) -> None:
    assert refusal(book(tmp_path / "a.xlsx")) == "error-sheet-empty"
    assert refusal(book(tmp_path / "b.xlsx", *((n,) for n in range(1, 60)))) == "error-sheet-rows"


def test_columns_beyond_the_last_are_left_out(tmp_path: Path) -> None:
    assert len(rows(book(tmp_path / "a.xlsx", tuple(range(1, 100))))[0][1]) == 60
