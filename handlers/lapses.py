"""未联系: whom periods that are over left without the contact the standard asks for (D-4, D-5)."""

from __future__ import annotations

from datetime import timedelta

from bot.dialog.press import Press, button
from bot.services import digest_words, routing
from bot.services.cadence_ledgers import Lapse
from bot.services.desk import names
from bot.standard.access import MANAGER
from handlers.routes import WORKERS, router
from handlers.turn import Rows, Turn


@router.command("lapsed", WORKERS)
def lapsed(turn: Turn) -> None:
    """List them: a manager's own, a leader's team's."""
    turn.reply(*_list(turn, 0))


@router.press("lapsed-page", WORKERS)
def page(turn: Turn, press: Press) -> None:
    """Show another page of the list."""
    turn.show(*_list(turn, press.subject))


def _list(turn: Turn, number: int) -> tuple[str, Rows]:
    limits = turn.desk.policy.cadence
    since = turn.now - timedelta(days=limits.lapsed_days)
    people = {turn.me.id} if turn.role == MANAGER else {*routing.team(turn.uow, turn.me), turn.me.id}
    counts, days = turn.uow.lapses.counts(people, since), str(limits.lapsed_days)
    total = sum(counts.values())
    if not total:
        return turn.say("lapsed-none", days=days), turn.home()
    size = limits.lapsed_lines
    first = min(max(number, 0), (total - 1) // size) * size
    found = turn.uow.lapses.listed(people, since, size, first)
    called = {reader.id: reader.name for reader in turn.uow.digests.readers(list(counts))}
    shares = names(digest_words.of_each(turn.desk, "lapsed", counts, called))
    lines = [turn.say("lapsed-head", days=days, count=str(total), people=shares)]
    for place, each in enumerate(found, first + 1):
        lines.append(_line(turn, place, each, called))
    taps = [
        button(f"{place} {turn.say('button-details')}", "customer-show", each.customer_id)
        for place, each in enumerate(found, first + 1)
    ]
    shown: Rows = tuple(tuple(taps[start : start + 2]) for start in range(0, len(taps), 2))
    if total > first + size:
        shown += ((button(turn.say("button-more"), "lapsed-page", first // size + 1),),)
    return "\n".join(lines), shown


def _line(turn: Turn, number: int, each: Lapse, called: dict[int, str]) -> str:
    last = turn.say("digest-never")
    if each.since is not None:
        last = turn.say("digest-last", day=turn.desk.day_words(turn.desk.today(each.since)))
    return turn.say(
        f"lapsed-line-{each.kind}",
        number=str(number),
        customer=each.name,
        tier=turn.say(f"tier-{each.tier}"),
        due=turn.desk.due_words(each.due_at, each.provisional),
        last=last,
        owner=called[each.owner_id],
    )
