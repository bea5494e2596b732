"""What cells hold, as spreadsheets and people leave them (C1, C9)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.services.importing import cells
from bot.services.importing.cells import Unfit
from bot.services.importing.columns import Field, book, looks_like_header, normal, recognise
from bot.services.importing.happenings import kept
from bot.standard.yearday import YearDay
from bot.wording import Wording
from handlers import enrolling
from storage import tables

TODAY = date(2026, 3, 2)
PHONE, BIRTHDAY = (book().kinds["customers"].fields[name] for name in ("phone", "birthday"))


def reason(read: Any, *arguments: Any) -> str:
    with pytest.raises(Unfit) as unfit:
        read(*arguments)
    return unfit.value.phrase


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        ("13800000001", "13800000001"),
        (13800000001, "13800000001"),
        (13800000001.0, "13800000001"),
        ("1.3800000001E+10", "13800000001"),
        ("138 0000 0001", "13800000001"),
        ("138-0000-0001", "13800000001"),
        ("＋８６ １３８００００００01", "13800000001"),
        ("\u3000139 0000 0001\u00a0", "13900000001"),
        ("(029) 8888 8888", "02988888888"),
        (2988888888, "02988888888"),
        ("400-000-1019", "4000001019"),
        ("", ""),
    ],
)
def test_phones(value: Any, digits: str) -> None:
    assert cells.phone(value, PHONE) == digits


@pytest.mark.parametrize(
    "value",
    [
        "138OOOO0001",
        "1380000",
        "1.38E+10",
        "无",
        "13800000001王强",
        "12345678901234",
        "1E30",
        "1.38E+99",
        1e30,
    ],
)
def test_phones_that_are_none(value: Any) -> None:
    assert reason(cells.phone, value, PHONE) == "import-phone"


@pytest.mark.parametrize(
    ("value", "calendar", "day"),
    [
        ("1980-05-02", "", YearDay(5, 2, 1980)),
        ("1980/5/2 0:00:00", "", YearDay(5, 2, 1980)),
        ("19800502", "", YearDay(5, 2, 1980)),
        (19800502, "", YearDay(5, 2, 1980)),
        (datetime.fromisoformat("1980-05-02"), "", YearDay(5, 2, 1980)),
        (29343, "", YearDay(5, 2, 1980)),
        ("5月2日", "", YearDay(5, 2)),
        ("农历八月十五", "", YearDay(8, 15, None, True)),
        ("闰六月十五", "", YearDay(6, 15, None, True, True)),
        ("腊月三十", "", YearDay(12, 30, None, True)),
        ("1980-08-15", "lunar", YearDay(8, 15, 1980, True)),
        ("8.15", "lunar", YearDay(8, 15, None, True)),
    ],
)
def test_birthdays(value: Any, calendar: str, day: YearDay) -> None:
    assert cells.birthday(value, BIRTHDAY, TODAY, calendar) == day


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("2月30日", "import-birthday-solar"),
        ("1981-02-29", "import-birthday-solar"),
        ("农历八月三十一", "import-birthday-lunar"),
        ("闰正月初五", "import-birthday-leap"),
        ("1980年闰六月十五", "import-birthday-leap-year"),
        ("2030-01-01", "import-birthday-year"),
        ("属猴", "import-birthday-unclear"),
    ],
)
def test_days_that_are_none(value: str, why: str) -> None:
    assert reason(cells.birthday, value, BIRTHDAY, TODAY) == why


def test_an_account_cut_short_by_a_program_is_refused() -> None:
    known = book().kinds["customers"].fields["account"]
    assert reason(cells.account, "9.15E+17", known) == "import-account-cut"
    assert cells.account(" Ｋ 001 ", known) == "K001"
    assert cells.account(1001.0, known) == "1001"


@pytest.mark.parametrize(
    ("value", "fen"), [("128.5", 12850), ("¥1,280.00", 128000), ("99元", 9900), (0.1 + 0.2, 30)]
)
def test_sums(value: Any, fen: int) -> None:
    assert cells.fen(value, book().kinds["bills"].fields["amount"]) == fen


@pytest.mark.parametrize("value", ["1E999999", "1E30", "NaN", "Infinity", float("inf"), "一百"])
def test_sums_that_are_none(value: Any) -> None:
    assert reason(cells.fen, value, book().kinds["bills"].fields["amount"]) == "import-number"


@pytest.mark.parametrize(
    "value",
    [
        "0001-01-02 10:00",
        "0999年1月2日",
        "1989-12-31",
        "2101-01-01",
        "9999-12-31 23:59",
        20260230,
        3653,
        date(1, 1, 2),
        datetime.fromisoformat("0001-01-02T10:00"),
    ],
)
def test_moments_of_no_working_year_are_refused(value: Any) -> None:
    known = book().kinds["contacts"].fields["happened_at"]
    assert reason(cells.moment, value, known, ZoneInfo("Asia/Shanghai")) == "import-moment"


def test_a_kept_moment_has_four_figures_of_its_year() -> None:
    assert kept(datetime(1, 1, 2, 10, tzinfo=UTC)) == "0001-01-02 10:00:00.000000"


def test_no_name_of_a_column_means_two_fields() -> None:
    for kind in book().kinds.values():
        seen: dict[str, Field] = {}
        for known in kind.fields.values():
            for name in known.names:
                assert name not in seen, f"{kind.name}: {name} is {seen[name].name} and {known.name}"
                seen[name] = known


def test_what_is_kept_fits_its_column() -> None:
    """A text that a sheet may hold is no longer than the store takes."""
    homes = {
        "customers": tables.customers,
        "contacts": tables.contacts,
        "cases": tables.cases,
        "bills": tables.bills,
    }
    for kind in book().kinds.values():
        for known in kind.fields.values():
            several = known.name.startswith("liaison_")
            home = tables.liaisons if several else homes[kind.name]
            column = home.c.get(known.name.removeprefix("liaison_"))
            room = getattr(column.type, "length", None) if column is not None else None
            if room is not None and known.type in ("text", "account", "tags"):
                assert known.longest <= room, f"{kind.name}.{known.name}"


@pytest.mark.parametrize(
    "field", list(book().kinds["customers"].fields.values()), ids=lambda known: known.name
)
def test_every_name_of_every_column_is_known(field: Field) -> None:
    for name in field.names:
        for title in (name, f" {name} ", f"{name}（必填）", f"*{name}"):
            layout = recognise(("客户编号" if field.name != "account" else "姓名", title), "customers")
            assert layout.unknown == () and field in {known for known, _ in layout.places.values()}


def test_every_kind_of_customer_is_brought_in_by_its_own_word() -> None:
    """What an export says is read again (C1)."""
    assert set(book().choices["kind"]) == set(enrolling.KINDS)
    for kind in enrolling.KINDS:
        assert book().read["kind"][normal(Wording().say(f"customer-kind-{kind}"))] == kind


def test_a_heading_is_no_header() -> None:
    assert not looks_like_header(["星河通信客户资料", "", ""])
    assert looks_like_header(["客户编号", "姓名", "颜色"])
