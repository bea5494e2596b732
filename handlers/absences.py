"""Absences in the chat: said in one line or asked for, listed, cancelled (E16)."""

from __future__ import annotations

import re
from datetime import date

from bot.dialog.form import Answered, Form, Option, State, Step, Values
from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import BadInput, NotAllowed
from bot.services import absences as service
from bot.services import calendars, routing
from bot.services.calendar_ledgers import Absence
from bot.services.records import Staff
from bot.standard.access import HEAD, MANAGER, SUPERVISOR
from bot.standard.times_range import find_days
from handlers import drawing, filling, mending
from handlers.routes import WORKERS, router
from handlers.turn import Rows, Turn, row

LISTED = 8
LONGEST_NOTE = 64
NONE = "-"
_DEPUTY_WORDS = re.compile(
    r"(?:由|请|让)?(?P<before>[^\s,，。；;由请让]{2,8}?)\s?(?:代理|代班|顶班|代岗|代管)"
    r"|代理人?[：: ]\s?(?P<behind>[^\s,，。；;]{2,8})"
)
_FILLER_WORDS = re.compile(r"[\s,，。；;]+|请假|休假")


@router.command("leave", WORKERS)
def leave(turn: Turn) -> None:
    """List who is away, or take an absence down from one line (E16)."""
    if turn.argument:
        _from_line(turn, turn.argument)
    else:
        _list(turn)


def _from_line(turn: Turn, text: str) -> None:
    known: dict[str, str] = {}
    found = find_days(text, turn.desk.today(turn.now), turn.desk.calendar)
    rest = found.rest if found is not None else text
    deputy = _DEPUTY_WORDS.search(rest)
    rest = _DEPUTY_WORDS.sub(" ", rest, count=1)
    whom, rest = _whom(turn, rest)
    known |= _answer("whom", Answered(str(whom.id), whom.name))
    if found is not None:
        known |= _answer("absent", _checked(turn, whom, found.first, found.last))
    if deputy is not None:
        named = _named(turn, deputy["before"] or deputy["behind"])
        if found is not None:
            service.check_deputy(turn.uow, turn.desk, whom, named, found.first, found.last)
        known |= _answer("stand_in", Answered(str(named.id), named.name))
    note = " ".join(word for word in _FILLER_WORDS.split(rest) if word)
    if len(note) > LONGEST_NOTE:
        raise BadInput("error-too-long", limit=str(LONGEST_NOTE))
    if note:
        known |= _answer("remark", Answered(note, note))
    filling.begin(turn, LEAVE, **known)


def _answer(field: str, said: Answered) -> dict[str, str]:
    return {field: str(said.value), f"{field}.label": said.label}


def _whom(turn: Turn, text: str) -> tuple[Staff, str]:
    """Return who is away, the speaker where nobody is named, and the words without the name."""
    for word in (word for word in _FILLER_WORDS.split(text) if word):
        person = turn.uow.people.staff_named(word)
        if person is None:
            continue
        if not service.may_register(turn.uow, turn.me, person):
            raise BadInput("error-leave-other", staff=person.name)
        return person, text.replace(word, " ", 1)
    return turn.me, text


def _named(turn: Turn, name: str) -> Staff:
    person = turn.uow.people.staff_named(name)
    if person is None:
        raise BadInput("error-leave-nobody", name=name)
    return person


def _person(turn: Turn, values: Values) -> Staff:
    person = turn.uow.people.staff(int(values["whom"]))
    if person is None:
        raise NotAllowed
    return person


def _people(turn: Turn, _: Values) -> list[Option]:
    team = sorted(routing.team(turn.uow, turn.me)) if turn.role != MANAGER else []
    people = [turn.me, *(p for staff_id in team if (p := turn.uow.people.staff(staff_id)) is not None)]
    return [Option(str(p.id), p.name) for p in people]


def _check_whom(turn: Turn, text: str, _: Values) -> Answered:
    person = _named(turn, text)
    if not service.may_register(turn.uow, turn.me, person):
        raise BadInput("error-leave-other", staff=person.name)
    return Answered(str(person.id), person.name)


def _checked(turn: Turn, whom: Staff, first: date, last: date) -> Answered:
    service.check_days(turn.uow, turn.desk, whom, first, last, turn.now)
    words = calendars.span_words(turn.desk, first, last)
    return Answered(f"{first}/{last}", words)


def _check_days(turn: Turn, text: str, values: Values) -> Answered:
    found = find_days(text, turn.desk.today(turn.now), turn.desk.calendar)
    if found is None:
        raise BadInput("error-leave-days")
    return _checked(turn, _person(turn, values), found.first, found.last)


def _span(values: Values) -> tuple[date, date]:
    first, _, last = str(values["absent"]).partition("/")
    return date.fromisoformat(first), date.fromisoformat(last)


def _deputies(turn: Turn, values: Values) -> list[Option]:
    fitting = service.proposals(turn.uow, _person(turn, values), *_span(values))
    return [*(Option(str(p.id), p.name) for p in fitting), Option(NONE, turn.say("leave-no-deputy"))]


def _check_deputy(turn: Turn, text: str, values: Values) -> Answered:
    deputy = _named(turn, text)
    service.check_deputy(turn.uow, turn.desk, _person(turn, values), deputy, *_span(values))
    return Answered(str(deputy.id), deputy.name)


def _check_note(turn: Turn, text: str, _: Values) -> Answered:
    if len(text) > LONGEST_NOTE:
        raise BadInput("error-too-long", limit=str(LONGEST_NOTE))
    return Answered(text, text)


LEAVE: Form[Turn] = Form(
    "leave",
    (
        Step("whom", "ask-leave-whom", options=_people, check=_check_whom),
        Step("absent", "ask-leave-days", check=_check_days),
        Step("stand_in", "ask-leave-deputy", options=_deputies, check=_check_deputy),
        Step("remark", "ask-leave-note", check=_check_note, required=False, when=mending.offered),
    ),
    "summary-leave",
    "button-save",
)


def _remark(turn: Turn, state: State) -> drawing.Remark | None:
    """Point out that who goes away stands in for somebody else in those days."""
    values = state.values
    if "absent" not in values or "whom" not in values:
        return None
    standing = turn.uow.absences.deputised(int(values["whom"]), *_span(values))
    if not standing:
        return None
    away = turn.uow.people.staff(standing[0].staff_id)
    days = calendars.span_words(turn.desk, standing[0].first, standing[0].last)
    words = turn.say("leave-deputising", staff=away.name if away else turn.say("nobody"), days=days)
    return drawing.Remark(words, "button-save")


drawing.REMARKS[LEAVE.name] = _remark


@router.form(LEAVE)
def saved(turn: Turn, state: State) -> None:
    """Keep an absence; reminders go to whoever stands in while it lasts."""
    values = state.values
    whom, days = _person(turn, values), _span(values)
    chosen = str(values.get("stand_in", NONE))
    deputy = turn.uow.people.staff(int(chosen)) if chosen != NONE else None
    note = str(values.get("remark", ""))
    absence = service.register(turn.uow, turn.desk, turn.me, whom, days, deputy, note, turn.now)
    turn.reply(turn.say("leave-saved", what=_what(turn, absence)), row(_cancelling(turn, absence)))


def _what(turn: Turn, absence: Absence) -> str:
    whom = turn.uow.people.staff(absence.staff_id)
    return turn.say(
        "leave-line",
        staff=whom.name if whom else turn.say("nobody"),
        days=calendars.span_words(turn.desk, absence.first, absence.last),
        deputy=service.deputy_words(turn.uow, turn.desk, absence),
    )


def _cancelling(turn: Turn, absence: Absence, prefix: str = "") -> Choice:
    return button(prefix + turn.say("button-leave-cancel"), "leave-cancel", absence.id)


def _list(turn: Turn) -> None:
    team = routing.team(turn.uow, turn.me) if turn.role in (SUPERVISOR, HEAD) else frozenset()
    today = turn.desk.today(turn.now)
    coming = turn.uow.absences.coming({turn.me.id, *team}, today, LISTED)
    lines = [turn.say("leave-head")]
    lines += [
        turn.say("leave-numbered", number=str(number), what=_what(turn, absence))
        for number, absence in enumerate(coming, 1)
    ]
    if not coming:
        lines.append(turn.say("leave-none"))
    lines.append(turn.say("leave-how" if turn.role == MANAGER else "leave-how-leader"))
    mine = [
        _cancelling(turn, absence, f"{number} ")
        for number, absence in enumerate(coming, 1)
        if absence.staff_id == turn.me.id or absence.staff_id in team
    ]
    rows: Rows = tuple(tuple(mine[i : i + 4]) for i in range(0, len(mine), 4))
    turn.reply("\n".join(lines), (*rows, (button(turn.say("button-leave-new"), "leave-new"),)))


@router.press("leave-new", WORKERS)
def new(turn: Turn, press: Press) -> None:
    """Ask for an absence step by step."""
    if turn.role == MANAGER:
        filling.begin(turn, LEAVE, **_answer("whom", Answered(str(turn.me.id), turn.me.name)))
    else:
        filling.begin(turn, LEAVE)


@router.press("leave-cancel", WORKERS)
def cancel(turn: Turn, press: Press) -> None:
    """Cancel an absence; reminders go to the person again from this moment on."""
    absence = service.cancel(turn.uow, turn.desk, turn.me, press.subject, turn.now)
    turn.show(turn.say("leave-cancelled", what=_what(turn, absence)))
