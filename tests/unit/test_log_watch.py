"""The watch over the suite's log finds what is personal, and nothing else."""

from __future__ import annotations

import logging

import pytest

from bot.channels.web.links import Signer
from tests.log_watch import WATCH, LogWatch


def heard(message: str, *args: object) -> list[str]:
    """Return what a watch finds in one record, with one thing typed."""
    watch = LogWatch()
    watch.typed(["宽带总断线", "1"])
    watch.emit(logging.LogRecord("bot.somewhere", logging.INFO, __file__, 1, message, args, None))
    found = watch.findings()
    assert watch.findings() == []
    return found


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("sent to 13812345678", "a phone"),
        ("bound 张三 to 7", "a name"),
        ("liaison 刘洋 added", "a name"),
        ("code K7M2P9QX tried", "a code"),
        ("GET /bot123456789:AAH9xTn2bQ0cQk4v6XxkzZ0yT1uVw2RsPqo/getMe", "a token"),
        ("asked with " + Signer("key").sign("mVMbv65nDzxuwicN"), "a token"),
        ("event 7 said 我家宽带总断线了", "typed"),
    ],
)
def test_a_spoilt_record_is_found(message: str, kind: str) -> None:
    found = heard("row %d: %s", 7, message)
    assert len(found) == 1
    assert kind in found[0]


@pytest.mark.parametrize(
    "message",
    ["event 12345678 failed, reference 23456789", "parcel 1 was refused: blocked", "tick digest failed"],
)
def test_ids_and_references_are_nothing_personal(message: str) -> None:
    assert heard(message) == []


def test_every_record_of_the_product_reaches_the_watch() -> None:
    logging.getLogger("bot.somewhere").info("for 13812345678")
    assert WATCH.findings() == ["a phone in the log: bot.somewhere: for 13812345678"]
