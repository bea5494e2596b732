"""The VIP card on its way: 未领, 已寄, 已领 (K5)."""

from __future__ import annotations

from bot.dialog.press import Press, button
from bot.errors import Stale
from bot.services import cases
from bot.services.records import Case
from handlers.routes import OWNERS, router
from handlers.turn import Rows, Turn, row

SENT, RECEIVED = "sent", "received"


def asks(turn: Turn, case: Case) -> tuple[str, Rows]:
    """Return the question how far the card is, once its request is answered; nothing for other cases."""
    if case.category != cases.CARD or case.customer_id is None:
        return "", ()
    taps = (
        button(turn.say(f"card-state-{state}"), "card-set", case.id, value=state)
        for state in (SENT, RECEIVED)
    )
    return turn.say("ask-card-state"), row(*taps)


@router.press("card-set", OWNERS)
def pressed(turn: Turn, press: Press) -> None:
    """Keep how far the card is in the customer's file."""
    case = cases.for_staff(turn.uow, turn.me, press.subject, turn.now)
    if case.category != cases.CARD or case.customer_id is None or press.value not in (SENT, RECEIVED):
        raise Stale
    turn.uow.profiles.change(case.customer_id, turn.me.id, turn.now, card=press.value)
    customer = turn.desk.call(turn.uow.people.customer(case.customer_id))
    turn.show(turn.say("card-kept", customer=customer, state=turn.say(f"card-state-{press.value}")))


def arrived(turn: Turn, case: Case) -> None:
    """Keep that the customer has the card, on their own word."""
    if case.category == cases.CARD and case.customer_id is not None:
        turn.uow.profiles.change(case.customer_id, None, turn.now, card=RECEIVED)
