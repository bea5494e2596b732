"""What a supervisor does with an alert: 已知悉, 接手, 指示; and who is late (D-26, E1, E2)."""

from __future__ import annotations

from collections.abc import Sequence

from bot.dialog.form import Form, State, Step
from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import NotAllowed, NotFound, Stale
from bot.services import (
    agenda,
    announcing,
    buttons,
    cases,
    duties,
    post,
    recovery,
    routing,
    succession,
    telling,
    visit_words,
)
from bot.services.agenda import Item
from bot.services.records import Case, Duty
from bot.standard.access import HEAD, MANAGER, SUPERVISOR
from handlers import filling
from handlers.routes import LAST_RUNG, LEADERS, OWNERS, router
from handlers.turn import Rows, Turn, row

SHOWN = 10
ALERTS = ("alert", announcing.VIP)
"""Duties that ask for nothing but that somebody takes note."""


def _duty(turn: Turn, duty_id: int) -> Duty:
    """Return a duty of one's team, or one that was put before the speaker."""
    duty = turn.uow.duties.get(duty_id)
    if duty is None:
        raise NotFound
    told = turn.uow.duties.told(duty.id)
    mine = turn.me.id in (*told, duty.owner_id) or turn.me.role == HEAD
    owner = turn.uow.people.staff(duty.owner_id)
    orphaned = (owner is None or not owner.active) and turn.role == SUPERVISOR
    if not (mine or orphaned) and duty.owner_id not in routing.team(turn.uow, turn.me):
        raise NotAllowed
    return duty


def _case(turn: Turn, duty: Duty) -> Case | None:
    return turn.uow.cases.get(duty.case_id) if duty.case_id is not None else None


def _over(duty: Duty, case: Case | None) -> bool:
    """Return whether nothing is left to do; an alert that was acknowledged leaves its case open."""
    return duty.closed_at is not None if case is None else case.state != cases.OPEN


def _title(turn: Turn, duty: Duty) -> str:
    return duties.title(turn.desk, duty, _case(turn, duty), turn.uow.people.customer(duty.customer_id))


def _acknowledge(turn: Turn, duty: Duty) -> bool:
    """Stop the ladder; nobody else is alerted any more. Return False where somebody was quicker."""
    if not turn.uow.duties.acknowledge(duty.id, turn.me.id, turn.now):
        return False
    if duty.kind in ALERTS:
        turn.uow.duties.close(duty.id, "acknowledged", turn.now)
    if duty.case_id is not None:
        turn.uow.cases.note(duty.case_id, "acknowledged", turn.now, turn.me.id)
    case = _case(turn, duty)
    if case is not None:
        telling.taken(turn.uow, turn.desk, case, turn.me, turn.now)
    return True


@router.press("duty-ack", OWNERS)
def acknowledge(turn: Turn, press: Press) -> None:
    """Take note of an alert (已知悉)."""
    duty = _duty(turn, press.subject)
    if turn.role == MANAGER and duty.kind not in ALERTS:
        raise NotAllowed  # nobody stops the ladder of what they owe themselves
    if not _acknowledge(turn, duty):
        turn.show(_settled(turn, duty), _left_to_do(turn, duty))
        return
    what = _title(turn, duty)
    turn.show(turn.say("ack-noted", what=what), _left_to_do(turn, duty))
    text = turn.say("push-acknowledged", what=what, staff=turn.me.name)
    told = {duty.owner_id, *turn.uow.duties.told(duty.id)} - {turn.me.id}
    recovery.others(turn.uow, turn.desk, duty.case_id, told, text, turn.now)


def _left_to_do(turn: Turn, duty: Duty) -> Rows:
    """Return 接手 · 指示 as long as the matter is open; one's own matter is simply done."""
    fresh = turn.uow.duties.get(duty.id) or duty
    case = _case(turn, fresh)
    if _over(fresh, case):
        return ()
    if fresh.owner_id == turn.me.id or turn.role == MANAGER:
        return (buttons.for_owner(turn.desk, case, fresh),)
    return row(
        button(turn.say("button-take-over"), "duty-take", duty.id),
        button(turn.say("button-instruct"), "duty-instruct", duty.id),
    )


def _settled(turn: Turn, duty: Duty) -> str:
    who = turn.uow.people.staff(duty.acked_by)
    what = _title(turn, duty)
    if who is not None and duty.acked_at is not None:
        return turn.say("ack-before", what=what, staff=who.name, time=turn.desk.time_words(duty.acked_at))
    return turn.say("duty-closed", what=what)


@router.press("duty-take", LAST_RUNG)
def take(turn: Turn, press: Press) -> None:
    """Take a matter over (接手)."""
    duty = _duty(turn, press.subject)
    case = _case(turn, duty)
    if _over(duty, case):
        turn.show(_settled(turn, duty))
        return
    if duty.owner_id == turn.me.id:
        raise Stale
    clashes = succession.take_over(turn.uow, turn.desk, duty, turn.me, turn.now)
    if turn.state.form == INSTRUCT.name and turn.state.values.get("duty") == str(duty.id):
        turn.forget()  # nobody is left to be instructed
    first = _acknowledge(turn, duty)
    if first and duty.kind in ALERTS:
        text = turn.say("push-acknowledged", what=_title(turn, duty), staff=turn.me.name)
        told = {*turn.uow.duties.told(duty.id)} - {turn.me.id, duty.owner_id}
        recovery.others(turn.uow, turn.desk, duty.case_id, told, text, turn.now)
    if case is not None:
        announcing.attended(turn.uow, case.id, turn.me.id, turn.now)
        telling.taken(turn.uow, turn.desk, case, turn.me, turn.now)
    fresh = turn.uow.cases.get(case.id) if case is not None else None
    plan = turn.uow.visits.get(visit_words.plan_of(duty)) if duty.kind in visit_words.KINDS else None
    rows: Rows = ()
    if fresh is not None:
        rows = row(button(turn.say("button-answer"), "case-answer", fresh.id, fresh.revision))
    elif plan is not None:
        rows = visit_words.staff_rows(turn.desk, plan)
    lines = [turn.say("taken-over", what=_title(turn, duty))]
    lines += [turn.say("push-plan-clash", time=turn.desk.time_words(at)) for at in clashes]
    turn.show("\n".join(lines), rows)


INSTRUCT: Form[Turn] = Form(
    "instruct",
    (Step("text", "ask-instruction"),),
    "summary-instruction",
    "button-send",
)


@router.press("duty-instruct", LAST_RUNG)
def instruct(turn: Turn, press: Press) -> None:
    """Ask what the manager shall do (指示)."""
    duty = _duty(turn, press.subject)
    if _over(duty, _case(turn, duty)):
        turn.show(_settled(turn, duty))
        return
    filling.begin(turn, INSTRUCT, duty=str(duty.id))


@router.form(INSTRUCT)
def instructed(turn: Turn, state: State) -> None:
    """Send the instruction to the owner and keep it with the case."""
    duty = _duty(turn, int(state.values["duty"]))
    text = str(state.values["text"])
    if _over(duty, _case(turn, duty)):
        turn.reply(_settled(turn, duty), turn.home())
        return
    _acknowledge(turn, duty)
    if duty.case_id is not None:
        turn.uow.cases.note(duty.case_id, "instructed", turn.now, turn.me.id, text)
    sent = False
    if duty.owner_id is not None and duty.owner_id != turn.me.id:
        words = turn.say("push-instruction", staff=turn.me.name, what=_title(turn, duty), text=text)
        case = _case(turn, duty)
        rows = row(button(turn.say("button-details"), "case-show", case.id)) if case is not None else ()
        sent = post.to_staff(
            turn.uow, turn.desk, duty.owner_id, post.Note(words, rows, urgent=True), turn.now
        )
    rows = _left_to_do(turn, duty) + turn.home()
    turn.reply(turn.say("instruction-sent" if sent else "instruction-kept"), rows)


@router.command("late", LEADERS)
def late(turn: Turn) -> None:
    """Show what one's people have let pass."""
    turn.reply(*_list(turn, 0))


@router.press("late-page", LEADERS)
def page(turn: Turn, press: Press) -> None:
    """Show another page of what is late."""
    turn.show(*_list(turn, press.subject))


def _list(turn: Turn, page_number: int) -> tuple[str, Rows]:
    members = routing.team(turn.uow, turn.me)
    items = agenda.late_in_team(turn.uow, turn.desk, members, turn.now)
    if not items:
        return turn.say("late-none"), turn.home()
    # What was settled since may have made the list shorter: the last page stands for those after it.
    number = min(max(page_number, 0), (len(items) - 1) // SHOWN)
    first = number * SHOWN
    lines, rows = _lines(turn, items[first : first + SHOWN], first)
    if len(items) > first + SHOWN:
        rows.append((button(turn.say("button-more"), "late-page", number + 1),))
    count = sum(turn.uow.digests.late(members, turn.now).values())
    return "\n".join([turn.say("late-head", count=str(count)), *lines]), tuple(rows)


def _lines(turn: Turn, items: Sequence[Item], first: int) -> tuple[list[str], list[tuple[Choice, ...]]]:
    lines: list[str] = []
    rows: list[tuple[Choice, ...]] = []
    for number, item in enumerate(items, first + 1):
        owner = turn.uow.people.staff(item.duty.owner_id)
        lines.append(
            turn.say(
                "late-line",
                number=str(number),
                what=item.title,
                owner=owner.name if owner else turn.say("nobody"),
                due=duties.due_words(turn.desk, item.duty, item.case),
            )
        )
        rows.append(
            (
                button(f"{number} {turn.say('button-take-over')}", "duty-take", item.duty.id),
                button(f"{number} {turn.say('button-instruct')}", "duty-instruct", item.duty.id),
            )
        )
    return lines, rows
