"""What a staff member taps about a conversation: 接入, 稍后联系, 转交, 接电话, 结束 (A5, A12, A27, E2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.dialog.form import Form, Option, State, Step, Values
from bot.dialog.press import Press
from bot.errors import BadInput, NotAllowed, Stale
from bot.services import talk_ending, talk_handing, talk_waiting, talk_words, talks
from bot.services.desk import names
from bot.services.talk_records import ENDED, LIVE, WAITING, Talk
from bot.standard.deadline import Due
from handlers import at_once, filling, gate
from handlers.logging import upcoming
from handlers.routes import LEADERS, OWNERS, router
from handlers.turn import Turn

_MOST_COLLEAGUES = 24


@router.press("talk-join", OWNERS)
def join(turn: Turn, press: Press) -> None:
    """Come to a conversation; what is typed from now on goes to its customer (A5)."""
    talk = talks.for_staff(turn.uow, turn.me, press.subject)
    _come(turn, talks.join(turn.uow, turn.desk, talk, turn.me, turn.now))


@router.press("talk-take", LEADERS)
def take(turn: Turn, press: Press) -> None:
    """Take a conversation over from one of one's people (E2)."""
    talk = talks.for_staff(turn.uow, turn.me, press.subject)
    _come(turn, talks.take(turn.uow, turn.desk, talk, turn.me, turn.now))


def _come(turn: Turn, talk: Talk) -> None:
    label = talk_words.label(turn.uow, turn.desk, talk)
    lines = talk_words.said(turn.uow, turn.desk, talk, turn.desk.policy.talks.briefed)
    words = "\n".join([turn.say("talk-joined", talk=label), *lines])
    turn.reply(words, talk_words.live_rows(turn.desk, talk))


@router.press("talk-focus", OWNERS)
def focus(turn: Turn, press: Press) -> None:
    """Let what is typed from now on go to another conversation."""
    talk = talks.own(turn.uow, turn.me, press.subject)
    turned = talks.focus(turn.uow, talk, turn.me, turn.now)
    label = talk_words.label(turn.uow, turn.desk, turned)
    turn.reply(turn.say("talk-focused", talk=label), talk_words.live_rows(turn.desk, turned))


@router.press("talk-phone", OWNERS)
def phone(turn: Turn, press: Press) -> None:
    """Apologise to the customer since the telephone has to be answered; they wait from now on (A27, A3)."""
    talk = talks.own(turn.uow, turn.me, press.subject)
    if any(duty.period.startswith(talk_waiting.PHONE) for duty in talk_waiting.of(turn.uow, talk)):
        raise BadInput("talk-phone-said")
    talk_waiting.over(turn.uow, talk, "phone", turn.now)
    talks.to_customer(turn.uow, turn.desk, talk, _theirs(turn, talk, "a27-phone"), turn.now)
    talk_waiting.on_the_phone(turn.uow, turn.desk, talk, turn.now)
    turn.reply(turn.say("talk-phone-told", talk=talk_words.label(turn.uow, turn.desk, talk)))


@router.press("talk-end", OWNERS)
def end(turn: Turn, press: Press) -> None:
    """Say that all is said: the customer's goodbye ends the conversation, or some idle time (A12, L4)."""
    talk = talks.own(turn.uow, turn.me, press.subject)
    label = talk_words.label(turn.uow, turn.desk, talk)
    if press.value == "now":
        words = talk_ending.closing_words(turn.uow, turn.desk, talk)
        over = talk_ending.end(turn.uow, turn.desk, talk, talk_ending.BY_STAFF, turn.now, words)
        turn.show(turn.say("talk-ended", talk=label), talk_words.over_rows(turn.desk, over))
        return
    talk_ending.closing(turn.uow, turn.desk, talk, turn.now)
    if talk_ending.complaint_open(turn.uow, talk):
        turn.reply(turn.say("talk-closing-complaint", talk=label), talk_words.end_rows(turn.desk, talk))
        return
    minutes = str(turn.desk.policy.talks.closing_minutes)
    turn.reply(turn.say("talk-closing", talk=label, minutes=minutes))


def _theirs(turn: Turn, talk: Talk, phrase: str, **slots: str) -> str:
    """Return a phrase in the language of the customer of a conversation (A24)."""
    return talks.theirs(turn.uow, turn.desk, talk).say(phrase, **slots)


def _waiting(turn: Turn, talk_id: int) -> Talk:
    talk = talks.for_staff(turn.uow, turn.me, talk_id)
    if talk.state == ENDED:
        raise Stale("talk-over")
    if talk.state != WAITING:
        raise Stale("talk-not-yours" if talk.staff_id != turn.me.id else "talk-joined-already")
    return talk


def _times(turn: Turn, _: Values) -> list[Option]:
    local = turn.desk.local(turn.now).replace(second=0, microsecond=0)
    found = [local + timedelta(minutes=minutes) for minutes in turn.desk.policy.talks.later_minutes]
    return [Option(at.isoformat(), turn.desk.time_words(at)) for at in found]


LATER: Form[Turn] = Form(
    "talk_later",
    (Step("next", "ask-talk-later", options=_times, check=upcoming),),
    "summary-later",
    "button-save",
)


@router.press("talk-later", OWNERS)
def later(turn: Turn, press: Press) -> None:
    """Ask by when the customer is promised to be met (C8)."""
    talk = _waiting(turn, press.subject)
    who = talk_words.who(turn.uow, turn.desk, talk)
    filling.begin(turn, LATER, talk=str(talk.id), about=turn.say("talk-later-about", customer=who))


@router.form(LATER)
def promised(turn: Turn, state: State) -> None:
    """Promise the customer a time; it is kept by coming, by a call, or by an answer."""
    talk = _waiting(turn, int(state.values["talk"]))
    at = turn.desk.local(datetime.fromisoformat(str(state.values["next"])))
    due = Due(at, at.date(), not turn.desk.calendar.known(at.date()))
    told = talk_handing.promise(turn.uow, turn.desk, talk, turn.me, due, turn.now)
    time = turn.desk.time_words(at)
    phrase = "talk-promised" if told else "talk-promised-unheard"
    turn.reply(turn.say(phrase, customer=talk_words.who(turn.uow, turn.desk, talk), time=time), turn.home())


def _handable(turn: Turn, talk_id: int) -> Talk:
    """Return a conversation that the speaker may hand on: one's own, or one that waits."""
    talk = talks.for_staff(turn.uow, turn.me, talk_id)
    if talk.state == ENDED:
        raise Stale("talk-over")
    if talk.state == LIVE and talk.staff_id != turn.me.id and turn.role not in LEADERS:
        raise NotAllowed
    return talk


def _colleagues(turn: Turn, values: Values) -> list[Option]:
    talk = turn.uow.talks.get(int(values["talk"]))
    if talk is None:
        return []
    found = talk_handing.candidates(turn.uow, turn.desk, talk, turn.me, turn.now)[:_MOST_COLLEAGUES]
    return [Option(str(person.id), person.name) for person in found]


def _reasons(turn: Turn, _: Values) -> list[Option]:
    return [
        Option(turn.say(name), turn.say(name))
        for name in ("talk-why-closer", "talk-why-busy", "talk-why-away")
    ]


HAND: Form[Turn] = Form(
    "talk_hand",
    (
        Step("colleague", "ask-colleague", options=_colleagues, typed=False),
        Step("because", "ask-talk-why", options=_reasons, check=gate.check),
    ),
    "summary-talk-hand",
    "button-hand-over",
)
gate.guard("talk_hand", because="talk-why-closer")


@router.press("talk-hand", OWNERS)
def hand(turn: Turn, press: Press) -> None:
    """Ask to whom a conversation goes, and what the customer is told about it."""
    talk = _handable(turn, press.subject)
    if not talk_handing.candidates(turn.uow, turn.desk, talk, turn.me, turn.now):
        raise BadInput("error-hand-nobody")
    who = talk_words.who(turn.uow, turn.desk, talk)
    filling.begin(turn, HAND, talk=str(talk.id), about=turn.say("talk-hand-about", customer=who))


@router.form(HAND)
def handed(turn: Turn, state: State) -> None:
    """Hand it over: the customer hears why in one line, the colleague is asked to come."""
    talk = _handable(turn, int(state.values["talk"]))
    allowed = talk_handing.candidates(turn.uow, turn.desk, talk, turn.me, turn.now)
    to = next((person for person in allowed if person.id == int(state.values["colleague"])), None)
    if to is None:
        raise Stale
    because = str(state.values["because"])
    case_id = talk.case_id
    told = _theirs(turn, talk, "talk-handed-why", reason=because, staff=to.name) if talk.opened_at else ""
    who = talk_words.who(turn.uow, turn.desk, talk)
    talk_handing.hand(turn.uow, turn.desk, talk, to, told, turn.now, by=turn.me)
    gate.record(turn, because, case_id)
    turn.reply(turn.say("talk-handed", customer=who, staff=to.name), turn.home())


@router.press("talk-help", OWNERS)
def ask_leader(turn: Turn, press: Press) -> None:
    """Ask whoever leads to come in one's place (E2, L3)."""
    talk = _handable(turn, press.subject)
    to = talk_handing.leader(turn.uow, turn.desk, turn.me, turn.now)
    if to is None or to.id == talk.staff_id:
        raise BadInput("error-up-nobody")
    who = talk_words.who(turn.uow, turn.desk, talk)
    told = _theirs(turn, talk, "talk-handed-leader", staff=to.name) if talk.opened_at else ""
    talk_handing.hand(turn.uow, turn.desk, talk, to, told, turn.now, by=turn.me)
    turn.reply(turn.say("talk-handed", customer=who, staff=names([to.name])), turn.home())


at_once.SAVERS["talk_later"] = promised
