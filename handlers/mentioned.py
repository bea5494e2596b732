"""An odd line that names a customer: what may be meant is one tap each, with what was written (C2, B18)."""

from __future__ import annotations

from typing import Any

from bot.dialog.form import State
from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import mentions
from bot.services.mentions import Mention
from bot.services.records import Customer
from bot.standard import times
from handlers import appointing, filling, finding, planning
from handlers.finding import pick_customer
from handlers.logging import FORMS
from handlers.routes import LOGGERS, commands
from handlers.routes import router as house
from handlers.turn import Rows, Turn

LINE = "line"
"""In a state without a form: the line that was typed, until it is said what it was meant for."""
PLAN = "plan"
_VERB = 4  # letters ahead of a name that say no more than what was done: 去拜访, 打电话


def offer(turn: Turn) -> bool:
    """Ask what a line that names a customer was meant for; False where it names none."""
    found = mentions.mentioned(turn.uow, turn.me, turn.text)
    if not found:
        return False
    state = State(values={LINE: turn.text}, revision=turn.state.revision + 1)
    turn.keep(state)
    if len(found) == 1:
        turn.reply(*_asked(turn, found[0], state.revision))
        return True
    listed = [mention.customer for mention in found]
    rows = tuple(
        (button(words, "mention-whom", customer.id, state.revision),)
        for customer, words in zip(listed, finding.labels(turn, listed), strict=True)
    )
    turn.reply(turn.say("customers-head"), rows)
    return True


def _asked(turn: Turn, mention: Mention, revision: int) -> tuple[str, Rows]:
    """Return who was named and what can be done, what is likeliest first."""
    customer = mention.customer

    def act(label: str, value: str) -> Choice:
        return button(turn.say(label), "mention-as", customer.id, revision, value)

    logs = (act("button-log-visit", "visit"), act("button-log-call", "call"))
    plan = act("button-plan", PLAN)
    dial = button(turn.say("button-script"), "script-start", customer.id)
    card = button(turn.say("button-card"), "customer-show", customer.id)
    if _to_come(turn, mention):
        rows: Rows = ((plan, *logs), (dial, card))
    elif any(word in mention.before for word in commands()["dial"].names):
        rows = ((dial, *logs), (plan, card))
    else:
        rows = (logs, (plan, dial, card))
    whom = finding.label(turn, customer, apart=True)
    return turn.say("mentioned-head", customer=whom), rows


def _to_come(turn: Turn, mention: Mention) -> bool:
    local, hours = turn.desk.local(turn.now), turn.desk.policy.hours
    found = times.find(f"{mention.before} {mention.after}", local, turn.desk.calendar, hours)
    return any(when.at > turn.now for when in found)


def _mention(turn: Turn, press: Press) -> Mention:
    """Return the line that still waits to be sorted out, as it speaks of a customer; raise Stale."""
    customer = pick_customer(turn, str(press.subject), by_id=True)
    line = str(turn.state.values.get(LINE, "")) if not turn.state.form else ""
    if press.revision != turn.state.revision or customer.name not in line:
        raise Stale
    before, _, after = line.partition(customer.name)
    return Mention(customer, before.strip(), after.strip())


@house.press("mention-whom", LOGGERS)
def whom(turn: Turn, press: Press) -> None:
    """Take one of several customers that a line may speak of."""
    turn.show(*_asked(turn, _mention(turn, press), turn.state.revision))


@house.press("mention-as", LOGGERS)
def taken(turn: Turn, press: Press) -> None:
    """Begin what the line was meant for; what was written comes with it."""
    mention = _mention(turn, press)
    if press.value == PLAN:
        planning.begin(turn, mention.customer, **_slots(turn, mention))
    elif press.value in FORMS:
        filling.begin(turn, FORMS[press.value], **_known(mention.customer), **_content(turn, mention))
    else:
        raise Stale


def _known(customer: Customer) -> dict[str, Any]:
    return {"customer": str(customer.id), "customer.label": customer.name}


def _slots(turn: Turn, mention: Mention) -> dict[str, Any]:
    """Return the times named, unless they are taken or over: then that is said, and they are asked."""
    values = {**_known(mention.customer), appointing.SINCE: turn.now.isoformat()}
    if not _to_come(turn, mention):
        return {}
    try:
        slots = appointing.typed_slots(turn, f"{mention.before} {mention.after}", values)
    except BadInput as error:
        turn.reply(turn.say(error.phrase_id, **error.slots))
        return {}
    return {"slots": slots.value, "slots.label": slots.label}


def _content(turn: Turn, mention: Mention) -> dict[str, Any]:
    """Return what was written besides the name: all of it where more was said ahead than what was done."""
    local, hours = turn.desk.local(turn.now), turn.desk.policy.hours
    dates = [when.text for when in times.find(mention.before, local, turn.desk.calendar, hours)]
    verb = mention.before
    for date in dates:
        verb = verb.replace(date, "")
    if len("".join(verb.split())) > _VERB:
        content = f"{mention.before} {mention.customer.name} {mention.after}".strip()
    elif mention.after:
        content = " ".join([*dates, mention.after])
    else:
        content = ""
    return {"content": content, "content.label": content} if content else {}
