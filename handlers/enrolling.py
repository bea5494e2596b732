"""A new customer on file, guided or in one line; nobody is put there twice (G1)."""

from __future__ import annotations

import re

from bot.dialog.form import Answered, Form, Option, State, Step, Values
from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import cadence, customers, routing
from bot.services.records import Customer
from bot.standard import masking
from handlers import card, filling, finding
from handlers.routes import LOGGERS, router
from handlers.turn import Turn, row

TIER = "standard"
"""Managers do not set tiers (E9)."""
LONGEST_NAME = 30
KINDS = ("person", "group", "merchant")
_NUMBER = re.compile(r"[\s，,、：:]*([+(（]?\d[\d\s()（）.-]{4,})$")


def read_name(turn: Turn, text: str, _: Values) -> Answered:
    """Read a customer's name; raise BadInput where it is none."""
    name = " ".join(text.split())
    fits = 0 < len(name) <= LONGEST_NAME and name.isprintable() and any(c.isalpha() for c in name)
    if not fits or _NUMBER.search(name):
        raise BadInput("error-new-name", limit=str(LONGEST_NAME))
    return Answered(name, name)


def _name(turn: Turn, text: str, values: Values) -> Answered:
    answer = read_name(turn, text, values)
    _mention_same_name(turn, str(answer.value))
    return answer


def refuse_known(turn: Turn, number: str, but: int = 0) -> None:
    """Raise BadInput where a number is on file already, but for one customer's own."""
    known = _on_file(turn, number)
    if known is not None and known.id != but:
        raise _already(turn, known)


def _phone(turn: Turn, text: str, _: Values) -> Answered:
    number = masking.normal_phone(text)
    if number is None:
        raise BadInput("error-new-phone")
    refuse_known(turn, number)
    return Answered(number, number)


def _kinds(turn: Turn, _: Values) -> list[Option]:
    return [Option(kind, turn.say(f"customer-kind-{kind}")) for kind in KINDS]


def _likely_kind(turn: Turn, name: str) -> str:
    """Return the kind that a name speaks of, so that a typed line need not be asked about."""
    endings = turn.desk.policy.customers
    if name.endswith(endings.group_endings):
        return "group"
    return "merchant" if name.endswith(endings.merchant_endings) else "person"


NEW: Form[Turn] = Form(
    "newcustomer",
    (
        Step("name", "ask-new-name", check=_name),
        Step("phone", "ask-new-phone", check=_phone, required=False),
        Step("kind", "ask-new-kind", options=_kinds, typed=False),
    ),
    "summary-newcustomer",
    "button-save",
)


@router.command("newcustomer", LOGGERS)
def enroll(turn: Turn) -> None:
    """Put a new customer on file, guided, or from the line typed (C1)."""
    number = _NUMBER.search(turn.argument)
    name = turn.argument[: number.start()] if number else turn.argument
    known = _on_file(turn, masking.normal_phone(number[1]) or "") if number else None
    if known is not None:
        # The same person once more: nothing else in the line can make a second customer of them.
        _point_out(turn, known)
        return
    values: dict[str, str] = {}
    for step, text, check in (("name", name, _name), ("phone", number[1] if number else "", _phone)):
        if not text.strip():
            continue
        try:
            answer = check(turn, text, values)
        except BadInput as error:
            turn.reply(turn.say(error.phrase_id, **error.slots))
        else:
            values |= {step: answer.value, f"{step}.label": answer.label}
    if "name" in values:
        kind = _likely_kind(turn, values["name"])
        values |= {"kind": kind, "kind.label": turn.say(f"customer-kind-{kind}")}
        values |= {} if number else {"phone": "", "phone.label": ""}
    filling.begin(turn, NEW, **values)


@router.form(NEW)
def save(turn: Turn, state: State) -> None:
    """Put the customer on file as the speaker's own and show the card."""
    name, phone = str(state.values["name"]), str(state.values.get("phone", ""))
    refuse_known(turn, phone)
    kind = str(state.values.get("kind", KINDS[0]))
    added = turn.uow.people.add_customer(
        name, turn.now, tier=TIER, phone=phone, kind=kind, manager_id=turn.me.id
    )
    cadence.welcome(turn.uow, turn.desk, added, turn.now)
    turn.uow.records.audit("customer-added", f"customer:{added.id}", turn.now, turn.me.id)
    turn.reply(
        turn.say("saved-newcustomer", customer=name),
        row(
            button(turn.say("button-undo"), "customer-undo", added.id),
            button(turn.say("button-invite"), "customer-invite", added.id),
        ),
    )
    card.show(turn, added)


@router.press("customer-undo", LOGGERS)
def undo(turn: Turn, press: Press) -> None:
    """Take back a customer put on file by mistake, who has nothing yet."""
    customer = turn.uow.people.customer(press.subject)
    if customer is None:
        raise Stale
    customers.forget(turn.uow, turn.desk, turn.me, customer, turn.now)
    turn.show(turn.say("undone-newcustomer", customer=customer.name), turn.home())


def _on_file(turn: Turn, phone: str) -> Customer | None:
    """Return who has this number already: of several, one the speaker may serve."""
    known = turn.uow.people.customers_with_phone(phone)
    return next((c for c in known if finding.may(turn, c)), known[0] if known else None)


def _already(turn: Turn, known: Customer) -> BadInput:
    """Say whose the number is; the name only to whoever may serve the customer (G1)."""
    phone = masking.mask_phone(known.phone)
    if finding.may(turn, known):
        return BadInput("error-phone-on-file", phone=phone, name=known.name)
    owner = routing.responsible(turn.uow, known)
    if owner is None:
        return BadInput("error-phone-of-nobody", phone=phone, name=masking.mask_name(known.name))
    return BadInput("error-phone-of-other", phone=phone, name=masking.mask_name(known.name), owner=owner.name)


def _point_out(turn: Turn, known: Customer) -> None:
    already = _already(turn, known)
    turn.reply(turn.say(already.phrase_id, **already.slots))
    if finding.may(turn, known):
        card.show(turn, known)


def _mention_same_name(turn: Turn, name: str) -> None:
    """Mention somebody of the same name: it may be another person, or the same one."""
    same = turn.uow.people.named(name, 1)
    owner = routing.responsible(turn.uow, same[0]) if same else None
    if owner is not None:
        turn.reply(turn.say("new-same-name", name=name, owner=owner.name))
