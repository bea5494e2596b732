"""Sheets worked on beside the conversation: taken up again after a restart, never half done (C1, G3)."""

from __future__ import annotations

import tempfile
from datetime import timedelta

import pytest

from bot.background import Background
from bot.dialog.message import Address
from bot.services.importing import records
from bot.services.importing.records import Import
from bot.sheet_desk import SheetDesk
from tests.integration.importing.office import Office


async def put_down(office: Office, by: str, kind: str = "", state: str = records.WAITING) -> Import:
    """Put a sheet down as a turn does."""
    content = office.sheet(("客户编号", "姓名"), ("K1", "张三")).read_bytes()
    now, staff = office.clock.now(), office.staff[by]

    def work(uow):  # type: ignore[no-untyped-def]
        who = uow.addresses.at(Address("web", by, by)) or uow.addresses.add(
            Address("web", by, by), now, staff_id=staff.id
        )
        file = uow.files.add("document", "客户.xlsx", "", content, who.id, now)
        found = uow.imports.add(kind, "客户.xlsx", now, staff_id=staff.id, file_id=file.id, address_id=who.id)
        uow.imports.move(found.id, (records.WAITING,), state)
        return uow.imports.get(found.id)

    found: Import = await office.database.turn(work)
    return found


async def worked(office: Office) -> None:
    """Let whatever waits be worked on, as at a start."""
    background = Background()
    desk = SheetDesk(office.database, office.desk, office.clock, background, office.database.lease)
    await desk.sweep()
    await desk.idle()
    await background.close()


async def state_of(office: Office, found: Import) -> str:
    now = await office.database.read(lambda uow: uow.imports.get(found.id))
    assert now is not None
    return now.state


async def said(office: Office, by: str) -> str:
    who = await office.database.read(lambda uow: uow.addresses.at(Address("web", by, by)))
    assert who is not None
    lines = await office.database.read(lambda uow: uow.outbox.history(who, 0, 0, 50))
    return "\n".join(line.message.text for line in lines)


async def test_a_check_cut_off_by_a_restart_begins_again(office: Office) -> None:
    found = await put_down(office, "王强", state=records.CHECKING)
    await worked(office)
    assert await state_of(office, found) == records.CHECKED
    assert [one.action for one in await office.told(found)] == ["create"]
    assert "新增1" in await said(office, "王强")


async def test_a_yes_before_a_restart_is_kept(office: Office) -> None:
    found = await put_down(office, "王强")
    await worked(office)
    await office.database.turn(lambda uow: uow.imports.move(found.id, (records.CHECKED,), records.KEEPING))
    await worked(office)
    assert await state_of(office, found) == records.DONE
    assert await office.customer("K1") is not None
    await office.database.turn(lambda uow: uow.imports.move(found.id, (records.DONE,), records.UNDOING))
    await worked(office)
    assert await state_of(office, found) == records.UNDONE
    assert await office.customer("K1") is None


async def test_a_sheet_whose_file_is_gone_says_so(office: Office) -> None:
    found = await put_down(office, "王强")
    await office.database.turn(
        lambda uow: uow.imports.move(found.id, (records.WAITING,), records.WAITING, file_id=None)
    )
    await worked(office)
    assert await state_of(office, found) == records.FAILED
    assert "请再发送一次" in await said(office, "王强")


async def test_an_export_that_breaks_is_called_one(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await office.serves("张三", "王强", phone="13800000001")
    found = await put_down(office, "王强", kind="export-customers")
    monkeypatch.setattr(tempfile, "tempdir", str(office.folder / "nowhere"))
    await worked(office)
    assert await state_of(office, found) == records.FAILED
    words = await said(office, "王强")
    assert "表格没有准备好" in words and "导入" not in words


async def test_what_was_handed_out_goes_away(office: Office) -> None:
    await office.serves("张三", "王强", phone="13800000001")
    found = await put_down(office, "王强", kind="export-customers")
    await worked(office)
    done = await office.database.read(lambda uow: uow.imports.get(found.id))
    assert done is not None and done.state == records.DONE and done.file_id is not None
    file_id = done.file_id
    assert await office.database.read(lambda uow: uow.files.content(file_id)) is not None
    office.clock.advance(timedelta(hours=25))
    background = Background()
    desk = SheetDesk(office.database, office.desk, office.clock, background)
    await desk.purge()
    assert await office.database.read(lambda uow: uow.files.content(file_id)) is None
