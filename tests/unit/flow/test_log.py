"""The last guard: what people said and their numbers do not reach the log."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import pytest

from bot.log import LineFormatter, scrub, set_up


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    for name in ("aiohttp.access", "aiogram"):
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.mark.parametrize(
    "secret",
    [
        "13812345678",
        "+86 138 1234 5678",
        "138-1234-5678",
        "8613812345678",
        "１３８１２３４５６７８",
        "11010519491231002X",
        "110105194912310021",
        "123456789:AAH9xTn2bQ0cQk4v6XxkzZ0yT1uVw2RsPqo",
    ],
)
def test_numbers_and_tokens_are_removed(secret: str) -> None:
    assert secret not in scrub(f"got {secret} from row 17")
    assert "from row 17" in scrub(f"got {secret} from row 17")


@pytest.mark.parametrize(
    "harmless", ["event 12345678 failed", "reference 04711081", "2026-10-09 12:00:00,123"]
)
def test_ids_and_times_stay(harmless: str) -> None:
    assert scrub(harmless) == harmless


def test_an_error_is_one_line_of_places_without_words() -> None:
    try:
        try:
            int("我姓王 13812345678")
        except ValueError as error:
            raise KeyError("张三") from error
    except KeyError:
        record = logging.LogRecord("bot", 40, __file__, 1, "event %d failed", (7,), sys.exc_info())
    line = LineFormatter().format(record)
    assert "\n" not in line
    assert "event 7 failed" in line
    assert "KeyError [test_log.py:" in line
    assert "<- ValueError [test_log.py:" in line
    assert not any(word in line for word in ("王", "138", "张三"))


def test_the_machines_own_errors_keep_their_words() -> None:
    try:
        raise OSError(28, "No space left on device")
    except OSError:
        record = logging.LogRecord("bot", 40, __file__, 1, "disk", (), sys.exc_info())
    assert "No space left on device" in LineFormatter().format(record)


def test_everything_goes_to_stderr_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("info")
    logging.getLogger("bot.somewhere").info("two\nlines and 13812345678")
    logging.getLogger("aiohttp.access").info("GET /")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "two | lines and [phone]" in captured.err
