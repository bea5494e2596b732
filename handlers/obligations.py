"""What the calendar asks for, done in one tap; and whom their own wish exempts (D-4 to D-6, D-15 to D-17)."""

from __future__ import annotations

from bot.dialog.press import Press
from bot.errors import Stale
from bot.services import cadence_words, customers, duties, handing
from bot.services.cadence_ledgers import Exemption
from bot.services.records import Duty
from handlers import filling
from handlers.importing import put_down
from handlers.logging import CALL, VISIT
from handlers.routes import LEADERS, LOGGERS, OWNERS, router
from handlers.turn import Turn

FORMS = {"call": CALL, "visit": VISIT}
WEEK = "export-week"
SHOWN = 30


def _owed(turn: Turn, press: Press, *kinds: str) -> Duty:
    duty = handing.mine(turn.uow, turn.desk, turn.me, press.subject, turn.now)
    if duty.kind not in kinds:
        raise Stale
    return duty


def _title(turn: Turn, duty: Duty) -> str:
    return duties.title(turn.desk, duty, None, turn.uow.people.customer(duty.customer_id))


@router.press("owed-log", LOGGERS)
def log(turn: Turn, press: Press) -> None:
    """Log a call or a visit with the customer who is owed one; the record closes what is owed (T16)."""
    duty = _owed(turn, press, *cadence_words.LOGS)
    customer = turn.uow.people.customer(duty.customer_id)
    if customer is None or press.value not in FORMS:
        raise Stale
    known = {"customer": str(customer.id), "customer.label": customer.name}
    filling.begin(turn, FORMS[press.value], **known)


@router.press("owed-moment", OWNERS)
def greeted(turn: Turn, press: Press) -> None:
    """Keep what was done about a birthday or a day of memory: 已祝福 · 已送礼 · 跳过."""
    duty = _owed(turn, press, "moment")
    if press.value not in cadence_words.DONE:
        raise Stale
    if not turn.uow.duties.close(duty.id, press.value, turn.now):
        raise Stale
    turn.show(turn.say(f"moment-closed-{press.value}", what=_title(turn, duty)))


@router.press("owed-done", OWNERS)
def done(turn: Turn, press: Press) -> None:
    """Note that the plan of the month to come is made (D-15)."""
    duty = _owed(turn, press, cadence_words.MONTH_PLAN)
    if not turn.uow.duties.close(duty.id, "done", turn.now):
        raise Stale
    turn.show(turn.say("month-plan-done", what=_title(turn, duty)))


@router.press("owed-sheet", OWNERS)
def sheet(turn: Turn, press: Press) -> None:
    """Have next week's visits and a blank record sheet written (D-16)."""
    duty = _owed(turn, press, cadence_words.WEEK_SHEET)
    turn.uow.duties.close(duty.id, "done", turn.now)
    turn.uow.records.audit(WEEK, f"staff:{turn.me.id}", turn.now, turn.me.id)
    put_down(turn, WEEK, "", "export-wait")


@router.command("exempt", LEADERS)
def exempt(turn: Turn) -> None:
    """List customers whom their own wish exempts from the standard's cadence (D-6, T4)."""
    tiers = turn.desk.policy.tiers
    longest = {name: tier.months * 31 for name, tier in tiers.items()}
    found = turn.uow.cadence.exempt(customers.scope(turn.uow, turn.me), longest, SHOWN + 1)
    if not found:
        turn.reply(turn.say("exempt-none"), turn.home())
        return
    count = f"{SHOWN}+" if len(found) > SHOWN else str(len(found))
    lines = [_line(turn, number, each) for number, each in enumerate(found[:SHOWN], 1)]
    turn.reply("\n".join([turn.say("exempt-head", count=count), *lines]), turn.home())


def _line(turn: Turn, number: int, each: Exemption) -> str:
    owner = turn.uow.people.staff(each.manager_id)
    if each.do_not_contact:
        why = turn.say("exempt-why-do_not_contact")
    elif not each.wish_days:
        why = turn.say("exempt-why-wish")
    else:
        why = turn.say("exempt-why-longer", days=str(each.wish_days))
    return turn.say(
        "exempt-line",
        number=str(number),
        customer=each.name,
        tier=turn.desk.policy.tiers[each.tier].label,
        why=why,
        owner=owner.name if owner else turn.say("nobody"),
    )
