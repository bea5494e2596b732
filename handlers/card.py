"""The customer's card: all that is to be known before a call or a visit, in one message (C1, B17, D-8)."""

from __future__ import annotations

from bot.dialog.press import Press, button
from bot.services import bill_words, customer_card, customers, yearday_words
from bot.services.customer_card import Card, Coming
from bot.services.desk import excerpt, names
from bot.services.records import Customer
from bot.standard.masking import mask_phone
from bot.standard.yearday import YearDay
from handlers import filling
from handlers.finding import pick_customer
from handlers.routes import LOGGERS, WORKERS, router
from handlers.turn import Rows, Turn

LONGEST = 60  # letters of a free text on the card; the whole of it stands in the file
FIRST_ROWS = (
    (("button-script", "script-start", ""), ("button-log-visit", "customer-log", "visit")),
    (("button-log-call", "customer-log", "call"), ("button-plan", "plan-new", "")),
    (("button-edit", "customer-edit", ""), ("button-records", "customer-records", "")),
)
MORE_ROWS = (
    (("button-log-complaint", "customer-log", "complaint"), ("button-changes", "customer-changes", "")),
    (("button-invite", "customer-invite", ""), ("button-revoke", "customer-revoke", "")),
)
LOGS = {"visit": "visit", "call": "call", "complaint": "report"}


def show(turn: Turn, customer: Customer) -> None:
    """Show a customer's card with what to do in one tap; who else reads it is noted (G1)."""
    customers.read(turn.uow, turn.me, customer, "customer-read", turn.now)
    turn.reply(words(turn, customer), rows(turn, customer, FIRST_ROWS, more=True))


@router.press("customer-show", WORKERS)
def show_pressed(turn: Turn, press: Press) -> None:
    """Show a customer's card."""
    show(turn, pick_customer(turn, str(press.subject), by_id=True))


@router.press("customer-more", WORKERS)
def more(turn: Turn, press: Press) -> None:
    """Show the card with what is done more seldom."""
    customer = pick_customer(turn, str(press.subject), by_id=True)
    customers.read(turn.uow, turn.me, customer, "customer-read", turn.now)
    turn.show(words(turn, customer), rows(turn, customer, (*FIRST_ROWS, *MORE_ROWS)))


@router.press("customer-log", LOGGERS)
def log_pressed(turn: Turn, press: Press) -> None:
    """Start a form about the customer whose card is shown."""
    customer = pick_customer(turn, str(press.subject), by_id=True)
    form, _ = router.forms[LOGS.get(press.value, "visit")]
    known = {"customer": str(customer.id), "customer.label": customer.name}
    filling.begin(turn, form, **known)


def rows(
    turn: Turn, customer: Customer, plan: tuple[tuple[tuple[str, str, str], ...], ...], *, more: bool = False
) -> Rows:
    """Return the card's buttons, of those that answer the speaker."""
    drawn = [
        tuple(
            button(turn.say(label), action, customer.id, value=value)
            for label, action, value in line
            if action in router.presses and turn.role in router.presses[action].roles
        )
        for line in plan
    ]
    if more:
        drawn.append((button(turn.say("button-more"), "customer-more", customer.id),))
    return tuple(line for line in drawn if line)


def words(turn: Turn, customer: Customer) -> str:
    """Return the card; what is not known takes no line."""
    card = customer_card.of(turn.uow, turn.desk, customer, turn.now)
    lines = [_head(turn, card), *_care(turn, card), *_numbers(turn, card)]
    lines += [_day(turn, each) for each in card.coming]
    lines += [*bill_words.lines(turn.desk, card.bills, turn.now), *_wish(turn, card), *_open(turn, card)]
    for contact in card.contacts:
        day = turn.desk.day_words(turn.desk.local(contact.happened_at).date())
        kind = turn.say(f"kind-{contact.kind}")
        lines.append(turn.say("card-contact", day=day, kind=kind, content=excerpt(contact.content)))
    if not card.bound:
        lines.append(turn.say("card-unbound"))
    elif not card.reachable:
        lines.append(turn.say("card-unreachable"))
    return "\n".join(lines)


def _head(turn: Turn, card: Card) -> str:
    customer, profile = card.customer, card.profile
    marks = [turn.say("card-vip")] if customer.vip else []
    marks += [turn.say(f"label-{profile.label}")] if profile.label else []
    marks += [turn.say(f"customer-kind-{customer.kind}")] if customer.kind != "person" else []
    marks += [turn.say(f"status-{profile.status}")] if profile.status != "active" else []
    tier = turn.say(f"tier-{customer.tier}")
    if not marks:
        return turn.say("card-head", name=customer.name, tier=tier)
    return turn.say("card-head-marked", name=customer.name, tier=tier, marks=names(marks, " · "))


def _care(turn: Turn, card: Card) -> list[str]:
    """Return what must be minded before anything else."""
    profile = card.profile
    lines = [turn.say("card-do-not-contact")] if profile.do_not_contact else []
    if profile.do_not_ask:
        asked = names([turn.say(f"field-{field}") for field in profile.do_not_ask])
        lines.append(turn.say("card-do-not-ask", text=asked))
    for field in ("taboos", "preferences", "contact_hours"):
        value = getattr(profile, field)
        if value:
            lines.append(turn.say(f"card-{field.replace('_', '-')}", text=excerpt(value, LONGEST)))
    return lines


def _numbers(turn: Turn, card: Card) -> list[str]:
    """Return whom one calls: the phone whole only to who serves the customer (G3), and who uses it (B17)."""
    customer, profile = card.customer, card.profile
    whole = customers.sees_number(turn.uow, turn.me, customer)

    def number(phone: str) -> str:
        return phone if whole else mask_phone(phone)

    lines = [turn.say("card-phone", phone=number(customer.phone) or turn.say("card-none"))]
    if profile.user_name:
        relation = profile.user_relation or turn.say("card-relation-unknown")
        user = turn.say("card-user", name=profile.user_name, relation=relation)
        lines.append(user)
        if profile.user_phone:
            lines.append(turn.say("card-user-phone", phone=number(profile.user_phone)))
    work = [text for text in (profile.employer, profile.post) if text]
    if work:
        lines.append(turn.say("card-work", text=excerpt(names(work, " "), LONGEST)))
    if card.owner is None or card.owner.id != turn.me.id:
        owner = card.owner.name if card.owner else turn.say("nobody")
        lines.append(turn.say("card-owner", owner=owner))
    if card.deputy is not None:
        lines.append(turn.say("card-deputy", deputy=card.deputy.name))
    return lines


def _day(turn: Turn, each: Coming) -> str:
    day = day_words(turn, each.day)
    on = turn.desk.day_words(each.on)
    if not each.who:
        return turn.say("card-birthday", day=day, on=on)
    if each.birthday:
        return turn.say("card-birthday-of", name=each.who, day=day, on=on)
    return turn.say("card-anniversary", name=each.who, on=on)


def day_words(turn: Turn, day: YearDay) -> str:
    """Return a yearly day as people write it, its year where it is known."""
    return yearday_words.words(turn.say, day)


def _wish(turn: Turn, card: Card) -> list[str]:
    days = card.profile.wish_days
    if days is None:
        return []
    return [turn.say("card-wish-none") if not days else turn.say("card-wish", days=str(days))]


def _open(turn: Turn, card: Card) -> list[str]:
    """Return what is owed and what is planned."""
    lines = [
        turn.say(
            "card-case",
            kind=turn.say(f"case-{case.kind}"),
            reference=turn.desk.reference(case),
            text=excerpt(case.text, 24),
            due=turn.desk.due_words(case.due_at, case.provisional),
        )
        for case in card.cases
    ]
    times = [plan.at for plan in card.plans if plan.at is not None]
    times += [duty.due_at for duty in card.duties]
    if times:
        lines.append(turn.say("card-next", time=turn.desk.time_words(min(times))))
    return lines
