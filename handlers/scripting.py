"""The scripts themselves: what they say, who approved them, and putting them in or out of force (O2)."""

from __future__ import annotations

from bot.dialog.press import Press, button
from bot.errors import NotAllowed, NotFound
from bot.services import script_approvals
from bot.services import script_outcomes as outcomes
from bot.services.desk import excerpt
from bot.services.script_records import Approval
from bot.standard.scripts import Script, Step, said
from handlers import calling
from handlers.calling_book import book
from handlers.calling_brief import grid
from handlers.routes import LOGGERS, OWNERS, router
from handlers.turn import Turn

MANAGE_WORDS = ("管理", "审批", "manage")
DOOR_WORDS = ("上门", "door")
LONGEST, LONGEST_WORDS = 1900, 400


@router.command("scripts", OWNERS)
def show_scripts(turn: Turn) -> None:
    """List the scripts; begin one for the door or for the customer named; or manage them (O2)."""
    head, _, rest = turn.argument.partition(" ")
    if head in MANAGE_WORDS:
        if turn.role not in script_approvals.APPROVERS:
            raise NotAllowed("error-script-not-yours")
        _list(turn)
    elif not turn.argument or turn.role not in LOGGERS:
        _list(turn)
    elif head in DOOR_WORDS and rest:
        calling.choose(turn, rest.strip(), calling.DOOR)
    elif head in DOOR_WORDS:
        _show(turn, calling.DOOR)
    else:
        calling.choose(turn, turn.argument)


def _list(turn: Turn) -> None:
    decided = script_approvals.approvals(turn.uow)
    seen = [(name, s, script_approvals.standing(name, s, decided)) for name, s in book().script.items()]
    if turn.role not in script_approvals.APPROVERS:
        seen = [entry for entry in seen if entry[2].active]  # T5: what is not in force is shown to nobody
    lines = [turn.say("scripts-head", count=str(len(seen)))]
    for number, (name, script, standing) in enumerate(seen, 1):
        lines.append(
            turn.say(
                "scripts-line",
                number=str(number),
                script=turn.say(f"script-{name}"),
                rule=script.rule,
                version=script.version,
                state=_state(turn, standing),
            )
        )
    taps = [button(turn.say(f"script-{name}"), "script-book", value=name) for name, _, _ in seen]
    turn.show("\n".join(lines), grid(taps))


@router.press("script-list", OWNERS)
def listed(turn: Turn, press: Press) -> None:
    """Go back to the list of scripts."""
    _list(turn)


def _state(turn: Turn, standing: Approval) -> str:
    if not standing.by:
        return turn.say("scripts-state-draft")
    return turn.say(
        "scripts-state-active" if standing.active else "scripts-state-inactive",
        by=standing.by,
        on=standing.on,
    )


@router.press("script-book", OWNERS)
def book_pressed(turn: Turn, press: Press) -> None:
    """Show one script word for word."""
    _show(turn, press.value)


def _show(turn: Turn, name: str) -> None:
    script = book().script.get(name)
    if script is None:
        raise NotFound
    standing = script_approvals.standing(name, script, script_approvals.approvals(turn.uow))
    approver = turn.role in script_approvals.APPROVERS
    if not standing.active and not approver:
        raise NotFound
    lines = [
        turn.say(
            "scripts-line",
            number="1",
            script=turn.say(f"script-{name}"),
            rule=script.rule,
            version=script.version,
            state=_state(turn, standing),
        ).split("、", 1)[1],
        turn.say("scripts-source", source=script.source),
        *([turn.say(script.warning)] if script.warning else []),
        *(_words(turn, step) for step in script.step.values()),
    ]
    label = "button-script-deactivate" if standing.active else "button-script-activate"
    value = f"{'off' if standing.active else 'on'}:{name}:{script.version}"
    back = (button(turn.say("button-back"), "script-list"),)
    rows = ((button(turn.say(label), "script-decide", value=value),), back) if approver else (back,)
    turn.show(excerpt_lines(lines), rows)


def excerpt_lines(lines: list[str]) -> str:
    """Return the lines that fit one message."""
    kept: list[str] = []
    for line in lines:
        if sum(len(other) + 1 for other in kept) + len(line) > LONGEST:
            kept.append("…")
            break
        kept.append(line)
    return "\n".join(kept)


def _words(turn: Turn, step: Step) -> str:
    """Return a step's words with its slots named."""
    policy = turn.desk.policy.scripts
    settled = {"free_call": policy.free_call, "hall": bool(policy.hall)}
    words = ""
    for entry in step.say:
        phrase, flag, wanted = said(entry)
        if flag in settled and settled[flag] is not wanted:
            continue
        needed = turn.desk.words.slots_of(phrase) - turn.desk.facts.keys()
        spoken = turn.say(phrase, **{name: _gap(turn, step, name) for name in needed})
        either = words and flag and flag not in settled
        words = turn.say("scripts-or", words=words, other=spoken) if either else words + spoken
    what = outcomes.step_words(turn.desk, step.name)
    return turn.say("scripts-show-words", step=what, words=excerpt(words, LONGEST_WORDS))


def _gap(turn: Turn, step: Step, name: str) -> str:
    if name == "title":
        return "none"
    if name == "surname":
        name = "name"
    return turn.say("scripts-gap", slot=turn.say(f"slot-{step.slots.get(name, name)}"))


@router.press("script-decide", script_approvals.APPROVERS)
def decide(turn: Turn, press: Press) -> None:
    """Put the version shown in force, or out of it; the decision is kept with who and when (O2)."""
    what, _, rest = press.value.partition(":")
    name, _, version = rest.partition(":")
    script: Script | None = book().script.get(name)
    if script is None or script.version != version or what not in ("on", "off"):
        raise NotFound
    script_approvals.decide(turn.uow, turn.desk, book(), name, what == "on", turn.me, turn.now)
    done = "scripts-activated" if what == "on" else "scripts-stopped"
    turn.show(turn.say(done, script=turn.say(f"script-{name}"), version=version, by=turn.me.name))
    _list(turn)
