"""What is typed while a form is open: an answer to it, a command, or something to look up (C2, C3, G1)."""

from __future__ import annotations

from bot.dialog.form import Form, Step, current, pick
from bot.dialog.press import Press, button
from bot.errors import BadInput, NotAllowed, Stale
from bot.services.records import Customer
from bot.standard import numbering, times
from handlers import (
    aside,
    card,
    casework,
    drafts,
    drawing,
    emergencies,
    filling,
    finding,
    listing,
    oneline,
    oneline_doubts,
)
from handlers.routes import CUSTOMERS, SMALL_TALK, WORKERS, command_of, router, slashed
from handlers.turn import Turn

STAYS = ("cancel", "back", "help", "start")
"""Commands that are about the form, or beside it: it stays open."""
NAMING = (
    *("dial", "plan", "customers", "edit", "invite", "revoke"),
    *("visit", "call", "reception", "report"),
)
"""Commands that a customer's name may follow."""
TIMES = ("next", "slots", "agreed", "came", "happened", "arrived", "left", "wanted")
"""Fields whose question is about a time: 今天 is an answer there."""
SAME = {"complain": "complaint", "suggest": "suggestion", "handle": "request", "callback": "callback"}
"""Commands of customers by the form that they open: asked for in that very form, its question stands."""


def typed(turn: Turn) -> None:
    """Take what is typed as the answer, unless it is a command or asks to see something."""
    form, _ = router.forms[turn.state.form]
    step = current(form, turn.state)
    options = step.options(turn, turn.state.values) if step is not None and step.options else ()
    name, rest = command_of(turn.text)
    if slashed(turn.text) and not name:
        raise BadInput("error-command")
    if not pick(options, turn.text):
        if emergencies.amid_form(turn, form):
            return
        if drafts.takes_back(turn) and filling.meant(turn, form, turn.state) is None:
            filling.take_back(turn, form)
            return
        if name and _meant(turn, form, step, name, rest):
            logs = step is None and rest and name in oneline.KINDS
            if not (logs and oneline.in_form(turn)):
                _obey(turn, form, step, name, rest)
            return
        if step is None and _looked_up(turn, form):
            return
    if not oneline.in_form(turn):
        filling.typed(turn, router)


def _meant(turn: Turn, form: Form[Turn], step: Step[Turn] | None, name: str, rest: str) -> bool:
    """Tell whether a command is meant although a form is open."""
    if slashed(turn.text) or (name in STAYS and not rest):
        return True
    if name in STAYS or turn.role not in router.commands[name].roles:
        return False
    if filling.meant(turn, form, turn.state) is not None:
        return False
    remark = drawing.remark(turn, form, turn.state)
    if step is None and not (remark and remark.mends):
        return True  # at a summary nothing typed is an answer
    if rest:
        return name in NAMING and turn.role in WORKERS and bool(_called(turn, rest))
    return name not in (*SMALL_TALK, "ask") and not (step is not None and _answers(turn, step))


def _answers(turn: Turn, step: Step[Turn]) -> bool:
    """Tell whether a command's word is what the open question asks for: a time, or something it knows."""
    if step.field in TIMES:
        local, hours = turn.desk.local(turn.now), turn.desk.policy.hours
        return bool(times.find(turn.text, local, turn.desk.calendar, hours))
    if step.check is None or not step.typed:
        return False
    try:
        answer = step.check(turn, turn.text, turn.state.values)
    except (BadInput, NotAllowed):
        return False
    # What is kept as it was typed is free text: any word at all would do there.
    return not isinstance(answer.value, list) and answer.value != turn.text


def _obey(turn: Turn, form: Form[Turn], step: Step[Turn] | None, name: str, rest: str) -> None:
    if name == "back":
        filling.go_back(turn, form)
        return
    if name == "cancel":
        filling.cancel(turn)
        return
    if turn.role not in router.commands[name].roles:
        raise BadInput("error-not-for-role")
    turn.argument = rest
    if turn.role in CUSTOMERS and SAME.get(name) == form.name:
        filling.ask(turn, form, turn.state)
        return
    if name not in STAYS and turn.staff is not None and form.name in aside.FORMS:
        _put_aside(turn, form, step)
        router.commands[name].handler(turn)
        return
    before = turn.kept
    router.commands[name].handler(turn)
    if turn.kept is before:
        filling.ask(turn, form, turn.state)


def _put_aside(turn: Turn, form: Form[Turn], step: Step[Turn] | None) -> None:
    """Put the form among the drafts, with one tap back to it, and one that takes the words as its answer."""
    free = step is not None and step.typed and not _refused(turn, step)
    draft = drafts.leave(turn, turn.text if free else "")
    if draft is None:
        return
    said = turn.say("aside-kept", what=aside.title(turn, draft.state))
    taps = [button(turn.say("button-draft-take"), "draft-take", draft.id)]
    if free and step is not None:
        label = turn.say("button-aside-answer", field=turn.say(f"field-{step.field}"))
        taps.append(button(label, "draft-answer", draft.id))
    turn.reply(said, (tuple(taps),))


def _refused(turn: Turn, step: Step[Turn]) -> bool:
    """Tell whether the open question would not take the words that were typed."""
    try:
        if step.check is not None:
            step.check(turn, turn.text, turn.state.values)
    except (BadInput, NotAllowed):
        return True
    return False


@router.press("draft-answer", WORKERS)
def answer(turn: Turn, press: Press) -> None:
    """Take up a form again with the words that had been taken as a command as its answer."""
    draft = drafts.own(turn, press)
    said = str(draft.state.values.get(aside.TYPED, ""))
    if not said:
        raise Stale
    drafts.take_up(turn, draft)
    # It is asked again, and answered at once.
    state = turn.kept
    assert state is not None  # a draft taken up is kept
    form, _ = router.forms[state.form]
    if current(form, state) is None:
        return
    turn.replies.pop()
    turn.go_on(state)
    oneline_doubts.answer(turn, said)


def _called(turn: Turn, text: str) -> list[Customer]:
    """Return the customers of exactly this name, or of this number, whom the speaker may serve (G1)."""
    return [each for each in finding.found(turn, text) if each.name == text or text.isdecimal()]


def _looked_up(turn: Turn, form: Form[Turn]) -> bool:
    """Show the case or the customer named at a summary; the form stays open below it."""
    if turn.staff is None:
        return False
    number = numbering.alone(turn.text)
    if number is not None:
        casework.show_case(turn, number[1])
    elif turn.role in WORKERS and (listed := _called(turn, turn.text)):
        if len(listed) == 1:
            card.show(turn, listed[0])
        else:
            listing.offer(turn, listed, turn.text)
    else:
        return False
    filling.ask(turn, form, turn.state)
    return True
