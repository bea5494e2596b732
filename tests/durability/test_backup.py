"""`huifang backup` while the product is busy."""

from __future__ import annotations

from pathlib import Path

from tests.durability import crowd
from tests.durability.processes import Product, Telegram, command, until


def test_a_backup_under_load_holds_everything_committed(
    tmp_path: Path, sqlite_url: str, telegram: Telegram
) -> None:
    crowd.settle(sqlite_url)
    asked = crowd.questions()
    with Product(tmp_path, sqlite_url, telegram) as product:
        product.ready()
        telegram.do("say_all", lines=asked)
        telegram.do("called", method="sendMessage", times=3)
        for number in range(2):
            copy = tmp_path / f"copy{number}.db"
            kept = crowd.count(sqlite_url, "inbox"), crowd.count(sqlite_url, "cases")
            ended = command(tmp_path, "backup", str(copy), DATABASE_URL=sqlite_url)
            assert ended.returncode == 0, ended.stderr
            url = f"sqlite:///{copy}"
            assert crowd.rows(url, "PRAGMA integrity_check") == [("ok",)]
            assert crowd.rows(url, "PRAGMA foreign_key_check") == []
            held = crowd.count(url, "inbox"), crowd.count(url, "cases")
            assert held >= kept
        again = command(tmp_path, "backup", str(copy), DATABASE_URL=sqlite_url)
        assert (again.returncode, len(again.stderr.strip().splitlines())) == (2, 1)
        until(lambda: crowd.count(sqlite_url, "cases") == len(asked), 30, "all is worked")
        product.terminate()
