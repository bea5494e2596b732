"""What a staff member types while conversations go on: to whom it goes, and how it is said (A6, A13).

The rule: a command alone, or one with a slash, works as ever. Words that read like an order or a record are
asked about; everything else goes to the customer in focus, or to whom `@2` or a reply names. When another
customer wrote within the last seconds it is asked whom the words are for. What waits for a word is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from bot.dialog.form import current, pick
from bot.dialog.message import Choice, Kind
from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import talk_words, talks
from bot.services.desk import excerpt, names
from bot.services.file_records import KeptFile
from bot.services.talk_records import LIVE, Talk, TalkLine
from bot.standard import phrases
from handlers import amid, gate, oneline
from handlers.routes import LOGGERS, OWNERS, command_of, router, slashed
from handlers.turn import Rows, Turn, row

WHOM, PURPOSE, WORDING = "whom", "purpose", "wording"
"""Why what was typed is held: it is asked to whom it goes, whether to the customer, or how it is said."""
ABOUT_TALKS = ("talk_later", "talk_hand")
"""Forms about a conversation itself: what is typed there is meant for them."""
SAID = ("start",)
"""Words of commands that are simply said in a conversation: a greeting."""
FILES_AS_USUAL: list[Callable[[Turn, KeptFile], None]] = []
"""What takes a staff member's file that is for no customer."""

_NAMED = re.compile(r"[@＠]\s*(\d{1,2})[\s，,：:]*(.*)", re.DOTALL)


def addressed(turn: Turn) -> Talk | None:
    """Return the conversation that words name by `@2`, or answer by a reply to one of its lines."""
    if turn.staff is None:
        return None
    named = _NAMED.fullmatch(turn.text)
    if named is not None and named[2]:
        mine = talk_words.live_of(turn.uow, turn.me.id)
        meant = [talk for talk in mine if talk.number == int(named[1])]
        if mine and not meant:
            raise BadInput("talk-no-number", number=named[1])
        return meant[0] if meant else None
    if turn.event.kind in (Kind.TEXT, Kind.FILE) and turn.event.ref is not None and not slashed(turn.text):
        talk = turn.uow.talks.get(turn.uow.talks.told_by(turn.who.id, turn.event.ref.id) or 0)
        if talk is not None and talk.state == LIVE and talk.staff_id == turn.me.id:
            return talk
    return None


def say_to(turn: Turn, talk: Talk) -> None:
    """Say something to the conversation that was named; from now on it is in focus."""
    named = _NAMED.fullmatch(turn.text)
    text = named[2].strip() if named is not None and named[2] else turn.text
    talk = talks.focus(turn.uow, talk, turn.me, turn.now)
    _say(turn, talk, text, None, sure=True)


def hears(turn: Turn, name: str, rest: str) -> bool:
    """Return whether what staff typed is for a customer."""
    if turn.staff is None or not turn.text or slashed(turn.text):
        return False
    if talk_words.focus_of(turn.uow, turn.me.id) is None:
        return False
    bare = bool(name) and not rest and turn.role in router.commands[name].roles
    return not bare or name in SAID


def asks_amid_form(turn: Turn) -> bool:
    """Ask whom words are for that were typed into a form while a customer waits for an answer."""
    talk = talk_words.focus_of(turn.uow, turn.me.id) if turn.staff is not None else None
    if talk is None or not talk.unanswered or slashed(turn.text) or not turn.text:
        return False
    form, _ = router.forms[turn.state.form]
    step = current(form, turn.state)
    if step is None or not step.typed or form.name in ABOUT_TALKS or command_of(turn.text)[0]:
        return False
    if step.options is not None and pick(step.options(turn, turn.state.values), turn.text):
        return False
    _ask(turn, talk, talks.said_by(turn.uow, talk, turn.me, turn.text, None, turn.now, PURPOSE))
    return True


def say(turn: Turn) -> None:
    """Pass what was typed on to the customer in focus, or ask first."""
    talk = talk_words.focus_of(turn.uow, turn.me.id)
    assert talk is not None  # it was there a moment ago, in this very turn
    _say(turn, talk, turn.text, None)


def takes_file(turn: Turn, kept: KeptFile, *, sheet: bool) -> bool:
    """Pass a file on to the customer in focus; False where no conversation goes on."""
    talk = addressed(turn)
    sure = talk is not None
    talk = talk or talk_words.focus_of(turn.uow, turn.me.id)
    if talk is None:
        return False
    _say(turn, talk, turn.text, kept, sure=sure, sheet=sheet)
    return True


def _say(
    turn: Turn, talk: Talk, text: str, kept: KeptFile | None, *, sure: bool = False, sheet: bool = False
) -> None:
    gate.check(turn, text, {})
    held = "" if sure else _open_question(turn, talk, text, sheet=sheet)
    held = held or (WORDING if phrases.forbidden(text, turn.desk.policy) else "")
    line = talks.said_by(turn.uow, talk, turn.me, text, kept, turn.now, held)
    if held:
        _ask(turn, talk, line)
    else:
        _pass_on(turn, talk, line, kept)


def _open_question(turn: Turn, talk: Talk, text: str, *, sheet: bool) -> str:
    """Return what has to be asked before words go to the customer in focus; empty where nothing has."""
    if _doubtful(turn, talk):
        return WHOM
    return PURPOSE if sheet or _reads_as_order(turn, text) else ""


def _doubtful(turn: Turn, focused: Talk) -> bool:
    """Tell whether another customer has just written, and the speaker has not turned to anybody since."""
    limit = timedelta(seconds=turn.desk.policy.talks.doubt_seconds)
    since = focused.focus_at or focused.asked_at
    others = (each for each in talk_words.live_of(turn.uow, turn.me.id) if each.id != focused.id)
    return any(
        each.customer_at is not None and each.customer_at >= since and turn.now - each.customer_at <= limit
        for each in others
    )


def _reads_as_order(turn: Turn, text: str) -> bool:
    """Tell whether words read like a command with its object, or like a record of what happened."""
    name, _ = command_of(text)
    if name and name not in SAID and turn.role in router.commands[name].roles:
        return True
    return turn.role in LOGGERS and oneline.read(turn, text) is not None


def _ask(turn: Turn, talk: Talk, line: TalkLine) -> None:
    """Ask what has to be known before a line is passed on; it is kept meanwhile."""
    drop = button(turn.say("button-talk-drop"), "talk-drop", line.id)
    shown = excerpt(line.text, 60) or turn.say("talk-the-file")
    if line.held == WHOM:
        rows: Rows = tuple((_send(turn, each, line),) for each in talk_words.live_of(turn.uow, turn.me.id))
        turn.reply(turn.say("talk-ask-whom", text=shown), (*rows, (drop,)))
    elif line.held == PURPOSE:
        usual = button(turn.say("button-talk-usual"), "talk-usual", line.id)
        turn.reply(turn.say("talk-ask-purpose", text=shown), ((_send(turn, talk, line),), (usual, drop)))
    else:
        _ask_wording(turn, talk, line)


def _send(turn: Turn, talk: Talk, line: TalkLine) -> Choice:
    label = turn.say("button-talk-send", talk=talk_words.label(turn.uow, turn.desk, talk))
    return button(label, "talk-send", line.id, value=f"{talk.id}-{line.held}")


def _ask_wording(turn: Turn, talk: Talk, line: TalkLine) -> None:
    """Point out what should not be said: 用建议的说法 · 改 · 仍然发送 (A6, A13)."""
    policy = turn.desk.policy
    words = dict.fromkeys(hit.word for hit in phrases.forbidden(line.text, policy))
    quoted = names([turn.say("quoted", text=word) for word in words])
    kinder = phrases.kinder(line.text, policy)
    taps = (
        button(turn.say("option-kinder"), "talk-kinder", line.id, style="primary"),
        button(turn.say("button-talk-change"), "talk-drop", line.id, value="change"),
        button(turn.say("button-send-anyway"), "talk-anyway", line.id),
    )
    label = talk_words.label(turn.uow, turn.desk, talk)
    turn.reply(turn.say("talk-ask-wording", talk=label, words=quoted, kinder=kinder), row(*taps))


def _held(turn: Turn, press: Press, *why: str) -> tuple[TalkLine, Talk]:
    """Return a line of the speaker's that still waits, with its conversation; raise Stale otherwise."""
    line = turn.uow.talks.line(press.subject)
    if line is None or line.staff_id != turn.me.id or line.held not in why:
        raise Stale
    talk = turn.uow.talks.get(line.talk_id)
    assert talk is not None  # a line has its conversation
    return line, talk


@router.press("talk-send", OWNERS)
def send(turn: Turn, press: Press) -> None:
    """Pass a line on to the customer that was chosen, who is in focus from now on."""
    line, _ = _held(turn, press, WHOM, PURPOSE)
    number, _, why = press.value.partition("-")
    if why != line.held or not number.isascii() or not number.isdigit():
        raise Stale
    talk = talks.focus(turn.uow, talks.own(turn.uow, turn.me, int(number)), turn.me, turn.now)
    gate.check(turn, line.text, {})
    _go_on(turn, talk, line, WORDING if phrases.forbidden(line.text, turn.desk.policy) else "")


def _go_on(turn: Turn, talk: Talk, line: TalkLine, held: str) -> None:
    if not turn.uow.talks.release(line.id, line.held, talk.id, turn.now, held):
        raise Stale
    kept = turn.uow.files.get(line.file_id) if line.file_id is not None else None
    fresh = replace(line, talk_id=talk.id, held=held)
    if held:
        _ask(turn, talk, fresh)
        return
    _pass_on(turn, talk, fresh, kept)
    label = talk_words.label(turn.uow, turn.desk, talk)
    turn.show(turn.say("talk-sent", talk=label, text=excerpt(line.text, 60) or turn.say("talk-the-file")))


def _pass_on(turn: Turn, talk: Talk, line: TalkLine, kept: KeptFile | None) -> None:
    talks.from_staff(turn.uow, turn.desk, talk, line, kept, turn.now)
    if turn.event.kind is not Kind.CHOICE and len(talk_words.live_of(turn.uow, turn.me.id)) > 1:
        turn.reply(turn.say("talk-sent-to", talk=talk_words.label(turn.uow, turn.desk, talk)))


@router.press("talk-anyway", OWNERS)
def anyway(turn: Turn, press: Press) -> None:
    """Pass a line on as it was typed; that it was is on record (E8)."""
    line, talk = _held(turn, press, WORDING)
    _go_on(turn, talks.own(turn.uow, turn.me, talk.id), line, "")
    gate.record(turn, line.text, talk.case_id)


@router.press("talk-kinder", OWNERS)
def kinder(turn: Turn, press: Press) -> None:
    """Pass the kinder wording on in place of what was typed."""
    line, talk = _held(turn, press, WORDING)
    text = phrases.kinder(line.text, turn.desk.policy)
    gate.check(turn, text, {})
    turn.uow.talks.reword(line.id, text)
    _go_on(turn, talks.own(turn.uow, turn.me, talk.id), replace(line, text=text), "")


@router.press("talk-drop", OWNERS)
def drop(turn: Turn, press: Press) -> None:
    """Pass a line on to nobody; it is shown, so that it can be written anew."""
    line, _ = _held(turn, press, WHOM, PURPOSE, WORDING)
    turn.uow.talks.drop(line.id)
    phrase = "talk-change" if press.value == "change" else "talk-dropped-line"
    turn.show(turn.say(phrase, text=line.text or turn.say("talk-the-file")))


@router.press("talk-usual", OWNERS)
def usual(turn: Turn, press: Press) -> None:
    """Take a line as the order or the record that it reads like."""
    line, _ = _held(turn, press, PURPOSE)
    turn.uow.talks.drop(line.id)
    kept = turn.uow.files.get(line.file_id) if line.file_id is not None else None
    turn.event = replace(turn.event, kind=Kind.TEXT, text=line.text, choice="", ref=None)
    if kept is not None:
        FILES_AS_USUAL[0](turn, kept)
        return
    if turn.state.form in router.forms:
        amid.typed(turn)
        return
    name, rest = command_of(line.text)
    if name and turn.role in router.commands[name].roles:
        turn.argument = rest
        router.commands[name].handler(turn)
        return
    router.texts[turn.role](turn)


def asks(turn: Turn) -> bool:
    """Tell whether something that was typed waits for a tap, which a number may stand for."""
    return bool(turn.uow.talks.held(turn.me.id))
