"""Finding a customer within one's own scope (G1); people of the same name are told apart."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialog.form import Option, Values
from bot.errors import BadInput
from bot.services import customers
from bot.services.desk import excerpt, names
from bot.services.records import Customer
from handlers.turn import Turn

MOST = 50
LISTED = 24
LONGEST_LABEL = 36


def found(turn: Turn, text: str, limit: int = MOST) -> list[Customer]:
    """Return the customers meant by a text, of those that the speaker may serve (G1)."""
    return customers.find(turn.uow, turn.desk, turn.me, text, limit)


def may(turn: Turn, customer: Customer) -> bool:
    """Return whether the speaker may serve a customer (G1)."""
    return customers.may(turn.uow, turn.me, customer)


def customer_options(turn: Turn, values: Values) -> list[Option]:
    """Return whom a form may be about: those that fit what was typed, else those latest contacted."""
    for text in (str(values.get("draft", "")), str(values.get("hint", ""))):
        fitting = found(turn, text) if text else []
        if fitting:
            break
    else:
        fitting = turn.uow.people.customers_of(turn.me.id, LISTED)
    return [Option(str(c.id), words) for c, words in zip(fitting, labels(turn, fitting), strict=True)]


def labels(turn: Turn, listed: Sequence[Customer]) -> list[str]:
    """Return how customers are named in a list, those of one name by all that tells them apart."""
    spoken = [customer.name for customer in listed]
    return [label(turn, customer, apart=spoken.count(customer.name) > 1) for customer in listed]


def label(turn: Turn, customer: Customer, *, apart: bool = False) -> str:
    """Return a customer's name with the phone's tail, and tier and employer where `apart` asks for more."""
    told = [turn.say("customer-tail", tail=customer.phone[-4:])] if customer.phone else []
    if apart:
        told.append(turn.say(f"tier-{customer.tier}"))
        known = turn.uow.profiles.get(customer.id)
        told += [excerpt(known.employer, 12)] if known is not None and known.employer else []
    name = excerpt(customer.name, LONGEST_LABEL - sum(len(words) + 1 for words in told) - 2)
    return turn.say("customer-label", name=name, told=names(told, "，")) if told else name


def pick_customer(turn: Turn, text: str, *, by_id: bool = False) -> Customer:
    """Return the one customer meant; raise BadInput where nobody or several fit, or somebody else's (G1)."""
    if by_id:
        return customers.served(turn.uow, turn.me, int(text))
    fitting = found(turn, text)
    owner = customers.owner_of_name(turn.uow, turn.me, text, fitting) if fitting else None
    if owner is not None:
        # 张三 is somebody else's: one's own 张三丰 was not meant.
        raise BadInput("error-customer-other", name=excerpt(text, 20), owner=owner.name)
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        listed = names(labels(turn, fitting[: turn.desk.policy.customers.hits]))
        raise BadInput("error-customer-many", name=excerpt(text, 20), listed=listed)
    refuse_others(turn, text)
    raise BadInput("error-customer-none", name=excerpt(text, 20))


def refuse_others(turn: Turn, text: str) -> None:
    """Say whose it is where a whole name, number or account of somebody else's was given (E9, G1)."""
    owner = customers.owner_of(turn.uow, turn.me, text)
    if owner is None:
        return
    if any(c.isdigit() for c in text):
        raise BadInput("error-number-other", owner=owner.name)
    raise BadInput("error-customer-other", name=text, owner=owner.name)


def told_whose(turn: Turn, text: str, fitting: Sequence[Customer]) -> bool:
    """Say whose it is where somebody else's customer alone has exactly this name; False otherwise (G1)."""
    owner = customers.owner_of_name(turn.uow, turn.me, text, fitting) if fitting else None
    if owner is not None:
        turn.reply(turn.say("error-customer-other", name=excerpt(text, 20), owner=owner.name))
    return owner is not None
