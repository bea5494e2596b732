"""All that happened with one customer, page by page, and what was changed in the file (E10, O1)."""

from __future__ import annotations

from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import NotAllowed, Stale
from bot.services import customers as service
from bot.services.customer_records import CONTACT, Change, Entry
from bot.services.desk import excerpt
from bot.services.records import Contact, Customer
from handlers import amending, editing
from handlers.finding import pick_customer
from handlers.routes import WORKERS, router
from handlers.turn import Rows, Turn

LAST_PAGE = 10_000
LONGEST = 300


@router.press("customer-records", WORKERS)
def records(turn: Turn, press: Press) -> None:
    """List contacts and cases, the latest first."""
    customer = pick_customer(turn, str(press.subject), by_id=True)
    service.read(turn.uow, turn.me, customer, "customer-records-read", turn.now)
    page = int(press.value) if press.value.isascii() and press.value.isdigit() else 0
    text, rows = _page(turn, customer, min(page, LAST_PAGE))
    if press.value:
        turn.show(text, rows)
    else:
        turn.reply(text, rows)


def _page(turn: Turn, customer: Customer, page: int) -> tuple[str, Rows]:
    size = turn.desk.policy.customers.records
    entries = turn.uow.history.entries(customer.id, size + 1, page * size)
    back = button(turn.say("button-card"), "customer-show", customer.id)
    if not entries:
        return turn.say("records-none", customer=customer.name), ((back,),)
    lines = [turn.say("records-head", customer=customer.name)]
    drawn = []
    for number, entry in enumerate(entries[:size], page * size + 1):
        lines.append(_line(turn, number, entry))
        action = "record-show" if entry.what == CONTACT else "case-show"
        drawn.append(button(turn.say("button-record", number=str(number)), action, entry.id))
    turning = [
        button(turn.say(label), "customer-records", customer.id, value=str(to))
        for label, to, there in (
            ("button-newer", page - 1, page > 0),
            ("button-older", page + 1, len(entries) > size),
        )
        if there
    ]
    return "\n".join(lines), (tuple(drawn), (*turning, back))


def _line(turn: Turn, number: int, entry: Entry) -> str:
    day = turn.desk.day_words(turn.desk.local(entry.at).date())
    if entry.what == CONTACT:
        contact = turn.uow.contacts.get(entry.id)
        assert contact is not None
        kind, text = turn.say(f"kind-{contact.kind}"), contact.content
    else:
        case = turn.uow.cases.get(entry.id)
        assert case is not None
        kind = turn.say(
            "records-case",
            kind=turn.say(f"case-{case.kind}"),
            reference=turn.desk.reference(case),
            state=turn.say(f"state-{case.state}"),
        )
        text = case.text
    return turn.say("records-line", number=str(number), day=day, kind=kind, text=excerpt(text, 30))


@router.press("record-show", WORKERS)
def show(turn: Turn, press: Press) -> None:
    """Show one contact whole: fields, who and when, what was changed, what was kept with it (C2, C3, O1)."""
    contact = turn.uow.contacts.get(press.subject)
    if contact is None or contact.undone_at is not None:
        raise Stale
    customer = turn.uow.people.customer(contact.customer_id)
    if customer is None or not service.may(turn.uow, turn.me, customer):
        raise NotAllowed
    service.read(turn.uow, turn.me, customer, "customer-record-read", turn.now)
    turn.reply(_whole(turn, customer, contact), _rows(turn, customer, contact))


def _whole(turn: Turn, customer: Customer, contact: Contact) -> str:
    writer = turn.uow.people.staff(contact.manager_id)
    by = contact.author or (writer.name if writer else turn.say("nobody"))
    lines = [
        turn.say(
            "record-head",
            customer=customer.name,
            kind=turn.say(f"kind-{contact.kind}"),
            time=turn.desk.time_words(contact.happened_at),
        ),
        turn.say("record-by", name=by, time=turn.desk.time_words(contact.recorded_at)),
    ]
    lines += [turn.say("record-backdated")] if contact.backdated else []
    lines += [turn.say("record-repeated")] if contact.repeated else []
    if contact.outcome and contact.kind == "call":
        lines.append(_field(turn, "outcome", turn.say(f"outcome-{contact.outcome}")))
    lines.append(_field(turn, "content", contact.content))
    known = turn.desk.words
    for name, value in (contact.fields or {}).items():
        told = value if isinstance(value, str) else ""
        if told and f"field-{name}" in known.ids():
            lines.append(_field(turn, name, told))
    if contact.next_at is not None:
        lines.append(_field(turn, "next", turn.desk.time_words(contact.next_at)))
    lines += [
        turn.say(
            "saved-case",
            kind=turn.say(f"case-{case.kind}"),
            reference=turn.desk.reference(case),
            due=turn.desk.due_words(case.due_at, case.provisional),
        )
        for case in turn.uow.cases.of_contact(contact.id)
    ]
    lines += [_edit(turn, change) for change in turn.uow.history.edits(contact.id)]
    return "\n".join(lines)


def _field(turn: Turn, name: str, value: str) -> str:
    return turn.say("summary-line", label=turn.say(f"field-{name}"), value=excerpt(value, LONGEST))


def _edit(turn: Turn, change: Change) -> str:
    person = turn.uow.people.staff(change.staff_id)
    who = person.name if person else turn.say("nobody")
    time = turn.desk.time_words(change.at)
    return turn.say(
        "record-edit", name=who, time=time, old=excerpt(change.old, LONGEST) or turn.say("card-none")
    )


def _rows(turn: Turn, customer: Customer, contact: Contact) -> Rows:
    files: tuple[Choice, ...] = ()
    if "files-of-contact" in router.presses and turn.uow.files.of_contact(contact.id):
        files = (button(turn.say("button-files"), "files-of-contact", contact.id),)
    talk = turn.uow.talks.of_contact(contact.id)
    if talk is not None:
        files = (*files, button(turn.say("button-talk-lines"), "talk-lines", talk.id))
    own = amending.rows(turn, contact)
    return (*own, (*files, button(turn.say("button-records"), "customer-records", customer.id)))


@router.press("customer-changes", WORKERS)
def changes(turn: Turn, press: Press) -> None:
    """Show the latest changes of a file: who, when, from what to what (O1)."""
    customer = pick_customer(turn, str(press.subject), by_id=True)
    service.read(turn.uow, turn.me, customer, "customer-changes-read", turn.now)
    listed = turn.uow.profiles.changes(customer.id, turn.desk.policy.customers.changes)
    back = ((button(turn.say("button-card"), "customer-show", customer.id),),)
    if not listed:
        turn.reply(turn.say("changes-none", customer=customer.name), back)
        return
    lines = [turn.say("changes-head", customer=customer.name)]
    for change in listed:
        person = turn.uow.people.staff(change.staff_id)
        who = person.name if person else turn.say("nobody")
        words = editing.told(turn, change)
        lines.append(turn.say("change-line", time=turn.desk.time_words(change.at), name=who, change=words))
    turn.reply("\n".join(lines), back)
