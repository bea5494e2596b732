"""对话: conversations that go on or wait, one's own and one's people's, and what was said (G1, E2)."""

from __future__ import annotations

from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import NotAllowed, NotFound
from bot.services import absences, routing, talk_words
from bot.services.desk import excerpt
from bot.services.talk_records import BOT, LIVE, Talk
from handlers import finding
from handlers.routes import LEADERS, OWNERS, router
from handlers.turn import Rows, Turn

LAST_PAGE = 10_000
_LOOKED_AT = 5  # lines, for what a person said last


@router.command("talks", OWNERS)
def talks(turn: Turn) -> None:
    """List conversations: whose words go where, who waits, and for leaders those of their people."""
    turn.reply(*_list(turn))


def _list(turn: Turn) -> tuple[str, Rows]:
    me = turn.me.id
    people = {me, *absences.covered(turn.uow, me)}
    if turn.role in LEADERS:
        people |= routing.team(turn.uow, turn.me)
    found = turn.uow.talks.of_staff(people)
    found.sort(key=lambda talk: (talk.staff_id != me, talk.state != LIVE, talk.number, talk.id))
    if not found:
        return turn.say("talks-none"), turn.home()
    focused = talk_words.focus_of(turn.uow, me)
    lines, rows = [turn.say("talks-head", count=str(len(found)))], []
    for number, talk in enumerate(found[: turn.desk.policy.talks.listed], 1):
        lines.append(_line(turn, talk, number, focused))
        rows.append(_row(turn, talk, number))
    if focused is not None:
        label = talk_words.label(turn.uow, turn.desk, focused)
        lines.append(turn.say("talk-focus-is", talk=label))
        rows += talk_words.live_rows(turn.desk, focused)
    return "\n".join(lines), tuple(rows)


def _line(turn: Turn, talk: Talk, number: int, focused: Talk | None) -> str:
    live, mine = talk.state == LIVE, talk.staff_id == turn.me.id
    person = turn.uow.people.staff(talk.staff_id)
    said = (line.text for line in turn.uow.talks.lines(talk.id, _LOOKED_AT) if line.side != BOT)
    text = excerpt(next(said, ""), 20)
    named = talk_words.label if live and mine else talk_words.who
    return turn.say(
        "talks-line-live" if live else "talks-line-waiting",
        number=str(number),
        customer=named(turn.uow, turn.desk, talk),
        staff=person.name if person else turn.say("nobody"),
        time=turn.desk.time_words(talk.customer_at or talk.asked_at),
        text=text or "—",
    )


def _row(turn: Turn, talk: Talk, number: int) -> tuple[Choice, ...]:
    prefix = f"{number} "
    read = button(prefix + turn.say("button-talk-lines"), "talk-lines", talk.id)
    if talk.staff_id == turn.me.id and talk.state == LIVE:
        label = turn.say("button-talk-focus", talk=talk_words.label(turn.uow, turn.desk, talk))
        return (button(prefix + label, "talk-focus", talk.id), read)
    if talk.staff_id != turn.me.id and turn.role in LEADERS:
        return (button(prefix + turn.say("button-take-over"), "talk-take", talk.id), read)
    return (button(prefix + turn.say("button-talk-join"), "talk-join", talk.id), read)


@router.press("talk-lines", OWNERS)
def lines(turn: Turn, press: Press) -> None:
    """Show what was said in a conversation, the latest page first; who else reads it is noted (G1)."""
    talk = turn.uow.talks.get(press.subject)
    if talk is None:
        raise NotFound
    _may_read(turn, talk)
    page = int(press.value) if press.value.isascii() and press.value.isdigit() else 0
    size, page = turn.desk.policy.talks.lines, min(page, LAST_PAGE)
    found = turn.uow.talks.lines(talk.id, size + 1, page * size)
    shown = [talk_words.spoken(turn.uow, turn.desk, talk, line) for line in reversed(found[:size])]
    head = turn.say(
        "talk-lines-head",
        customer=talk_words.who(turn.uow, turn.desk, talk),
        time=turn.desk.time_words(talk.opened_at or talk.asked_at),
    )
    turning = [
        button(turn.say(label), "talk-lines", talk.id, value=str(to))
        for label, to, there in (
            ("button-newer", page - 1, page > 0),
            ("button-older", page + 1, len(found) > size),
        )
        if there
    ]
    words = "\n".join([head, *(excerpt_line(line) for line in shown)])
    turn.reply(words or head, (tuple(turning),) if turning else ())


def excerpt_line(line: str) -> str:
    """Return a line as long as a page of them allows."""
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


_LONGEST = 80


def _may_read(turn: Turn, talk: Talk) -> None:
    if talk.staff_id == turn.me.id:
        return
    customer = turn.uow.people.customer(talk.customer_id)
    leads = turn.role in LEADERS and talk.staff_id in routing.team(turn.uow, turn.me)
    if not leads and (customer is None or not finding.may(turn, customer)):
        raise NotAllowed
    turn.uow.records.audit("talk-read", f"talk:{talk.id}", turn.now, turn.me.id)
