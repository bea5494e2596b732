"""A customer asks for a person, and speaks with them through the bot (A3, A4, A5, A9, A12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.dialog.press import Press, button
from bot.services import buttons, complaints, query_use, talk_ending, talk_handing, talk_waiting, talks
from bot.services.file_records import KeptFile
from bot.services.query_records import Ask
from bot.services.records import Customer
from bot.services.talk_records import LIVE, WAITING, Talk
from bot.standard import hearing, masking
from handlers import asked, binding, common, complaining, customer
from handlers.routes import CUSTOMERS, SMALL_TALK, router, slashed
from handlers.turn import Rows, Turn, row

SPOKEN = (*SMALL_TALK, "start", "human", "ask", "back")
"""Words of commands that are simply said in a conversation with a person."""
PHONE_ALONE = 18


@router.command("human", CUSTOMERS)
def human(turn: Turn) -> None:
    """Ask the manager to come to the chat (A3, A5)."""
    request(turn, asked.last(turn))


@router.press("query-human", CUSTOMERS)
def human_about(turn: Turn, press: Press) -> None:
    """Ask the manager to come about the question under whose answer it was pressed (A5)."""
    of = asked.of(turn, press.subject)
    request(turn, of.text if of else asked.last(turn), of=of)


def request(turn: Turn, text: str, files: tuple[int, ...] = (), of: Ask | None = None) -> None:
    """Ask for a person to come, with what they shall look at; who asked already hears how it stands."""
    talk = talks.current(turn.uow, turn.who)
    if talk is not None and _left_waiting(turn, talk):
        talk = talk_handing.ask_again(turn.uow, turn.desk, talk, turn.now)
        _say_asked(turn, talk)
        return
    if talk is not None:
        for kept in map(turn.uow.files.get, files):
            talks.from_customer(turn.uow, turn.desk, talk, turn.who, "", kept, turn.now)
        _again(turn, talk)
        return
    query_use.not_helped(turn.uow, turn.who, text, of)
    wish, category = (text, "") if text else (turn.desk.say("human-wanted"), talks.MARK)
    talk = talks.request(
        turn.uow,
        turn.desk,
        turn.who,
        turn.customer,
        wish,
        turn.now,
        files=files,
        category=category,
    )
    asked.forget(turn, of)
    _say_asked(turn, talk)


def _left_waiting(turn: Turn, talk: Talk) -> bool:
    """Tell whether nobody came to a conversation that was asked for long ago."""
    idle = timedelta(minutes=turn.desk.policy.talks.idle_minutes)
    return talk.state == WAITING and turn.now - talk.asked_at >= idle


def _say_asked(turn: Turn, talk: Talk) -> None:
    case = turn.uow.cases.get(talk.case_id) if talk.case_id is not None else None
    assert case is not None  # a person is asked for by a case
    words = _asked_words(turn, talk) if _served(turn) else _closed_words(turn)
    number = turn.say("question-number", number=turn.desk.reference(case))
    turn.reply(f"{words}\n{number}", _meanwhile(turn))


def _asked_words(turn: Turn, talk: Talk) -> str:
    """Ask to wait a moment, and say who is asked: the customer's manager by name (A3)."""
    own: Customer | None = turn.customer
    person = turn.uow.people.staff(talk.staff_id)
    if own is not None and person is not None and own.manager_id == person.id:
        return turn.say("talk-asked", manager=person.name)
    return turn.say("talk-asked-somebody")


def _closed_words(turn: Turn) -> str:
    """Return when somebody will be there, and that a call can be had (T8)."""
    opens = talk_waiting.next_open(turn.desk, turn.now)
    return turn.say("talk-opens", time=turn.voice.time_words(opens))


def _meanwhile(turn: Turn) -> Rows:
    return row(
        button(turn.say("menu-callback"), "menu", value="callback"),
        button(turn.say("menu-progress"), "menu", value="progress"),
    )


def _again(turn: Turn, talk: Talk) -> None:
    """Say how it stands to whoever asks for a person once more."""
    if talk.state == LIVE:
        person = turn.uow.people.staff(talk.staff_id)
        turn.reply(turn.say("talk-goes-on", staff=person.name if person else turn.say("nobody")))
        return
    waits = talk_waiting.of(turn.uow, talk)
    if waits and not waits[0].rung:
        turn.reply(_asked_words(turn, talk))
    elif waits:
        turn.reply(turn.say("wait-offer"), buttons.leave_number(turn.voice, turn.customer, waits[0]))
    elif talk_waiting.call_promised(turn.uow, talk):
        turn.reply(turn.say("talk-call-promised"), _meanwhile(turn)[:1])
    else:
        turn.reply(_closed_words(turn) if not _served(turn) else turn.say("talk-noted"), _meanwhile(turn))


def _served(turn: Turn) -> bool:
    return talk_waiting.served(turn.desk, turn.customer, turn.now)


def hears(turn: Turn, name: str, rest: str) -> bool:
    """Return whether a customer's words belong to a conversation: all but a bare command or a slash."""
    if turn.staff is not None or slashed(turn.text) or not turn.text:
        return False
    talk = talks.current(turn.uow, turn.who)
    if talk is None or binding.meant_as_code(turn) or _leaves_number(turn, talk):
        return False
    if talk.state == LIVE:
        return bool(rest) or not name or name in SPOKEN
    # Who waits is still answered, once the three minutes are over, as anybody else is.
    waits = talk_waiting.of(turn.uow, talk)
    return not name and bool(waits) and not waits[0].rung


def _leaves_number(turn: Turn, talk: Talk) -> bool:
    """Tell whether a number was typed by somebody who has just been asked for one (A4)."""
    alone = len(turn.text) < PHONE_ALONE and masking.normal_phone(turn.text) is not None
    return alone and any(duty.rung for duty in talk_waiting.of(turn.uow, talk))


def say(turn: Turn, name: str) -> None:
    """Pass on what a customer says; their own goodbye ends the conversation (A12)."""
    talk = talks.current(turn.uow, turn.who)
    assert talk is not None  # it was there a moment ago, in this very turn
    _pass_on(turn, talk, turn.text, None)
    _meet(turn, talk)
    if talk.state == LIVE and (name == "goodbye" or (name == "thanks" and talk.closing_at is not None)):
        fresh = turn.uow.talks.get(talk.id)
        if fresh is not None:
            talk_ending.goodbye(turn.uow, turn.desk, fresh, turn.now)


def _meet(turn: Turn, talk: Talk) -> None:
    """Put an emergency told in a conversation before a leader at once; its customer hears so once (D-26)."""
    peril = hearing.emergency(turn.text, turn.desk.policy.emergency)
    since = talk.asked_at - timedelta(minutes=turn.desk.policy.session.idle_minutes)
    if not peril or complaints.urgent_since(turn.uow, talk.customer_id, turn.who.id, since):
        return
    report = replace(customer.report_of(turn, "complaint", turn.text), severity="urgent", category="other")
    filed = complaints.file(turn.uow, turn.desk, report, turn.now, announce=False)
    leader = filed.leader
    role = turn.say(f"who-{leader.role}") if leader is not None else ""
    name = leader.name if leader is not None else turn.say("nobody")
    reference = turn.desk.reference(filed.case)
    words = turn.say("emergency-in-talk", peril=peril, reference=reference, role=role, leader=name)
    talks.to_customer(turn.uow, turn.desk, talk, words, turn.now, (complaining.call_row(turn, filed.case),))


def takes_file(turn: Turn, kept: KeptFile) -> bool:
    """Pass on a file sent in a conversation; False where none is going on."""
    talk = talks.current(turn.uow, turn.who) if turn.staff is None else None
    if talk is None or (talk.state == WAITING and not talk_waiting.of(turn.uow, talk)):
        return False
    _pass_on(turn, talk, turn.text, kept)
    return True


def _pass_on(turn: Turn, talk: Talk, text: str, kept: KeptFile | None) -> None:
    talk = talk_handing.if_away(turn.uow, turn.desk, talk, turn.now)
    talks.from_customer(turn.uow, turn.desk, talk, turn.who, text, kept, turn.now)
    if talk.state == WAITING:
        turn.reply(turn.say("talk-passed-on"))


def withdrawn(turn: Turn) -> bool:
    """Take a request for a person back on 取消; False where none waits."""
    talk = talks.current(turn.uow, turn.who) if turn.staff is None else None
    if talk is None or talk.state != WAITING or talk.opened_at is not None:
        return False
    over = talk_ending.end(turn.uow, turn.desk, talk, talk_ending.WITHDRAWN, turn.now)
    who = turn.desk.call(turn.customer)
    talk_ending.tell(turn.uow, turn.desk, over, turn.desk.say("push-talk-withdrawn", customer=who), turn.now)
    turn.reply(turn.say("talk-withdrawn"), turn.home())
    return True


common.TAKEN_BACK.append(withdrawn)
