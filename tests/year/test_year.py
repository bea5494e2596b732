"""A year of the company, and the same days with the process killed again and again (4.D, 4.E)."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.year.book import essence, read
from tests.year.invariants import broken, statistics
from tests.year.killing import kill_often, walked


def test_every_promise_of_the_year_is_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Managers good and late, holidays, leave, two days down: none missed or doubled; the bench has 1,000."""
    walked(tmp_path / "year.db", "--customers", str(CUSTOMERS))
    book = read(tmp_path / "year.db")
    with capsys.disabled():
        sys.stdout.write(
            "\n" + ", ".join(f"{name}: {count}" for name, count in statistics(book).items()) + "\n"
        )
    found = broken(book)
    assert not found, {name: (len(complaints), complaints[:5]) for name, complaints in found.items()}
    for name, wrong in spoilt(tmp_path / "year.db").items():
        assert name in wrong, f"{name} would not have been noticed"


SPOILS = {
    "quiet_hours": "UPDATE outbox SET sent_at = '2026-05-05 19:00:00.000000' WHERE priority = 2",
    "digests_on_working_days": "UPDATE digests SET day = '2026-10-03' WHERE id = 40",
    "told": "DELETE FROM escalations",
    "rungs": "UPDATE escalations SET at = '2026-12-01 02:00:00.000000' WHERE rung = 'breach'",
    "cadence": "DELETE FROM duties WHERE period = '2026-07'",
    "met": "UPDATE duties SET closed_at = NULL WHERE kind = 'cadence'",
    "birthdays": "UPDATE duties SET due_day = '2026-03-03' WHERE kind = 'moment'",
    "once": "UPDATE outbox SET dedup = 'duty:1:breach:' || id WHERE address_id ="
    " (SELECT id FROM addresses WHERE staff_id IS NOT NULL ORDER BY id DESC LIMIT 1)",
    "cap": "UPDATE outbox SET created_at = '2026-05-06 03:00:00.000000', not_before = NULL"
    " WHERE id IN (SELECT parcel_id FROM escalations WHERE via = 'single')",
    "unreachable": "UPDATE outbox SET why = 'blocked' WHERE id = (SELECT min(id) FROM outbox)",
    "every_rung": "DELETE FROM escalations WHERE rung = 'eve'",
    "at_once": "DELETE FROM escalations WHERE rung = 'now' AND id % 9 = 0",
    "to_who_is_there": "UPDATE absences SET first = '2026-01-01', last = '2026-12-31'",
    "greeted": "UPDATE customers SET greetings = NULL",
}


def spoilt(path: Path) -> dict[str, list[str]]:
    """Return what is noticed of a year that is spoilt in one way after the other."""
    noticed = {}
    for name, statement in SPOILS.items():
        with closing(sqlite3.connect(path)) as connection:
            copy = path.with_name(f"{name}.db")
            connection.execute("VACUUM INTO ?", (str(copy),))
        with closing(sqlite3.connect(copy)) as connection, connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(statement)
        noticed[name] = [which for which in broken(read(copy)) if which == name]
        copy.unlink()
    return noticed


CUSTOMERS = 300
KILLS, KILLED_DAYS, KILLED_CUSTOMERS = 8, 25, 100


def test_killed_again_and_again_it_is_the_same(tmp_path: Path) -> None:
    """The same duties and the same pushes, however often the process dies and wherever."""
    options = ("--customers", str(KILLED_CUSTOMERS), "--days", str(KILLED_DAYS))
    walked(tmp_path / "calm.db", *options)
    kills = kill_often(tmp_path / "killed.db", tmp_path / "calm.db", KILLS, options)
    assert kills == KILLS
    assert essence(tmp_path / "killed.db") == essence(tmp_path / "calm.db")
