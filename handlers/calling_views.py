"""What a manager sees of a talk: one step at a time, other matters, the summary (B1–B20)."""

from __future__ import annotations

from bot.dialog.press import button
from bot.services import script_outcomes as outcomes
from bot.services import script_reading, scripts
from bot.services.desk import excerpt, names
from bot.services.scripts import Talk
from bot.standard import scripts_running as running
from bot.standard.scripts import END, Step
from handlers.calling_book import book
from handlers.calling_brief import GO, LONGEST_NOTE, brief, go, grid, notes, phone
from handlers.turn import Rows, Turn, row


def show(turn: Turn, talk: Talk) -> None:
    """Show where a talk stands."""
    values = talk.kept.values
    if values.get("cut"):
        _cut(turn, talk)
    elif talk.run.at == END or values.get("outcome"):
        _summary(turn, talk)
    elif not talk.run.at:
        brief(turn, talk)
    elif slot := lacking(turn, talk):
        _slot(turn, talk, slot)
    else:
        _step(turn, talk)


def lacking(turn: Turn, talk: Talk) -> str:
    """Return the slot that has to be filled before the words of this step can be shown (T12)."""
    step = book().step(talk.run.at)
    if step is None:
        return ""
    filled = scripts.slots(turn.uow, turn.desk, talk, turn.me)
    return scripts.missing_slot(turn.desk, step, talk.known.flags, filled)


def _head(turn: Turn, talk: Talk, step: str) -> str:
    script = turn.say(f"script-{talk.run.script}")
    what = outcomes.step_words(turn.desk, step)
    return turn.say("script-head", script=script, customer=talk.customer.name, step=what)


def _step(turn: Turn, talk: Talk) -> None:
    step = book().step(talk.run.at)
    assert step is not None  # a talk only stands at a step there is
    filled = scripts.slots(turn.uow, turn.desk, talk, turn.me)
    lines = [_head(turn, talk, step.name), *_reply(turn, talk)]
    said = scripts.words(turn.desk, step, talk.known.flags, filled)
    lines.append(turn.say("script-say", words="".join(said)))
    if step.listen:
        hints = names([turn.say(hint) for hint in step.listen], "；")
        lines.append(turn.say("script-listen", hints=hints))
    there = scripts.on_file(talk.profile, step.asks)
    if there:
        pieces = [turn.say("told-piece", step=turn.say(f"told-{name}"), text=text) for name, text in there]
        lines.append(turn.say("script-on-file", text=names(pieces, "，")))
    lines += notes(turn, talk, step.name)
    turn.show("\n".join(lines), _step_rows(turn, talk, step))


def _reply(turn: Turn, talk: Talk) -> list[str]:
    """Return what is said first, in reply to the answer just tapped."""
    if not talk.run.moves or talk.run.moves[-1].detour:
        return []
    last = talk.run.moves[-1]
    before = book().step(last.at)
    outcome = before.outcome(last.answer) if before else None
    return [turn.say("script-first-say", words=turn.say(outcome.reply))] if outcome and outcome.reply else []


def _step_rows(turn: Turn, talk: Talk, step: Step) -> Rows:
    taps = [
        button(
            script_reading.offered_words(turn.desk, outcome.id, step.read, outcome.enter, turn.now),
            GO,
            talk.kept.id,
            talk.kept.revision,
            f"a:{outcome.id}",
        )
        for outcome in running.offered(book(), step, talk.known)
    ]
    clear = [go(turn, talk, "button-script-clear", "clear")] if running.written(talk.run, step.name) else []
    aside = [] if step.closing else [go(turn, talk, "button-script-more", "more")]
    return (
        *grid(taps),
        *(((*clear, *aside),) if clear or aside else ()),
        (go(turn, talk, "button-back", "back"), go(turn, talk, "button-script-end", "end")),
    )


def more(turn: Turn, talk: Talk) -> None:
    """Show what else may come up; it is gone through and the talk goes on (B5, B10–B14, B20)."""
    here = talk.run.at.partition(".")[0]
    taps = [
        go(turn, talk, f"detour-{detour.id}", f"d:{detour.id}")
        for detour in book().detours
        if detour.to.partition(".")[0] not in (here,) and detour.to.partition(".")[0] in talk.known.active
    ]
    lines = [
        _head(turn, talk, talk.run.at),
        turn.say("script-more", step=outcomes.step_words(turn.desk, talk.run.at)),
    ]
    cut = (
        [] if book().script[talk.run.script].kind == "visit" else [go(turn, talk, "button-script-cut", "cut")]
    )
    turn.show("\n".join(lines), (*grid(taps), (*cut, go(turn, talk, "button-back", "here"))))


def _slot(turn: Turn, talk: Talk, slot: str) -> None:
    """Ask for what the words lack, before they are shown (T12)."""
    what = turn.say(f"slot-{slot}")
    lines = [
        _head(turn, talk, talk.run.at),
        turn.say("script-slot", slot=what),
        turn.say("script-slot-ask", slot=what),
    ]
    step = book().step(talk.run.at)
    around = [go(turn, talk, "button-script-skip", "skip")] if step is not None and step.skip else []
    turn.show(
        "\n".join(lines),
        row(*around, go(turn, talk, "button-back", "back"), go(turn, talk, "button-script-end", "end")),
    )


def _cut(turn: Turn, talk: Talk) -> None:
    """Show the call-back owed since the line broke (A9)."""
    case = turn.uow.cases.get(int(talk.kept.values["cut"]))
    assert case is not None  # kept in the same commit as the talk
    due = turn.desk.due_words(case.due_at, case.provisional)
    lines = [
        turn.say("script-cut-noted", reference=turn.desk.reference(case), due=due),
        phone(turn, talk),
    ]
    turn.show(
        "\n".join(lines),
        row(
            go(turn, talk, "button-script-again", "again", "primary"),
            go(turn, talk, "button-script-stop", "stop"),
        ),
    )


def _summary(turn: Turn, talk: Talk) -> None:
    """Show everything the talk comes to; nothing is kept before 保存."""
    told = outcomes.summary(turn.desk, book(), talk, str(talk.kept.values.get("outcome", "")), turn.now)
    head = turn.say(
        "script-summary-head", script=turn.say(f"script-{talk.run.script}"), customer=talk.customer.name
    )
    lines = [head]
    if book().script[talk.run.script].kind == "call":
        lines.append(turn.say("script-summary-outcome", outcome=turn.say(f"outcome-{told.outcome}")))
    lines.append(turn.say("script-summary-content", text=excerpt(told.content, 3 * LONGEST_NOTE)))
    lines += _consequences(turn, told)
    if told.outcome == outcomes.REACHED and not told.closed:
        lines.append(turn.say("script-summary-unread"))
    turn.show("\n".join(lines), _summary_rows(turn, talk))


def _summary_rows(turn: Turn, talk: Talk) -> Rows:
    values = talk.kept.values
    unheard = values.get("outcome") in ("no_answer", "busy") and not values.get("later")
    return (
        *(((go(turn, talk, "button-script-later", "later"),),) if unheard else ()),
        (
            go(turn, talk, "button-save", "save", "primary"),
            go(turn, talk, "button-script-edit", "edit"),
            go(turn, talk, "button-script-drop", "drop"),
        ),
    )


def _consequences(turn: Turn, told: outcomes.Summary) -> list[str]:
    desk = turn.desk
    lines = []
    changes = [
        outcomes.field_words(desk, name, value)
        for name, value in told.changes.items()
        if name not in ("do_not_ask", "refusals")
    ]
    changes += [outcomes.anniversary_words(desk, name, day) for name, day in told.anniversaries]
    if changes:
        lines.append(turn.say("script-summary-fields", text=names(changes, "；")))
    if told.refused:
        fields = names([turn.say(f"told-{name}") for name in told.refused])
        lines.append(turn.say("script-summary-refused", fields=fields))
    if told.openings:
        cases = [
            desk.say("told-piece", step=desk.say(f"case-{o.kind}"), text=excerpt(o.text, LONGEST_NOTE))
            for o in told.openings
        ]
        lines.append(turn.say("script-summary-cases", text=names(cases, "；")))
    if told.next_at is not None:
        lines.append(turn.say("script-summary-next", time=desk.time_words(told.next_at)))
    if told.wanted_at is not None:
        lines.append(turn.say("script-summary-wanted", time=desk.time_words(told.wanted_at)))
    return lines
