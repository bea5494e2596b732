"""Sheets that staff send: checked in the background, kept after a yes, taken back by a tap (C1, E9, O1)."""

from __future__ import annotations

from datetime import timedelta

from bot.dialog.message import Outgoing
from bot.dialog.press import Press
from bot.errors import BadInput, Stale
from bot.services.file_records import KeptFile
from bot.services.importing import keeping, records
from bot.services.importing.records import Import
from bot.services.ports import REPLY
from handlers import attaching
from handlers.attaching import SPREADSHEETS
from handlers.routes import OWNERS, router
from handlers.turn import Turn

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".csv", ".ods")
_LOOKED_AT = 20  # sheets handed out lie between those brought in


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
    latest = _latest(turn)
    if latest is not None and latest.state == records.CHECKED and latest.created + latest.updated:
        _keep(turn, latest)
    elif latest is not None and latest.state in (records.WAITING, records.CHECKING, records.KEEPING):
        raise _stale(turn, latest.state)
    else:
        turn.reply(turn.say("import-how"), turn.home())


@router.command("importcancel", OWNERS)
def cancel_latest(turn: Turn) -> None:
    """Let the sheet go that waits for a yes."""
    latest = _latest(turn)
    if latest is None or latest.state != records.CHECKED:
        raise BadInput("error-import-none-checked")
    keeping.cancel(turn.uow, latest.id, turn.me)
    turn.reply(turn.say("import-cancelled-file", **_named(turn, latest)), turn.home())


@router.command("importundo", OWNERS)
def undo_latest(turn: Turn) -> None:
    """Take back what was brought in last, and nothing from before it (O1)."""
    latest = _latest(turn, kept=True)
    if latest is None:
        raise BadInput("error-import-none-kept")
    _undo(turn, latest)


@router.command("template", OWNERS)
def hand_template(turn: Turn) -> None:
    """Send an empty sheet to fill in."""
    put_down(turn, "export-customers", records.TEMPLATE, "import-template-wait")


@router.press("import-file", OWNERS)
def from_form(turn: Turn, press: Press) -> None:
    """Bring a sheet in that was taken for a record's attachment; the record goes on without it."""
    kept = attaching.own(turn, press.subject)
    for one in turn.uow.imports.latest(turn.me.id, _LOOKED_AT):
        if one.file_id == kept.id and one.state not in (records.CANCELLED, records.FAILED):
            raise _stale(turn, one.state)
    attaching.let_go(turn, kept)
    received(turn, kept)


@router.press("import-keep", OWNERS)
def keep(turn: Turn, press: Press) -> None:
    """Let a checked sheet be written as a whole."""
    _keep(turn, keeping.own(turn.uow, press.subject, turn.me))


@router.press("import-again", OWNERS)
def again(turn: Turn, press: Press) -> None:
    """Check a sheet once more: things on file have changed since."""
    _go_on(turn, keeping.own(turn.uow, press.subject, turn.me), records.WAITING, "import-wait")


@router.press("import-undo", OWNERS)
def undo(turn: Turn, press: Press) -> None:
    """Take an import back (O1)."""
    _undo(turn, keeping.own(turn.uow, press.subject, turn.me))


@router.press("import-cancel", OWNERS)
def cancel(turn: Turn, press: Press) -> None:
    """Let a checked sheet go."""
    keeping.cancel(turn.uow, press.subject, turn.me)
    turn.show(turn.say("import-cancelled"), turn.home())


def _latest(turn: Turn, *, kept: bool = False) -> Import | None:
    """Return the speaker's newest sheet, or the newest that was kept; never one behind it."""
    sheets = (
        one for one in turn.uow.imports.latest(turn.me.id, _LOOKED_AT) if one.kind not in records.EXPORTS
    )
    return next((one for one in sheets if one.done_at is not None or not kept), None)


def _named(turn: Turn, found: Import) -> dict[str, str]:
    return {"name": found.name or "-", "time": turn.desk.time_words(found.at)}


def _keep(turn: Turn, found: Import) -> None:
    hours = turn.desk.policy.imports.undo_hours
    if found.state == records.CHECKED and turn.now - found.at > timedelta(hours=hours):
        raise BadInput("error-import-old", **_named(turn, found), hours=str(hours))
    _go_on(turn, found, records.KEEPING, "import-keeping")


def _undo(turn: Turn, found: Import) -> None:
    if found.state != records.DONE:
        raise _stale(turn, found.state)
    keeping.begin_undo(turn.uow, turn.desk, found.id, turn.me, turn.now)
    _tell(turn, found, "import-undoing")


def _go_on(turn: Turn, found: Import, to: str, phrase: str) -> None:
    if not turn.uow.imports.move(found.id, (records.CHECKED,), to):
        raise _stale(turn, found.state)
    _tell(turn, found, phrase)


def _tell(turn: Turn, found: Import, phrase: str) -> None:
    message = Outgoing(turn.say(phrase, **_named(turn, found)), key=records.WORK)
    parcel = turn.uow.outbox.add(turn.who, message, REPLY, turn.now)
    if parcel is not None:
        turn.uow.imports.tell_by(found.id, parcel.id)


def _stale(turn: Turn, state: str) -> Stale:
    return Stale("import-stale", state=turn.say(f"import-state-{state}"))
