"""What the content of a guided form tells besides: suggested on the summary, one tap from being dropped.

The content stays as it was written; nothing read out of it becomes a duty unseen (C2, C3, C8, D-1).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.dialog.form import State, Values, current
from bot.dialog.press import Press, button
from bot.errors import Stale
from bot.standard import logline
from handlers import drawing, filling, oneline, oneline_doubts
from handlers.oneline_doubts import CHOICES, Choice
from handlers.particulars import HEARD
from handlers.routes import LOGGERS, router
from handlers.turn import Rows, Turn

READ = "read"
"""In a form's values: what was read out of the content, by field."""
OF = "content.of"
_FORMS = ("visit", "reception", "call")
_OF_A_PROMISE = ("due", "theirs")
_ABREAST = 3

Deriving = Callable[[Turn, Values], Values]


def _reading(before: Deriving) -> Deriving:
    """Return what else follows from the answers of a form, with what its content tells ahead of it."""
    return lambda turn, values: before(turn, _read(turn, values))


def _read(turn: Turn, values: Values) -> Values:
    """Fill in what the content tells, unless it was read already; what was answered stands."""
    content = str(values.get("content") or "")
    # A typed line was read whole.
    if "raw" in values or values.get(OF, "") == content:
        return values
    known = dict(values)
    for field in _standing(values):
        known = _without(known, field)
    desk = turn.desk
    line = logline.told(content, desk.local(turn.now), desk.calendar, desk.policy.hours)
    choices: dict[str, list[Choice]] = {}
    found = {field: kept for field, kept in oneline.matters(turn, line, choices).items() if kept}
    if line.complaints and line.severity != "normal":
        found |= {"severity": line.severity, "severity.label": turn.say(f"severity-{line.severity}")}
    if line.next is not None and line.next.at > turn.now:
        found |= oneline.moment(turn, "next", line.next, choices)
    if line.happened is not None and "plan" not in values:
        found |= oneline.moment(turn, "happened", line.happened, choices)
    fields = [field for field in found if "." not in field and field not in known]
    for field in fields:
        label = str(found[f"{field}.label"])
        marked = label if field in choices else turn.say("line-check", what=label)
        known |= {field: found[field], f"{field}.label": marked}
    offered = {name: kept for name, kept in choices.items() if _subject(name) in fields}
    read = {field: found[field] for field in fields}
    return {**known, CHOICES: {**known.get(CHOICES, {}), **offered}, READ: read, OF: content}


def _subject(choice: str) -> str:
    """Return the field that a choice in doubt is about."""
    return "promise" if choice in _OF_A_PROMISE else choice


def _standing(values: Values) -> list[str]:
    """Return the fields that still stand as they were read."""
    read: dict[str, Any] = values.get(READ) or {}
    return [field for field, kept in read.items() if kept and values.get(field) == kept]


def _without(values: Values, field: str) -> dict[str, Any]:
    kept = {key: value for key, value in values.items() if key not in (field, f"{field}.label")}
    choices = {name: value for name, value in values.get(CHOICES, {}).items() if _subject(name) != field}
    return {**kept, CHOICES: choices}


def rows(turn: Turn, state: State) -> Rows:
    """Return a button for everything that was read out of the content, to drop it."""
    taps = tuple(
        button(
            turn.say("button-line-drop", field=turn.say(f"field-{field}")),
            "line-drop",
            state.step,
            state.revision,
            field,
        )
        for field in _standing(state.values)
        if field != "severity"
    )
    return tuple(taps[start : start + _ABREAST] for start in range(0, len(taps), _ABREAST))


@router.press("line-drop", LOGGERS)
def drop(turn: Turn, press: Press) -> None:
    """Drop what was read out of the content; the content itself stays."""
    state = turn.state
    form, _ = router.forms.get(state.form, (None, None))
    if form is None or form.name not in _FORMS:
        raise Stale
    if (press.revision, press.subject) != (state.revision, state.step) or current(form, state) is not None:
        turn.reply(turn.say("error-stale-step"))
        filling.ask(turn, form, state)
        return
    field = press.value
    if field not in _standing(state.values):
        raise Stale
    values = _without(state.values, field)
    if field in HEARD:
        values |= {field: [], f"{field}.label": ""}
    elif field == "next":
        values |= {field: "none", f"{field}.label": ""}
    filling.show(turn, form, State(form.name, state.step, values, state.revision + 1))


filling.DERIVED |= {name: _reading(filling.DERIVED[name]) for name in _FORMS}
drawing.EXTRAS |= {name: oneline_doubts.beside(rows, drawing.EXTRAS.get(name)) for name in _FORMS}
