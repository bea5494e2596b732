"""What a person had to answer teaches: as a wording of an entry, or as an entry of its own (C7, N1, O2)."""

from __future__ import annotations

from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import cases, query_editing, unsolved
from bot.services.desk import excerpt
from bot.services.query_records import Query
from bot.services.records import Case
from bot.standard import answers
from handlers import query_forms
from handlers.routes import LAST_RUNG, OWNERS, router
from handlers.turn import Rows, Turn

TAUGHT = ("question",)
"""Kinds of cases whose answers are worth keeping."""
MOST, LONGEST = 2, 12


def offer(turn: Turn, case: Case) -> tuple[str, Rows]:
    """Return what can be made of a question that was just answered: a wording, or a new entry."""
    if case.kind not in TAUGHT or len(case.text) > turn.desk.policy.queries.longest_wording:
        return "", ()
    rows: list[tuple[Choice, ...]] = []
    for query in _near(turn, case):
        label = turn.say("button-teach-wording", title=excerpt(query.title, LONGEST))
        rows.append((button(label, "teach-wording", case.id, value=str(query.id)),))
    rows.append((button(turn.say("button-teach-query"), "teach-query", case.id),))
    return turn.say("teach-ask"), tuple(rows)


def _near(turn: Turn, case: Case) -> list[Query]:
    """Return the entries that were told or offered for it, else the one it is most like."""
    ask, day = turn.uow.asks.of_case(case.id), turn.desk.today(turn.now)
    ids = dict.fromkeys((ask.query_id, *ask.offered) if ask is not None else ())
    found = [query for i in ids if i is not None and (query := turn.uow.queries.get(i, day)) is not None]
    if not found:
        query = unsolved.nearest(case.text, turn.uow.queries.valid(day))
        found = [query] if query is not None else []
    return found[:MOST]


@router.press("teach-wording", OWNERS)
def wording(turn: Turn, press: Press) -> None:
    """Propose a question that was answered as a wording of an entry; it waits for approval."""
    case = cases.for_staff(turn.uow, turn.me, press.subject, turn.now)
    if not press.value.isdecimal():
        raise Stale
    _add(turn, int(press.value), case.text)
    ask = turn.uow.asks.of_case(case.id)
    if ask is not None:
        unsolved.settle_asked(turn.uow, turn.desk, ask.id, unsolved.WORDING, turn.now)


def _add(turn: Turn, query_id: int, text: str) -> None:
    """Put a wording into an entry's draft and before its approver."""
    draft = query_editing.learn(
        turn.uow, turn.desk, query_id, answers.without_numbers(text), turn.me, turn.now
    )
    approver = query_editing.submit(turn.uow, turn.desk, draft, turn.me, turn.now)
    words = turn.say("taught-wording", title=draft.content.title, staff=approver.name)
    turn.show(words, turn.home())


@router.press("teach-query", OWNERS)
def query(turn: Turn, press: Press) -> None:
    """Open a new entry with the question and its answer filled in."""
    case = cases.for_staff(turn.uow, turn.me, press.subject, turn.now)
    ask = turn.uow.asks.of_case(case.id)
    known = query_forms.known(qanswer=case.answer) if case.answer else {}
    wordings = [answers.without_numbers(case.text)]
    query_forms.begin_new(turn, known, wordings=wordings, ask_id=ask.id if ask else 0)


@router.command("unsolved", LAST_RUNG)
def listed(turn: Turn) -> None:
    """List the questions that found no answer, each with what can be made of it."""
    _list(turn, 0)


@router.press("unsolved-page", LAST_RUNG)
def page(turn: Turn, press: Press) -> None:
    """Show another page of the list."""
    _list(turn, press.subject)


def _list(turn: Turn, number: int, said: str = "") -> None:
    found = unsolved.lines(turn.uow, turn.desk, turn.now)
    if not found:
        turn.show("\n".join([*([said] if said else []), turn.say("unsolved-nothing")]), turn.home())
        return
    size = turn.desk.policy.queries.listed
    text, rows = unsolved.page(turn.desk, found, min(number, (len(found) - 1) // size))
    turn.show(f"{said}\n{text}" if said else text, rows)


def _line(turn: Turn, press: Press) -> unsolved.Line:
    found = unsolved.lines(turn.uow, turn.desk, turn.now)
    line = next((line for line in found if any(ask.id == press.subject for ask in line.asks)), None)
    if line is None:
        raise Stale
    return line


@router.press("unsolved-wording", LAST_RUNG)
def add(turn: Turn, press: Press) -> None:
    """Make a wording of a question; it waits for approval."""
    line = _line(turn, press)
    if not press.value.isdecimal() or len(line.text) > turn.desk.policy.queries.longest_wording:
        raise BadInput("error-teach-long", limit=str(turn.desk.policy.queries.longest_wording))
    _add(turn, int(press.value), line.text)
    unsolved.settle(turn.uow, line, unsolved.WORDING)


@router.press("unsolved-query", LAST_RUNG)
def anew(turn: Turn, press: Press) -> None:
    """Open a new entry with the question filled in."""
    line = _line(turn, press)
    wordings = [line.text] if len(line.text) <= turn.desk.policy.queries.longest_wording else []
    answered = next((turn.uow.cases.get(ask.case_id) for ask in line.asks if ask.case_id), None)
    known = query_forms.known(qanswer=answered.answer) if answered is not None and answered.answer else {}
    query_forms.begin_new(turn, known, wordings=wordings, ask_id=line.id)


@router.press("unsolved-ignore", LAST_RUNG)
def ignore(turn: Turn, press: Press) -> None:
    """Leave a question as it is."""
    line = _line(turn, press)
    unsolved.settle(turn.uow, line, unsolved.IGNORED)
    _list(turn, 0, turn.say("unsolved-ignored", text=excerpt(line.text, 20)))
