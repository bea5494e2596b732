"""One-time codes and personal links: handed out, and ended (G7)."""

from __future__ import annotations

from bot.dialog.press import Press
from bot.errors import BadInput
from bot.services import letting_in
from bot.services.letting_in import Invitation
from bot.services.records import Customer
from bot.standard.access import ADMIN
from handlers.finding import pick_customer
from handlers.listing import INVITE, several
from handlers.routes import LOGGERS, router
from handlers.turn import Turn


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
    if not several(turn, turn.argument, INVITE):
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
