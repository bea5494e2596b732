"""转部门: a department looks into a case and feeds back; the case stays whose it is (D-25, E5)."""

from __future__ import annotations

from bot.dialog.form import Form, Option, State, Step, Values
from bot.dialog.press import Press
from bot.errors import BadInput, Stale
from bot.services import cases, departments, duties
from bot.services.records import Duty
from bot.standard.access import ADMIN
from handlers import filling
from handlers.routes import OWNERS, router
from handlers.turn import Turn


@router.command("departments", (ADMIN,))
def command(turn: Turn) -> None:
    """Show who answers for each department, or let somebody do so."""
    names = turn.desk.policy.departments.names()
    if not turn.argument:
        turn.reply("\n".join([turn.say("departments-head"), *_lines(turn, names)]), turn.home())
        return
    department, _, name = turn.argument.partition(" ")
    name = name.strip()
    if department not in names or not name:
        raise BadInput("error-department-none", names="、".join(names))
    staff = turn.uow.people.staff_named(name)
    if staff is None:
        raise BadInput("error-staff-none", name=name)
    departments.appoint(turn.uow, turn.desk, department, staff, turn.me, turn.now)
    turn.reply(turn.say("department-set", department=department, staff=staff.name), turn.home())


def _lines(turn: Turn, names: tuple[str, ...]) -> list[str]:
    people = [(name, departments.person(turn.uow, name)) for name in names]
    lines = [
        turn.say(
            "departments-line", department=name, person=who.name if who else turn.say("departments-nobody")
        )
        for name, who in people
    ]
    return [*lines, turn.say("departments-tail", department=names[0])]


def _departments(turn: Turn, values: Values) -> list[Option]:
    case = turn.uow.cases.get(int(str(values["case"])))
    return [Option(n, n) for n in departments.fitting(turn.uow, turn.desk, case)] if case else []


REFER: Form[Turn] = Form(
    "refer",
    (Step("department", "ask-department", options=_departments, typed=False), Step("text", "ask-refer")),
    "summary-refer",
    "button-send",
)


@router.press("case-refer", OWNERS)
def refer(turn: Turn, press: Press) -> None:
    """Ask which department looks into a case, and what it shall find out."""
    case = cases.for_staff(turn.uow, turn.me, press.subject, turn.now)
    if case.state != cases.OPEN:
        raise Stale
    if not departments.fitting(turn.uow, turn.desk, case):
        raise BadInput("error-departments-nobody")
    filling.begin(turn, REFER, case=str(case.id))


@router.form(REFER)
def referred(turn: Turn, state: State) -> None:
    """Put the question before the department's person."""
    case = cases.for_staff(turn.uow, turn.me, int(state.values["case"]), turn.now)
    department, text = str(state.values["department"]), str(state.values["text"])
    duty = departments.refer(turn.uow, turn.desk, case, department, text, turn.me, turn.now)
    turn.reply(turn.say("refer-sent", **_said(turn, duty, department)), turn.home())


def _said(turn: Turn, duty: Duty, department: str) -> dict[str, str]:
    who = turn.uow.people.staff(duty.owner_id)
    due = turn.desk.due_words(duty.due_at, duty.provisional)
    return {"department": department, "staff": who.name if who else turn.say("nobody"), "due": due}


FEEDBACK: Form[Turn] = Form("findings", (Step("text", "ask-feed-back"),), "summary-feed-back", "button-send")


@router.press("department-reply", OWNERS)
def reply(turn: Turn, press: Press) -> None:
    """Ask what a department has found out."""
    duty = departments.open_for(turn.uow, press.subject, turn.me)
    case = turn.uow.cases.get(duty.case_id) if duty.case_id is not None else None
    about = duties.title(turn.desk, duty, case, turn.uow.people.customer(duty.customer_id))
    filling.begin(turn, FEEDBACK, duty=str(duty.id), about=about)


@router.form(FEEDBACK)
def replied(turn: Turn, state: State) -> None:
    """Give the findings to whose case it is."""
    duty = departments.open_for(turn.uow, int(state.values["duty"]), turn.me)
    text = str(state.values["text"])
    case = departments.feed_back(turn.uow, turn.desk, duty, turn.me, text, turn.now)
    turn.reply(turn.say("feed-back-sent", reference=turn.desk.reference(case)), turn.home())
