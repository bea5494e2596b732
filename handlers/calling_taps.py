"""The taps of a talk: answers, detours, back, the broken line, saving and taking back (4.B)."""

from __future__ import annotations

from bot.dialog.press import Press, button
from bot.errors import Stale
from bot.services import duties, script_reading, script_saving, scripts
from bot.services.records import Case
from bot.services.scripts import Talk
from bot.standard import scripts_running as running
from bot.standard.scripts import END
from bot.standard.scripts_running import NOTE, Wanting
from handlers import calling
from handlers import calling_views as views
from handlers.calling_book import book
from handlers.calling_brief import GO, UNREACHED, others
from handlers.routes import LOGGERS, router
from handlers.turn import Turn, row


@router.press(GO, LOGGERS)
def pressed(turn: Turn, press: Press) -> None:
    """Take a tap of a talk; one from an earlier step is answered with the present one."""
    talk = calling.talk_of(turn, press.subject)
    if press.revision != talk.kept.revision:
        turn.reply(turn.say("error-stale-step"))
        calling.show_anew(turn, talk)
        return
    try:
        _tapped(turn, talk, press.value)
    except Wanting as wanting:
        _ask_for(turn, talk, press.value.partition(":")[2], wanting.what)
    except LookupError:
        raise Stale from None


def _ask_for(turn: Turn, talk: Talk, answer: str, what: str) -> None:
    """Say what is to be typed before an answer can be taken."""
    words = turn.say(f"answer-{answer}")
    if what == NOTE:
        turn.reply(turn.say("script-need-note", answer=words))
    else:
        turn.reply(turn.say("script-need-field", field=turn.say(f"told-{what}"), answer=words))
    calling.show_anew(turn, talk)


def _tapped(turn: Turn, talk: Talk, value: str) -> None:
    kind, _, name = value.partition(":")
    run, known = talk.run, talk.known
    if kind == "a":
        calling.go_on(turn, talk, running.take(book(), run, name, known, _entered(turn, talk, name)))
    elif kind == "d":
        calling.go_on(turn, talk, running.turn_aside(book(), run, name, known))
    elif kind == "n" and name in UNREACHED and not run.at:
        calling.go_on(turn, talk, run, outcome=name)
    elif kind == "s" and name in known.active and not run.at:
        calling.fresh(turn, talk.customer, name)
    elif value in _PLAIN:
        _PLAIN[value](turn, talk)
    else:
        raise LookupError(value)


def _entered(turn: Turn, talk: Talk, answer: str) -> dict[str, str]:
    """Return what was read in the text that an answer stands for."""
    step = book().step(talk.run.at)
    outcome = step.outcome(answer) if step else None
    if step is None or outcome is None or not outcome.enter:
        return {}
    if step.read == "time":
        at = script_reading.offered(turn.desk, outcome.enter, turn.now)
        return {"time": at.isoformat()} if at is not None else {}
    return script_reading.read(turn.desk, step.read, outcome.enter, turn.now).fields


def _begin(turn: Turn, talk: Talk) -> None:
    if talk.run.at:
        raise LookupError(talk.run.at)
    calling.go_on(turn, talk, running.begin(book(), talk.run, talk.known))


def _back(turn: Turn, talk: Talk) -> None:
    calling.go_on(turn, talk, running.back(talk.run), outcome="", later="")


def _end(turn: Turn, talk: Talk) -> None:
    calling.go_on(turn, talk, running.finish(talk.run))


def _skip(turn: Turn, talk: Talk) -> None:
    calling.go_on(turn, talk, running.skip(book(), talk.run, talk.known))


def _clear(turn: Turn, talk: Talk) -> None:
    calling.go_on(turn, talk, running.unwrite(talk.run))


def _edit(turn: Turn, talk: Talk) -> None:
    if talk.kept.values.get("outcome"):
        calling.go_on(turn, talk, talk.run, outcome="", later="")
    else:
        _back(turn, talk)


def _later(turn: Turn, talk: Talk) -> None:
    """Owe another try after the policy's time where nobody was reached (C6)."""
    again = duties.minutes_after(turn.now, turn.desk.policy.callback.retry_minutes, turn.desk)
    calling.go_on(turn, talk, talk.run, later=again.at.isoformat())


def _cut_off(turn: Turn, talk: Talk) -> None:
    """Note that the line broke: a call back is owed at once (A9)."""
    if talk.kept.values.get("cut"):
        raise LookupError("cut")
    scripts.cut_off(turn.uow, turn.desk, talk, turn.me, turn.now)
    calling.show(turn, calling.talk_of(turn, talk.kept.id))


def _again(turn: Turn, talk: Talk) -> None:
    scripts.picked_up(turn.uow, turn.desk, talk, turn.me, turn.now)
    calling.show(turn, calling.talk_of(turn, talk.kept.id))


def _stop(turn: Turn, talk: Talk) -> None:
    cut = int(talk.kept.values.get("cut", 0))
    scripts.keep(turn.uow, talk, talk.run, cut=0, owed=cut, outcome="cut_off")
    calling.show(turn, calling.talk_of(turn, talk.kept.id))


def _restart(turn: Turn, talk: Talk) -> None:
    calling.fresh(turn, talk.customer)


def _drop(turn: Turn, talk: Talk) -> None:
    """Lay a talk aside for good; nothing of it is kept."""
    scripts.drop(turn.uow, talk, turn.now)
    calling.leave(turn)
    turn.show(turn.say("script-dropped"), turn.home())


def _save(turn: Turn, talk: Talk) -> None:
    outcome = str(talk.kept.values.get("outcome", ""))
    if talk.run.at != END and not outcome:
        raise LookupError("save")
    saved = script_saving.save(turn.uow, turn.desk, book(), talk, turn.me, outcome, turn.now)
    calling.leave(turn)
    kind = turn.say(f"kind-{saved.contact.kind}")
    lines = [turn.say("script-saved", customer=talk.customer.name, kind=kind)]
    for case in saved.cases:
        lines.append(
            turn.say(
                "saved-case",
                kind=turn.say(f"case-{case.kind}"),
                reference=turn.desk.reference(case),
                due=turn.desk.due_words(case.due_at, case.provisional),
            )
        )
    if saved.callback is not None:
        lines.append(_owed(turn, talk, saved.callback))
    if saved.contact.next_at is not None:
        lines.append(turn.say("saved-next", time=turn.desk.time_words(saved.contact.next_at)))
    turn.show(
        "\n".join(lines),
        row(
            button(turn.say("button-undo"), "script-undo", talk.kept.id),
            button(turn.say("menu-today"), "menu", value="today"),
        ),
    )


def _owed(turn: Turn, talk: Talk, case: Case) -> str:
    """Return by when a customer is to be called: soon where the line broke (A9), else at their time (B5)."""
    reference = turn.desk.reference(case)
    if case.id == talk.kept.values.get("owed"):
        due = turn.desk.due_words(case.due_at, case.provisional)
        return turn.say("script-saved-cut", due=due, reference=reference)
    return turn.say("script-saved-callback", time=case.wanted, reference=reference)


_PLAIN = {
    "begin": _begin,
    "more": views.more,
    "others": others,
    "here": calling.show,
    "continue": calling.show,
    "restart": _restart,
    "back": _back,
    "end": _end,
    "skip": _skip,
    "clear": _clear,
    "edit": _edit,
    "later": _later,
    "cut": _cut_off,
    "again": _again,
    "stop": _stop,
    "drop": _drop,
    "save": _save,
}


@router.press("script-undo", LOGGERS)
def undo(turn: Turn, press: Press) -> None:
    """Take back the record of a talk, with what it raised and changed (O1)."""
    kept = script_saving.undo(turn.uow, turn.desk, press.subject, turn.me, turn.now)
    customer = turn.uow.people.customer(kept.customer_id)
    turn.show(turn.say("script-undone", customer=turn.desk.call(customer)), turn.home())
