"""稍后 and 转交: what can be put off or given to a colleague, from the reminder itself (O7, E16)."""

from __future__ import annotations

from datetime import datetime

from bot.dialog.form import Form, Option, State, Step, Values
from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import duties, handing
from bot.services.records import Duty
from bot.standard import digests
from handlers import at_once, filling
from handlers.logging import upcoming
from handlers.routes import OWNERS, router
from handlers.turn import Rows, Turn, row

_STAMP = "%Y%m%d%H%M"
_IN_A_ROW = 2
_MOST_COLLEAGUES = 24


def _title(turn: Turn, duty: Duty) -> str:
    case = turn.uow.cases.get(duty.case_id) if duty.case_id is not None else None
    return duties.title(turn.desk, duty, case, turn.uow.people.customer(duty.customer_id))


@router.press("later", OWNERS)
def later(turn: Turn, press: Press) -> None:
    """Offer sensible times to be reminded again."""
    duty = handing.mine(turn.uow, turn.desk, turn.me, press.subject, turn.now)
    due = duties.due_words(turn.desk, duty)
    turn.reply(turn.say("later-ask", what=_title(turn, duty), due=due), _times(turn, duty))


def _times(turn: Turn, duty: Duty) -> Rows:
    found = digests.later_times(turn.now, turn.desk.local(duty.due_at), turn.desk.policy, turn.desk.calendar)
    taps = [
        button(turn.desk.time_words(at), "later-to", duty.id, value=f"{turn.desk.local(at):{_STAMP}}")
        for at in found
    ]
    rows = [tuple(taps[n : n + _IN_A_ROW]) for n in range(0, len(taps), _IN_A_ROW)]
    return (*rows, (button(turn.say("button-later-own"), "later-own", duty.id),))


@router.press("later-to", OWNERS)
def chosen(turn: Turn, press: Press) -> None:
    """Be reminded again at the time that was tapped."""
    duty = handing.mine(turn.uow, turn.desk, turn.me, press.subject, turn.now)
    try:
        at = datetime.strptime(press.value, _STAMP).replace(tzinfo=turn.desk.zone)
    except ValueError:
        raise Stale from None
    if at <= turn.now:
        raise BadInput("error-time-past", time=turn.desk.time_words(at))
    turn.show(_put_off(turn, duty, at))


AGAIN: Form[Turn] = Form(
    "put_off", (Step("next", "ask-again", check=upcoming),), "summary-later", "button-save"
)


@router.press("later-own", OWNERS)
def own(turn: Turn, press: Press) -> None:
    """Ask for a time of one's own."""
    duty = handing.mine(turn.uow, turn.desk, turn.me, press.subject, turn.now)
    filling.begin(turn, AGAIN, duty=str(duty.id))


@router.form(AGAIN)
def kept(turn: Turn, state: State) -> None:
    """Be reminded again at the time that was typed."""
    duty = handing.mine(turn.uow, turn.desk, turn.me, int(state.values["duty"]), turn.now)
    at = datetime.fromisoformat(str(state.values["next"]))
    turn.reply(_put_off(turn, duty, at), turn.home())


def _put_off(turn: Turn, duty: Duty, at: datetime) -> str:
    """Keep the time; one after the matter is due is never taken without saying so."""
    if not turn.uow.pushes.put_off(duty.id, at):
        raise Stale
    said = turn.say("later-noted", time=turn.desk.time_words(at), what=_title(turn, duty))
    if at <= duty.due_at:
        return said
    due = duties.due_words(turn.desk, duty)
    return f"{said}\n{turn.say('later-overdue' if duty.due_at <= turn.now else 'later-past-due', due=due)}"


def _colleagues(turn: Turn, values: Values) -> list[Option]:
    duty = turn.uow.duties.get(int(values["duty"]))
    if duty is None:
        return []
    found = handing.colleagues(turn.uow, turn.desk, turn.me, duty, turn.now)[:_MOST_COLLEAGUES]
    return [Option(str(person.id), person.name) for person in found]


def _reasons(turn: Turn, _: Values) -> list[Option]:
    return [Option(turn.say(name), turn.say(name)) for name in ("hand-away", "hand-busy", "hand-closer")]


HAND: Form[Turn] = Form(
    "hand",
    (
        Step("colleague", "ask-colleague", options=_colleagues, typed=False),
        Step("because", "ask-hand-why", options=_reasons),
    ),
    "summary-hand",
    "button-hand-over",
)


@router.press("hand-over", OWNERS)
def hand_over(turn: Turn, press: Press) -> None:
    """Ask to whom a duty is given, and why."""
    duty = handing.mine(turn.uow, turn.desk, turn.me, press.subject, turn.now)
    if not handing.colleagues(turn.uow, turn.desk, turn.me, duty, turn.now):
        raise BadInput("error-hand-nobody")
    filling.begin(turn, HAND, duty=str(duty.id), about=_title(turn, duty))


@router.form(HAND)
def handed(turn: Turn, state: State) -> None:
    """Give it to the colleague; it can be taken back for a while."""
    duty = handing.mine(turn.uow, turn.desk, turn.me, int(state.values["duty"]), turn.now)
    allowed = handing.colleagues(turn.uow, turn.desk, turn.me, duty, turn.now)
    to = next((person for person in allowed if person.id == int(state.values["colleague"])), None)
    if to is None:
        raise Stale
    told = handing.hand(turn.uow, turn.desk, turn.me, duty, to, str(state.values["because"]), turn.now)
    said = turn.say("handed", what=_title(turn, duty), staff=to.name)
    undo = button(turn.say("button-undo"), "hand-back", duty.id, duty.owner_id or 0)
    turn.reply(said if told else f"{said}\n{turn.say('handed-unheard', staff=to.name)}", row(undo))


@router.press("hand-back", OWNERS)
def back(turn: Turn, press: Press) -> None:
    """Take back what was just given away."""
    duty = turn.uow.duties.get(press.subject)
    if duty is None:
        raise Stale
    handing.take_back(turn.uow, turn.desk, turn.me, duty, press.revision, turn.now)
    turn.show(turn.say("handed-back", what=_title(turn, duty)), turn.home())


at_once.SAVERS |= {"put_off": kept, "hand": handed}
