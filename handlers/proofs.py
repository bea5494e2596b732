"""提醒情况: what became of the reminders of one's people (I6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.dialog.press import button
from bot.services import duties, routing
from bot.services.push_ledgers import DEAD, DIGEST, HELD, Push
from handlers.routes import LEADERS, router
from handlers.turn import Rows, Turn


@router.command("reminders", LEADERS)
def reminders(turn: Turn) -> None:
    """Show per person what was sent, failed and acted on, and what nobody has acted on yet."""
    limits = turn.desk.policy.pushes
    since = turn.now - timedelta(days=limits.report_days)
    people = {*routing.team(turn.uow, turn.me), turn.me.id}
    proofs = turn.uow.pushes.proof(people, since)
    days = str(limits.report_days)
    if not proofs:
        turn.reply(turn.say("proof-none", days=days), turn.home())
        return
    called = {reader.id: reader.name for reader in turn.uow.digests.readers(people)}
    lines = [turn.say("proof-head", days=days)]
    for each in proofs:
        counts = {name: str(getattr(each, name)) for name in ("told", "sent", "failed", "acted", "unacted")}
        lines.append(turn.say("proof-person", staff=called[each.staff_id], **counts))
    open_ones, rows = _unacted(turn, people, since, called)
    turn.reply("\n".join([*lines, *open_ones]), rows or turn.home())


def _unacted(
    turn: Turn, people: set[int], since: datetime, called: Mapping[int, str]
) -> tuple[list[str], Rows]:
    """Return the oldest reminders that nobody did anything about, each with 接手 · 指示."""
    found = turn.uow.pushes.unacted(people, since, turn.desk.policy.pushes.report_lines)
    matters = turn.uow.digests.matters([duty for _, duty in found])
    lines, rows = [], []
    for number, (push, duty) in enumerate(found, 1):
        case = matters.cases.get(duty.case_id or 0)
        what = duties.title(turn.desk, duty, case, matters.customers.get(duty.customer_id or 0))
        slots = {"number": str(number), "what": what, "staff": called[push.recipient_id]}
        at = turn.desk.time_words(push.at)
        lines.append(turn.say("proof-line", **slots, time=at, how=turn.say(f"proof-{_how(push)}")))
        rows.append(
            (
                button(f"{number} {turn.say('button-take-over')}", "duty-take", duty.id),
                button(f"{number} {turn.say('button-instruct')}", "duty-instruct", duty.id),
            )
        )
    return ([turn.say("proof-open"), *lines] if lines else []), tuple(rows)


def _how(push: Push) -> str:
    """Return how a reminder went: it failed, stood in the digest, is under way, or arrived."""
    if push.via == DEAD or push.why:
        return "failed"
    if push.via in (DIGEST, HELD):
        return push.via
    return "sent" if push.sent_at is not None else "waiting"
