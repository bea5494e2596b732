"""What cannot be served is refused by one line that names it, and by exit code 2."""

from __future__ import annotations

import socket
import sqlite3
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.durability.processes import Product, command, free_port

NAMED = {"COMPANY": "星河通信", "HOTLINE": "400-000-1019"}


def refused(folder: Path, *says: str, what: str = "run", **settings: str) -> None:
    """Expect one line that says something, and exit code 2."""
    one_line(command(folder, what, **settings), *says)


def one_line(ended: CompletedProcess[str], *says: str) -> None:
    """Expect a command to have ended with one line that says something, and exit code 2."""
    words = ended.stderr.strip()
    assert ended.returncode == 2, words
    assert words.startswith("huifang: "), words
    assert len(words.splitlines()) == 1, words
    for said in says:
        assert said in words


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"COMPANY": ""}, "HUIFANG_COMPANY"),
        ({"HOTLINE": " "}, "HUIFANG_HOTLINE"),
        ({"PORT": "many"}, "HUIFANG_PORT"),
        ({"PORT": "70000"}, "HUIFANG_PORT"),
        ({"PROXIES": "the one in front"}, "HUIFANG_PROXIES"),
        ({"PROXIES": "10.0.0.1/8"}, "HUIFANG_PROXIES"),
        ({"TIMEZONE": "Mars/Olympus"}, "HUIFANG_TIMEZONE"),
        ({"DATABASE_URL": "mysql://x"}, "HUIFANG_DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////nowhere/at/all/huifang.db"}, "/nowhere/at/all"),
        ({"TELEGRAM_API_BASE": "ftp://x"}, "HUIFANG_TELEGRAM_API_BASE"),
        ({"WEBHOOK_URL": "https://x/hook", "TELEGRAM_TOKEN": "1:x"}, "HUIFANG_WEBHOOK_SECRET"),
        ({"TELEGRAM_TOKEN": "not a token"}, "HUIFANG_TELEGRAM_TOKEN"),
    ],
)
def test_a_wrong_setting(tmp_path: Path, settings: dict[str, str], says: str) -> None:
    refused(tmp_path, says, **NAMED | settings)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[tiers.gold]\nmonths = -1\n", "tiers.gold.months"),
        ("[tiers.gold\n", "policy.toml"),
        ("[sending.telegram]\nspeed = 1\n", "sending.telegram.speed"),
        (None, "policy.toml"),
    ],
)
def test_a_wrong_policy(tmp_path: Path, text: str | None, says: str) -> None:
    path = tmp_path / "policy.toml"
    if text is not None:
        path.write_text(text)
    refused(tmp_path, "HUIFANG_POLICY", says, **NAMED, POLICY=str(path))


def test_a_database_of_a_newer_version(tmp_path: Path, sqlite_url: str) -> None:
    path = sqlite_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for what in ("run", "migrate"):
        refused(tmp_path, "9999", "newer", what=what, **NAMED, DATABASE_URL=sqlite_url)


@pytest.mark.parametrize("damage", [b"this is no database, whatever its name says" * 100, b"\0" * 4096])
def test_a_damaged_database(tmp_path: Path, sqlite_url: str, damage: bytes) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    path.write_bytes(damage + path.read_bytes()[len(damage) :])
    before = path.read_bytes()
    refused(tmp_path, "database", **NAMED, DATABASE_URL=sqlite_url)
    assert path.read_bytes() == before, "a damaged file must not be made worse"


def test_a_second_server_and_a_port_that_is_taken(tmp_path: Path, sqlite_url: str) -> None:
    with Product(tmp_path, sqlite_url) as product:
        product.ready()
        refused(
            tmp_path,
            "already served by another process",
            **NAMED,
            DATABASE_URL=sqlite_url,
            PORT=str(free_port()),
        )
        with socket.create_connection(("127.0.0.1", product.port), timeout=2):
            other = f"sqlite:///{tmp_path / 'other.db'}"
            refused(tmp_path, "HUIFANG_PORT", **NAMED, DATABASE_URL=other, PORT=str(product.port))
        code, seconds = product.terminate()
        assert (code, seconds < 5.0) == (0, True), product.words()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--name", ""), "--name"),
        (("--name", " \n "), "--name"),
        (("--name", "王" * 65), "--name"),
        (("--name", "王强", "--phone", "12345"), "--phone"),
    ],
)
def test_an_invitation_that_will_not_do(tmp_path: Path, options: tuple[str, ...], says: str) -> None:
    path = tmp_path / "new.db"
    url = f"sqlite:///{path}"
    one_line(command(tmp_path, "invite", "--role", "manager", *options, DATABASE_URL=url), says)
    assert not path.exists()


def test_an_invitation_under_nobody(tmp_path: Path, sqlite_url: str) -> None:
    options = ("--role", "manager", "--name", "王强", "--under", "李静")
    says = "--under: 李静 is not an active staff member"
    ended = command(tmp_path, "invite", *options, DATABASE_URL=sqlite_url)
    assert (ended.returncode, ended.stdout, ended.stderr) == (2, "", f"huifang: {says}\n")
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        assert connection.execute("SELECT count(*) FROM staff").fetchone() == (0,)


def test_an_invitation_is_kept_tidy(tmp_path: Path, sqlite_url: str) -> None:
    options = ("--role", "manager", "--name", " 王强 ", "--phone", "+86 139-0000-0003")
    assert command(tmp_path, "invite", *options, DATABASE_URL=sqlite_url).returncode == 0
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        assert connection.execute("SELECT name, phone FROM staff").fetchall() == [("王强", "13900000003")]


def test_a_chat_that_nobody_answers(tmp_path: Path) -> None:
    for url in (f"http://127.0.0.1:{free_port()}", "nonsense"):
        one_line(command(tmp_path, "chat", "--as", "7K4M9QRT", "--url", url), "--url", url)
