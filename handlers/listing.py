"""Lists of customers to choose from: one's own, or those that were looked for, page by page (C1, G1)."""

from __future__ import annotations

from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services.records import Customer
from bot.standard.access import HEAD, SUPERVISOR
from handlers import card
from handlers.finding import found, labels, pick_customer, told_whose
from handlers.routes import WORKERS, router
from handlers.turn import Rows, Turn

LAST_PAGE = 1000
LONGEST_VALUE = 40  # bytes of a button that are left for what was looked for
SHOW, INVITE, EDIT = "customer-show", "customer-invite", "customer-edit"


@router.command("customers", WORKERS)
def customers(turn: Turn) -> None:
    """List one's customers, or show the one that was named (C1)."""
    if turn.argument:
        if not several(turn, turn.argument, SHOW):
            card.show(turn, pick_customer(turn, turn.argument))
        return
    mine = _listed(turn, "", 0)
    if not mine:
        if turn.role == HEAD:
            raise BadInput("customers-whom")
        turn.reply(
            turn.say("customers-none-team" if turn.role == SUPERVISOR else "customers-none"), turn.home()
        )
        return
    offer(turn, mine)


def _size(turn: Turn, text: str) -> int:
    limits = turn.desk.policy.customers
    return limits.hits if text else limits.listed


def _listed(turn: Turn, text: str, page: int) -> list[Customer]:
    """Return a page of the customers looked for, or of one's own, and one more where there are more."""
    size = _size(turn, text)
    if text:
        return found(turn, text, (page + 1) * size + 1)[page * size :]
    return turn.uow.people.customers_of(turn.me.id, size + 1, page * size)


def offer(turn: Turn, listed: list[Customer], text: str = "", action: str = SHOW) -> None:
    """Show customers to choose from: those that were looked for, or one's own."""
    turn.reply(turn.say("customers-head"), _choices(turn, listed, text, action, 0))


def _choices(turn: Turn, listed: list[Customer], text: str, action: str, page: int) -> Rows:
    size = _size(turn, text)
    shown = listed[:size]
    rows: Rows = tuple(
        (button(words, action, customer.id),)
        for customer, words in zip(shown, labels(turn, shown), strict=True)
    )
    value = f"{action}:{text}"
    if len(listed) > size and len(value.encode()) <= LONGEST_VALUE:
        rows += ((button(turn.say("button-more"), "customers-page", page + 1, value=value),),)
    return rows


@router.press("customers-page", WORKERS)
def page(turn: Turn, press: Press) -> None:
    """Show another page of customers to choose from."""
    kind, _, text = press.value.partition(":")
    action = kind if kind in (SHOW, INVITE, EDIT) else SHOW
    number = min(max(press.subject, 0), LAST_PAGE)
    listed = _listed(turn, text, number)
    if not listed:
        raise Stale
    turn.show(turn.say("customers-head"), _choices(turn, listed, text, action, number))


def several(turn: Turn, text: str, action: str) -> bool:
    """Offer a choice where it is not clear who of one's own was meant; False where it is (G1)."""
    fitting = found(turn, text)
    choose = told_whose(turn, text, fitting) or len(fitting) > 1
    if choose:
        offer(turn, fitting, text, action)
    return choose
