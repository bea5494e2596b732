"""Putting a form aside that something else takes the place of: nothing typed is lost (C2, C3)."""

from __future__ import annotations

from datetime import timedelta

from bot.dialog.form import Form, State
from bot.dialog.press import button
from bot.services.desk import excerpt
from bot.services.own_ledgers import Draft
from handlers.turn import Rows, Turn

FORMS = (
    *("visit", "reception", "call", "report", "newcustomer"),
    *("answer", "feedback", "findings", "up", "amend", "plan", "move"),
    *("liaison", "plancancel"),
)
"""The forms of staff that are worth taking up again."""
GIVEN = "given"
"""How many answers a form began with: what nobody has typed into is no loss."""
TYPED = "typed"
"""In a draft: words typed last that were taken as a command, and may be meant as the answer."""
INTERRUPTED = "interrupted"
"""The form of a customer's that something pressing took the place of: it goes on afterwards."""
BEGUN = "begun"
"""When a form was begun: what is saved days later happened then, not today (O1)."""
MOST = 20
_TITLE = 20


def answers(form: Form[Turn], state: State) -> int:
    """Return how many fields of a form are filled in."""
    return sum(bool(state.values.get(f"{step.field}.label")) for step in form.steps)


def put(turn: Turn, form: Form[Turn], typed: str = "") -> Draft | None:
    """Put the form under way aside where a person has typed into it, or it only waits to be saved.

    `typed` is kept with it: words that may have been meant as an answer.
    """
    state = turn.state
    if turn.staff is None or turn.kept is not None or form.name not in FORMS:
        return None
    begun = answers(form, state) > int(state.values.get(GIVEN, 0))
    if not (begun or typed or state.step == len(form.steps)):
        return None
    values = {**state.values, TYPED: typed} if typed else state.values
    return turn.uow.drafts.add(turn.me.id, State(state.form, state.step, values, state.revision), turn.now)


def idle(turn: Turn) -> bool:
    """Tell whether the speaker comes back after the session was over."""
    limit = timedelta(minutes=turn.desk.policy.session.idle_minutes)
    last = turn.who.session_at
    return last is not None and abs(turn.now - last) > limit


def title(turn: Turn, state: State) -> str:
    """Return what a form left half done is about, in a few words."""
    about = str(state.values.get("customer.label") or state.values.get("name.label") or "")
    said = str(state.values.get("content.label") or state.values.get("text.label") or "")
    parts = [part for part in (about, excerpt(said, _TITLE)) if part]
    words = [turn.say(f"draft-form-{state.form}"), *(turn.say("draft-about", what=part) for part in parts)]
    return "".join(words)


def buttons_of(turn: Turn, draft: Draft, prefix: str = "") -> Rows:
    """Return 继续 · 放弃 for a draft."""
    return (
        (
            button(prefix + turn.say("button-draft-take"), "draft-take", draft.id),
            button(prefix + turn.say("button-draft-drop"), "draft-drop", draft.id),
        ),
    )


def mention(turn: Turn) -> None:
    """Offer what was put aside once something else is done; each draft once."""
    if turn.staff is None or (turn.kept is not None and turn.kept.form):
        return
    waiting = [draft for draft in turn.uow.drafts.of_staff(turn.me.id, MOST) if not draft.offered]
    if waiting:
        turn.uow.drafts.offered(waiting[0].id)
        words = turn.say("draft-waits", what=title(turn, waiting[0].state))
        turn.reply(words, buttons_of(turn, waiting[0]))
