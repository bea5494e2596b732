"""Sheets that staff send: checked in the background, kept after a yes, taken back by a tap (C1, E9, O1)."""

from __future__ import annotations

from bot.dialog.message import Outgoing
from bot.dialog.press import Press
from bot.errors import Stale
from bot.services.file_records import KeptFile
from bot.services.importing import keeping, records
from bot.services.ports import REPLY
from handlers.attaching import SPREADSHEETS
from handlers.routes import OWNERS, router
from handlers.turn import Turn

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".csv", ".ods")


def received(turn: Turn, kept: KeptFile) -> None:
    """Put a sheet down to be checked; how it went is told when it is done (A3)."""
    put_down(turn, "", kept.name, "import-wait", kept.id)


def put_down(turn: Turn, kind: str, name: str, phrase: str, file_id: int | None = None) -> None:
    """Put a sheet down to be worked on beside the conversation, with the message that tells how far it is."""
    message = Outgoing(turn.say(phrase), key=records.WORK)
    parcel = turn.uow.outbox.add(turn.who, message, REPLY, turn.now)
    turn.uow.imports.add(
        kind,
        name,
        turn.now,
        staff_id=turn.me.id,
        file_id=file_id,
        address_id=turn.who.id,
        progress_id=parcel.id if parcel else None,
    )


for _suffix in SUFFIXES:
    SPREADSHEETS[_suffix] = received


@router.command("import", OWNERS)
def explain(turn: Turn) -> None:
    """Say how customers are brought in; where a checked sheet waits for a yes, this is one."""
    latest = turn.uow.imports.latest(turn.me.id, 1)
    if latest and latest[0].state == records.CHECKED and latest[0].created + latest[0].updated:
        _go_on(turn, latest[0].id, records.CHECKED, records.KEEPING, "import-keeping")
        return
    turn.reply(turn.say("import-how"), turn.home())


@router.command("template", OWNERS)
def hand_template(turn: Turn) -> None:
    """Send an empty sheet to fill in."""
    put_down(turn, "export-customers", records.TEMPLATE, "import-template-wait")


@router.press("import-keep", OWNERS)
def keep(turn: Turn, press: Press) -> None:
    """Let a checked sheet be written as a whole."""
    _go_on(turn, press.subject, records.CHECKED, records.KEEPING, "import-keeping")


@router.press("import-again", OWNERS)
def again(turn: Turn, press: Press) -> None:
    """Check a sheet once more: things on file have changed since."""
    _go_on(turn, press.subject, records.CHECKED, records.WAITING, "import-wait")


@router.press("import-undo", OWNERS)
def undo(turn: Turn, press: Press) -> None:
    """Take an import back (O1)."""
    found = keeping.own(turn.uow, press.subject, turn.me)
    if found.state != records.DONE:
        raise _stale(turn, found.state)
    keeping.begin_undo(turn.uow, turn.desk, found.id, turn.me, turn.now)
    _tell(turn, found.id, "import-undoing")


@router.press("import-cancel", OWNERS)
def cancel(turn: Turn, press: Press) -> None:
    """Let a checked sheet go."""
    keeping.cancel(turn.uow, press.subject, turn.me)
    turn.show(turn.say("import-cancelled"), turn.home())


def _go_on(turn: Turn, import_id: int, state: str, to: str, phrase: str) -> None:
    found = keeping.own(turn.uow, import_id, turn.me)
    if not turn.uow.imports.move(found.id, (state,), to):
        raise _stale(turn, found.state)
    _tell(turn, found.id, phrase)


def _tell(turn: Turn, import_id: int, phrase: str) -> None:
    message = Outgoing(turn.say(phrase), key=records.WORK)
    parcel = turn.uow.outbox.add(turn.who, message, REPLY, turn.now)
    if parcel is not None:
        turn.uow.imports.tell_by(import_id, parcel.id)


def _stale(turn: Turn, state: str) -> Stale:
    return Stale("import-stale", state=turn.say(f"import-state-{state}"))
