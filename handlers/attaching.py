"""Files that people send: kept with the record or the matter they belong to, never a dead end (C3, C4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.dialog.form import Form, State, current
from bot.dialog.press import Press, button
from bot.errors import BadInput, NotAllowed, NotFound, Stale
from bot.services.desk import Desk, excerpt
from bot.services.file_records import KeptFile
from bot.services.records import Contact
from bot.standard import attachments
from handlers import calling, complaining, conversing, customer, filling, oneline, showing, talking
from handlers.attached import FILES, attached
from handlers.following import own_case
from handlers.matters import begin_adding, open_to_add
from handlers.routes import CUSTOMERS, LOGGERS, OWNERS, router
from handlers.turn import Reply, Rows, Turn, row

WITH_FILES = {"visit", "call", "reception", "report", "complaint", "suggestion", "request", "addition"}
"""Forms that take files at any question; ids stand under `files`, whoever saves the form attaches them."""

SPREADSHEETS: dict[str, Callable[[Turn, KeptFile], None]] = {}
"""What to do with a document of that suffix (small letters, with its dot) sent by staff outside a form."""

IN_WORDS = ("content", "text")
"""Questions that what is said with a file may answer."""

LONGEST_NUMBER = 19

_CASES = {"complain": complaining.COMPLAINT, "suggest": customer.SUGGESTION, "handle": customer.REQUEST}


def take(turn: Turn) -> None:
    """Take a file that was sent: into the form under way, or ask what it is for."""
    kept = turn.prepared.file
    form = turn.state.form if turn.state.form in router.forms else ""
    if kept is None or (form and form not in WITH_FILES):
        raise BadInput("error-need-text" if form else "error-file")
    if form:
        _into_form(turn, kept, router.forms[form][0])
    elif calling.on_the_phone(turn):
        _into_talk(turn, kept)
    elif turn.staff is not None:
        if not conversing.takes_file(turn, kept, sheet=_reader(kept) is not None):
            _from_staff(turn, kept)
    elif not talking.takes_file(turn, kept):
        _from_customer(turn, kept)


def _into_form(turn: Turn, kept: KeptFile, form: Form[Turn]) -> None:
    """Attach a file to the record under way and ask the open question again."""
    _with_room(turn, attached(turn.state.values), kept)
    state = _holding(turn.state, kept)
    turn.go_on(state)
    words = _attached_words(turn, state, kept)
    if turn.role in OWNERS and _reader(kept) is not None:
        # It may have been meant for an import: that is one tap away, and never done unasked.
        rows = row(button(turn.say("button-import-file"), "import-file", kept.id))
        turn.reply(f"{words}{turn.say('import-file-attached')}", rows)
    else:
        turn.reply(words)
    step = current(form, state)
    worded = (step is not None and step.field in IN_WORDS) or form.name in filling.MEANWHILE
    if turn.text and worded:
        filling.typed(turn, router)
    else:
        filling.ask(turn, form, state)


def _into_talk(turn: Turn, kept: KeptFile) -> None:
    """Keep a file sent in the course of a talk for the record that the talk becomes (C2)."""
    held = calling.files(turn)
    _with_room(turn, held, kept)
    held = tuple(dict.fromkeys((*held, kept.id)))
    turn.reply(turn.say("file-attached", kind=showing.kind_words(turn, kept), count=str(len(held))))
    calling.holds(turn, held)


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
    reader = _reader(kept)
    if reader is not None:
        reader(turn, kept)
        return
    if turn.role not in LOGGERS:
        raise BadInput("error-file-role", kind=showing.kind_words(turn, kept))
    if turn.text and oneline.one_line(turn, turn.text) and turn.kept is not None:
        state = _holding(turn.kept, kept)
        turn.keep(state)
        turn.replies.insert(0, Reply(_attached_words(turn, state, kept)))
        return
    files = _gather(turn, kept)
    turn.reply(turn.say("ask-file-where", **_counted(turn, files)), _places(turn, kept))


conversing.FILES_AS_USUAL[:] = [_from_staff]


def _reader(kept: KeptFile) -> Callable[[Turn, KeptFile], None] | None:
    return SPREADSHEETS.get(attachments.suffix(kept.name)) if kept.kind == "document" else None


def _gather(turn: Turn, kept: KeptFile) -> list[KeptFile]:
    """Add a file to those sent just before it: an album comes picture by picture, and goes as one."""
    since = turn.now - timedelta(minutes=turn.desk.policy.session.idle_minutes)
    before = [turn.uow.files.get(file_id) for file_id in attached(turn.state.values)]
    files = [file for file in before if file is not None and file.created_at >= since and file.id != kept.id]
    files = [*files, kept][-turn.desk.policy.files.per_record :]
    values = {**turn.state.values, FILES: [file.id for file in files]}
    turn.keep(State(values=values, revision=turn.state.revision + 1))
    return files


def _meant(turn: Turn, press: Press) -> list[KeptFile]:
    """Return the files that a button means: the one it was drawn for, and those gathered with it."""
    waiting = () if turn.state.form else attached(turn.state.values)
    ids = waiting if press.subject in waiting else (press.subject,)
    if waiting:
        left = {name: value for name, value in turn.state.values.items() if name != FILES}
        turn.keep(State(values=left, revision=turn.state.revision + 1))
    return [own(turn, file_id) for file_id in ids]


def _counted(turn: Turn, files: Sequence[KeptFile], desk: Desk | None = None) -> dict[str, str]:
    """Return what files are and how many, as the speaker reads it; as staff do with the house's `desk`."""
    alike = len({file.kind for file in files}) == 1
    kind = (desk or turn.voice).say(f"file-kind-{files[0].kind if alike else 'document'}")
    return {"kind": kind, "count": str(len(files))}


def _words_of(files: Sequence[KeptFile], field: str) -> dict[str, str]:
    """Return what was said with files as the answer to a question."""
    words = "\n".join(file.caption for file in files if file.caption)
    return {field: words, f"{field}.label": words} if words else {}


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
    """Start a visit with files that were sent before it."""
    files = _meant(turn, press)
    form, _ = router.forms["visit"]
    turn.reply(turn.say("file-attached", **_counted(turn, files)))
    filling.begin(turn, form, **_words_of(files, "content"), **{FILES: [file.id for file in files]})


@router.press("file-attach", LOGGERS)
def to_contact(turn: Turn, press: Press) -> None:
    """Keep files with one's own record of today."""
    contact, files = _own_contact(turn, press.value), _meant(turn, press)
    there = [file.id for file in turn.uow.files.of_contact(contact.id)]
    for kept in files:
        _with_room(turn, tuple(there), kept)
        there.append(kept.id)
    added = turn.uow.files.attach([file.id for file in files], contact_id=contact.id)
    slots = _named(turn, contact) | {"file": _counted(turn, files)["kind"]}
    first, last = files[0].id, files[-1].id
    turn.show(
        turn.say("file-to-contact" if added else "file-there-already", **slots),
        row(
            button(turn.say("button-files"), "files-of-contact", contact.id),
            button(turn.say("button-undo"), "file-detach", last, value=f"{contact.id}-{first}"),
        ),
    )


@router.press("file-detach", LOGGERS)
def from_contact(turn: Turn, press: Press) -> None:
    """Take files just attached off one's own record again; the files themselves stay (O1)."""
    number, _, first = press.value.partition("-")
    contact, last = _own_contact(turn, number), own(turn, press.subject)
    if turn.now - last.created_at > timedelta(minutes=turn.desk.policy.session.idle_minutes):
        raise Stale
    files = [
        file
        for file in turn.uow.files.of_contact(contact.id)
        if _number(first) <= file.id <= last.id and showing.sent_by(turn, file)
    ]
    if not files:
        raise Stale
    for kept in files:
        turn.uow.files.detach(kept.id, contact.id)
        turn.uow.records.audit("file-detached", f"contact:{contact.id}", turn.now, turn.me.id)
    if not turn.state.form:
        values = {**turn.state.values, FILES: [file.id for file in files]}
        turn.keep(State(values=values, revision=turn.state.revision + 1))
    turn.show(turn.say("file-detached", **_counted(turn, files)), _places(turn, last))


def _number(text: str) -> int:
    """Return a button's number; 0 where it is none that a database holds."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LONGEST_NUMBER else 0


def _own_contact(turn: Turn, number: str) -> Contact:
    """Return the record that a button names: one's own, and still standing."""
    contact = turn.uow.contacts.get(_number(number))
    if contact is None or contact.manager_id != turn.me.id:
        raise NotAllowed
    if contact.undone_at is not None:
        raise Stale
    return contact


def let_go(turn: Turn, kept: KeptFile) -> None:
    """Take a file out of the form under way, where it was attached to it."""
    left = [file_id for file_id in attached(turn.state.values) if file_id != kept.id]
    if turn.state.form and len(left) < len(attached(turn.state.values)):
        turn.keep(replace(turn.state, values={**turn.state.values, FILES: left}))


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
    files = _gather(turn, kept)
    rows = tuple(
        tuple(button(turn.say(f"menu-{name}"), "file-case", kept.id, value=name) for name in names)
        for names in (("complain", "suggest"), ("handle", "human"))
    )
    added = tuple(
        (button(label, "file-case", kept.id, value=str(case_id)),) for case_id, label in open_to_add(turn)
    )
    turn.reply(turn.say("ask-file-what", **_counted(turn, files)), (*added, *rows))


@router.press("file-case", CUSTOMERS)
def into_case(turn: Turn, press: Press) -> None:
    """Take down what a customer's files are about, the files with it (C4, A3)."""
    form = _CASES.get(press.value)
    matter = own_case(turn, _number(press.value)) if press.value.isdecimal() else None
    if form is None and matter is None and press.value != "human":
        raise Stale
    files = _meant(turn, press)
    ids, counted = [file.id for file in files], _counted(turn, files)
    if matter is not None:
        turn.reply(turn.say("file-attached", **counted))
        begin_adding(turn, matter, **_words_of(files, "text"), **{FILES: ids})
        return
    if form is None:
        words = _words_of(files, "text").get("text", "")
        words = words or turn.desk.say("file-wanted", **_counted(turn, files, turn.desk))
        talking.request(turn, words, tuple(ids))
        return
    turn.reply(turn.say("file-attached", **counted))
    if press.value == "complain":
        turn.reply(turn.say("a21-calm-query"))
        complaining.begin(turn, **_words_of(files, "text"), **{FILES: ids})
        return
    filling.begin(turn, form, **_words_of(files, "text"), **{FILES: ids})
