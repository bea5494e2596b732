"""A customer's free words: an approved answer, a choice of three, or a promise; never a bluff (A6, A7)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale, Unfinished
from bot.services import announcing, cases, queries, query_use
from bot.services.cases import Report
from bot.services.matching import MAX_CHOICES, Match
from bot.services.query_records import ANSWERED, OFFERED, Ask, Query
from bot.services.records import Case
from bot.standard import hearing, masking
from bot.standard.access import CUSTOMER, GUEST
from handlers import afterwards, agreeing, asked, binding, customer, emergencies, lookups, matters
from handlers.routes import CUSTOMERS, WORKERS, router
from handlers.turn import Rows, Turn, row

PHONE_ALONE = 18
EXACT = 1.0


@router.command("ask", (*CUSTOMERS, *WORKERS))
def ask(turn: Turn) -> None:
    """Invite a question (N4); staff look the approved answer up (L8)."""
    if turn.staff is not None:
        lookups.look_up(turn)
    elif turn.argument:
        answer(turn, turn.argument)
    else:
        turn.reply(turn.say("ask-question"))


@router.text(GUEST)
@router.text(CUSTOMER)
def words(turn: Turn) -> None:
    """Answer what was typed."""
    text = turn.text
    if not any(c.isalnum() for c in text):
        raise BadInput("error-empty")
    if binding.meant_as_code(turn):
        binding.by_code(turn, text)
        return
    if binding.typed(turn):
        return
    if len(text) < PHONE_ALONE and masking.normal_phone(text):
        customer.number_left(turn, text)
        return
    if matters.by_number(turn, text):
        return
    if afterwards.takes(turn, text):
        return
    if not _known_to_the_letter(turn) and emergencies.met(turn, text):
        return
    if any(word in text.lower() for word in turn.desk.policy.phrases.anger):
        soothe(turn, text)
        return
    if agreeing.named_a_time(turn):
        return
    if _wished(turn, text):
        return
    _hear_out(turn)
    answer(turn, text)


def _hear_out(turn: Turn) -> None:
    """Wait for the rest of a question: nobody is interrupted (L9); raise Unfinished until all is heard."""
    seconds = turn.desk.policy.hearing.quiet_seconds
    if seconds and not turn.whole:
        raise Unfinished(seconds)


def _wished(turn: Turn, text: str) -> bool:
    """Do what is wished in free words like its command; a standard question of these words comes first."""
    rules = turn.desk.policy.hearing
    if _known_to_the_letter(turn):
        return False
    suggested = hearing.suggests(text, rules)
    name = "suggest" if suggested is not None else hearing.wish(text, rules)
    if name not in router.commands:
        return False
    turn.argument = suggested or ""
    router.commands[name].handler(turn)
    return True


def _known_to_the_letter(turn: Turn) -> bool:
    """Tell whether a standard question has exactly these words: it comes before whatever else they may be."""
    match = turn.prepared.match
    return match is not None and match.score >= EXACT


def soothe(turn: Turn, text: str) -> None:
    """Answer anger calmly and offer what helps: a complaint, a call, a person (A11, A21)."""
    asked.remember(turn, text)
    names = ("complain", "callback", "human")
    buttons = tuple(button(turn.say(f"menu-{name}"), "menu", value=name) for name in names)
    turn.reply(turn.say("anger-calm"), (buttons,))


def answer(turn: Turn, text: str) -> None:
    """Give the approved answer, offer up to three, or take the question down (A7)."""
    if _each(turn):
        return
    match = _leaning(turn, text) or turn.prepared.match
    if _tired(turn, match) or not _told(turn, text, match):
        take_down(turn, text)


def _tired(turn: Turn, match: Match | None) -> bool:
    """Tell whether choices would be shown to whom they have not helped time and again (A7)."""
    offers = match is not None and match.best is None
    return offers and asked.offers(turn) >= turn.desk.policy.hearing.most_offers


def _each(turn: Turn) -> bool:
    """Answer or offer each of several questions, where at least two of them can be."""
    if _known_to_the_letter(turn):
        return False
    known = [(part, match) for part, match in turn.prepared.parts if match.best is not None or match.choices]
    if len(known) < 2 or len({match.best or match.choices for _, match in known}) < 2:
        return False
    return [_told(turn, part, match) for part, match in known].count(True) > 0


def _leaning(turn: Turn, text: str) -> Match | None:
    """Return what a question may mean together with the one before it; None where it stands for itself.

    It is never sure enough for an answer: 那怎么取消 after 怎么开通 would be told how to open it.
    """
    match, before, hear = turn.prepared.match, asked.last(turn), turn.prepared.hear
    added = hearing.leans(text, turn.desk.policy.hearing)
    if not before or not added or hear is None or _known_to_the_letter(turn):
        return None
    both = (hear(f"{before}{added}"), match or Match())
    found = [i for m in both for i in (m.choices if m.best is None else (m.best,))]
    return Match(choices=tuple(dict.fromkeys(found))[:MAX_CHOICES]) if found else None


def _told(turn: Turn, text: str, match: Match | None) -> bool:
    """Give the approved answer, or offer up to three; False where there is neither (N1)."""
    if match is not None and match.best is not None:
        query = queries.in_force(turn.uow, turn.desk, match.best, turn.now)
        if query is not None:
            _give(turn, query, text)
            return True
    found = match.choices if match is not None else ()
    choices = [q for i in found if (q := queries.in_force(turn.uow, turn.desk, i, turn.now)) is not None]
    if choices:
        asked.remember(turn, text, asked.offers(turn) + 1)
        ask_id = query_use.offered(turn.uow, turn.who, text, choices, turn.now)
        _offer(turn, choices, ask_id)
    return bool(choices)


def _offer(turn: Turn, choices: Sequence[Query], ask_id: int) -> None:
    titles = ((queries.title_for(turn.voice, query), query.id) for query in choices)
    rows: Rows = tuple((button(title, "query-pick", query_id, ask_id),) for title, query_id in titles)
    rows += row(
        button(turn.say("button-none-of-these"), "query-none", ask_id),
        button(turn.say("menu-human"), "query-human", ask_id),
    )
    turn.reply(turn.say("ask-which"), rows)


def tell_again(turn: Turn) -> bool:
    """Say what was answered or offered last once more, in the language now spoken (A24)."""
    latest, fresh = turn.uow.asks.latest(turn.who.id), turn.desk.policy.voice.words_minutes
    if latest is None or latest.text != asked.last(turn) or turn.now - latest.at > timedelta(minutes=fresh):
        return False
    told = {ANSWERED: (latest.query_id,), OFFERED: latest.offered}.get(latest.outcome, ())
    ids = (i for i in told if i is not None)
    found = [q for i in ids if (q := queries.in_force(turn.uow, turn.desk, i, turn.now)) is not None]
    if found and latest.outcome == ANSWERED:
        _say(turn, found[0], latest.id)
    elif found:
        _offer(turn, found, latest.id)
    return bool(found)


def _give(turn: Turn, query: Query, question: str, of: Ask | None = None) -> None:
    asked.remember(turn, question)
    ask_id = query_use.answered(turn.uow, turn.who, question, query, turn.now, of)
    _say(turn, query, ask_id)


def _say(turn: Turn, query: Query, ask_id: int) -> None:
    text = queries.answer_for(turn.uow, turn.voice, query, turn.customer)
    turn.reply(text, queries.follow_ups(turn.uow, turn.voice, query, ask_id, turn.now))


def take_down(turn: Turn, text: str, files: tuple[int, ...] = (), of: Ask | None = None) -> None:
    """Record a question, say by when it is answered, tell the manager, start the three minutes (A3–A7).

    `of`: the question as it was asked, under whose answer 没有解决 was pressed.
    """
    again = _asked_before(turn, text)
    if again is not None:
        turn.uow.files.attach(files, case_id=again.id)
        query_use.asked_again(turn.uow, turn.who, text, again, turn.now, of)
        turn.reply(
            turn.say(
                "asked-before",
                reference=turn.desk.reference(again),
                due=turn.voice.due_words(again.due_at, again.provisional),
            )
        )
        return
    report = Report("question", text, turn.customer, turn.who.id, files=files)
    case = cases.open_case(turn.uow, turn.desk, report, turn.now, announce=False)
    cases.start_wait(turn.uow, turn.desk, case, turn.now)
    if text != turn.say("human-wanted"):
        query_use.taken_down(turn.uow, turn.desk, turn.who, text, case, turn.now, of)
    announcing.made_known(turn.uow, turn.desk, case, turn.now, files=len(files))
    asked.forget(turn, of)
    turn.reply(
        turn.say(
            "question-taken",
            due=turn.voice.due_words(case.due_at, case.provisional),
            number=turn.desk.reference(case),
        ),
        row(
            button(turn.say("menu-callback"), "menu", value="callback"),
            button(turn.say("menu-progress"), "menu", value="progress"),
        ),
    )


def _asked_before(turn: Turn, text: str) -> Case | None:
    customer_id = turn.customer.id if turn.customer else None
    for case in turn.uow.cases.of_person(customer_id, turn.who.id, 20):
        if case.kind == "question" and case.state == cases.OPEN and case.text == text:
            return case
    return None


@router.press("query-pick", CUSTOMERS)
def picked(turn: Turn, press: Press) -> None:
    """Give the answer that was chosen among three."""
    query = queries.in_force(turn.uow, turn.desk, press.subject, turn.now)
    if query is None:
        raise Stale
    of = asked.of(turn, press.revision)
    _give(turn, query, of.text if of else str(turn.state.values.get(asked.ASKED, query.title)), of)


@router.press("query-none", CUSTOMERS)
def none_of_these(turn: Turn, press: Press) -> None:
    """Take the question down for a person, since no answer fitted: that one under which it was pressed."""
    of = asked.of(turn, press.subject)
    question = of.text if of else str(turn.state.values.get(asked.ASKED, ""))
    if not question:
        raise BadInput("error-ask-again")
    take_down(turn, question, of=of)


@router.command("thanks", CUSTOMERS)
def thanks(turn: Turn) -> None:
    """Answer thanks."""
    turn.reply(turn.say("welcome-thanks"))


@router.command("okay", CUSTOMERS)
def okay(turn: Turn) -> None:
    """Take a nod as a nod: it is no question."""
    turn.reply(turn.say("welcome-okay"))


@router.command("goodbye", CUSTOMERS)
def goodbye(turn: Turn) -> None:
    """Close with the prescribed words, once the customer has said goodbye (A12)."""
    turn.reply(turn.say("b15-closing"))
