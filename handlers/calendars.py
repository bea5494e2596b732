"""The company's days in the chat: shown, decided, brought in by a file (4.D); for administrators."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.dialog.message import Choice
from bot.dialog.press import Press
from bot.errors import BadInput, Stale
from bot.services import calendars
from bot.services.calendar_ledgers import CalendarDay
from bot.services.desk import names
from bot.services.file_records import KeptFile
from bot.standard.access import ADMIN
from bot.standard.published import ICAL, TABLE, Published, PublishedError, read, tells_of_days
from bot.standard.times_range import find_days
from handlers import attaching, importing
from handlers.routes import router
from handlers.turn import Rows, Turn, button, row

ADMINS = (ADMIN,)
LONGEST_NAME = 12
LISTED = 8
_STATE_WORDS = re.compile(r"(?P<off>放假|休息|休假|不上班|停工)|(?P<work>上班|补班|工作日?|加班)")


@router.command("calendar", ADMINS)
def show(turn: Turn) -> None:
    """Show what is decided of this month and the next, or decide a day (4.D)."""
    if not turn.argument:
        _overview(turn)
        return
    found = find_days(turn.argument, turn.desk.today(turn.now), turn.desk.calendar)
    state = _STATE_WORDS.search(found.rest) if found is not None else None
    if found is None or state is None:
        raise BadInput("error-calendar-how")
    name = " ".join(_STATE_WORDS.sub(" ", found.rest, count=1).split())
    if len(name) > LONGEST_NAME:
        raise BadInput("error-calendar-name", limit=str(LONGEST_NAME))
    if found.last < found.first:
        first, last = turn.desk.day_words(found.first), turn.desk.day_words(found.last)
        raise BadInput("error-leave-order", first=first, last=last)
    longest = turn.desk.policy.calendar.longest_days
    if (found.last - found.first).days >= longest:
        raise BadInput("error-calendar-long", limit=str(longest))
    if found.first < turn.desk.today(turn.now):
        raise BadInput("error-day-past", day=turn.desk.day_words(found.first))
    _decide(turn, found.first, found.last, working=state["work"] is not None, name=name)


def _overview(turn: Turn, said: str = "") -> None:
    today = turn.desk.today(turn.now)
    own = [d for d in turn.uow.calendar.all() if not d.official and d.day >= today.replace(day=1)][:LISTED]
    lines = [said] if said else []
    lines.append(turn.say("calendar-head"))
    lines += [_line(turn, number, decided) for number, decided in enumerate(own, 1)]
    if not own:
        lines.append(turn.say("calendar-none"))
    for month in (today.replace(day=1), (today.replace(day=1) + timedelta(days=32)).replace(day=1)):
        lines += _published(turn, month)
    years = calendars.year_words(
        turn.desk, sorted(y for y in turn.desk.calendar.years if y >= today.year - 1)
    )
    lines.append(turn.say("calendar-years", years=years) if years else turn.say("calendar-years-none"))
    missing = calendars.missing(turn.desk, turn.now)
    if missing is not None:
        count = str(turn.uow.reckonings.count())
        lines.append(turn.say("calendar-missing", year=str(missing), count=count))
    lines.append(turn.say("calendar-how"))
    cancels = [_dropping(turn, d, f"{number} ") for number, d in enumerate(own, 1) if d.day >= today]
    turn.show("\n".join(lines), tuple(tuple(cancels[i : i + 4]) for i in range(0, len(cancels), 4)))


def _line(turn: Turn, number: int, decided: CalendarDay) -> str:
    day = turn.desk.day_words(decided.day)
    return turn.say("calendar-line", number=str(number), what=_what(turn, day, decided.working, decided.name))


def _what(turn: Turn, days: str, working: bool, name: str) -> str:
    kind = turn.say("calendar-work" if working else "calendar-off")
    return names([days, kind, *([name] if name else [])], " ")


def _published(turn: Turn, month: date) -> list[str]:
    """Return in a line what the published table says of a month; nothing where it says nothing."""
    following = (month + timedelta(days=32)).replace(day=1)
    days = [
        d for d in calendars.span(month, following - timedelta(days=1)) if turn.uow.calendar.own(d) is None
    ]
    unlike = [d for d in days if turn.desk.calendar.is_working(d) != (d.weekday() < 5)]
    parts = []
    for working, phrase in ((False, "calendar-off-days"), (True, "calendar-work-days")):
        chosen = [str(d.day) for d in unlike if turn.desk.calendar.is_working(d) is working]
        if chosen:
            parts.append(turn.say(phrase, days=names(chosen)))
    return [turn.say("calendar-month", month=str(month.month), what=names(parts, "，"))] if parts else []


def _dropping(turn: Turn, decided: CalendarDay, prefix: str = "", phrase: str = "button-day-drop") -> Choice:
    state = calendars.state(turn.uow, decided.day, decided.day)
    return button(prefix + turn.say(phrase), "day-drop", _number(decided.day), 1, state)


def _number(day: date) -> int:
    return int(f"{day:%Y%m%d}")


def _decide(turn: Turn, first: date, last: date, *, working: bool, name: str) -> None:
    """Keep a decision; where the company has decided otherwise before, ask."""
    there = calendars.decided(turn.uow, first, last)
    if not there:
        _keep(turn, first, last, working=working, name=name)
        return
    stands = names([_what(turn, turn.desk.day_words(d.day), d.working, d.name) for d in there[:LISTED]])
    if first != last:
        raise BadInput("error-calendar-overlap", stands=stands)
    if (there[0].working, there[0].name) == (working, name):
        turn.reply(turn.say("calendar-same", stands=stands), row(_dropping(turn, there[0])))
        return
    what = _what(turn, "", working, name).strip()
    state = calendars.state(turn.uow, first, last)
    change = button(turn.say("button-day-change"), "day-put", _number(first), 1, f"{working:d}{state}{name}")
    turn.reply(turn.say("ask-calendar-change", stands=stands, what=what), row(change, _leave(turn)))


def _leave(turn: Turn) -> Choice:
    return button(turn.say("button-day-leave"), "day-leave")


def _keep(turn: Turn, first: date, last: date, *, working: bool, name: str) -> None:
    before = calendars.decided(turn.uow, first, last)
    days = calendars.span(first, last)
    calendars.decide(turn.uow, turn.desk, turn.me, days, working, name, turn.now)
    state = calendars.state(turn.uow, first, last)
    if before:
        # Taking back puts what stood there before.
        back = f"{before[0].working:d}{state}{before[0].name}"
        undo = button(turn.say("button-undo"), "day-put", _number(first), 1, back)
    else:
        undo = button(turn.say("button-undo"), "day-drop", _number(first), len(days), state)
    what = _what(turn, calendars.span_words(turn.desk, first, last), working, name)
    turn.show(turn.say("calendar-kept", what=what), row(undo))


def _meant(turn: Turn, press: Press, state: str) -> tuple[date, date]:
    """Return the days a button means while they stand as it was drawn; raise Stale otherwise."""
    try:
        first = date(press.subject // 10000, press.subject // 100 % 100, press.subject % 100)
    except ValueError:
        raise Stale from None
    if not 1 <= press.revision <= turn.desk.policy.calendar.longest_days:
        raise Stale
    last = first + timedelta(days=press.revision - 1)
    if calendars.state(turn.uow, first, last) != state:
        raise Stale
    return first, last


@router.press("day-put", ADMINS)
def put(turn: Turn, press: Press) -> None:
    """Decide a day otherwise, or put back what stood there."""
    first, last = _meant(turn, press, press.value[1:5])
    _keep(turn, first, last, working=press.value[:1] == "1", name=press.value[5:])


@router.press("day-drop", ADMINS)
def drop(turn: Turn, press: Press) -> None:
    """Take a decision back: the day is again as published."""
    first, last = _meant(turn, press, press.value)
    before = calendars.decided(turn.uow, first, last)
    calendars.withdraw(turn.uow, turn.desk, turn.me, calendars.span(first, last), turn.now)
    what = calendars.span_words(turn.desk, first, last)
    undo: Rows = ()
    if len(before) == 1:
        back = f"{before[0].working:d}{calendars.state(turn.uow, first, first)}{before[0].name}"
        undo = row(button(turn.say("button-undo"), "day-put", _number(before[0].day), 1, back))
    turn.show(turn.say("calendar-dropped", what=what), undo)


@router.press("day-leave", ADMINS)
def leave(turn: Turn, press: Press) -> None:
    """Leave a day as it is."""
    _overview(turn, turn.say("calendar-left"))


def received(turn: Turn, kept: KeptFile) -> None:
    """Say what a file of published days would change, and ask (4.D)."""
    if turn.role != ADMIN:
        raise BadInput("error-calendar-role")
    published = _read(turn, kept)
    change = calendars.compare(turn.uow, turn.desk, published, turn.desk.today(turn.now))
    lines = calendars.summary(turn.desk, change)
    keep = button(turn.say("button-calendar-keep"), "calendar-keep", kept.id, style="primary")
    turn.reply("\n".join(lines), row(keep, button(turn.say("button-cancel"), "calendar-drop")))


def _read(turn: Turn, kept: KeptFile) -> Published:
    try:
        return read(kept.name, turn.uow.files.content(kept.id) or b"")
    except PublishedError as error:
        raise BadInput(error.phrase, **error.slots) from error


@router.press("calendar-keep", ADMINS)
def keep(turn: Turn, press: Press) -> None:
    """Keep the days of a file; open provisional deadlines are put right after it."""
    published = _read(turn, attaching.own(turn, press.subject))
    calendars.compare(turn.uow, turn.desk, published, turn.desk.today(turn.now))
    calendars.publish(turn.uow, turn.desk, published, turn.now, turn.me.id)
    years = calendars.year_words(turn.desk, published.years)
    turn.show(turn.say("calendar-published", years=years))


@router.press("calendar-drop", ADMINS)
def let_go(turn: Turn, press: Press) -> None:
    """Let a file of days go."""
    turn.show(turn.say("calendar-not-kept"), turn.home())


def _table(turn: Turn, kept: KeptFile) -> None:
    """Take an administrator's table for days where it is one; any other is brought in as ever."""
    if turn.role == ADMIN:
        try:
            content = turn.uow.files.content(kept.id) or b""
            read(kept.name, content)
        except PublishedError as error:
            other = error.phrase in ("published-none", "published-row", "published-unreadable")
            if other and (error.phrase == "published-unreadable" or not tells_of_days(content)):
                importing.received(turn, kept)
                return
        received(turn, kept)
        return
    importing.received(turn, kept)


attaching.SPREADSHEETS[ICAL] = received
attaching.SPREADSHEETS[TABLE] = _table
