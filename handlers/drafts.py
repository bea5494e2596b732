"""Forms left half done: offered again, taken up where they were left, or dropped; they survive a restart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.dialog.form import State, Values
from bot.dialog.message import Choice, Kind
from bot.dialog.press import Press, button
from bot.errors import NotAllowed, Stale
from bot.services.own_ledgers import Draft
from handlers import aside, drawing, filling, mending, oneline_doubts
from handlers.routes import WORKERS, command_of, router
from handlers.turn import Rows, Turn, row

STAYS = ("cancel", "back", "help")
"""Commands that are about the form itself."""
RECORDS = ("visit", "reception", "call")
RESUME = "resume"
_SHOWN = 6

Reading = Callable[[Turn], None]
_reading: list[Reading] = []


def read_by(reading: Reading) -> None:
    """Take what reads a text as if it had been typed just now."""
    _reading[:] = [reading]


def waits(turn: Turn) -> bool:
    """Ask what to do about a form that was left for long, before a text lands in it as an answer.

    Returns False where the text goes its usual way.
    """
    state = turn.state
    if turn.staff is None or state.form not in aside.FORMS:
        return False
    asked = state.values.get(RESUME, {}).get("revision") == state.revision
    if not (asked or aside.idle(turn)):
        return False
    for action, label in (("on", "take"), ("later", "later"), ("off", "drop")):
        if asked and turn.text == turn.say(f"button-draft-{label}"):
            _ANSWERS[action](turn)
            return True
    name, _ = command_of(turn.text)
    if name in STAYS or takes_back(turn):
        return False
    if name and turn.role in router.commands[name].roles:
        leave(turn)
        return False
    kept = {RESUME: {"text": turn.text, "revision": state.revision}}
    turn.keep(State(state.form, state.step, {**state.values, **kept}, state.revision))
    _ask(turn, state)
    return True


def _ask(turn: Turn, state: State) -> None:
    offered = tuple(
        button(turn.say(f"button-draft-{label}"), f"draft-{action}", 0, state.revision)
        for action, label in (("on", "take"), ("later", "later"), ("off", "drop"))
    )
    turn.reply(turn.say("ask-draft", what=aside.title(turn, state)), (offered,))


def takes_back(turn: Turn) -> bool:
    """Tell whether 撤销 was typed: whatever form is open is taken back."""
    return turn.text.strip("。.！! ") == turn.say("button-undo")


def leave(turn: Turn, typed: str = "") -> Draft | None:
    """Put the open form aside, so that something else can begin in this very turn."""
    draft = aside.put(turn, router.forms[turn.state.form][0], typed)
    turn.go_on(State(revision=turn.state.revision + 1))
    return draft


def _open(turn: Turn, press: Press) -> None:
    if turn.state.form not in aside.FORMS or press.revision != turn.state.revision:
        raise Stale


@router.press("draft-on", WORKERS)
def go_on_pressed(turn: Turn, press: Press) -> None:
    """Go on with the form; what was typed meanwhile is offered as the answer."""
    _open(turn, press)
    _go_on(turn)


def _go_on(turn: Turn) -> None:
    state, form = turn.state, router.forms[turn.state.form][0]
    said = str(state.values.get(RESUME, {}).get("text", ""))
    values = {key: kept for key, kept in _dated(turn, state, turn.now).items() if key != RESUME}
    if said:
        values[drawing.SAID] = {"text": said, "revision": state.revision + 1}
    filling.show(turn, form, State(state.form, state.step, values, state.revision + 1))


@router.press("draft-off", WORKERS)
def drop_open(turn: Turn, press: Press) -> None:
    """Drop the form; what was typed is read as if it had come just now."""
    _open(turn, press)
    _drop(turn)


def _drop(turn: Turn) -> None:
    said = _said(turn)
    turn.go_on(State(revision=turn.state.revision + 1))
    turn.reply(turn.say("draft-dropped"))
    _read(turn, said)


@router.press("draft-later", WORKERS)
def later(turn: Turn, press: Press) -> None:
    """Put the form aside; what was typed is read as if it had come just now."""
    _open(turn, press)
    _later(turn)


def _later(turn: Turn) -> None:
    said = _said(turn)
    leave(turn)
    turn.reply(turn.say("draft-later-kept"))
    _read(turn, said)


_ANSWERS: dict[str, Callable[[Turn], None]] = {"on": _go_on, "off": _drop, "later": _later}


def _said(turn: Turn) -> str:
    return str(turn.state.values.get(RESUME, {}).get("text", ""))


def _dated(turn: Turn, state: State, at: datetime) -> Values:
    """Return the answers of a record begun on another day, dated then; today is one tap away (O1)."""
    values = state.values
    begun = datetime.fromisoformat(str(values.get(aside.BEGUN) or at.isoformat()))
    if state.form not in RECORDS or values.get("happened") or mending.mending(state):
        return values
    if turn.desk.local(begun).date() == turn.desk.today(turn.now):
        return values
    moments = [(when.isoformat(), turn.desk.time_words(when)) for when in (begun, turn.now)]
    choices = {**values.get(oneline_doubts.CHOICES, {}), "happened": moments}
    label = turn.say("line-check", what=moments[0][1])
    happened = {"happened": moments[0][0], "happened.label": label}
    return {**values, **happened, oneline_doubts.CHOICES: choices}


def _read(turn: Turn, said: str) -> None:
    if said:
        turn.event = replace(turn.event, kind=Kind.TEXT, text=said, choice="", ref=None)
        _reading[0](turn)


@router.command("drafts", WORKERS)
def drafts(turn: Turn) -> None:
    """List what was left half done."""
    turn.reply(*_list(turn))


def _list(turn: Turn) -> tuple[str, Rows]:
    kept = turn.uow.drafts.of_staff(turn.me.id, _SHOWN)
    if not kept:
        return turn.say("drafts-none"), turn.home()
    lines: list[str] = [turn.say("drafts-head")]
    rows: list[tuple[Choice, ...]] = []
    for number, draft in enumerate(kept, 1):
        time = turn.desk.time_words(draft.at)
        what = aside.title(turn, draft.state)
        lines.append(turn.say("drafts-line", number=str(number), what=what, time=time))
        rows += aside.buttons_of(turn, draft, f"{number} ")
    return "\n".join(lines), tuple(rows)


def own(turn: Turn, press: Press) -> Draft:
    """Return a draft of the speaker's own; raise Stale or NotAllowed."""
    draft = turn.uow.drafts.get(press.subject)
    if draft is None:
        raise Stale
    if draft.staff_id != turn.me.id:
        raise NotAllowed
    return draft


@router.press("draft-take", WORKERS)
def take(turn: Turn, press: Press) -> None:
    """Take a draft up again where it was left; what is under way is put aside in its place."""
    take_up(turn, own(turn, press))


def take_up(turn: Turn, draft: Draft) -> None:
    """Show a draft's form where it was left, in the place of what is under way."""
    if draft.state.form not in router.forms:
        raise Stale
    form, _ = router.forms[draft.state.form]
    if turn.state.form in router.forms:
        aside.put(turn, router.forms[turn.state.form][0])
    turn.uow.drafts.remove(draft.id)
    step = min(draft.state.step, len(form.steps))
    values = {k: kept for k, kept in _dated(turn, draft.state, draft.at).items() if k != aside.TYPED}
    filling.show(turn, form, State(form.name, step, values, turn.state.revision + 1))


@router.press("draft-drop", WORKERS)
def drop(turn: Turn, press: Press) -> None:
    """Drop a draft."""
    turn.uow.drafts.remove(own(turn, press).id)
    text, rows = _list(turn)
    turn.show(f"{turn.say('draft-dropped')}\n{text}", rows)


def today_line(turn: Turn) -> tuple[str, Rows]:
    """Return what 今日 says about forms left half done; nothing where there are none."""
    count = len(turn.uow.drafts.of_staff(turn.me.id, aside.MOST))
    if not count:
        return "", ()
    more = button(turn.say("button-drafts"), "menu", value="drafts")
    return turn.say("today-drafts", count=str(count)), row(more)
