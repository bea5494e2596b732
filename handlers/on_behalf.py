"""What a customer asks by telephone about their data: a leader hands it out or erases it (G3)."""

from __future__ import annotations

from bot.dialog.form import Form, Option, State, Step, Values
from bot.errors import BadInput
from bot.services import customers, erasing, own_file
from bot.services.own_file import Asked
from bot.services.privacy_ledgers import ERASED, EXPORTED
from bot.services.records import Customer
from bot.standard import masking
from bot.standard.access import ADMIN
from handlers import filling, my_file
from handlers.file_fields import SUBJECT
from handlers.routes import LAST_RUNG, router
from handlers.turn import Turn


def _whats(turn: Turn, _: Values) -> list[Option]:
    return [Option(what, turn.say(f"behalf-{what}")) for what in (EXPORTED, ERASED)]


BEHALF: Form[Turn] = Form(
    "behalf",
    (
        Step("wanted_data", "ask-behalf", options=_whats, typed=False),
        Step("behalf_reason", "ask-behalf-reason"),
    ),
    "summary-behalf",
    "button-behalf",
)


@router.command("behalf", LAST_RUNG)
def begin(turn: Turn) -> None:
    """Take up what a customer asked for by telephone; the customer is named whole (G1)."""
    if not turn.argument:
        raise BadInput("behalf-whom")
    customer = _meant(turn, turn.argument)
    filling.begin(turn, BEHALF, **{SUBJECT: str(customer.id), "whom": customer.name})


def _meant(turn: Turn, text: str) -> Customer:
    """Return the customer of a whole name or number; an administrator reaches everybody's."""
    found = turn.uow.people.named(text, 2)
    found = found or turn.uow.people.customers_with_phone(masking.normal_phone(text) or "")
    if turn.role != ADMIN:
        found = [customer for customer in found if customers.may(turn.uow, turn.me, customer)]
    if len(found) != 1:
        raise BadInput("error-behalf-several" if found else "error-behalf-none")
    return found[0]


@router.form(BEHALF)
def done(turn: Turn, state: State) -> None:
    """Hand out or erase, once the summary was confirmed; who did it and why is on record."""
    customer = turn.uow.people.customer(int(state.values[SUBJECT]))
    if customer is None or turn.uow.keepings.erased(customer.id):
        raise BadInput("error-behalf-none")
    if turn.role != ADMIN:
        customer = customers.served(turn.uow, turn.me, customer.id)
    reason = str(state.values["behalf_reason"])
    if state.values["wanted_data"] == ERASED:
        erasing.erase(turn.uow, turn.desk, customer, None, turn.now, staff=turn.me, reason=reason)
        turn.reply(turn.say("behalf-erased", number=str(customer.id)))
        return
    whose = own_file.whose(turn.uow, customer, None)
    theirs = Asked(turn.uow, turn.desk, turn.desk.say, whose, customer)
    for kind, kept in my_file.files_of(turn, theirs):
        turn.reply_file(kept, turn.say(f"own-export-{kind}"))
    turn.uow.keepings.requested(EXPORTED, customer.id, turn.me.id, reason, turn.now)
    turn.uow.records.audit("export-on-behalf", f"customer:{customer.id}", turn.now, turn.me.id)
