"""Calling a customer along a script: one step at a time, every answer a tap, one record at the end (4.B)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from bot.dialog.form import State
from bot.dialog.press import Press, button
from bot.errors import BadInput, NotAllowed
from bot.services import script_approvals, script_reading, scripts
from bot.services import script_outcomes as outcomes
from bot.services.desk import names
from bot.services.records import Customer
from bot.services.script_records import RUNNING
from bot.services.scripts import Talk
from bot.standard import scripts_running as running
from bot.standard.phrases import unfilled
from bot.standard.scripts import END
from bot.standard.scripts_running import Run
from handlers import aside, finding
from handlers import calling_views as views
from handlers.calling_book import book
from handlers.calling_brief import GO, go
from handlers.routes import LOGGERS, router
from handlers.turn import Turn, row

RUN, AT = "run", "at"
SHOWN = 8
DOOR = "door"
CALLING = ("dial", "scripts")
HELP = "help"
LEAVING = ("start", "customers", "today", "drafts")
"""Commands that are meant as such in the middle of a talk; other words are notes."""


@router.command("dial", LOGGERS)
def dial(turn: Turn) -> None:
    """Call the customer named along the script that fits; without a name, offer whom to call."""
    if turn.argument:
        choose(turn, turn.argument)
        return
    _offer_left(turn)
    mine = turn.uow.people.customers_of(turn.me.id, SHOWN)
    rows = tuple((button(finding.label(turn, c), "script-start", c.id),) for c in mine)
    turn.reply(turn.say("script-whom"), rows)


def _offer_left(turn: Turn) -> None:
    """Offer the talks that were begun and not ended, in one message."""
    left = [kept for kept in turn.uow.scripts.under_way(turn.me.id, SHOWN) if kept.step]
    if not left:
        return
    lines, rows = [turn.say("script-running-head")], []
    for number, kept in enumerate(left, 1):
        customer = turn.desk.call(turn.uow.people.customer(kept.customer_id))
        script = turn.say(f"script-{kept.script}")
        lines.append(turn.say("script-running-line", number=str(number), customer=customer, script=script))
        words = f"{number} {turn.say('button-script-continue')}"
        rows.append((button(words, GO, kept.id, kept.revision, "continue"),))
    turn.reply("\n".join(lines), tuple(rows))


def choose(turn: Turn, name: str, script: str = "") -> None:
    """Begin with the customer of that name; several are told apart by buttons."""
    found = finding.found(turn, name)
    if finding.told_whose(turn, name, found) or len(found) > 1:
        rows = tuple(
            (button(finding.label(turn, c), "script-start", c.id, value=script),) for c in found[:SHOWN]
        )
        turn.reply(turn.say("script-whom"), rows)
        return
    start(turn, finding.pick_customer(turn, name), script)


@router.press("script-start", LOGGERS)
def start_pressed(turn: Turn, press: Press) -> None:
    """Begin with the customer whose button was pressed."""
    customer = finding.pick_customer(turn, str(press.subject), by_id=True)
    start(turn, customer, press.value, sure=press.value == "anyway")
    # The card whose button was pressed stays as it is.
    turn.replies[-1] = replace(turn.replies[-1], edits=False)


def start(turn: Turn, customer: Customer, script: str = "", *, sure: bool = False) -> None:
    """Show what is known before the call; a talk not ended is offered again first."""
    if script not in book().script:
        script = ""
    profile = scripts.file_of(turn.uow, customer)
    if profile.do_not_contact and not sure and script != DOOR:
        anyway = button(turn.say("button-script-anyway"), "script-start", customer.id, value="anyway")
        turn.show(turn.say("talk-do-not-contact", customer=customer.name), row(anyway))
        return
    if sure:
        turn.uow.records.audit("call-despite-wish", f"customer:{customer.id}", turn.now, turn.me.id)
    open_ = [k for k in turn.uow.scripts.under_way(turn.me.id, SHOWN) if k.customer_id == customer.id]
    if open_ and open_[0].step and not script:
        offer_again(turn, talk_of(turn, open_[0].id))
        return
    fresh(turn, customer, script)


def fresh(turn: Turn, customer: Customer, script: str = "") -> None:
    """Begin a talk from the start, by the script named or the one that fits."""
    inforce = script_approvals.active(turn.uow, book())
    fits = scripts.fitting(turn.uow, turn.desk, book(), customer)
    name = script if script in inforce else fits[0].script if fits else ""
    if not name or book().script[name].kind not in ("call", "visit"):
        raise BadInput("script-none")
    kept = scripts.begin(turn.uow, book(), name, customer, turn.me, turn.now)
    show(turn, talk_of(turn, kept.id))


def offer_again(turn: Turn, talk: Talk) -> None:
    """Offer a talk that was left where it stands."""
    script = turn.say(f"script-{talk.run.script}")
    name = talk.customer.name
    if talk.run.at in ("", END):
        words = turn.say("script-not-saved", customer=name, script=script)
    else:
        step = outcomes.step_words(turn.desk, talk.run.at)
        words = turn.say("script-interrupted", customer=name, script=script, step=step)
    turn.show(
        words,
        row(
            go(turn, talk, "button-script-continue", "continue", "primary"),
            go(turn, talk, "button-script-restart", "restart"),
        ),
    )


def talk_of(turn: Turn, run_id: int) -> Talk:
    """Return a talk of the speaker's, about somebody the speaker still serves (G1)."""
    talk = scripts.open_talk(turn.uow, turn.desk, book(), run_id, turn.me)
    if not finding.may(turn, talk.customer):
        raise NotAllowed
    return talk


def show(turn: Turn, talk: Talk) -> None:
    """Show a talk; from now on what is typed belongs to it."""
    if turn.state.form in router.forms:
        aside.put(turn, router.forms[turn.state.form][0])
    values = {RUN: talk.kept.id, AT: turn.now.isoformat()}
    turn.keep(State(values=values, revision=turn.state.revision + 1))
    views.show(turn, talk)


def show_anew(turn: Turn, talk: Talk) -> None:
    """Show a talk in a new message, below what was just said about it."""
    show(turn, talk)
    turn.replies[-1] = replace(turn.replies[-1], edits=False)


def go_on(turn: Turn, talk: Talk, run: Run, **extra: object) -> None:
    """Keep where a talk has come to and show it."""
    scripts.keep(turn.uow, talk, run, **extra)
    show(turn, talk_of(turn, talk.kept.id))


def leave(turn: Turn) -> None:
    """Let what is typed from now on be read as ever."""
    turn.keep(State(revision=turn.state.revision + 1))


def on_the_phone(turn: Turn) -> bool:
    """Return whether what is typed belongs to a talk: one begun, and not left long ago."""
    values = turn.state.values
    if turn.state.form or RUN not in values or turn.staff is None:
        return False
    idle = timedelta(minutes=turn.desk.policy.session.idle_minutes)
    if turn.now - datetime.fromisoformat(str(values[AT])) > idle:
        return False
    kept = turn.uow.scripts.get(int(values[RUN]))
    return kept is not None and kept.state == RUNNING and bool(kept.step or kept.values.get("outcome"))


def hears(turn: Turn, name: str, rest: str) -> bool:
    """Return whether a text belongs to a talk; a command leaves the talk where it stands."""
    if not on_the_phone(turn):
        return False
    if name == HELP and not rest:
        return False
    if turn.text.startswith("/") or name in CALLING or (name in LEAVING and not rest):
        leave(turn)
        turn.state = turn.kept or turn.state
        turn.moved = True
        return False
    return True


def today_line(turn: Turn) -> str:
    """Return what 今日 says about talks not ended; nothing where there are none."""
    left = [kept for kept in turn.uow.scripts.under_way(turn.me.id, SHOWN) if kept.step]
    if not left:
        return ""
    customers = [turn.desk.call(turn.uow.people.customer(kept.customer_id)) for kept in left]
    return turn.say("today-talks", customers=names(customers))


def lacks_words(turn: Turn) -> bool:
    """Return whether a talk waits for what its words lack: then a bare number is meant as such."""
    talk = talk_of(turn, int(turn.state.values[RUN]))
    return talk.run.at not in ("", END) and bool(views.lacking(turn, talk))


def typed(turn: Turn) -> None:
    """Take what is typed during a talk: a missing slot, what the step asks for, or a note."""
    if not turn.text:
        raise BadInput("error-empty")
    talk = talk_of(turn, int(turn.state.values[RUN]))
    slot = views.lacking(turn, talk) if talk.run.at not in ("", END) else ""
    if slot:
        if unfilled(turn.text) or not any(c.isalnum() for c in turn.text):
            turn.reply(turn.say("error-script-slot"))
            show(turn, talk)
            return
        go_on(turn, talk, running.fill(talk.run, slot, turn.text))
        return
    step = book().step(talk.run.at)
    try:
        reading = script_reading.read(turn.desk, step.read if step else "", turn.text, turn.now)
    except BadInput as error:
        turn.reply(turn.say(error.phrase_id, **error.slots))
        show(turn, talk)
        return
    go_on(turn, talk, running.write(talk.run, turn.text, reading.fields, reading.rest))


def files(turn: Turn) -> tuple[int, ...]:
    """Return the files sent in the course of the talk under way."""
    talk = talk_of(turn, int(turn.state.values[RUN]))
    return tuple(int(number) for number in talk.kept.values.get("files", ()))


def holds(turn: Turn, held: tuple[int, ...]) -> None:
    """Keep files with the talk; what is said with one is noted as if it had been typed."""
    talk = talk_of(turn, int(turn.state.values[RUN]))
    scripts.keep(turn.uow, talk, talk.run, files=list(held))
    if turn.text:
        typed(turn)
    else:
        show_anew(turn, talk_of(turn, talk.kept.id))


def lay_aside(turn: Turn) -> None:
    """Leave a talk where it stands; it is offered again."""
    talk = talk_of(turn, int(turn.state.values[RUN]))
    leave(turn)
    offer_again(turn, talk)
