"""One typed line becomes a filled form, ready to be saved; what is not sure is asked (C2, C3, C4, C8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.dialog.form import Form, current
from bot.dialog.press import Press
from bot.errors import BadInput
from bot.services.desk import excerpt, names
from bot.standard import logline
from bot.standard.logline import LogLine
from bot.standard.logline_category import OTHER, categories_of
from bot.standard.times_when import When
from handlers import filling, finding, mending, oneline_doubts
from handlers.logging import CALL, FORMS, RECEPTION, REPORT, VISIT
from handlers.oneline_doubts import Choice
from handlers.routes import LOGGERS, commands, router
from handlers.turn import Turn

SHORTEST_NAME = 2
KINDS = ("visit", "call", "reception", "report")
_SHOWN = 200
Values = dict[str, Any]


@router.command("visit", LOGGERS)
def visit(turn: Turn) -> None:
    """Log a visit, guided, or from the line typed (C3)."""
    _command(turn, VISIT)


@router.command("call", LOGGERS)
def call(turn: Turn) -> None:
    """Log a call (C2)."""
    _command(turn, CALL)


@router.command("reception", LOGGERS)
def reception(turn: Turn) -> None:
    """Log a customer's visit to us (C3)."""
    _command(turn, RECEPTION)


@router.command("report", LOGGERS)
def report(turn: Turn) -> None:
    """File a complaint for a customer (C4, D-26)."""
    _command(turn, REPORT)


def _command(turn: Turn, form: Form[Turn]) -> None:
    kind = "complain" if form is REPORT else form.name
    if turn.argument and (
        one_line(turn, turn.text) or one_line(turn, f"{commands()[kind].names[1]} {turn.argument}")
    ):
        return
    filling.begin(turn, form, **({"hint": turn.argument} if turn.argument else {}))


def one_line(turn: Turn, text: str) -> bool:
    """Start a form filled from one typed line, ready to be saved; False where the line is no log."""
    line = read(turn, text)
    if line is None:
        return False
    values: Values = {"raw": text.strip()}
    line, who = _who(turn, line)
    choices: dict[str, list[Choice]] = {}
    values |= who
    if line.kind == "complaint":
        values |= _complaint(turn, line, choices)
    else:
        values |= _contact(turn, line, choices)
    if line.kinds:
        choices["kind"] = [(kind, "") for kind in (line.kind, *line.kinds)]
    values[oneline_doubts.CHOICES] = choices
    if "customer" not in values:
        _repeat(turn, line)
    filling.begin(turn, FORMS[line.kind], **values)
    return True


def read(turn: Turn, text: str) -> LogLine | None:
    """Return what a line tells; None where it is no log."""
    desk = turn.desk
    return logline.parse(text.strip(), desk.local(turn.now), desk.calendar, desk.policy.hours)


def in_form(turn: Turn) -> bool:
    """Offer a log line typed while another form is open as a record of its own; False where it is none."""
    state = turn.state
    if turn.role not in LOGGERS or mending.mending(state):
        return False
    said = oneline_doubts.waiting(turn)
    for name, sort_out in ((oneline_doubts.NEW, one_line), (oneline_doubts.ANSWER, oneline_doubts.answer)):
        if said and turn.text == turn.say(f"button-line-{name}"):
            sort_out(turn, said)
            return True
    line = read(turn, turn.text)
    fitting = finding.found(turn, line.who) if line is not None and line.who else []
    if not fitting:
        return False
    if current(router.forms[state.form][0], state) is None:
        # A summary asks nothing that a line could answer: it waits among the drafts meanwhile.
        turn.reply(turn.say("draft-later-kept"))
        return one_line(turn, turn.text)
    # About the customer of the open form, it tells what is asked.
    if str(state.values.get("customer", "")) in {str(customer.id) for customer in fitting}:
        return False
    oneline_doubts.asks_instead(turn)
    return True


@router.press("line-new", LOGGERS)
def new_pressed(turn: Turn, press: Press) -> None:
    """Log the line typed in mid-form; the form is put aside."""
    one_line(turn, oneline_doubts.waited(turn, press))


def _repeat(turn: Turn, line: LogLine) -> None:
    """Say what was understood besides the customer, who is asked for now."""
    heard = (line.content, *line.suggestions, *line.opinions, *line.complaints, *line.questions)
    told = [*heard, *(promise.text for promise in line.promises)]
    if any(told):
        turn.reply(turn.say("line-understood", what=excerpt(names([t for t in told if t], "；"), _SHOWN)))


def _who(turn: Turn, line: LogLine) -> tuple[LogLine, Values]:
    """Find the customer: by the whole name, else by its beginning where the line was typed without gaps."""
    if not line.who:
        return line, {"hint": ""}
    fitting = finding.found(turn, line.who)
    if not fitting:
        for length in range(len(line.who) - 1, SHORTEST_NAME - 1, -1):
            begin, rest = line.who[:length], line.who[length:]
            fitting = [c for c in finding.found(turn, begin) if c.name == begin]
            if fitting:
                line = replace(line, who=begin, content=f"{rest} {line.content}".strip())
                break
    try:
        customer = finding.pick_customer(turn, line.who)
    except BadInput as error:
        turn.reply(turn.say(error.phrase_id, **error.slots))
        # 李总 is nobody's whole name: those called 李 are offered to choose from.
        return line, {"hint": line.who if fitting else line.who[:1]}
    sure = customer.name == line.who
    label = customer.name if sure else turn.say("line-check", what=customer.name)
    return line, {"hint": line.who, "customer": str(customer.id), "customer.label": label}


def _complaint(turn: Turn, line: LogLine, choices: dict[str, list[Choice]]) -> Values:
    text = line.content
    found = categories_of(text)
    categories = (*found, OTHER) if found else (OTHER,)
    values: Values = _option(turn, "severity", line.severity, "severity" in line.doubts)
    values |= _option(turn, "category", categories[0], len(found) > 1)
    if "severity" in line.doubts:
        choices["severity"] = [_choice(turn, "severity", kind) for kind in ("normal", "major", "urgent")]
    if len(found) > 1:
        choices["category"] = [_choice(turn, "category", kind) for kind in found]
    return values | ({"text": text, "text.label": text} if text else {})


def _option(turn: Turn, field: str, value: str, doubt: bool) -> Values:
    words = turn.say(f"{field}-{value}")
    return {field: value, f"{field}.label": turn.say("line-check", what=words) if doubt else words}


def _choice(turn: Turn, field: str, value: str) -> Choice:
    return value, turn.say(f"{field}-{value}")


def matters(turn: Turn, line: LogLine, choices: dict[str, list[Choice]]) -> Values:
    """Return what was heard and what was promised as a form keeps it (D-1, C8)."""
    values: Values = {}
    for field, texts in _heard(line).items():
        values |= {field: list(texts), f"{field}.label": names(list(texts), "；")}
    return values | _promises(turn, line, choices)


def _heard(line: LogLine) -> dict[str, Sequence[str]]:
    return {
        "suggestion": line.suggestions,
        "opinion": line.opinions,
        "complaint": line.complaints,
        "question": line.questions,
    }


def _contact(turn: Turn, line: LogLine, choices: dict[str, list[Choice]]) -> Values:
    values: Values = {"severity": line.severity, **matters(turn, line, choices)}
    if line.kind == "call":
        values |= {"outcome": line.outcome, "outcome.label": turn.say(f"outcome-{line.outcome}")}
        values |= {"direction": "in"} if line.inbound else {}
    if line.way:
        values["way"] = line.way
    if line.place:
        values |= {"place": line.place, "place.label": line.place}
    told = [text for texts in _heard(line).values() for text in texts] + [p.text for p in line.promises]
    content = line.content or names(told, "；")
    if content:
        values |= {"content": content, "content.label": content}
    if line.happened is not None:
        values |= moment(turn, "happened", line.happened, choices)
    return values | _next(turn, line, choices)


def _promises(turn: Turn, line: LogLine, choices: dict[str, list[Choice]]) -> Values:
    """Return what was promised, each with by when it is owed where that was said (C8)."""
    kept: list[Any] = []
    words: list[str] = []
    for promise in line.promises:
        due = promise.due.due(turn.desk.policy.hours) if promise.due is not None else None
        if due is None or due <= turn.now:
            kept.append(promise.text)
            words.append(promise.text)
            continue
        kept.append([promise.text, due.isoformat()])
        words.append(turn.say("promise-by", text=promise.text, time=turn.desk.time_words(due)))
        if promise.due is not None and not promise.due.sure and len(line.promises) == 1:
            dues = [replace(promise.due, at=at).due(turn.desk.policy.hours) for at in _all(promise.due)]
            choices["due"] = [(at.isoformat(), turn.desk.time_words(at)) for at in dues]
    label = names(words, "；")
    if "promise" in line.doubts:
        label = turn.say("line-check", what=label)
        if len(kept) == 1 and "due" not in choices:
            choices["theirs"] = [("", "")]
    return {"promise": kept, "promise.label": label}


def _next(turn: Turn, line: LogLine, choices: dict[str, list[Choice]]) -> Values:
    """Return when to come again; a time that has passed, or a loose one, is left to be asked."""
    if line.missing:
        turn.reply(turn.say("line-no-such-day", day=line.missing))
    if line.next is None:
        if "next" in line.doubts:
            return {}
        if line.times:
            # Told of times to come without saying that one comes again then: offered, not taken.
            choices["next"] = _moments(turn, [when.at for when in line.times])
        return {"next": "none", "next.label": ""}
    if line.next.at <= turn.now:
        turn.reply(turn.say("error-time-past", time=turn.desk.time_words(line.next.at)))
        return {}
    return moment(turn, "next", line.next, choices)


def moment(turn: Turn, field: str, when: When, choices: dict[str, list[Choice]]) -> Values:
    """Return a time as a form keeps it; what else it may mean is one tap away."""
    words = turn.desk.time_words(when.at)
    if not when.sure:
        choices[field] = _moments(turn, _all(when))
        words = turn.say("line-check", what=words)
    return {field: when.at.isoformat(), f"{field}.label": words}


def _all(when: When) -> list[datetime]:
    return [when.at, *when.alternatives]


def _moments(turn: Turn, moments: Sequence[datetime]) -> list[Choice]:
    distinct = dict.fromkeys(moments)
    return [(at.isoformat(), turn.desk.time_words(at)) for at in distinct]
