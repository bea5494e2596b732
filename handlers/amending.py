"""Records are amended, never rewritten: 改 keeps what stood there, 补充 adds what was left out (O1)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.dialog.form import Answered, Form, Option, State, Step, Values
from bot.dialog.press import Press, button
from bot.errors import BadInput, NotAllowed, Stale
from bot.services import contacts
from bot.services.desk import excerpt
from bot.services.records import Contact
from handlers import drawing, filling, particulars
from handlers.logging import FORMS
from handlers.routes import LOGGERS, router
from handlers.turn import Rows, Turn

FIXED = ("customer", "outcome", "severity", "next", "happened", *particulars.HEARD)
"""What is not amended in place: it has made duties, or would make another record of it."""
ADDED = tuple(name for name in particulars.HEARD if name != "complaint")
"""What may still be added: each becomes its own duty. A complaint is filed with its severity (记投诉)."""


def own(turn: Turn, contact_id: int) -> Contact:
    """Return a record of the speaker's own that stands; raise NotAllowed or Stale."""
    contact = turn.uow.contacts.get(contact_id)
    if contact is None or contact.undone_at is not None:
        raise Stale
    if contact.manager_id != turn.me.id:
        raise NotAllowed
    return contact


def rows(turn: Turn, contact: Contact) -> Rows:
    """Return 改 · 补充 · 存为常用, and 撤销 in time, for whoever wrote a record; nothing for anybody else."""
    if contact.kind not in FORMS or contact.undone_at is not None or turn.role not in LOGGERS:
        return ()
    if contact.manager_id != turn.me.id:
        return ()
    limit = timedelta(minutes=turn.desk.policy.session.undo_minutes)
    undo = (button(turn.say("button-undo"), "contact-undo", contact.id),)
    return (
        (
            *(undo if turn.now - contact.recorded_at <= limit else ()),
            button(turn.say("button-mend-change"), "contact-change", contact.id),
            button(turn.say("button-mend-add"), "contact-add", contact.id),
            button(turn.say("button-phrase-keep"), "phrase-keep", contact.id),
        ),
    )


def _steps(contact: Contact) -> dict[str, Step[Turn]]:
    return {step.field: step for step in FORMS[contact.kind].steps}


def _stands(contact: Contact, name: str) -> str:
    return contact.content if name == "content" else str((contact.fields or {}).get(name, ""))


def _of(turn: Turn, values: Values) -> Contact:
    return own(turn, int(values["contact"]))


def _fields(turn: Turn, values: Values) -> list[Option]:
    """Return the fields that can be changed, or those that can be added."""
    contact = _of(turn, values)
    names = [name for name in _steps(contact) if name not in FIXED and bool(_stands(contact, name))]
    if values["what"] == "add":
        names = [name for name in _steps(contact) if name not in FIXED and not _stands(contact, name)]
        names = ["content", *ADDED, *names]
    return [Option(name, turn.say(f"field-{name}")) for name in names]


def _options(turn: Turn, values: Values) -> list[Option]:
    step = _step(turn, values)
    asked = step.options is not None and step.field not in ("suggestion", "content")
    return list(step.options(turn, values)) if asked and step.options is not None else []


def _check(turn: Turn, text: str, values: Values) -> Answered:
    step = _step(turn, values)
    if not step.typed:
        raise BadInput("error-choose")
    return step.check(turn, text, values) if step.check is not None else Answered(text, text)


def _step(turn: Turn, values: Values) -> Step[Turn]:
    return _steps(_of(turn, values))[str(values["field"])]


AMEND: Form[Turn] = Form(
    "amend",
    (
        Step("field", "ask-amend-field", options=_fields, typed=False),
        Step("text", "ask-amend-text", options=_options, check=_check),
    ),
    "summary-amend",
    "button-save",
)


def _stood(turn: Turn, values: Values) -> Values:
    """Show what stands in the chosen field now."""
    name = str(values.get("field") or "")
    if not name or values.get("stood.of") == name:
        return values
    stands = _stands(_of(turn, values), name) if name not in ADDED else ""
    now = turn.say("mend-stands", value=excerpt(stands, drawing.SHOWN)) if stands else turn.say("amend-empty")
    return {**values, "stood": now, "stood.of": name}


filling.DERIVED["amend"] = _stood


@router.press("contact-change", LOGGERS)
def change(turn: Turn, press: Press) -> None:
    """Ask which field of a record changes; what stands there is kept (O1)."""
    _begin(turn, own(turn, press.subject), "change")


@router.press("contact-add", LOGGERS)
def add(turn: Turn, press: Press) -> None:
    """Ask what is added to a record."""
    _begin(turn, own(turn, press.subject), "add")


def _begin(turn: Turn, contact: Contact, what: str) -> None:
    known: dict[str, Any] = {"contact": contact.id, "revision": contact.revision, "what": what}
    filling.begin(turn, AMEND, **known)


@router.form(AMEND)
def amended(turn: Turn, state: State) -> None:
    """Keep the change beside what stood there; what was heard besides becomes its own duty (D-1)."""
    values = state.values
    contact = _of(turn, values)
    if contact.revision != values["revision"]:
        raise Stale
    name, words = str(values["field"]), str(values["text.label"])
    if name in ADDED:
        case = contacts.add_heard(turn.uow, turn.desk, turn.me, contact, _heard(name, values), turn.now)
        due = turn.desk.due_words(case.due_at, case.provisional)
        reference = turn.desk.reference(case)
        kind = turn.say(f"case-{case.kind}")
        said = turn.say("saved-case", kind=kind, reference=reference, due=due)
    else:
        if values["what"] == "add" and name == "content":
            words = f"{contact.content}\n{words}"
        if not turn.uow.contacts.change(contact, turn.me.id, turn.now, name, words):
            raise Stale
        said = turn.say("amended", field=turn.say(f"field-{name}"))
    customer = turn.desk.call(turn.uow.people.customer(contact.customer_id))
    fresh = own(turn, contact.id)
    turn.reply(f"{turn.say('amended-head', customer=customer)}\n{said}", rows(turn, fresh))


def _heard(name: str, values: Values) -> contacts.Heard:
    item = values["text"][0] if isinstance(values["text"], list) else values["text"]
    return contacts.Heard(name, *particulars.promised(item))
