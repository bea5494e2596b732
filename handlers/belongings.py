"""What belongs to a customer in numbers of its own: people to talk to, days that mean something (C1, D-8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.dialog.form import Answered, Form, State, Step, Values
from bot.dialog.press import Press, button
from bot.errors import NotAllowed, Stale
from bot.services import customers as service
from bot.services.desk import names
from bot.services.records import Customer
from bot.standard.masking import mask_phone
from handlers import enrolling, filling
from handlers.card import day_words
from handlers.file_fields import SUBJECT, day_from, day_of, number_of
from handlers.finding import pick_customer
from handlers.routes import WORKERS, router
from handlers.turn import Rows, Turn, row

LIAISON, ANNIVERSARY = "liaison", "anniversary"
GROUP_OF = {LIAISON: "people", ANNIVERSARY: "days"}


def _words(turn: Turn, text: str, _: Values) -> Answered:
    words = " ".join(text.split())[: turn.desk.policy.customers.longest_words]
    return Answered(words, words)


def _person(turn: Turn, text: str, values: Values) -> Answered:
    return enrolling.read_name(turn, text, values)


PERSON: Form[Turn] = Form(
    LIAISON,
    (
        Step("name", "ask-liaison-name", check=_person),
        Step("post", "ask-liaison-post", check=_words, required=False),
        Step("phone", "ask-liaison-phone", check=number_of, required=False),
        Step("birthday", "ask-liaison-birthday", check=day_of, required=False),
        Step("note", "ask-liaison-note", check=_words, required=False),
    ),
    "summary-liaison",
    "button-save",
)
DAY: Form[Turn] = Form(
    ANNIVERSARY,
    (
        Step("occasion", "ask-anniversary-name", check=_words),
        Step("day", "ask-anniversary-day", check=day_of),
    ),
    "summary-anniversary",
    "button-save",
)


def of_group(turn: Turn, customer: Customer, group: str) -> tuple[Sequence[str], Rows]:
    """Return the lines and buttons that a group has beside its fields."""
    if group == GROUP_OF[LIAISON]:
        return _people(turn, customer)
    if group == GROUP_OF[ANNIVERSARY]:
        return _days(turn, customer)
    return (), ()


def _people(turn: Turn, customer: Customer) -> tuple[list[str], Rows]:
    listed = turn.uow.profiles.liaisons(customer.id)
    whole = service.sees_number(turn.uow, turn.me, customer)
    lines = []
    for person in listed:
        told = [person.post] if person.post else []
        told += (
            [turn.say("liaison-birthday", day=day_words(turn, person.birthday))] if person.birthday else []
        )
        told += [person.note] if person.note else []
        words = names(told, "，") or turn.say("card-none")
        lines.append(turn.say("liaison-line", name=person.name, told=words))
        if person.phone:
            phone = person.phone if whole else mask_phone(person.phone)
            lines.append(turn.say("liaison-phone", phone=phone, name=person.name))
    drawn = [
        (button(turn.say("button-remove", name=p.name), "liaison-remove", p.id, value=str(customer.id)),)
        for p in listed
    ]
    add = (button(turn.say("button-liaison-add"), "liaison-add", customer.id),)
    return lines or [turn.say("liaison-none")], (*drawn, add)


def _days(turn: Turn, customer: Customer) -> tuple[list[str], Rows]:
    listed = turn.uow.profiles.anniversaries(customer.id)
    lines = [turn.say("summary-line", label=each.name, value=day_words(turn, each.day)) for each in listed]
    drawn = [
        (
            button(
                turn.say("button-remove", name=d.name[:20]),
                "anniversary-remove",
                d.id,
                value=str(customer.id),
            ),
        )
        for d in listed
    ]
    return lines, (*drawn, (button(turn.say("button-anniversary-add"), "anniversary-add", customer.id),))


@router.press("liaison-add", WORKERS)
def add_person(turn: Turn, press: Press) -> None:
    """Ask about a person to talk to."""
    _begin(turn, PERSON, press)


@router.press("anniversary-add", WORKERS)
def add_day(turn: Turn, press: Press) -> None:
    """Ask about a day that means something to the customer."""
    _begin(turn, DAY, press)


def _begin(turn: Turn, form: Form[Turn], press: Press) -> None:
    customer = pick_customer(turn, str(press.subject), by_id=True)
    filling.begin(turn, form, **{SUBJECT: str(customer.id), "whom": customer.name})


@router.form(PERSON)
def person_done(turn: Turn, state: State) -> None:
    """Keep a person to talk to."""
    customer = pick_customer(turn, str(state.values[SUBJECT]), by_id=True)
    told = {name: str(state.values.get(name) or "") for name in ("post", "phone", "note")}
    person = turn.uow.profiles.add_liaison(
        customer.id,
        str(state.values["name"]),
        turn.now,
        birthday=day_from(state.values.get("birthday")),
        **told,
    )
    words = turn.say("liaison-added", customer=customer.name, name=person.name)
    turn.reply(words, _after(turn, customer, LIAISON, "remove", person.id))


@router.form(DAY)
def day_done(turn: Turn, state: State) -> None:
    """Keep a day that means something."""
    customer = pick_customer(turn, str(state.values[SUBJECT]), by_id=True)
    day = day_from(state.values["day"])
    assert day is not None  # the question is required
    kept = turn.uow.profiles.add_anniversary(customer.id, str(state.values["occasion"]), day)
    words = turn.say("anniversary-added", customer=customer.name, name=kept.name)
    turn.reply(words, _after(turn, customer, ANNIVERSARY, "remove", kept.id))


def _after(turn: Turn, customer: Customer, what: str, undoing: str, belonging: int) -> Rows:
    return row(
        button(turn.say("button-undo"), f"{what}-{undoing}", belonging, value=str(customer.id)),
        button(turn.say("button-edit-on"), "edit-group", customer.id, value=GROUP_OF[what]),
        button(turn.say("button-card"), "customer-show", customer.id),
    )


@router.press("liaison-remove", WORKERS)
def remove_person(turn: Turn, press: Press) -> None:
    """Take a person off the list."""
    listed = _listed(turn, press, LIAISON)
    _turn_over(
        turn, press, LIAISON, listed, lambda: turn.uow.profiles.remove_liaison(press.subject, turn.now)
    )


@router.press("anniversary-remove", WORKERS)
def remove_day(turn: Turn, press: Press) -> None:
    """Take a day off the list."""
    listed = _listed(turn, press, ANNIVERSARY)
    _turn_over(
        turn,
        press,
        ANNIVERSARY,
        listed,
        lambda: turn.uow.profiles.remove_anniversary(press.subject, turn.now),
    )


@router.press("liaison-restore", WORKERS)
def restore_person(turn: Turn, press: Press) -> None:
    """Put a person back on the list."""
    _put_back(turn, press, LIAISON, turn.uow.profiles.put_back_liaison)


@router.press("anniversary-restore", WORKERS)
def restore_day(turn: Turn, press: Press) -> None:
    """Put a day back on the list."""
    _put_back(turn, press, ANNIVERSARY, turn.uow.profiles.put_back_anniversary)


def _listed(turn: Turn, press: Press, what: str) -> dict[int, str]:
    """Return what stands on a customer's list now, by its number."""
    customer = _owner(turn, press)
    profiles = turn.uow.profiles
    found = profiles.liaisons(customer.id) if what == LIAISON else profiles.anniversaries(customer.id)
    return {each.id: each.name for each in found}


def _owner(turn: Turn, press: Press) -> Customer:
    if not (press.value.isascii() and press.value.isdigit()):
        raise NotAllowed
    return pick_customer(turn, press.value, by_id=True)


def _turn_over(
    turn: Turn, press: Press, what: str, listed: dict[int, str], remove: Callable[[], bool]
) -> None:
    # The list is the customer's own: a number of somebody else's is not on it.
    if press.subject not in listed or not remove():
        raise Stale
    customer = _owner(turn, press)
    words = turn.say("belonging-removed", customer=customer.name, name=listed[press.subject])
    turn.show(words, _after(turn, customer, what, "restore", press.subject))


def _put_back(turn: Turn, press: Press, what: str, put_back: Callable[[int], bool]) -> None:
    customer = _owner(turn, press)
    if not put_back(press.subject):
        raise Stale
    listed = _listed(turn, press, what)
    if press.subject not in listed:
        raise NotAllowed  # it belongs to somebody else: nothing of this turn is kept
    words = turn.say("belonging-restored", customer=customer.name, name=listed[press.subject])
    turn.show(words, _after(turn, customer, what, "remove", press.subject))
