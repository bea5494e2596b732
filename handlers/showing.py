"""Kept files are looked at again: by whom they were sent, and within the reader's scope, audited (G1, C3)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialog.press import Press
from bot.errors import BadInput, NotAllowed, NotFound
from bot.services import cases
from bot.services.file_records import KeptFile
from bot.services.records import Customer
from handlers import finding
from handlers.routes import OWNERS, WORKERS, router
from handlers.turn import Turn


def kind_words(turn: Turn, kept: KeptFile) -> str:
    """Return what a file is, in words."""
    return turn.say(f"file-kind-{kept.kind}")


def sent_by(turn: Turn, kept: KeptFile) -> bool:
    """Tell whether the speaker sent a file, here or in another chat of theirs."""
    if kept.address_id is None or kept.address_id == turn.who.id:
        return kept.address_id is not None
    sender = turn.uow.addresses.get(kept.address_id)
    if sender is None:
        return False
    if turn.staff is not None:
        return sender.staff_id == turn.staff.id
    return turn.customer is not None and sender.customer_id == turn.customer.id


@router.press("file-show", WORKERS)
def show(turn: Turn, press: Press) -> None:
    """Send one kept file again, to whoever may see what it belongs to (G1)."""
    kept = turn.uow.files.get(press.subject)
    if kept is None:
        raise NotFound
    if not sent_by(turn, kept):
        _note(turn, kept, _reachable(turn, kept))
    send(turn, [kept])


def _reachable(turn: Turn, kept: KeptFile) -> Customer | None:
    """Return whose file it is, where the speaker may see a record or a case it is attached to."""
    for place in turn.uow.files.places(kept.id):
        contact = turn.uow.contacts.get(place.contact_id) if place.contact_id is not None else None
        if contact is not None and contact.undone_at is None:
            person = turn.uow.people.customer(contact.customer_id)
            if person is not None and finding.may(turn, person):
                return person
        case = turn.uow.cases.get(place.case_id) if place.case_id is not None else None
        if case is not None and cases.may_work(turn.uow, turn.me, case):
            return turn.uow.people.customer(case.customer_id)
    raise NotAllowed


@router.press("files-of-contact", WORKERS)
def of_contact(turn: Turn, press: Press) -> None:
    """Send every file of a record (C3)."""
    contact = turn.uow.contacts.get(press.subject)
    if contact is None or contact.undone_at is not None:
        raise NotFound
    person = finding.pick_customer(turn, str(contact.customer_id), by_id=True)
    _send_all(turn, turn.uow.files.of_contact(contact.id), person)


@router.press("files-of-case", OWNERS)
def of_case(turn: Turn, press: Press) -> None:
    """Send every file of a case (C4)."""
    case = cases.for_staff(turn.uow, turn.me, press.subject, turn.now)
    _send_all(turn, turn.uow.files.of_case(case.id), turn.uow.people.customer(case.customer_id))


def _send_all(turn: Turn, files: Sequence[KeptFile], person: Customer | None) -> None:
    if not files:
        raise BadInput("error-file-none")
    for kept in files:
        if not sent_by(turn, kept):
            _note(turn, kept, person)
    send(turn, files)


def _note(turn: Turn, kept: KeptFile, person: Customer | None) -> None:
    """Note that somebody read a file who neither serves the customer nor sent it (G1)."""
    if person is None or turn.me.id not in (person.manager_id, person.deputy_id):
        turn.uow.records.audit("file-read", f"file:{kept.id}", turn.now, turn.me.id)


def send(turn: Turn, files: Sequence[KeptFile]) -> None:
    """Send kept files with when they came and what was said with them."""
    for number, kept in enumerate(files, start=1):
        words = turn.say(
            "file-shown",
            kind=kind_words(turn, kept),
            number=str(number),
            count=str(len(files)),
            time=turn.desk.time_words(kept.created_at),
        )
        # Not every platform draws a map.
        place = turn.uow.files.content(kept.id) if kept.kind == "position" else None
        said = [words, kept.caption, place.decode() if place else ""]
        turn.reply_file(kept, "\n".join(line for line in said if line))
