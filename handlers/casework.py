"""Today, and doing what it lists: answering, calling back, postponing (O7, D-1, A4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.dialog.form import Form, Option, State, Step, Values
from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import Stale
from bot.services import agenda, buttons, cases, complaints, duties, progress, told_before, verdicts
from bot.services.agenda import Item
from bot.services.calling import missed_call
from bot.services.records import Case, CaseEvent, Duty
from bot.standard.access import MANAGER
from bot.standard.deadline import Due
from bot.standard.masking import mask_phone
from handlers import calling, drafts, filling, gate, handing_out, teaching
from handlers.logging import CALL, VISIT, upcoming
from handlers.routes import LEADERS, LOGGERS, OWNERS, router
from handlers.turn import Rows, Turn

LINES = 6
SHOWN_STEPS = 5  # of what was said and done about a case, the latest
STEPS = (
    *(progress.PROGRESS, progress.REFERRED, progress.DEPARTMENT, complaints.ADDED),
    *(verdicts.UNSOLVED, verdicts.MISSING, verdicts.CLOSED),
)
GROUPS = ("overdue", "today", "later", "cadence")
PLANNED = {"visit": VISIT, "call": CALL}
"""What is planned, and the form that tells what became of it."""


@router.command("today", OWNERS)
def today(turn: Turn) -> None:
    """List what is overdue, due today and planned, each line with its buttons."""
    text, rows = _list(turn, 0)
    # A receipt whose 今日 was pressed keeps its 撤销: the list comes below it.
    turn.reply(text, rows)


@router.press("today-page", OWNERS)
def page(turn: Turn, press: Press) -> None:
    """Show another page of today."""
    turn.show(*_list(turn, press.subject))


def _list(turn: Turn, page_number: int) -> tuple[str, Rows]:
    items = agenda.today(turn.uow, turn.desk, turn.me, turn.now)
    day = turn.desk.day_words(turn.desk.today(turn.now))
    left, further = drafts.today_line(turn)
    drafted = [line for line in (left, calling.today_line(turn)) if line]
    if not items:
        return "\n".join([turn.say("today-empty", day=day), *drafted]), further or turn.home()
    counts = {group: str(sum(1 for i in items if i.group == group)) for group in GROUPS}
    first = page_number * LINES
    shown = items[first : first + LINES]
    lines, rows = _lines(turn, shown, first)
    if len(items) > first + LINES:
        rows.append((button(turn.say("button-more"), "today-page", page_number + 1),))
    words = [turn.say("today-head", day=day, **counts), *lines, *drafted]
    return "\n".join(words), (*rows, *further)


def _lines(turn: Turn, items: Sequence[Item], first: int) -> tuple[list[str], list[tuple[Choice, ...]]]:
    lines, rows, group = [], [], ""
    for number, item in enumerate(items, first + 1):
        if item.group != group:
            group = item.group
            lines.append(turn.say(f"today-{group}"))
        due = duties.due_words(turn.desk, item.duty, item.case)
        lines.append(turn.say("today-line", number=str(number), what=item.title, due=due))
        rows.append(buttons.for_line(turn.desk, item.case, item.duty, number))
    return lines, rows


@router.press("case-show", OWNERS)
def show(turn: Turn, press: Press) -> None:
    """Show a case whole: what was said, by whom, when it is due, what happened since."""
    show_case(turn, press.subject)


def show_case(turn: Turn, case_id: int) -> None:
    """Show a case by its number, to those who may see it (G1)."""
    case = cases.for_staff(turn.uow, turn.me, case_id, turn.now)
    turn.reply(details(turn, case), _actions(turn, case))


def details(turn: Turn, case: Case) -> str:
    """Return a case in words: what was said, by whom, what became of it, when it is due."""
    customer = turn.uow.people.customer(case.customer_id)
    lines = [
        turn.say(
            "case-head",
            kind=turn.say(f"case-{case.kind}"),
            reference=turn.desk.reference(case),
            state=turn.say(f"state-{case.state}"),
        ),
        turn.say("case-who", customer=turn.desk.call(customer), time=turn.desk.time_words(case.created_at)),
        turn.say("case-text", text=case.text),
    ]
    if tried := told_before.words(turn.uow, turn.desk, case, turn.now):
        lines.append(tried)
    if case.kind == "complaint":
        category = turn.say(f"category-{case.category or 'other'}")
        severity = turn.say(f"severity-{case.severity or 'normal'}")
        lines.append(turn.say("case-class", category=category, severity=severity))
    number = case.phone or (customer.phone if customer is not None else "")
    # Who is to call needs the number whole; anybody else does not (G3).
    number = number if case.owner_id == turn.me.id else mask_phone(number)
    if case.phone:
        lines.append(turn.say("case-phone", phone=number, wanted=case.wanted))
    elif number:
        lines.append(turn.say("case-phone-file", phone=number))
    if case.answer:
        lines.append(turn.say("case-answer-line", text=case.answer))
    if files := turn.uow.files.of_case(case.id):
        lines.append(turn.say("case-files", count=str(len(files))))
    if case.done_at is not None:
        lines.append(turn.say("case-done", time=turn.desk.time_words(case.done_at)))
    if case.fed_back_at is not None:
        lines.append(turn.say("case-fed-back", time=turn.desk.time_words(case.fed_back_at)))
    if case.cause:
        lines.append(turn.say("case-cause", cause=turn.say(f"cause-{case.cause}")))
    told = [event for event in turn.uow.cases.events(case.id) if event.what in STEPS]
    lines += [_step(turn, event) for event in told[-SHOWN_STEPS:]]
    lines.append(turn.say("case-due", due=turn.desk.due_words(case.due_at, case.provisional)))
    return "\n".join(lines)


def _step(turn: Turn, event: CaseEvent) -> str:
    who = turn.uow.people.staff(event.staff_id)
    return turn.say(
        f"case-step-{event.what}",
        text=event.text,
        staff=who.name if who else turn.say("nobody"),
        time=turn.desk.time_words(event.at),
    )


def _actions(turn: Turn, case: Case) -> Rows:
    files: Rows = ()
    if turn.uow.files.of_case(case.id):
        files = ((button(turn.say("button-files"), "files-of-case", case.id),),)
    if case.state == cases.ANSWERED and case.kind in turn.desk.policy.voice.confirm and turn.role in LEADERS:
        return (buttons.close_case(turn.desk, case), *files)
    open_duties = [d for d in turn.uow.duties.open_of_case(case.id) if d.kind == case.kind]
    if case.state != cases.OPEN or not open_duties:
        return files
    own = buttons.for_owner(turn.desk, case, open_duties[0])[:-1]
    # E2, L3: rather one level up than a dispute.
    up = (button(turn.say("button-up"), "case-up", case.id),) if turn.role == MANAGER else ()
    return ((*own, *up), buttons.further(turn.desk, case), *files)


ANSWER: Form[Turn] = Form(
    "answer", (Step("text", "ask-answer", check=gate.check),), "summary-answer", "button-send"
)
gate.guard("answer")


@router.press("case-answer", OWNERS)
def answer(turn: Turn, press: Press) -> None:
    """Ask for the answer to a case; one that has moved on is shown as it stands."""
    case = cases.for_staff(turn.uow, turn.me, press.subject, turn.now)
    if case.state != cases.OPEN or case.revision != press.revision:
        turn.reply(f"{turn.say('error-stale')}\n{details(turn, case)}", _actions(turn, case))
        return
    filling.begin(turn, ANSWER, case=str(case.id), revision=case.revision, about=details(turn, case))


@router.form(ANSWER)
def answered(turn: Turn, state: State) -> None:
    """Send the answer; it reaches the customer as a push with 已解决 · 未解决."""
    case = cases.for_staff(turn.uow, turn.me, int(state.values["case"]), turn.now)
    text = str(state.values["text"])
    if case.state == cases.OPEN and case.revision != state.values["revision"]:
        # It moved on while the answer was written: what was typed is kept, and sent only after another look.
        turn.reply(turn.say("error-stale"))
        about = details(turn, case)
        kept = {"text": text, "text.label": text}
        filling.begin(turn, ANSWER, case=str(case.id), revision=case.revision, about=about, **kept)
        return
    pushed = cases.answer(turn.uow, turn.desk, case, turn.me, text, turn.now)
    gate.record(turn, text, case.id)
    phrase = "answer-sent" if pushed else "answer-by-phone"
    said = turn.say(phrase, reference=turn.desk.reference(case))
    asked, rows = handing_out.asks(turn, case)
    if not rows:
        asked, rows = teaching.offer(turn, case)
    turn.reply(f"{said}\n{asked}" if asked else said, rows or turn.home())


@router.press("callback-done", OWNERS)
def called(turn: Turn, press: Press) -> None:
    """Note a callback as made (A4)."""
    case = _callback(turn, press)
    cases.called_back(turn.uow, turn.desk, case, turn.me, turn.now)
    noted(turn, press, turn.say("called-noted", reference=turn.desk.reference(case)), turn.home())


@router.press("callback-missed", OWNERS)
def missed(turn: Turn, press: Press) -> None:
    """Note that nobody answered and when to try again (C6)."""
    case = _callback(turn, press)
    again = missed_call(turn.uow, turn.desk, case, turn.me, turn.now)
    time = turn.desk.time_words(again)
    noted(turn, press, turn.say("missed-noted", reference=turn.desk.reference(case), time=time), ())


def noted(turn: Turn, press: Press, words: str, rows: Rows) -> None:
    """Say that something is done: on the message that asked for it; in a list, above what is left of it."""
    if press.value == buttons.LISTED:
        left, rows = _list(turn, 0)
        words = f"{words}\n\n{left}"
    turn.show(words, rows)


def _callback(turn: Turn, press: Press) -> Case:
    case = cases.for_staff(turn.uow, turn.me, press.subject, turn.now)
    if case.state != cases.OPEN or case.revision != press.revision:
        raise Stale
    return case


def _days(turn: Turn, _: Values) -> list[Option]:
    local = turn.desk.local(turn.now)
    calendar, morning = turn.desk.calendar, turn.desk.policy.hours.morning
    days = [calendar.add(local.date(), n)[0] for n in (1, 2, 5)]
    return [
        Option(at.isoformat(), turn.desk.time_words(at)) for at in (calendar.at(day, morning) for day in days)
    ]


LATER: Form[Turn] = Form(
    "later", (Step("next", "ask-later", options=_days, check=upcoming),), "summary-later", "button-save"
)


def _own_visit(turn: Turn, duty_id: int) -> Duty:
    """Return a planned visit or call that is the speaker's; raise Stale once it is over or taken over."""
    duty = turn.uow.duties.get(duty_id)
    if duty is None or duty.owner_id != turn.me.id or duty.closed_at is not None or duty.kind not in PLANNED:
        raise Stale
    return duty


@router.press("duty-later", LOGGERS)
def later(turn: Turn, press: Press) -> None:
    """Ask to which day a planned visit moves."""
    duty = _own_visit(turn, press.subject)
    filling.begin(turn, LATER, duty=str(duty.id))


@router.form(LATER)
def moved(turn: Turn, state: State) -> None:
    """Move the planned visit."""
    duty = _own_visit(turn, int(state.values["duty"]))
    at = datetime.fromisoformat(str(state.values["next"]))
    due = Due(at, turn.desk.local(at).date(), False)
    if duties.postpone(turn.uow, turn.desk, duty, due, turn.now) is None:
        raise Stale
    turn.reply(turn.say("later-saved", time=turn.desk.time_words(at)), turn.home())


@router.press("duty-log", LOGGERS)
def log_planned(turn: Turn, press: Press) -> None:
    """Log the visit or call that was planned, with its customer filled in."""
    duty = _own_visit(turn, press.subject)
    customer = turn.uow.people.customer(duty.customer_id)
    known = {"customer": str(customer.id), "customer.label": customer.name} if customer else {}
    filling.begin(turn, PLANNED[duty.kind], duty=str(duty.id), **known)
