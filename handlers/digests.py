"""The messages of the day in the chat: their hours, their further pages, the day's work log (O7, F9)."""

from __future__ import annotations

from datetime import date, time

from bot.dialog.form import Form, Option, State, Step, Values
from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import digest, evening
from bot.services.digest_ledgers import EVENING, MORNING, OFF, WorkLog
from bot.standard import digests
from bot.standard.access import STAFF
from handlers import filling
from handlers.routes import LOGGERS, router
from handlers.turn import Rows, Turn

_IN_A_ROW = 4


@router.command("morning", STAFF)
def morning(turn: Turn) -> None:
    """Show or set the hour of the morning's message."""
    _hour(turn, MORNING)


@router.command("evening", STAFF)
def in_the_evening(turn: Turn) -> None:
    """Show or set the hour of the evening's message."""
    _hour(turn, EVENING)


def _hour(turn: Turn, kind: str) -> None:
    if turn.argument:
        _choose(turn, kind, _read(turn, kind, turn.argument))
        return
    turn.reply(_stands(turn, kind), _hours(turn, kind))


def _stands(turn: Turn, kind: str) -> str:
    chosen = turn.uow.digests.readers([turn.me.id])[0]
    at = chosen.morning_at if kind == MORNING else chosen.evening_at
    return turn.say(f"{kind}-off") if at == OFF else turn.say(f"{kind}-at", time=at or _usual(turn, kind))


def _usual(turn: Turn, kind: str) -> str:
    return digests.clock(getattr(turn.desk.policy.digest, kind))


def _hours(turn: Turn, kind: str) -> Rows:
    offered = getattr(turn.desk.policy.digest, f"{kind}_choices")
    taps = [button(f"{at:%H:%M}", "digest-hour", value=f"{kind}:{at:%H:%M}") for at in offered]
    rows = [tuple(taps[n : n + _IN_A_ROW]) for n in range(0, len(taps), _IN_A_ROW)]
    return (*rows, (button(turn.say("button-digest-off"), "digest-hour", value=f"{kind}:{OFF}"),))


def _read(turn: Turn, kind: str, text: str) -> str:
    wanted = text.strip().replace("：", ":")
    if wanted in turn.say("words-off").split():
        return OFF
    try:
        hour, _, minute = wanted.partition(":")
        return f"{time(int(hour), int(minute or 0)):%H:%M}"
    except ValueError:
        raise BadInput("error-digest-hour", **_example(turn, kind)) from None


def _example(turn: Turn, kind: str) -> dict[str, str]:
    return {"which": turn.say(f"digest-{kind}"), "time": _usual(turn, kind)}


@router.press("digest-hour", STAFF)
def hour_pressed(turn: Turn, press: Press) -> None:
    """Set an hour by its button."""
    kind, _, at = press.value.partition(":")
    if kind not in (MORNING, EVENING):
        raise Stale
    _choose(turn, kind, at if at == OFF else _read(turn, kind, at))


def _choose(turn: Turn, kind: str, at: str) -> None:
    chosen = turn.uow.digests.readers([turn.me.id])[0]
    if at != OFF:
        if turn.desk.policy.quiet.covers(time.fromisoformat(at)):
            raise BadInput("error-digest-quiet", **_example(turn, kind))
        hours = {MORNING: chosen.morning_at, EVENING: chosen.evening_at, kind: at}
        set_ = {
            which: hour if hour not in ("", OFF) else _usual(turn, which) for which, hour in hours.items()
        }
        if set_[MORNING] >= set_[EVENING]:
            raise BadInput("error-digest-order")
    turn.uow.digests.choose(turn.me.id, kind, at)
    said = _stands(turn, kind) if at == OFF else turn.say(f"{kind}-set", time=at)
    turn.show(said, turn.home())


@router.press("digest-page", STAFF)
def page(turn: Turn, press: Press) -> None:
    """Show another page of one's digest as it stands now."""
    found = turn.uow.digests.get(press.subject)
    if found is None or found.staff_id != turn.me.id:
        raise Stale
    told = digest.page(turn.uow, turn.desk, found.id, press.revision, turn.now)
    if told is None:
        raise Stale
    turn.reply(*told)


def _nothing(turn: Turn, _: Values) -> list[Option]:
    return [Option(turn.say("option-none"), turn.say("option-none"))]


WORKLOG: Form[Turn] = Form(
    "worklog",
    (
        Step("did", "ask-log-did"),
        Step("plan", "ask-log-plan", options=_nothing),
        Step("problems", "ask-log-problems", options=_nothing),
    ),
    "summary-worklog",
    "button-sign",
)


@router.command("worklog", LOGGERS)
def worklog(turn: Turn) -> None:
    """Open the day's work log, drafted from what was recorded (F9)."""
    _open(turn, turn.desk.today(turn.now))


@router.press("worklog", LOGGERS)
def worklog_pressed(turn: Turn, press: Press) -> None:
    """Open the work log of the day that a message was about."""
    try:
        day = date.fromisoformat(press.value)
    except ValueError:
        raise Stale from None
    if day > turn.desk.today(turn.now):
        raise Stale
    _open(turn, day)


def _open(turn: Turn, day: date) -> None:
    signed = turn.uow.logs.get(turn.me.id, day)
    known = {"day": day.isoformat()}
    if signed is not None:
        known |= _known(did=signed.summary, plan=signed.plan, problems=signed.problems)
    else:
        drafted = evening.draft(turn.uow, turn.desk, turn.me.id, day, turn.now)
        none = turn.say("option-none")
        given = {"did": drafted.summary, "plan": drafted.plan} if drafted.summary else {"plan": drafted.plan}
        known |= _known(**{name: words for name, words in given.items() if words})
        known |= _known(problems=none)
        if drafted.summary and not drafted.plan:
            known |= _known(plan=none)
    filling.begin(turn, WORKLOG, **known)


def _known(**fields: str) -> dict[str, str]:
    return {**fields, **{f"{name}.label": words for name, words in fields.items()}}


@router.form(WORKLOG)
def signed(turn: Turn, state: State) -> None:
    """Sign a day's work log."""
    day = date.fromisoformat(str(state.values["day"]))
    did, plan, problems = (str(state.values.get(name, "")) for name in ("did", "plan", "problems"))
    turn.uow.logs.sign(WorkLog(turn.me.id, day, did, plan, problems, turn.now))
    turn.reply(turn.say("worklog-signed", day=turn.desk.day_words(day)), turn.home())
