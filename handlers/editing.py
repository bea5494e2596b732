"""Changing a customer's file: a group, a field, one question, saved at once, with 撤销 (C1, E9, O1, T21)."""

from __future__ import annotations

from functools import partial

from bot.dialog.form import Form, Option, State, Step, Values
from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import customers as service
from bot.services import post, scripts
from bot.services.customer_records import Change, Profile
from bot.services.desk import excerpt
from bot.services.records import Customer
from bot.standard import birthdays
from bot.standard.access import MANAGER
from handlers import at_once, belongings, filling
from handlers.file_fields import FIELDS, GROUPS, SUBJECT, YES, Field, options, standing, value_of, words_of
from handlers.finding import pick_customer
from handlers.listing import EDIT, several
from handlers.routes import LEADERS, WORKERS, router
from handlers.turn import Rows, Turn, row

FORM = "edit-"
WIDTH = 3
LONGEST = 40
ASKED_FOR = {"birthday": "ask-edit-birthday", "address": "ask-edit-address", "wish_days": "ask-edit-wish"}
"""Questions of their own: with examples, or with what the answer is for (B6, B8, B9, T21)."""


@router.command("edit", WORKERS)
def edit(turn: Turn) -> None:
    """Change the file of the customer named, or at once the field named behind the name (C1)."""
    if not turn.argument:
        raise BadInput("edit-whom")
    who, _, last = turn.argument.rpartition(" ")
    field = _meant(turn, last) if who else None
    text = who if field is not None else turn.argument
    if several(turn, text, EDIT):
        return
    customer = pick_customer(turn, text)
    if field is not None:
        _ask(turn, customer, field)
    else:
        turn.reply(*_menu(turn, customer))


def _meant(turn: Turn, word: str) -> Field | None:
    return next((field for field in FIELDS.values() if turn.say(f"field-{field.name}") == word), None)


@router.press(EDIT, WORKERS)
def edit_pressed(turn: Turn, press: Press) -> None:
    """Offer the groups of fields."""
    turn.reply(*_menu(turn, pick_customer(turn, str(press.subject), by_id=True)))


def _menu(turn: Turn, customer: Customer) -> tuple[str, Rows]:
    groups = [button(turn.say(f"group-{name}"), "edit-group", customer.id, value=name) for name in GROUPS]
    back = button(turn.say("button-card"), "customer-show", customer.id)
    return turn.say("edit-head", customer=customer.name), (*_laid(groups), (back,))


def _laid(choices: list[Choice]) -> Rows:
    return tuple(tuple(choices[i : i + WIDTH]) for i in range(0, len(choices), WIDTH))


@router.press("edit-group", WORKERS)
def group_pressed(turn: Turn, press: Press) -> None:
    """Show what stands in a group of fields and offer to change each."""
    customer = pick_customer(turn, str(press.subject), by_id=True)
    if press.value == "menu":
        turn.show(*_menu(turn, customer))
        return
    name = press.value if press.value in GROUPS else GROUPS[0]
    service.read(turn.uow, turn.me, customer, "customer-read", turn.now)
    turn.show(*_group(turn, customer, name))


def _group(turn: Turn, customer: Customer, name: str) -> tuple[str, Rows]:
    profile = service.profile(turn.uow, customer)
    fields = [field for field in FIELDS.values() if field.group == name]
    lines = [turn.say("edit-group", customer=customer.name, group=turn.say(f"group-{name}"))]
    lines += [_line(turn, customer, profile, field) for field in fields]
    drawn = [
        button(turn.say(f"field-{field.name}"), "edit-field", customer.id, value=field.name)
        for field in fields
        if _settable(turn, field.name)
    ]
    more_lines, more_rows = belongings.of_group(turn, customer, name)
    back = (
        button(turn.say("button-back"), "edit-group", customer.id, value="menu"),
        button(turn.say("button-card"), "customer-show", customer.id),
    )
    return "\n".join((*lines, *more_lines)), (*_laid(drawn), *more_rows, back)


def _settable(turn: Turn, field: str) -> bool:
    return turn.role != MANAGER or field not in service.LEADERS_SET


def _line(turn: Turn, customer: Customer, profile: Profile, field: Field) -> str:
    label = turn.say(f"field-{field.name}")
    value = words_of(turn, field.name, standing(customer, profile, field.name))
    if not value and field.name in profile.do_not_ask:
        value = turn.say("field-not-asked")
    line = turn.say("summary-line", label=label, value=excerpt(value or turn.say("card-none"), LONGEST))
    return line if _settable(turn, field.name) else turn.say("edit-by-leaders", line=line)


@router.press("edit-field", WORKERS)
def field_pressed(turn: Turn, press: Press) -> None:
    """Ask what a field is to be."""
    customer = pick_customer(turn, str(press.subject), by_id=True)
    if press.value not in FIELDS:
        raise BadInput("edit-whom")
    _ask(turn, customer, FIELDS[press.value])


def _ask(turn: Turn, customer: Customer, field: Field) -> None:
    if not _settable(turn, field.name):
        raise BadInput("error-edit-leaders")
    profile = service.profile(turn.uow, customer)
    now = words_of(turn, field.name, standing(customer, profile, field.name))
    known = {
        SUBJECT: str(customer.id),
        "whom": customer.name,
        "about": turn.say(f"field-{field.name}"),
        "now": now or turn.say("card-none"),
        "stands": YES if now else "",
        "held": " ".join(profile.do_not_ask),
    }
    if field.name in profile.do_not_ask:
        turn.reply(turn.say("edit-not-asked", field=known["about"]))
    filling.begin(turn, router.forms[FORM + field.name][0], **known)


def _options(field: Field, turn: Turn, values: Values) -> list[Option]:
    return options(turn, field, values)


def save(turn: Turn, state: State) -> None:
    """Keep the answer at once and offer to take it back (O1)."""
    name = state.form.removeprefix(FORM)
    customer = pick_customer(turn, str(state.values[SUBJECT]), by_id=True)
    profile = service.profile(turn.uow, customer)
    value = value_of(name, state.values[name], profile)
    changes, moved = service.change(turn.uow, turn.desk, turn.me, customer, turn.now, **{name: value})
    field = turn.say(f"field-{name}")
    again = button(turn.say("button-edit-on"), "edit-group", customer.id, value=FIELDS[name].group)
    shown = button(turn.say("button-card"), "customer-show", customer.id)
    if not changes:
        turn.reply(turn.say("edit-same", customer=customer.name, field=field), row(again, shown))
        return
    revision = service.profile(turn.uow, customer).revision
    undo = button(turn.say("button-undo"), "edit-undo", customer.id, revision)
    lines = [turn.say("edit-saved", customer=customer.name, change=told(turn, changes[0]))]
    if moved.to is not None and moved.words(turn.desk):
        lines.append(turn.say("edit-moved", staff=moved.to.name, what=moved.words(turn.desk)))
    if name == "birthday" and value is not None and birthdays.short(value):
        lines.append(turn.say("edit-short-month"))
    if name == "user_name" and value and not profile.user_relation:
        lines.append(turn.say("edit-user-relation"))  # B17: else an identity note is owed
    rows = row(undo, again, shown)
    if name == "manager_id" and customer.manager_id is not None and value is not None:
        old, label = str(customer.manager_id), turn.say("button-tell-customer")
        tell = button(label, "customer-handover", customer.id, revision, old)
        rows = (*rows, (tell,))
    turn.reply("\n".join(lines), rows)


@router.press("customer-handover", LEADERS)
def handover(turn: Turn, press: Press) -> None:
    """Tell the customer who serves them from now on, in the prescribed words (B22)."""
    customer = pick_customer(turn, str(press.subject), by_id=True)
    before = turn.uow.people.staff(int(press.value)) if press.value.isdecimal() else None
    manager = turn.uow.people.staff(customer.manager_id)
    if before is None or manager is None or service.profile(turn.uow, customer).revision != press.revision:
        raise Stale
    words = scripts.handover_notice(turn.desk, customer, before, manager)
    theirs = post.for_customer(turn.uow, turn.desk, customer)
    note = post.Note(
        scripts.handover_notice(theirs, customer, before, manager),
        dedup=f"handover:{customer.id}:{press.revision}",
    )
    reached = post.to_customer(turn.uow, turn.desk, note, turn.now, customer_id=customer.id, address_id=None)
    phrase = "handover-told" if reached else "handover-by-phone"
    slots = {} if reached else {"words": words}
    turn.reply(turn.say(phrase, customer=customer.name, manager=manager.name, **slots))


def told(turn: Turn, change: Change) -> str:
    """Return a change in words: field, old and new."""
    sides = (turn.uow.profiles.meaning(change.field, words) for words in (change.old, change.new))
    old, new = (words_of(turn, change.field, side) or turn.say("card-none") for side in sides)
    field = turn.say(f"field-{change.field}")
    return turn.say("change-words", field=field, old=excerpt(old, LONGEST), new=excerpt(new, LONGEST))


@router.press("edit-undo", WORKERS)
def undo(turn: Turn, press: Press) -> None:
    """Put back what stood before one's own latest change (O1)."""
    customer = pick_customer(turn, str(press.subject), by_id=True)
    change = service.take_back(turn.uow, turn.desk, turn.me, customer, press.revision, turn.now)
    shown = button(turn.say("button-card"), "customer-show", customer.id)
    group = FIELDS[change.field].group
    again = button(turn.say("button-edit-on"), "edit-group", customer.id, value=group)
    words = told(turn, change)
    turn.show(turn.say("edit-undone", customer=customer.name, change=words), row(again, shown))


for _field in FIELDS.values():
    _question = ASKED_FOR.get(_field.name, "ask-edit")
    _step: Step[Turn] = Step(
        _field.name, _question, options=partial(_options, _field), check=_field.check, typed=_field.typed
    )
    _form: Form[Turn] = Form(FORM + _field.name, (_step,), "summary-edit", "button-save")
    router.form(_form)(save)
    at_once.SAVERS[_form.name] = save
