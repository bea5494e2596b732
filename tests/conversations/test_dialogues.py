"""Whole dialogues of customers, good and ill-tempered, on both channels: tests/conversations/dialogues."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest

from handlers.routes import commands
from tests.conversations.dialogues import START, Stage, files, read
from tests.conversations.town import town

LEAST = 60
SHOW = os.environ.get("HUIFANG_SHOW", "")


@pytest.mark.parametrize("channel", ["web", "telegram"])
@pytest.mark.parametrize("file", files(), ids=lambda file: file.stem)
async def test_dialogues(
    file: Path,
    channel: str,
    sqlite_url: str,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Every line of a file is so, the judge finds nothing to blame, and nothing breaks behind the scenes."""
    async with town(channel, sqlite_url, START) as place:
        stage, failed = Stage(place), []
        await stage.gather()
        for dialogue in read(file):
            try:
                await stage.play(dialogue)
            except AssertionError as error:
                failed.append(str(error))
        if SHOW:
            with capsys.disabled():
                for person in place.people.values():
                    if person.name in SHOW:
                        print(f"\n##### {person.name}\n{person.picture()}")
        assert not failed, "\n\n".join(failed)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_there_are_enough_of_them_and_each_is_whole() -> None:
    """Each goes from a customer's first words to their goodbye, which the judge looks after (A1, A12)."""
    found = [dialogue for file in files() for dialogue in read(file)]
    assert len(found) >= LEAST
    assert len({dialogue.title for dialogue in found}) == len(found)
    byes = {word for book in (commands(), commands("en")) for word in book["goodbye"].names}
    for dialogue in found:
        typed = [
            line.text.partition(">")[2].strip() for line in dialogue.lines if ">" in line.text.split("<")[0]
        ]
        last = typed[-1].rstrip("。.！!~～").lower()
        assert last.endswith(tuple(byes)), f"{dialogue.title} does not end with a goodbye but {typed[-1]!r}"
