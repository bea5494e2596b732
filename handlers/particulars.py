"""The further fields of a record: offered on its summary, asked one at a time, never in the way (C2, C3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.dialog.form import Answered, Option, State, Step, Values
from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services.desk import names
from bot.standard import times
from handlers import drawing, filling, mending
from handlers.customer import severities
from handlers.mending import offered
from handlers.routes import LOGGERS, router
from handlers.turn import Rows, Turn

HEARD = ("suggestion", "opinion", "complaint", "question", "promise")
WAYS = ("group", "home", "store")
LEVELS = ("5", "4", "3", "2", "1")
CALL_KINDS = ("first", "second", "bill", "zero", "other")
DIRECTIONS = ("out", "in")
TICKS = ("consent", "entry")
"""What the customer agreed to: notes taken (G5), entering the home (G6)."""

KEPT = (
    *("way", "direction", "reason", "purpose", "place", "planned", "met", "arrived", "left", "minutes"),
    *("needs", "business", "demo", "materials", "gifts", "satisfaction", "result", "consent", "entry"),
    *("position", "script"),
)
"""The fields kept with a record in words, in the order in which they are shown."""

Options = Callable[[Turn, Values], list[Option]]


def _listed(prefix: str, values: Sequence[str]) -> Options:
    """Return a question's choices, one phrase each."""
    return lambda turn, _: [Option(value, turn.say(f"{prefix}-{value}")) for value in values]


def heard(turn: Turn, text: str, values: Values) -> Answered:
    """Take one more thing that was said; several of a kind stand side by side (D-1)."""
    return _and(values, text, text)


def _and(values: Values, item: Any, words: str) -> Answered:
    items, said = mending.before(values)
    return Answered([*items, item], names([*([said] if said else []), words], "；"))


def _promise(turn: Turn, text: str, values: Values) -> Answered:
    """Take a promise; a time in it is by when it is to be kept (C8)."""
    found = times.find(text, turn.desk.local(turn.now), turn.desk.calendar, turn.desk.policy.hours)
    if not found:
        return _and(values, text, text)
    at = found[0].at
    if not found[0].has_time:
        at = turn.desk.calendar.at(at.date(), turn.desk.policy.hours.end_of_day)
    if at <= turn.now:
        raise BadInput("error-time-past", time=turn.desk.time_words(at))
    words = turn.say("promise-by", text=text, time=turn.desk.time_words(at))
    return _and(values, [text, at.isoformat()], words)


def promised(item: Any) -> tuple[str, datetime | None]:
    """Return what was promised, and by when where that was said (C8)."""
    if isinstance(item, list | tuple):
        return str(item[0]), datetime.fromisoformat(item[1]) if item[1] else None
    return str(item), None


def _happened(turn: Turn, text: str, _: Values) -> Answered:
    """Read when it happened: never in the future (O1)."""
    found = times.find(text, turn.desk.local(turn.now), turn.desk.calendar, turn.desk.policy.hours)
    if not found:
        raise BadInput("error-happened")
    if found[0].at > turn.now:
        raise BadInput("error-happened-later", time=turn.desk.time_words(found[0].at))
    return Answered(found[0].at.isoformat(), turn.desk.time_words(found[0].at))


def _lately(turn: Turn, _: Values) -> list[Option]:
    """Return the moments that are meant most often: this morning, yesterday."""
    local, hours = turn.desk.local(turn.now), turn.desk.policy.hours
    moments = [
        turn.desk.calendar.at(local.date() - timedelta(days=days), clock)
        for days in (0, 1)
        for clock in (hours.morning, hours.afternoon)
    ]
    return [Option(at.isoformat(), turn.desk.time_words(at)) for at in moments if at < local]


def _clock(turn: Turn, text: str, values: Values) -> Answered:
    """Read a time of the day on which it happened; it has passed."""
    day = turn.desk.local(datetime.fromisoformat(str(values.get("happened") or turn.now.isoformat())))
    found = times.find(text, day.replace(hour=0, minute=0), turn.desk.calendar, turn.desk.policy.hours)
    if not found or not found[0].has_time:
        raise BadInput("error-clock")
    if found[0].at > turn.now:
        raise BadInput("error-happened-later", time=turn.desk.time_words(found[0].at))
    words = f"{found[0].at:%H:%M}"
    return Answered(words, words)


def _left(turn: Turn, text: str, values: Values) -> Answered:
    answer = _clock(turn, text, values)
    arrived = str(values.get("arrived.label", ""))
    if arrived and len(arrived) == len(answer.label) and answer.label < arrived:
        raise BadInput("error-left", time=arrived)
    return answer


def _minutes(turn: Turn, text: str, _: Values) -> Answered:
    digits = text.strip().removesuffix(turn.say("unit-minutes")).strip()
    limit = turn.desk.policy.records.longest_call_minutes
    if not (digits.isascii() and digits.isdigit() and 0 < int(digits) <= limit):
        raise BadInput("error-minutes", limit=str(limit))
    return Answered(digits, turn.say("call-minutes", count=str(int(digits))))


def _step(
    name: str,
    options: Options | None = None,
    check: Callable[[Turn, str, Values], Answered] | None = None,
    *,
    typed: bool = True,
    when: Callable[[Values], bool] = offered,
) -> Step[Turn]:
    return Step(name, f"ask-further-{name}", options, check, typed, required=False, when=when)


def _complained(values: Values) -> bool:
    return bool(values.get("complaint"))


def _unasked(values: Values) -> bool:
    return False


FURTHER_HEARD: tuple[Step[Turn], ...] = (
    _step("opinion", check=heard),
    _step("complaint", check=heard),
    # A complaint is never without its severity: it decides who is told and when (D-2, D-26).
    Step("severity", "ask-severity-staff", options=severities, typed=False, when=_complained),
    _step("question", check=heard),
    _step("promise", check=_promise),
)
_RESULT: tuple[Step[Turn], ...] = (
    _step("needs"),
    _step("satisfaction", _listed("level", LEVELS), typed=False),
    _step("result"),
    _step("happened", _lately, _happened),
)
AT_VISITS: tuple[Step[Turn], ...] = (
    *(_step(name) for name in ("purpose", "place", "met")),
    _step("arrived", check=_clock),
    _step("left", check=_left),
    *(_step(name) for name in ("business", "demo", "materials", "gifts")),
    *_RESULT,
    _step("consent", _listed("agreed", ("yes",)), typed=False, when=_unasked),
    _step("entry", _listed("agreed", ("yes",)), typed=False, when=_unasked),
)
AT_CALLS: tuple[Step[Turn], ...] = (
    _step("reason", _listed("reason", CALL_KINDS), typed=False),
    _step("minutes", check=_minutes),
    _step("business"),
    *_RESULT,
)
WAY: Step[Turn] = _step("way", _listed("way", WAYS), typed=False, when=_unasked)
DIRECTION: Step[Turn] = _step("direction", _listed("direction", DIRECTIONS), typed=False, when=_unasked)


def ticks(turn: Turn, state: State) -> Rows:
    """Return what the customer agreed to as ticks: notes (G5), and at home to come in (G6)."""
    shown = TICKS if state.values.get("way") == "home" else TICKS[:1]
    return (
        tuple(
            button(
                turn.say(f"tick-{'on' if state.values.get(name) else 'off'}", what=turn.say(f"tick-{name}")),
                "form-tick",
                state.step,
                state.revision,
                name,
            )
            for name in shown
        ),
    )


@router.press("form-tick", LOGGERS)
def tick(turn: Turn, press: Press) -> None:
    """Tick, or take back, what the customer agreed to (G5, G6)."""
    state = turn.state
    form, _ = router.forms.get(state.form, (None, None))
    fits = (state.revision, state.step) == (press.revision, press.subject) and press.value in TICKS
    if form is None or not fits or form.name not in ("visit", "reception"):
        raise Stale
    values = {key: kept for key, kept in state.values.items() if key.partition(".")[0] != press.value}
    if press.value not in state.values:
        values |= {press.value: "yes", f"{press.value}.label": turn.say("agreed-yes")}
    filling.show(turn, form, State(state.form, state.step, values, state.revision + 1))


drawing.EXTRAS |= {"visit": ticks, "reception": ticks}
