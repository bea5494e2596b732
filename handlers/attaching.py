"""Files that people send: kept with the record or the matter they belong to, never a dead end (C3, C4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.dialog.form import Form, State, current
from bot.dialog.press import Press, button
from bot.errors import BadInput, NotAllowed, NotFound, Stale
from bot.services.desk import excerpt
from bot.services.file_records import KeptFile
from bot.services.records import Contact
from bot.standard import attachments
from handlers import asking, customer, filling, oneline, showing
from handlers.attached import FILES, attached
from handlers.routes import CUSTOMERS, LOGGERS, router
from handlers.turn import Reply, Rows, Turn, row

WITH_FILES = {"visit", "call", "reception", "report", "complaint", "suggestion", "request"}
"""Forms that take files at any question; ids stand under `files`, whoever saves the form attaches them."""

SPREADSHEETS: dict[str, Callable[[Turn, KeptFile], None]] = {}
"""What to do with a document of that suffix (small letters, with its dot) sent by staff outside a form."""

IN_WORDS = ("content", "text")
"""Questions that what is said with a file may answer."""

_CASES = {"complain": customer.COMPLAINT, "suggest": customer.SUGGESTION, "handle": customer.REQUEST}


def take(turn: Turn) -> None:
    """Take a file that was sent: into the form under way, or ask what it is for."""
    kept = turn.prepared.file
    form = turn.state.form if turn.state.form in router.forms else ""
    if kept is None or (form and form not in WITH_FILES):
        raise BadInput("error-need-text" if form else "error-file")
    if form:
        _into_form(turn, kept, router.forms[form][0])
    elif turn.staff is not None:
        _from_staff(turn, kept)
    else:
        _from_customer(turn, kept)


def _into_form(turn: Turn, kept: KeptFile, form: Form[Turn]) -> None:
    """Attach a file to the record under way and ask the open question again."""
    _with_room(turn, attached(turn.state.values), kept)
    state = _holding(turn.state, kept)
    turn.go_on(state)
    turn.reply(_attached_words(turn, state, kept))
    step = current(form, state)
    if turn.text and step is not None and step.field in IN_WORDS:
        filling.typed(turn, router)
    else:
        filling.ask(turn, form, state)


def _holding(state: State, kept: KeptFile) -> State:
    ids = [*attached(state.values), kept.id]
    # The buttons shown before stay good: nothing that they mean has changed.
    return replace(state, values={**state.values, FILES: list(dict.fromkeys(ids))})


def _attached_words(turn: Turn, state: State, kept: KeptFile) -> str:
    count = str(len(attached(state.values)))
    return turn.say("file-attached", kind=showing.kind_words(turn, kept), count=count)


def _with_room(turn: Turn, ids: tuple[int, ...], kept: KeptFile) -> None:
    limit = turn.desk.policy.files.per_record
    if kept.id not in ids and len(ids) >= limit:
        raise BadInput("error-file-many", limit=str(limit))


def _from_staff(turn: Turn, kept: KeptFile) -> None:
    """Read a spreadsheet, a picture with a log line, or ask which record a file belongs to."""
    reader = SPREADSHEETS.get(attachments.suffix(kept.name)) if kept.kind == "document" else None
    if reader is not None:
        reader(turn, kept)
        return
    kind = showing.kind_words(turn, kept)
    if turn.role not in LOGGERS:
        raise BadInput("error-file-role", kind=kind)
    if turn.text and oneline.one_line(turn, turn.text) and turn.kept is not None:
        state = _holding(turn.kept, kept)
        turn.keep(state)
        turn.replies.insert(0, Reply(_attached_words(turn, state, kept)))
        return
    turn.reply(turn.say("ask-file-where", kind=kind), _places(turn, kept))


def _places(turn: Turn, kept: KeptFile) -> Rows:
    """Return where a file can go: to the newest record of today, or into a new visit."""
    rows = row(button(turn.say("button-file-visit"), "file-visit", kept.id))
    midnight = turn.desk.local(turn.now).replace(hour=0, minute=0, second=0, microsecond=0)
    latest = turn.uow.files.latest_contact(turn.me.id, midnight)
    contact = turn.uow.contacts.get(latest) if latest is not None else None
    if contact is None:
        return rows
    label = turn.say("button-file-latest", **_named(turn, contact))
    return (*row(button(label, "file-attach", kept.id, value=str(contact.id))), *rows)


def _named(turn: Turn, contact: Contact) -> dict[str, str]:
    person = turn.uow.people.customer(contact.customer_id)
    name = excerpt(person.name, 12) if person is not None else turn.desk.call(None)
    return {"kind": turn.say(f"kind-{contact.kind}"), "customer": name}


@router.press("file-visit", LOGGERS)
def into_visit(turn: Turn, press: Press) -> None:
    """Start a visit with a file that was sent before it."""
    kept = own(turn, press.subject)
    form, _ = router.forms["visit"]
    known = {"content": kept.caption, "content.label": kept.caption} if kept.caption else {}
    turn.reply(turn.say("file-attached", kind=showing.kind_words(turn, kept), count="1"))
    filling.begin(turn, form, **known, **{FILES: [kept.id]})


@router.press("file-attach", LOGGERS)
def to_contact(turn: Turn, press: Press) -> None:
    """Keep a file with one's own record of today."""
    kept, contact = own(turn, press.subject), _own_contact(turn, press)
    _with_room(turn, tuple(file.id for file in turn.uow.files.of_contact(contact.id)), kept)
    added = turn.uow.files.attach([kept.id], contact_id=contact.id)
    slots = _named(turn, contact)
    words = "file-to-contact" if added else "file-there-already"
    turn.show(
        turn.say(words, file=showing.kind_words(turn, kept), **slots),
        row(
            button(turn.say("button-files"), "files-of-contact", contact.id),
            button(turn.say("button-undo"), "file-detach", kept.id, value=str(contact.id)),
        ),
    )


@router.press("file-detach", LOGGERS)
def from_contact(turn: Turn, press: Press) -> None:
    """Take a file off one's own record again; the file itself stays (O1)."""
    kept, contact = own(turn, press.subject), _own_contact(turn, press)
    if not turn.uow.files.detach(kept.id, contact.id):
        raise Stale
    turn.uow.records.audit("file-detached", f"contact:{contact.id}", turn.now, turn.me.id)
    kind = showing.kind_words(turn, kept)
    turn.show(turn.say("file-detached", kind=kind), _places(turn, kept))


def _own_contact(turn: Turn, press: Press) -> Contact:
    """Return the record that a button names: one's own, and still standing."""
    number = int(press.value) if press.value.isascii() and press.value.isdecimal() else 0
    contact = turn.uow.contacts.get(number)
    if contact is None or contact.manager_id != turn.me.id:
        raise NotAllowed
    if contact.undone_at is not None:
        raise Stale
    return contact


def own(turn: Turn, file_id: int) -> KeptFile:
    """Return a file that the speaker sent, here or in another chat of theirs."""
    kept = turn.uow.files.get(file_id)
    if kept is None:
        raise NotFound
    if not showing.sent_by(turn, kept):
        raise NotAllowed
    return kept


def _from_customer(turn: Turn, kept: KeptFile) -> None:
    """Ask a customer what a file is for: a complaint, a suggestion, an order, or a person to look at it."""
    rows = tuple(
        tuple(button(turn.say(f"menu-{name}"), "file-case", kept.id, value=name) for name in names)
        for names in (("complain", "suggest"), ("handle", "human"))
    )
    turn.reply(turn.say("ask-file-what", kind=showing.kind_words(turn, kept)), rows)


@router.press("file-case", CUSTOMERS)
def into_case(turn: Turn, press: Press) -> None:
    """Take down what a customer's file is about, the file with it (C4, A3)."""
    kept = own(turn, press.subject)
    kind = showing.kind_words(turn, kept)
    if press.value == "human":
        asking.take_down(turn, kept.caption or turn.say("file-wanted", kind=kind), (kept.id,))
        return
    form = _CASES.get(press.value)
    if form is None:
        raise Stale
    turn.reply(turn.say("file-attached", kind=kind, count="1"))
    if press.value == "complain":
        turn.reply(turn.say("a21-calm-query"))
    known = {"text": kept.caption, "text.label": kept.caption} if kept.caption else {}
    filling.begin(turn, form, **known, **{FILES: [kept.id]})
