"""What a manager sees before a talk: number, last talk, open matters, bills, gaps (B1, B2)."""

from __future__ import annotations

from bot.dialog.message import Choice
from bot.dialog.press import button
from bot.services import script_approvals, scripts
from bot.services import script_outcomes as outcomes
from bot.services.desk import excerpt, names
from bot.services.scripts import Talk
from bot.standard import scripts_choosing as choosing
from bot.standard import scripts_running as running
from bot.standard.masking import mask_phone
from bot.standard.scripts_choosing import Fit
from handlers.calling_book import book
from handlers.turn import Rows, Turn, row

GO = "script-go"
UNREACHED = ("no_answer", "busy", "wrong_number", "refused")
MATTERS = 3
LONGEST_NOTE = 200


def go(turn: Turn, talk: Talk, label: str, value: str, style: str = "", /, **slots: str) -> Choice:
    """Return a button of a talk."""
    return button(turn.say(label, **slots), GO, talk.kept.id, talk.kept.revision, value, style)


def grid(choices: list[Choice]) -> Rows:
    """Lay buttons out two in a line, three where all are short."""
    width = 3 if all(len(choice.label) <= 4 for choice in choices) else 2
    return tuple(tuple(choices[i : i + width]) for i in range(0, len(choices), width))


def brief(turn: Turn, talk: Talk) -> None:
    """Show what is known before the call: number, last talk and open matters first (B1, B2)."""
    script = book().script[talk.run.script]
    visit = script.kind == "visit"
    title = turn.say(f"script-{talk.run.script}")
    lines = [turn.say("talk-head", script=title, customer=talk.customer.name)]
    if talk.version != talk.kept.version:
        lines.append(turn.say("script-outdated", script=title))
    if not visit:
        lines.append(phone(turn, talk))
    lines += [*_past(turn, talk), *_bills(turn, talk), *_care(turn, talk)]
    fits = scripts.fitting(turn.uow, turn.desk, book(), talk.customer)
    why = next((f.why for f in fits if f.script == talk.run.script), "why-door" if visit else "why-chosen")
    lines.append(turn.say("talk-why", why=turn.say(why)))
    decided = script_approvals.standing(talk.run.script, script, script_approvals.approvals(turn.uow))
    lines.append(turn.say("talk-approved", version=decided.version, by=decided.by, on=decided.on))
    lines += notes(turn, talk, "")
    lines.append(turn.say("talk-door" if visit else "talk-call"))
    turn.show("\n".join(lines), _brief_rows(turn, talk, visit))


def _brief_rows(turn: Turn, talk: Talk, visit: bool) -> Rows:
    if visit:
        return row(
            go(turn, talk, "button-script-begin", "begin", "primary"),
            go(turn, talk, "button-cancel", "drop"),
        )
    missed = [go(turn, talk, f"outcome-{name}", f"n:{name}") for name in UNREACHED]
    return (
        (go(turn, talk, "button-reached", "begin", "primary"),),
        *grid(missed),
        (go(turn, talk, "button-script-other", "others"), go(turn, talk, "button-cancel", "drop")),
    )


def phone(turn: Turn, talk: Talk) -> str:
    """Return the number to be called; whole only for whoever serves the customer (G3)."""
    phone = talk.customer.phone
    if not phone:
        return turn.say("talk-no-phone")
    mine = turn.me.id in (talk.customer.manager_id, talk.customer.deputy_id)
    return turn.say("talk-phone", phone=phone if mine else mask_phone(phone))


def _past(turn: Turn, talk: Talk) -> list[str]:
    """Return the last contact and what is still owed (B2)."""
    last = scripts.last_contact(turn.uow, talk.customer)
    lines = [turn.say("talk-first")]
    if last is not None:
        day = turn.desk.day_words(turn.desk.local(last.happened_at).date())
        kind = turn.say(f"kind-{last.kind}")
        lines = [turn.say("talk-last", day=day, kind=kind, content=excerpt(last.content, LONGEST_NOTE))]
    for case in scripts.open_matters(turn.uow, talk.customer, MATTERS):
        lines.append(
            turn.say(
                "talk-open",
                kind=turn.say(f"case-{case.kind}"),
                reference=turn.desk.reference(case),
                text=excerpt(case.text),
            )
        )
    return lines


def _bills(turn: Turn, talk: Talk) -> list[str]:
    bills = turn.uow.profiles.bills(talk.customer.id, 2)
    if not bills:
        return []
    months = [str(int(bill.month[5:])) for bill in bills]
    current = scripts.yuan(bills[0].amount)
    if len(bills) == 1:
        return [turn.say("talk-one-bill", month=months[0], current=current)]
    previous = scripts.yuan(bills[1].amount)
    return [turn.say("talk-bill", month=months[0], current=current, before=months[1], previous=previous)]


def _care(turn: Turn, talk: Talk) -> list[str]:
    profile = talk.profile
    gaps = [turn.say(f"told-{name}") for name in choosing.ASKED if name in talk.known.missing]
    lines = [turn.say("talk-gaps", fields=names(gaps))] if gaps else []
    cares = [text for text in (profile.preferences, profile.taboos, profile.contact_hours) if text]
    lines += [turn.say("talk-care", text=excerpt(names(cares, "；"), LONGEST_NOTE))] if cares else []
    if profile.refusals:
        lines.append(turn.say("talk-refusals", count=str(profile.refusals)))
    return lines


def others(turn: Turn, talk: Talk) -> None:
    """Show the other scripts for a call, the fitting ones first (B1–B4)."""
    fits = scripts.fitting(turn.uow, turn.desk, book(), talk.customer)
    calls = [name for name, s in book().script.items() if s.kind == "call" and name in talk.known.active]
    ordered = [*fits, *(Fit(name, "") for name in calls if name not in {f.script for f in fits})]
    taps = [go(turn, talk, f"script-{fit.script}", f"s:{fit.script}") for fit in ordered]
    lines = [turn.say("script-choose")]
    for fit in fits:
        name = turn.say(f"script-{fit.script}")
        lines.append(turn.say("told-piece", step=name, text=turn.say(fit.why)))
    turn.show("\n".join(lines), (*grid(taps), (go(turn, talk, "button-back", "here"),)))


def notes(turn: Turn, talk: Talk, at: str) -> list[str]:
    """Return what was typed at this step, as it was understood."""
    pieces = []
    fields = {name: value for entry in running.written(talk.run, at) for name, value in entry.fields.items()}
    for name, value in fields.items():
        label = turn.say(f"told-{name}")
        shown = outcomes.typed_words(turn.desk, name, value)
        pieces += [turn.say("told-piece", step=label, text=text) for text in shown]
    pieces += [entry.rest for entry in running.written(talk.run, at) if entry.rest]
    return [turn.say("script-noted", text=excerpt(names(pieces, "；"), LONGEST_NOTE))] if pieces else []
