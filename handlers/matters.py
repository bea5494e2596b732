"""A customer's own matters: where each stands, one in full, added to, taken back (C4, H6)."""

from __future__ import annotations

from bot.dialog.form import Form, Option, State, Step, Values
from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import cases, complaints, progress, verdicts
from bot.services.desk import excerpt
from bot.services.records import Case, CaseEvent
from bot.standard import numbering
from handlers import at_once, filling, following, showing
from handlers.attached import attached
from handlers.following import own_case
from handlers.routes import CUSTOMERS, router
from handlers.turn import Rows, Turn, row

SHOWN = 8
OFFERED = 3  # open matters to which a photo is offered to be added
STEPS = 8  # the latest steps of one matter; a phone shows no more at a glance
ONLY_FILES = "only-files"
_WHOLE, _LONG = 500, 80
_ABOUT = 12  # so many letters beside a number still ask about it


@router.command("progress", CUSTOMERS)
def listed(turn: Turn) -> None:
    """Show where each of the customer's matters stands."""
    customer_id = turn.customer.id if turn.customer else None
    found = turn.uow.cases.of_person(customer_id, turn.who.id, SHOWN)
    found = [case for case in found if case.state != cases.WITHDRAWN]
    if not found:
        turn.reply(turn.say("progress-none"), turn.home())
        return
    lines = [_line(turn, case) for case in found]
    turn.reply("\n".join([turn.say("progress-head"), *lines]), _listed_rows(turn, found))


def _listed_rows(turn: Turn, found: list[Case]) -> Rows:
    """Return 已解决 · 未解决 for each matter that only waits for the customer's word, and 详情 for all."""
    waiting = tuple(
        tuple(
            button(f"{turn.desk.reference(case)} {turn.say(f'button-{how}')}", f"case-{how}", *_drawn(case))
            for how in ("solved", "unsolved")
        )
        for case in found
        if case.state == cases.ANSWERED
    )
    taps = [
        button(f"{turn.desk.reference(case)} {turn.say('button-matter')}", "matter-show", case.id)
        for case in found
    ]
    return (*waiting, *(tuple(taps[start : start + 2]) for start in range(0, len(taps), 2)))


def _drawn(case: Case) -> tuple[int, int]:
    return case.id, case.revision


def _line(turn: Turn, case: Case) -> str:
    late = case.state == cases.OPEN and case.due_at <= turn.now
    line = turn.say(
        "progress-late" if late else f"progress-{case.state}",
        reference=turn.desk.reference(case),
        kind=turn.say(f"case-{case.kind}"),
        text=cases.asked(turn.voice, case, 20),
        due=turn.voice.due_words(case.due_at, case.provisional),
    )
    return line + progress.for_customer(turn.uow, turn.voice, case)


@router.press("matter-show", CUSTOMERS)
def show(turn: Turn, press: Press) -> None:
    """Show a customer one matter of their own in full."""
    show_matter(turn, own_case(turn, press.subject))


def by_number(turn: Turn, text: str) -> bool:
    """Show the matter whose number is typed; T1001 已解决 and T1001 未解决 do what the buttons do."""
    number = numbering.parse_reference(text)
    rest = numbering.without(text)
    if number is None or len(rest) > _ABOUT:
        return False
    case = own_case(turn, number[1])
    says = {turn.say(f"button-{how}"): how for how in ("solved", "unsolved")}
    if rest not in says:
        show_matter(turn, case)
        return True
    if case.state != cases.ANSWERED:
        raise Stale
    pressed = following.solved if says[rest] == "solved" else following.unsolved
    pressed(turn, Press(f"case-{says[rest]}", case.id, case.revision))
    return True


def show_matter(turn: Turn, case: Case) -> None:
    """Say what was said, what was sent, each step with its time, the answer, and what can be done."""
    turn.reply(details(turn, case), _actions(turn, case))


def details(turn: Turn, case: Case) -> str:
    """Return a matter in its customer's words, oldest first."""
    lines = [
        turn.say(
            "matter-head",
            kind=turn.say(f"case-{case.kind}"),
            reference=turn.desk.reference(case),
            state=turn.say(f"matter-{case.state}"),
        )
    ]
    time, text = turn.voice.time_words(case.created_at), cases.asked(turn.voice, case, _WHOLE)
    lines.append(turn.say("matter-said" if case.author_id is None else "matter-noted", time=time, text=text))
    if case.kind == "complaint":
        category = turn.say(f"category-{case.category or 'other'}")
        severity = turn.say(f"severity-{case.severity or 'normal'}")
        lines.append(turn.say("matter-class", category=category, severity=severity))
    if files := turn.uow.files.of_case(case.id):
        lines.append(turn.say("case-files", count=str(len(files))))
    events = turn.uow.cases.events(case.id)
    newest = next((event for event in reversed(events) if event.what == "answered"), None)
    # The answer that stands is shown whole; what came before it only begun.
    steps = [words for e in events if (words := _step(turn, e, _WHOLE if e is newest else _LONG))]
    lines += steps[-STEPS:]
    if case.state == cases.OPEN:
        late = case.due_at <= turn.now
        due = turn.voice.due_words(case.due_at, case.provisional)
        lines.append(turn.say("matter-late" if late else "matter-due", due=due))
    return "\n".join(lines)


def _step(turn: Turn, event: CaseEvent, length: int) -> str:
    """Return one step of a matter in plain words; empty for what is among ourselves."""
    if event.what in (progress.PROGRESS, progress.REFERRED, progress.DEPARTMENT):
        return progress.step_words(turn.voice, event)
    who = turn.uow.people.staff(event.staff_id)
    slots = {"time": turn.voice.time_words(event.at)}
    if event.what in ("acknowledged", "taken") and who is not None:
        return turn.say("matter-step-taken", **slots, role=turn.say(f"who-{who.role}"), staff=who.name)
    if event.what in (complaints.ADDED, verdicts.MISSING, "answered", verdicts.CLOSED):
        # What was closed without words has none to show.
        return turn.say(
            f"matter-step-{event.what}", **slots, text=excerpt(turn.voice.again(event.text) or "—", length)
        )
    if event.what in (verdicts.SOLVED, verdicts.UNSOLVED, "called"):
        return turn.say(f"matter-step-{event.what}", **slots)
    return ""


def _actions(turn: Turn, case: Case) -> Rows:
    """Return what the customer can do about a matter as it stands."""
    rows: list[tuple[Choice, ...]] = []
    if case.state == cases.ANSWERED:
        taps = ("solved", "unsolved")
        rows.append(tuple(button(turn.say(f"button-{how}"), f"case-{how}", *_drawn(case)) for how in taps))
    elif verdicts.may_reopen(turn.uow, turn.desk, case, turn.now):
        rows.append((button(turn.say("button-again"), "case-unsolved", *_drawn(case)),))
    if case.state == cases.OPEN:
        own = case.kind in complaints.ADDABLE
        own_taps = ("add", "withdraw") if own else ("withdraw",) if case.kind == "callback" else ()
        drawn = tuple(button(turn.say(f"button-{how}"), f"matter-{how}", *_drawn(case)) for how in own_taps)
        rows += [drawn] if drawn else []
    if turn.uow.files.of_case(case.id):
        rows.append((button(turn.say("button-my-files"), "matter-files", case.id),))
    rows.append((button(turn.say("menu-progress"), "menu", value="progress"),))
    return tuple(rows)


@router.press("matter-files", CUSTOMERS)
def files(turn: Turn, press: Press) -> None:
    """Send a customer the files of their own matter that they themselves sent (G7)."""
    case = own_case(turn, press.subject)
    own = [kept for kept in turn.uow.files.of_case(case.id) if showing.sent_by(turn, kept)]
    if not own:
        raise BadInput("error-file-none")
    showing.send(turn, own)


def _only_files(turn: Turn, values: Values) -> list[Option]:
    return [Option(ONLY_FILES, turn.say("option-only-files"))] if attached(values) else []


ADDITION: Form[Turn] = Form(
    "addition", (Step("text", "ask-addition", options=_only_files),), "summary-addition", "button-submit"
)


@router.press("matter-add", CUSTOMERS)
def add(turn: Turn, press: Press) -> None:
    """Ask what is to be added to an open matter: words, photos, or both."""
    begin_adding(turn, own_case(turn, press.subject))


def begin_adding(turn: Turn, case: Case, **known: object) -> None:
    """Ask what is to be added to a matter; one that is over is shown as it stands."""
    if case.state != cases.OPEN or case.kind not in complaints.ADDABLE:
        turn.reply(f"{turn.say('error-stale')}\n{details(turn, case)}", _actions(turn, case))
        return
    filling.begin(turn, ADDITION, case=str(case.id), reference=turn.desk.reference(case), **known)


def open_to_add(turn: Turn) -> list[tuple[int, str]]:
    """Return the speaker's open matters that a photo can be added to, and how their buttons are called."""
    customer_id = turn.customer.id if turn.customer is not None else None
    found = turn.uow.cases.of_person(customer_id, turn.who.id, OFFERED)
    return [
        (
            case.id,
            turn.say(
                "button-add-to", kind=turn.say(f"case-{case.kind}"), reference=turn.desk.reference(case)
            ),
        )
        for case in found
        if case.state == cases.OPEN and case.kind in complaints.ADDABLE
    ]


@router.form(ADDITION)
def added(turn: Turn, state: State) -> None:
    """Keep what was added; whoever sees to the matter is told."""
    case = own_case(turn, int(state.values["case"]))
    text = str(state.values["text"])
    if case.state != cases.OPEN:
        turn.reply(f"{turn.say('error-stale')}\n{details(turn, case)}", _actions(turn, case))
        return
    said = "" if text == ONLY_FILES else text
    fresh = complaints.add(turn.uow, turn.desk, case, said, attached(state.values), turn.now)
    due = turn.voice.due_words(fresh.due_at, fresh.provisional)
    words = turn.say("added-thanks", reference=turn.desk.reference(fresh), due=due)
    more = button(turn.say("button-add"), "matter-add", fresh.id)
    turn.reply(words, row(more, button(turn.say("button-matter"), "matter-show", fresh.id)))


at_once.SAVERS[ADDITION.name] = added


@router.press("matter-withdraw", CUSTOMERS)
def withdraw(turn: Turn, press: Press) -> None:
    """Ask once more before a matter is taken back."""
    case = own_case(turn, press.subject)
    if case.state != cases.OPEN or case.revision != press.revision:
        raise Stale
    words = turn.say("withdraw-sure", reference=turn.desk.reference(case))
    yes = button(turn.say("button-withdraw-yes"), "matter-back", *_drawn(case))
    turn.reply(words, row(yes, button(turn.say("button-withdraw-no"), "matter-show", case.id)))


@router.press("matter-back", CUSTOMERS)
def withdrawn(turn: Turn, press: Press) -> None:
    """Take a matter back on the customer's own word (H6)."""
    case = own_case(turn, press.subject)
    complaints.withdraw(turn.uow, turn.desk, case, press.revision, turn.now)
    turn.show(turn.say("withdrawn-noted", reference=turn.desk.reference(case)), turn.home())
