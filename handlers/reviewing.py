"""What leaders look at: records written late, twice or changed, and wording against the standard (O1, E8)."""

from __future__ import annotations

from datetime import timedelta

from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import NotAllowed, Stale
from bot.services import post, routing
from bot.services.desk import excerpt
from bot.services.records import Contact
from bot.standard.access import HEAD
from handlers.routes import LEADERS, router
from handlers.turn import Rows, Turn

SHOWN = 6


def team(turn: Turn) -> frozenset[int]:
    """Return whom the speaker answers for: a head for everybody."""
    if turn.role == HEAD:
        everybody = ("manager", "supervisor")
        return frozenset(person.id for role in everybody for person in turn.uow.people.with_role(role))
    return routing.team(turn.uow, turn.me)


@router.command("flagged", LEADERS)
def flagged(turn: Turn) -> None:
    """List records that were written down late, repeated or changed (O1)."""
    days = turn.desk.policy.records.review_days
    found = turn.uow.contacts.flagged(team(turn), turn.now - timedelta(days=days), SHOWN)
    if not found:
        turn.reply(turn.say("flagged-none", days=str(days)), turn.home())
        return
    lines = [_line(turn, number, contact) for number, contact in enumerate(found, 1)]
    details = tuple(
        button(f"{number} {turn.say('button-details')}", "record-show", contact.id)
        for number, contact in enumerate(found, 1)
    )
    turn.reply("\n".join([turn.say("flagged-head", days=str(days)), *lines]), _in_threes(details))


def _in_threes(choices: tuple[Choice, ...]) -> Rows:
    return tuple(choices[start : start + 3] for start in range(0, len(choices), 3))


def _line(turn: Turn, number: int, contact: Contact) -> str:
    person = turn.uow.people.staff(contact.manager_id)
    marks = [
        turn.say(f"flag-{name}")
        for name, there in (
            ("backdated", contact.backdated),
            ("repeated", contact.repeated),
            ("changed", contact.revision > 0),
        )
        if there
    ]
    return turn.say(
        "flagged-line",
        number=str(number),
        staff=person.name if person is not None else turn.say("nobody"),
        customer=turn.desk.call(turn.uow.people.customer(contact.customer_id)),
        marks=turn.say("between-marks").join(marks),
        happened=turn.desk.time_words(contact.happened_at),
        recorded=turn.desk.time_words(contact.recorded_at),
        content=excerpt(contact.content, 30),
    )


@router.command("violations", LEADERS)
def violations(turn: Turn) -> None:
    """List wording against the standard that was sent nevertheless (A6, A13, E8)."""
    days = turn.desk.policy.records.review_days
    found = turn.uow.violations.of_staff(team(turn), turn.now - timedelta(days=days), SHOWN)
    if not found:
        turn.reply(turn.say("violations-none", days=str(days)), turn.home())
        return
    lines, rows = [turn.say("violations-head", days=str(days))], []
    for number, sent in enumerate(found, 1):
        person = turn.uow.people.staff(sent.staff_id)
        lines.append(
            turn.say(
                "violations-line",
                number=str(number),
                staff=person.name if person is not None else turn.say("nobody"),
                time=turn.desk.time_words(sent.at),
                word=sent.word,
                text=excerpt(sent.text, 60),
            )
        )
        taps = [button(f"{number} {turn.say('button-correct')}", "violation-correct", sent.id)]
        if sent.case_id is not None:
            taps.append(button(f"{number} {turn.say('button-details')}", "case-show", sent.case_id))
        rows.append(tuple(taps))
    turn.reply("\n".join(lines), tuple(rows))


@router.press("violation-correct", LEADERS)
def correct(turn: Turn, press: Press) -> None:
    """Remind whoever sent it of how it is said, once (E8)."""
    sent = turn.uow.violations.get(press.subject)
    if sent is None:
        raise Stale
    if sent.staff_id not in team(turn):
        raise NotAllowed
    text = turn.say("push-correct", staff=turn.me.name, word=sent.word, text=excerpt(sent.text, 60))
    post.to_staff(turn.uow, turn.desk, sent.staff_id, post.Note(text, dedup=f"violation:{sent.id}"), turn.now)
    turn.uow.records.audit("violation-corrected", f"violation:{sent.id}", turn.now, turn.me.id)
    turn.reply(turn.say("correct-sent"))
