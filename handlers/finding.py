"""Finding a customer by name within one's own scope (G1); people of the same name are told apart."""

from __future__ import annotations

from bot.dialog.form import Option, Values
from bot.dialog.press import Press, button
from bot.errors import BadInput, NotAllowed, Stale
from bot.services import letting_in, routing
from bot.services.desk import excerpt, names
from bot.services.letting_in import Invitation
from bot.services.records import Customer
from bot.standard.access import ADMIN, MANAGER, SUPERVISOR, may_serve
from bot.standard.masking import mask_phone
from handlers import filling
from handlers.routes import LOGGERS, router
from handlers.turn import Rows, Turn

SHOWN = 9
LAST_PAGE = 1000
LONGEST_VALUE = 40  # bytes of a button that are left for a name


def found(turn: Turn, name: str) -> list[Customer]:
    """Return the customers of that name that the speaker may serve, an exact name before a part of one."""
    mine = turn.me.id if turn.me.role == MANAGER else None
    matches = turn.uow.people.find_customers(name, mine, 50)
    matches = [c for c in matches if may(turn, c)]
    exact = [c for c in matches if c.name == name]
    return exact or matches


def may(turn: Turn, customer: Customer) -> bool:
    """Return whether the speaker may serve a customer (G1)."""
    if turn.me.role == SUPERVISOR:
        # Whoever has no manager now falls to the supervisor who answers for them (E4).
        stands_in = routing.responsible(turn.uow, customer)
        if stands_in is not None and stands_in.id == turn.me.id:
            return True
    under = routing.team(turn.uow, turn.me) if turn.me.role == SUPERVISOR else frozenset()
    return may_serve(turn.me.role, turn.me.id, customer.manager_id, customer.deputy_id, under)


def customer_options(turn: Turn, values: Values) -> list[Option]:
    """Return whom a form may be about: those that fit the name typed, else those latest contacted."""
    for name in (str(values.get("draft", "")), str(values.get("hint", ""))):
        customers = found(turn, name) if name else []
        if customers:
            break
    else:
        customers = turn.uow.people.customers_of(turn.me.id, 24)
    return [Option(str(c.id), label(turn, c)) for c in customers]


def label(turn: Turn, customer: Customer) -> str:
    """Return a customer's name, with the phone's tail to tell people of one name apart."""
    if not customer.phone:
        return customer.name
    return turn.say("customer-label", name=customer.name, tail=customer.phone[-4:])


def pick_customer(turn: Turn, text: str, *, by_id: bool = False) -> Customer:
    """Return the one customer meant; raise BadInput where nobody or several fit, or somebody else's (G1)."""
    if by_id:
        customer = turn.uow.people.customer(int(text))
        if customer is None or not may(turn, customer):
            raise NotAllowed
        return customer
    customers = found(turn, text)
    if len(customers) == 1:
        return customers[0]
    if len(customers) > 1:
        listed = names([label(turn, c) for c in customers[:5]])
        raise BadInput("error-customer-many", name=text, listed=listed)
    refuse_others(turn, text)
    raise BadInput("error-customer-none", name=text[:20])


def refuse_others(turn: Turn, name: str) -> None:
    """Say whose customer it is where the whole name of somebody else's was given (E9, G1)."""
    others = turn.uow.people.find_customers(name, None, 1) if len(name) > 1 else []
    if others and others[0].name == name:
        owner = routing.responsible(turn.uow, others[0])
        if owner is not None:
            raise BadInput("error-customer-other", name=name, owner=owner.name)


@router.command("customers", LOGGERS)
def customers(turn: Turn) -> None:
    """List one's customers, or show the one that was named."""
    if turn.argument:
        if not _several(turn, turn.argument, "customer-show"):
            show(turn, pick_customer(turn, turn.argument))
        return
    mine = _listed(turn, "", 0)
    if not mine:
        leads = turn.role == SUPERVISOR
        turn.reply(turn.say("customers-none-team" if leads else "customers-none"), turn.home())
        return
    offer(turn, mine)


def _listed(turn: Turn, name: str, page: int) -> list[Customer]:
    """Return a page of the customers of a name, or of one's own, and one more where there are more."""
    if name:
        return found(turn, name)[page * SHOWN :]
    return turn.uow.people.customers_of(turn.me.id, SHOWN + 1, page * SHOWN)


def offer(turn: Turn, customers: list[Customer], name: str = "", action: str = "customer-show") -> None:
    """Show customers to choose from: those of a name, or one's own."""
    turn.reply(turn.say("customers-head"), _choices(turn, customers, name, action, 0))


def _choices(turn: Turn, customers: list[Customer], name: str, action: str, page: int) -> Rows:
    rows: Rows = tuple((button(label(turn, c), action, c.id),) for c in customers[:SHOWN])
    value = f"{action}:{name}"
    if len(customers) > SHOWN and len(value.encode()) <= LONGEST_VALUE:
        rows += ((button(turn.say("button-more"), "customers-page", page + 1, value=value),),)
    return rows


@router.press("customers-page", LOGGERS)
def page(turn: Turn, press: Press) -> None:
    """Show another page of customers to choose from."""
    kind, _, name = press.value.partition(":")
    action = kind if kind in ("customer-show", "customer-invite") else "customer-show"
    number = min(max(press.subject, 0), LAST_PAGE)
    listed = _listed(turn, name, number)
    if not listed:
        raise Stale
    turn.show(turn.say("customers-head"), _choices(turn, listed, name, action, number))


def _several(turn: Turn, name: str, action: str) -> bool:
    """Offer a choice where several customers fit a name; False where it is clear."""
    customers = found(turn, name)
    if len(customers) > 1:
        offer(turn, customers, name, action)
    return len(customers) > 1


@router.press("customer-show", LOGGERS)
def show_pressed(turn: Turn, press: Press) -> None:
    """Show a customer's card."""
    show(turn, pick_customer(turn, str(press.subject), by_id=True))


LOGS = {"visit": "visit", "call": "call", "complaint": "report"}


@router.press("customer-log", LOGGERS)
def log_pressed(turn: Turn, press: Press) -> None:
    """Start a form about the customer whose card is shown."""
    customer = pick_customer(turn, str(press.subject), by_id=True)
    form, _ = router.forms[LOGS.get(press.value, "visit")]
    known = {"customer": str(customer.id), "customer.label": customer.name}
    filling.begin(turn, form, **known)


def show(turn: Turn, customer: Customer) -> None:
    """Show a customer with the last contacts and what to do in one tap."""
    mine = turn.me.id in (customer.manager_id, customer.deputy_id)
    if not mine:
        turn.uow.records.audit("customer-read", f"customer:{customer.id}", turn.now, turn.me.id)
    lines = [
        turn.say(
            "card-head",
            name=customer.name,
            tier=turn.say(f"tier-{customer.tier}"),
            # Who serves the customer calls the customer; nobody else needs the number whole (G3).
            phone=(customer.phone if mine else mask_phone(customer.phone)) or turn.say("card-no-phone"),
        )
    ]
    for contact in turn.uow.contacts.of_customer(customer.id, 3):
        day = turn.desk.day_words(turn.desk.local(contact.happened_at).date())
        kind = turn.say(f"kind-{contact.kind}")
        lines.append(turn.say("card-contact", day=day, kind=kind, content=excerpt(contact.content)))
    if not turn.uow.addresses.of_customer(customer.id):
        lines.append(turn.say("card-unbound"))
    turn.reply("\n".join(lines), _card_rows(turn, customer))


def _card_rows(turn: Turn, customer: Customer) -> Rows:
    logs = tuple(
        button(turn.say(f"button-log-{kind}"), "customer-log", customer.id, value=kind)
        for kind in ("visit", "call", "complaint")
    )
    doors = tuple(
        button(turn.say(f"button-{name}"), f"customer-{name}", customer.id) for name in ("invite", "revoke")
    )
    return (logs, doors)


@router.press("customer-revoke", LOGGERS)
def revoke_pressed(turn: Turn, press: Press) -> None:
    """End every personal web link of a customer (G7)."""
    customer = pick_customer(turn, str(press.subject), by_id=True)
    ended = turn.uow.people.revoke_links(turn.now, customer_id=customer.id)
    turn.uow.records.audit("links-revoked", f"customer:{customer.id}", turn.now, turn.me.id)
    turn.reply(turn.say("links-revoked", name=customer.name, count=str(ended)))


@router.command("revoke", (ADMIN,))
def revoke(turn: Turn) -> None:
    """End every personal web link of a staff member (G3)."""
    if not turn.argument:
        raise BadInput("error-staff-whom")
    person = turn.uow.people.staff_named(turn.argument)
    if person is None:
        raise BadInput("error-staff-none", name=turn.argument)
    ended = turn.uow.people.revoke_links(turn.now, staff_id=person.id)
    turn.uow.records.audit("links-revoked", f"staff:{person.id}", turn.now, turn.me.id)
    turn.reply(turn.say("links-revoked", name=person.name, count=str(ended)))


@router.press("customer-invite", LOGGERS)
def invite_pressed(turn: Turn, press: Press) -> None:
    """Make a one-time code for a customer (G7)."""
    _invite(turn, pick_customer(turn, str(press.subject), by_id=True))


@router.command("invite", (*LOGGERS, ADMIN))
def invite(turn: Turn) -> None:
    """Make a one-time code for the customer named, or (administrators) for the staff member named (G7)."""
    if not turn.argument:
        raise BadInput("error-staff-whom" if turn.role == ADMIN else "error-invite-whom")
    if turn.role == ADMIN:
        person = turn.uow.people.staff_named(turn.argument)
        if person is None:
            raise BadInput("error-staff-none", name=turn.argument)
        _hand_out(turn, person.name, letting_in.invite(turn.uow, turn.desk, turn.now, staff=person))
        return
    if not _several(turn, turn.argument, "customer-invite"):
        _invite(turn, pick_customer(turn, turn.argument))


def _invite(turn: Turn, customer: Customer) -> None:
    _hand_out(turn, customer.name, letting_in.invite(turn.uow, turn.desk, turn.now, customer=customer))


def _hand_out(turn: Turn, name: str, invitation: Invitation) -> None:
    lines = [
        turn.say(
            "invite-code",
            name=name,
            code=invitation.code,
            time=turn.desk.time_words(invitation.expires_at),
        )
    ]
    if invitation.web_link:
        lines.append(turn.say("invite-web", link=invitation.web_link))
    if invitation.telegram_link:
        lines.append(turn.say("invite-telegram", link=invitation.telegram_link))
    turn.reply("\n".join(lines))
