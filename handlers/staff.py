"""A staff member's free words, and customers who left a channel."""

from __future__ import annotations

from datetime import datetime

from bot.errors import BadInput
from bot.services import letting_in, post, routing, talk_ending
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.records import Contactable
from bot.standard import numbering
from bot.standard.access import ADMIN, HEAD, MANAGER, SUPERVISOR
from handlers import binding, card, casework, finding, listing, mentioned, oneline
from handlers.routes import LOGGERS, WORKERS, router
from handlers.turn import Turn


@router.text(MANAGER)
@router.text(SUPERVISOR)
@router.text(HEAD)
@router.text(ADMIN)
def words(turn: Turn) -> None:
    """Read a log line, a case number or a customer's name; else say what would be understood."""
    text = turn.text
    if not text:
        raise BadInput("error-empty")
    if letting_in.looks_like_code(text):
        binding.by_code(turn, text)
        return
    if turn.role in LOGGERS and oneline.one_line(turn, text):
        return
    number = numbering.parse_reference(text)
    if number is not None:
        casework.show_case(turn, number[1])
        return
    if turn.role in WORKERS and len(text) <= 20:
        customers = finding.found(turn, text)
        whose = finding.told_whose(turn, text, customers)
        if len(customers) == 1 and not whose:
            card.show(turn, customers[0])
            return
        if customers:
            listing.offer(turn, customers, text)
            return
        finding.refuse_others(turn, text)
    if turn.role in LOGGERS and mentioned.offer(turn):
        return
    raise BadInput(f"hint-{turn.role}")


def gone(turn: Turn) -> None:
    """Note that a chat was blocked or left."""
    unreachable(turn.uow, turn.desk, turn.who, turn.now)


def unreachable(uow: UnitOfWork, desk: Desk, who: Contactable, now: datetime) -> None:
    """Note that nothing reaches this chat any more and tell the customer's manager, once."""
    if not who.reachable:
        return
    uow.addresses.reach(who.id, False)
    talk_ending.gone(uow, desk, who, now)
    customer = uow.people.customer(who.customer_id)
    if customer is None:
        return
    manager = routing.responsible(uow, customer)
    if manager is not None:
        text = desk.say(
            "push-unreachable", customer=customer.name, channel=desk.say(f"channel-{who.channel}")
        )
        post.to_staff(uow, desk, manager.id, post.Note(text), now)
