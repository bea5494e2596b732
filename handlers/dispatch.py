"""From an event to a handler: whoever speaks, whatever they send, something kind and right is said back."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bot.dialog import press as presses
from bot.dialog.form import State
from bot.dialog.message import Incoming, Kind
from bot.errors import BadInput, BotError, NotAllowed, Stale
from bot.services import code_locks, letting_in, post, pushes
from bot.services.desk import Desk
from bot.services.file_records import KeptFile
from bot.services.matching import Match
from bot.services.ports import UnitOfWork
from bot.services.records import InboxRow
from bot.standard import hearing, masking
from bot.standard.access import ADMIN
from handlers import (
    amid,
    answering,
    aside,
    attaching,
    binding,
    calling,
    common,
    conversing,
    drafts,
    drawing,
    filling,
    flooding,
    staff,
    talking,
)
from handlers.routes import command_of, learn, router, slashed
from handlers.turn import Prepared, Turn

LONGEST_MATCHED, MATCHED_TOGETHER = 2000, 2


Now = Callable[[], datetime]


def working(desk: Desk, now: Now) -> Callable[[UnitOfWork, InboxRow, Any], None]:
    """Return the function that works one event in one unit of work; a BotError leaves no trace."""
    assert answering.HANDLERS
    learn()

    def work(uow: UnitOfWork, kept: InboxRow, prepared: Any) -> None:
        turn = _turn(uow, desk, kept, now(), prepared or Prepared())
        turn.whole = kept.whole
        if flooding.held_back(turn, kept):
            return
        _route(turn)
        binding.once(turn)
        turn.flush()

    return work


def goes_on(event: Incoming) -> bool:
    """Tell whether an event may be the rest of what somebody has begun to ask: bare words, no order (L9)."""
    text = event.text.strip()
    if event.kind is not Kind.TEXT or not event.private or slashed(text) or command_of(text)[0]:
        return False
    return any(c.isalpha() for c in text) and not letting_in.looks_like_code(text)


def explaining(desk: Desk, now: Now) -> Callable[[UnitOfWork, InboxRow, BotError], None]:
    """Return what is said in place of a turn that was refused: what would be right."""

    def explain(uow: UnitOfWork, kept: InboxRow, error: BotError) -> None:
        turn = _turn(uow, desk, kept, now(), Prepared())
        _back(turn)
        if isinstance(error, letting_in.UnknownCode):
            code_locks.count_wrong(uow, desk, turn.who, turn.event.source, turn.now)
        if error.ends_form:
            # What could not be saved is no loss: it waits among the drafts.
            if turn.state.form in router.forms:
                aside.put(turn, router.forms[turn.state.form][0])
            turn.forget()
        words = turn.say(error.phrase_id, **error.slots)
        if turn.state.form in router.forms and not error.ends_form:
            turn.reply(words)
            filling.ask(turn, router.forms[turn.state.form][0], turn.state)
        else:
            turn.reply(words, turn.home())
        turn.flush()

    return explain


def _turn(uow: UnitOfWork, desk: Desk, kept: InboxRow, now: datetime, prepared: Prepared) -> Turn:
    who, state = uow.addresses.enter(kept.event, now)
    staff = uow.people.staff(who.staff_id)
    if staff is not None and not staff.active:
        # Whoever has left the company is a guest from that moment, in the middle of a form or not.
        staff, state = None, State(revision=state.revision + 1)
    customer = uow.people.customer(who.customer_id)
    return Turn(uow, desk, kept.event, who, state, now, prepared, staff, customer)


def _back(turn: Turn) -> None:
    """Note that whoever speaks can be reached again."""
    if not turn.who.reachable and turn.event.kind is not Kind.GONE:
        turn.uow.addresses.reach(turn.who.id, True)


def preparing(
    desk: Desk,
    ear: Callable[[], Awaitable[Callable[[str], Match]]],
    fetch: Callable[[Incoming], Awaitable[KeptFile | None]],
) -> Callable[[Incoming, bool], Awaitable[Prepared]]:
    """Return the function that does the slow work of an event before its turn."""

    few = asyncio.Semaphore(MATCHED_TOGETHER)

    async def prepare(event: Incoming, first: bool) -> Prepared:
        if event.kind is Kind.FILE and event.private:
            return Prepared(file=await fetch(event))
        if event.kind is not Kind.TEXT or not event.private or len(event.text) > LONGEST_MATCHED:
            return Prepared()
        name, rest = command_of(event.text)
        if name and (name != "ask" or not rest):
            return Prepared()
        text = rest or event.text
        heard, match = hearing.questions(text, desk.policy.hearing), await ear()
        # Hundreds who ask at once take their turns at the matcher; what goes first does not wait for them.
        async with contextlib.nullcontext() if first else few:
            whole, *parts = await asyncio.to_thread(lambda: [match(q) for q in (text, *heard)])
        return Prepared(whole, tuple(zip(heard, parts, strict=True)) if len(heard) > 1 else (), hear=match)

    return prepare


def apologising(desk: Desk, now: Now) -> Callable[[UnitOfWork, InboxRow, str], None]:
    """Return what is said when something broke: an apology with a number; administrators are told."""

    def apologise(uow: UnitOfWork, kept: InboxRow, reference: str) -> None:
        who, state = uow.addresses.enter(kept.event, now())
        turn = Turn(
            uow, desk, kept.event, who, state, now(), Prepared(), uow.people.staff(who.staff_id), None
        )
        turn.reply(turn.say("error-unknown", reference=reference))
        turn.flush()
        for admin in uow.people.with_role(ADMIN):
            note = post.Note(
                desk.say("push-broken", reference=reference), dedup=f"broken:{reference}:{admin.id}"
            )
            post.to_staff(uow, desk, admin.id, note, now())

    return apologise


def _route(turn: Turn) -> None:
    event = turn.event
    if not event.private:
        turn.reply(turn.say("group-refusal"))
        return
    _back(turn)
    said = (event.text, event.file.name if event.file is not None else "", *event.values.values())
    if any(masking.REDACTED in words for words in said):
        turn.reply(turn.say("redacted" if turn.staff is None else "redacted-staff"))
    match event.kind:
        case Kind.START:
            if turn.state.form in router.forms:
                aside.put(turn, router.forms[turn.state.form][0])
            turn.forget()
            if calling.on_the_phone(turn):
                calling.leave(turn)
            turn.argument = turn.text
            common.start(turn)
        case Kind.TEXT:
            _text(turn)
        case Kind.CHOICE:
            _choice(turn, event.choice)
        case Kind.CONTACT:
            binding.contact(turn)
        case Kind.GONE:
            staff.gone(turn)
        case Kind.BACK:
            pass
        case _:
            attaching.take(turn)


def _text(turn: Turn) -> None:
    limit = turn.desk.policy.texts.max_question
    if len(turn.text) > limit:
        raise BadInput("error-too-long", limit=str(limit))
    named = conversing.addressed(turn)
    if named is not None:
        conversing.say_to(turn, named)
        return
    if drafts.waits(turn):
        return
    if turn.state.form and turn.state.form in router.forms:
        if not conversing.asks_amid_form(turn):
            amid.typed(turn)
        return
    name, rest = command_of(turn.text)
    if calling.hears(turn, name, rest):
        _heard(turn, name)
        return
    if _in_conversation(turn, name, rest):
        return
    if name and turn.role in router.commands[name].roles:
        turn.argument = rest
        router.commands[name].handler(turn)
        return
    if slashed(turn.text):
        raise BadInput("error-not-for-role" if name else "error-command")
    offered = _offered(turn)
    if offered:
        _choice(turn, offered)
        return
    handler = router.texts.get(turn.role)
    if handler is None:
        raise NotAllowed
    handler(turn)


def _in_conversation(turn: Turn, name: str, rest: str) -> bool:
    """Take what is said in a conversation between a customer and a person; False where none goes on (A5)."""
    customers = talking.hears(turn, name, rest)
    if not customers and not conversing.hears(turn, name, rest):
        return False
    # A bare number is said like anything else, unless something asked waits for a tap.
    counted = not turn.text.isdigit() or (not customers and conversing.asks(turn))
    offered = _offered(turn) if counted else ""
    if offered:
        _choice(turn, offered)
    elif customers:
        talking.say(turn, name)
    else:
        conversing.say(turn)
    return True


def _heard(turn: Turn, name: str) -> None:
    """Take what is typed in a talk: a button's words, leaving it, or a note (4.B)."""
    # A bare number fills a gap in the words where there is one; else it counts the buttons.
    counted = not (turn.text.isdigit() and calling.lacks_words(turn))
    offered = _offered(turn) if counted else ""
    if offered:
        _choice(turn, offered)
    elif name == "cancel":
        calling.lay_aside(turn)
    else:
        calling.typed(turn)


def _offered(turn: Turn) -> str:
    """Return the button whose number or label was typed instead of pressed."""
    text = turn.text
    if not text or len(text) > 20:
        return ""
    latest = turn.uow.outbox.latest_choices(turn.who.id)
    if latest is None:
        return ""
    choices = [choice for line in latest.choices for choice in line]
    numbered = next((choice.id for choice in choices if choice.label.startswith(f"{text} ")), "")
    if text.isascii() and text.isdigit() and numbered:
        return numbered  # the lines of a list are numbered, not its buttons
    if text.isascii() and text.isdigit() and 1 <= int(text) <= len(choices):
        return choices[int(text) - 1].id
    return next((choice.id for choice in choices if choice.label.casefold() == text.casefold()), "")


def _choice(turn: Turn, choice_id: str) -> None:
    press = presses.decode(choice_id)
    if press is None:
        raise Stale
    if press.action == drawing.ACTION:
        try:
            filling.pressed(turn, router, press)
        except BadInput as error:
            turn.reply(turn.say(error.phrase_id, **error.slots))
        except LookupError:
            raise Stale from None
        return
    route = router.presses.get(press.action)
    if route is None or turn.role not in route.roles:
        raise NotAllowed
    route.handler(turn, press)
    if turn.staff is not None:
        pushes.pressed(turn.uow, press.action, press.subject, turn.staff.id, turn.now)


drafts.read_by(_text)
