"""A file is brought in before its turn: once, within limits, through trouble (C3)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.background import Background
from bot.clock import FixedClock
from bot.dialog.message import Address, File, Incoming, Kind
from bot.errors import BadInput, StorageBusy
from bot.fetching import Fetcher
from bot.intake import Intake
from bot.services.file_records import KeptFile
from bot.services.ports import UnitOfWork, Work
from bot.services.records import InboxRow
from bot.standard.policy import shipped
from bot.working import Steps
from storage.engine import AnyDatabase
from tests.telegram.people import PICTURE
from tests.unit.flow.server import ServerChannel

RULES = shipped().files
MEI = Address("fake", "mei", "mei")


class Platform(ServerChannel):
    """A channel that hands out what is in its files, and counts how often it was asked."""

    def __init__(self, **contents: bytes) -> None:
        super().__init__()
        self.contents = contents
        self.asked: list[tuple[str, int]] = []

    async def fetch(self, file: File, most: int) -> bytes:
        self.asked.append((file.id, most))
        if file.id not in self.contents:
            raise BadInput("error-file-lost")
        return self.contents[file.id]


class Hesitant:
    """A store that refuses the first calls."""

    def __init__(self, database: AnyDatabase, refusals: int) -> None:
        self._database = database
        self.refusals = refusals
        self.shared = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    async def turn(self, work: Work[Any]) -> Any:
        self._refuse()
        return await self._database.turn(work)

    async def read(self, work: Work[Any]) -> Any:
        self._refuse()
        return await self._database.read(work)

    def _refuse(self) -> None:
        if self.refusals:
            self.refusals -= 1
            raise StorageBusy("locked")


def sent(kind: str = "photo", handle: str = "p1", number: int = 1, **fields: Any) -> Incoming:
    file = File(kind, handle, **fields)
    return Incoming(f"e{number}", MEI, Kind.FILE, "门口", file=file)


@pytest.fixture
async def platform() -> AsyncIterator[Platform]:
    yield Platform(p1=PICTURE, empty=b"", large=b"x" * (RULES.max_megabytes * 1024 * 1024 + 1))


Make = Callable[[Any], Fetcher]


@pytest.fixture
def fetching(platform: Platform, clock: FixedClock) -> Make:
    return lambda database: Fetcher(database, clock, {"fake": platform}, RULES)


async def test_a_file_is_kept_before_its_turn_and_fetched_once(
    database: AnyDatabase, platform: Platform, fetching: Make
) -> None:
    """After a crash between the two it is found again, by another process as well."""
    first = await fetching(database)(sent(name="../门.jpg"))
    again = await fetching(database)(sent(name="../门.jpg"))
    assert first == again
    assert first is not None
    assert (first.kind, first.name, first.mime, first.caption) == ("photo", "门.jpg", "image/jpeg", "门口")
    assert first.handle("fake") == "p1"
    assert [handle for handle, _ in platform.asked] == ["p1"]
    assert await database.read(lambda uow: uow.files.content(first.id)) == PICTURE
    who = await database.read(lambda uow: uow.addresses.at(MEI))
    assert who is not None
    assert first.address_id == who.id


async def test_a_store_that_is_busy_is_waited_for(
    database: AnyDatabase, platform: Platform, fetching: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.fetching._FIRST_WAIT", 0.0)
    store = Hesitant(database, 2)
    assert await fetching(store)(sent()) is not None
    assert store.refusals == 0
    assert len(platform.asked) == 1


@pytest.mark.parametrize(
    ("event", "phrase", "asks"),
    [
        (sent(handle="empty"), "error-file-empty", True),
        (sent(handle="large"), "error-file-big", True),
        (sent(handle="gone"), "error-file-lost", True),
        (sent(size=RULES.max_megabytes * 1024 * 1024 + 1), "error-file-big", False),
        (sent("document", name="更新.exe"), "error-file-type", False),
        (sent("position", "somewhere"), "error-file-lost", False),
    ],
)
async def test_what_is_refused_leaves_nothing_behind(
    database: AnyDatabase, platform: Platform, fetching: Make, event: Incoming, phrase: str, asks: bool
) -> None:
    with pytest.raises(BadInput) as refused:
        await fetching(database)(event)
    assert refused.value.phrase_id == phrase
    assert bool(platform.asked) == asks
    assert await database.read(lambda uow: uow.files.get(1)) is None


@pytest.mark.parametrize("kind", ["sticker", "other"])
async def test_what_is_no_record_of_anything_is_not_fetched(
    database: AnyDatabase, platform: Platform, fetching: Make, kind: str
) -> None:
    assert await fetching(database)(sent(kind)) is None
    assert platform.asked == []


async def test_a_place_is_its_own_words(database: AnyDatabase, platform: Platform, fetching: Make) -> None:
    kept = await fetching(database)(sent("position", "31.23,121.47"))
    assert kept is not None
    assert kept.remote == ""
    assert platform.asked == []
    assert await database.read(lambda uow: uow.files.content(kept.id)) == b"31.23,121.47"


async def test_staff_may_bring_long_spreadsheets(
    database: AnyDatabase, platform: Platform, fetching: Make, clock: FixedClock
) -> None:
    event = sent("document", "large", name="客户.xlsx")
    with pytest.raises(BadInput):
        await fetching(database)(event)

    def employ(uow: UnitOfWork) -> None:
        staff = uow.people.add_staff("manager", "王强", None, clock.now())
        uow.addresses.add(MEI, clock.now(), staff_id=staff.id)

    await database.turn(employ)
    assert await fetching(database)(event) is not None
    limits = [most // 1024 // 1024 for _, most in platform.asked]
    assert limits == [RULES.max_megabytes, RULES.spreadsheet_megabytes]


async def test_nobody_fills_the_house_with_files(
    database: AnyDatabase, platform: Platform, clock: FixedClock
) -> None:
    fetch = Fetcher(database, clock, {"fake": platform}, replace(RULES, per_day=2))
    for number in (1, 2):
        assert await fetch(sent(number=number)) is not None
    with pytest.raises(BadInput) as refused:
        await fetch(sent(number=3))
    assert refused.value.phrase_id == "error-file-often"
    assert await fetch(sent(number=2)) is not None
    clock.advance(timedelta(days=1, seconds=1))
    assert await fetch(sent(number=3)) is not None


async def test_a_run_that_dies_between_keeping_and_working_doubles_nothing(
    database: AnyDatabase, platform: Platform, fetching: Make, clock: FixedClock
) -> None:
    """The event is worked by the next run with the file that the first one kept."""
    worked: list[KeptFile | None] = []

    def work(uow: UnitOfWork, row: InboxRow, prepared: Any) -> None:
        worked.append(prepared)

    await database.turn(lambda uow: uow.inbox.add([sent()], clock.now()))
    before = await fetching(database)(sent())
    background = Background()
    fetcher = fetching(database)
    steps = Steps(lambda event, _: fetcher(event), work, _never)
    intake = Intake(database, clock, background, steps)
    await intake.recover()
    await intake.idle()
    await background.close()
    assert worked == [before]
    assert len(platform.asked) == 1
    assert await database.read(lambda uow: uow.inbox.waiting()) == []


def _never(uow: UnitOfWork, row: InboxRow, reference: str) -> None:
    raise AssertionError(reference)
