"""The standard queries in the chat: found, shown, approved, given back, retired, restored (E9, N1, O2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.dialog.form import Answered, Form, State, Step, Values
from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import BadInput, NotAllowed, Stale
from bot.services import query_bulk, query_editing
from bot.services.desk import names
from bot.services.importing import records
from bot.services.matching import normalise
from bot.services.query_records import DRAFT, OPEN_STATES, SUBMITTED, Entry, said
from bot.standard.times_range import find_days
from handlers import exporting, filling, importing, query_views
from handlers.routes import OWNERS, router
from handlers.turn import Turn

FILTER_WORDS = {"待审批": SUBMITTED, "草稿": DRAFT, "停用": "retired", "即将到期": "ending", "全部": ""}
"""Words that list entries by their state instead of searching them."""
SHEET_WORDS = {"导出": "export-wait", "模板": "import-template-wait"}
_KEPT = 10  # characters of a search that a button carries


@router.command("queries", OWNERS)
def show_queries(turn: Turn) -> None:
    """List the entries, those of a state, or those found by words; one alone is shown at once."""
    wanted = turn.argument.strip()
    if wanted in SHEET_WORDS:
        _sheet(turn, SHEET_WORDS[wanted])
        return
    found = _found(turn, FILTER_WORDS.get(wanted, wanted))
    if wanted and not found:
        raise BadInput("error-query-none", text=wanted[:20])
    if wanted and len(found) == 1:
        query_views.show_entry(turn, found[0].id)
        return
    _list(turn, found, FILTER_WORDS.get(wanted, wanted), 0)


def _sheet(turn: Turn, phrase: str) -> None:
    """Put the sheet of all entries, or an empty one to fill in, down to be written (G3)."""
    if turn.role not in query_editing.EDITORS:
        raise NotAllowed
    name = records.TEMPLATE if phrase == "import-template-wait" else ""
    turn.uow.records.audit(exporting.QUERIES, f"staff:{turn.me.id}", turn.now, turn.me.id)
    importing.put_down(turn, exporting.QUERIES, name, phrase)


def _found(turn: Turn, wanted: str) -> list[Entry]:
    entries = [entry for entry in turn.uow.queries.entries() if entry.newest() is not None]
    if not wanted:
        return [entry for entry in entries if entry.retired_at is None]
    if wanted in FILTER_WORDS.values():
        return [entry for entry in entries if _is(turn, entry, wanted)]
    plain = normalise(wanted)
    return sorted(
        (entry for entry in entries if plain in _words(entry)),
        key=lambda entry: plain not in normalise(entry.title),
    )


def _is(turn: Turn, entry: Entry, state: str) -> bool:
    if state == "retired":
        return entry.retired_at is not None
    if state == "ending":
        return ending(turn, entry)
    return entry.open is not None and (state == "draft") == (entry.open.state != SUBMITTED)


def ending(turn: Turn, entry: Entry) -> bool:
    """Return whether an entry's answer has expired or is about to (N1)."""
    today = turn.desk.today(turn.now)
    current = entry.current(today)
    last = current.content.valid_to if current is not None else None
    return last is not None and (last - today).days <= turn.desk.policy.queries.ending_days


def _words(entry: Entry) -> str:
    newest = entry.newest()
    return "\n".join(normalise(words) for words in said(newest.content)) if newest is not None else ""


def _list(turn: Turn, found: Sequence[Entry], wanted: str, page: int) -> None:
    size = turn.desk.policy.queries.listed
    first = page * size
    shown = found[first : first + size]
    if not shown:
        raise Stale
    waiting = len(query_editing.waiting(found))
    lines = [turn.say("queries-head", count=str(len(found)), waiting=str(waiting))]
    taps = []
    for number, entry in enumerate(shown, first + 1):
        one = entry.open or entry.current(turn.desk.today(turn.now)) or entry.newest()
        assert one is not None  # entries without a version are not found
        state = query_views.state_words(turn, entry, one)
        lines.append(turn.say("queries-line", number=str(number), title=one.content.title, state=state))
        taps.append(button(turn.say("button-nth", number=str(number)), "query-show", entry.id))
    rows = [tuple(taps)]
    if len(found) > first + size:
        more = button(turn.say("button-more"), "query-page", page + 1, value=wanted[:_KEPT])
        rows.append((more,))
    rows += _together(turn, wanted)
    filters = [button(word, "query-page", value=state) for word, state in FILTER_WORDS.items() if state]
    turn.show("\n".join([*lines, turn.say("queries-tail")]), (*rows, tuple(filters)))


def _together(turn: Turn, wanted: str) -> list[tuple[Choice, ...]]:
    """Return 全部提交 above one's drafts, 全部批准 above what waits, where there is more than one."""
    if wanted == DRAFT and (count := len(query_bulk.drafts(turn.uow, turn.me))) > 1:
        label = turn.say("button-submit-all", count=str(count))
        return [(button(label, "query-submit-all", revision=count),)]
    approves = wanted == SUBMITTED and turn.role in query_editing.APPROVERS
    if approves and (count := len(query_bulk.waiting(turn.uow, turn.me))) > 1:
        label = turn.say("button-approve-all", count=str(count))
        return [(button(label, "query-approve-all", revision=count),)]
    return []


@router.press("query-submit-all", OWNERS)
def submit_all(turn: Turn, press: Press) -> None:
    """Put all of one's drafts before whoever may approve them (E9)."""
    if len(query_bulk.drafts(turn.uow, turn.me)) != press.revision:
        raise Stale
    sent = query_bulk.submit_all(turn.uow, turn.desk, turn.me, turn.now)
    people = names(sent.people) or turn.say("nobody")
    counts = {"count": str(sent.done), "left": str(sent.left)}
    turn.show(turn.say("queries-submitted", staff=people, **counts), turn.home())


@router.press("query-approve-all", query_editing.APPROVERS)
def approve_all(turn: Turn, press: Press) -> None:
    """Approve everything that waits, as many as were shown (O2)."""
    if len(query_bulk.waiting(turn.uow, turn.me)) != press.revision:
        raise Stale
    done = query_bulk.approve_all(turn.uow, turn.desk, turn.me, turn.now)
    turn.show(turn.say("queries-approved", count=str(done.done), left=str(done.left)), turn.home())


@router.press("query-page", OWNERS)
def page_pressed(turn: Turn, press: Press) -> None:
    """Show another page of a list, or those of a state."""
    found = _found(turn, press.value)
    if not found and not press.subject:
        raise BadInput("error-query-none-so")
    _list(turn, found, press.value, press.subject)


@router.press("query-show", OWNERS)
def shown(turn: Turn, press: Press) -> None:
    """Show an entry."""
    query_views.show_entry(turn, press.subject)


@router.press("query-edit", OWNERS)
def edit_pressed(turn: Turn, press: Press) -> None:
    """Ask what of an entry is to be changed."""
    query_views.show_fields(turn, press.subject)


@router.press("query-versions", OWNERS)
def versions(turn: Turn, press: Press) -> None:
    """List the versions of an entry."""
    query_views.show_versions(turn, query_editing.entry(turn.uow, press.subject))


@router.press("query-version", OWNERS)
def version_pressed(turn: Turn, press: Press) -> None:
    """Show one version as it is kept (O2)."""
    one = query_editing.version(turn.uow, press.subject)
    query_views.show_version(turn, query_editing.entry(turn.uow, one.query_id), one)


@router.press("query-current", OWNERS)
def current(turn: Turn, press: Press) -> None:
    """Show what customers hear today, beside a draft."""
    entry = query_editing.entry(turn.uow, press.subject)
    one = entry.current(turn.desk.today(turn.now))
    if one is None:
        raise BadInput("error-query-no-current")
    query_views.show_version(turn, entry, one)


@router.press("query-submit", OWNERS)
def submit(turn: Turn, press: Press) -> None:
    """Put a draft before whoever may approve it (E9)."""
    draft = query_editing.version(turn.uow, press.subject)
    if draft.revision != press.revision:
        raise Stale
    approver = query_editing.submit(turn.uow, turn.desk, draft, turn.me, turn.now)
    turn.show(turn.say("query-submitted", title=draft.content.title, staff=approver.name), turn.home())


@router.press("query-drop", OWNERS)
def drop(turn: Turn, press: Press) -> None:
    """Let a draft go; what is in force stays."""
    draft = query_editing.version(turn.uow, press.subject)
    if draft.revision != press.revision or draft.state not in OPEN_STATES:
        raise Stale
    query_editing.drop(turn.uow, draft, turn.me)
    turn.show(turn.say("query-dropped", title=draft.content.title), turn.home())


@router.press("query-approve", query_editing.APPROVERS)
def approve(turn: Turn, press: Press) -> None:
    """Put a version in force (O2)."""
    _approve(turn, press.subject, press.revision, None)


def _approve(turn: Turn, version_id: int, revision: int, begins: date | None) -> None:
    one = query_editing.approve(turn.uow, turn.desk, version_id, revision, turn.me, turn.now, begins)
    assert one.content.valid_from is not None  # set when it was approved a moment ago
    day = turn.desk.day_words(one.content.valid_from)
    turn.show(turn.say("query-approved", title=one.content.title, day=day), turn.home())


def _begins(turn: Turn, text: str, _: Values) -> Answered:
    today = turn.desk.today(turn.now)
    found = find_days(text, today, turn.desk.calendar)
    if found is None or found.first < today:
        raise BadInput("error-query-day")
    return Answered(found.first.isoformat(), turn.desk.day_words(found.first))


APPROVAL: Form[Turn] = Form(
    "queryapproval",
    (Step("qbegins", "ask-query-begins", check=_begins),),
    "summary-query-begins",
    "button-approve",
)


@router.press("query-approve-on", query_editing.APPROVERS)
def approve_on(turn: Turn, press: Press) -> None:
    """Ask from which day a version shall be in force."""
    one = query_editing.version(turn.uow, press.subject)
    if one.state != SUBMITTED or one.revision != press.revision:
        raise Stale
    filling.begin(turn, APPROVAL, version=str(one.id), drawn=one.revision, title=one.content.title)


@router.form(APPROVAL)
def approved_on(turn: Turn, state: State) -> None:
    """Put a version in force from the day that was named."""
    begins = date.fromisoformat(str(state.values["qbegins"]))
    _approve(turn, int(state.values["version"]), int(state.values["drawn"]), begins)


RETURN: Form[Turn] = Form(
    "queryreturn", (Step("qcomment", "ask-query-comment"),), "summary-query-return", "button-send-back"
)


@router.press("query-send-back", query_editing.APPROVERS)
def send_back(turn: Turn, press: Press) -> None:
    """Ask what is to be changed in a draft."""
    one = query_editing.version(turn.uow, press.subject)
    if one.state != SUBMITTED or one.revision != press.revision:
        raise Stale
    filling.begin(turn, RETURN, version=str(one.id), drawn=one.revision, title=one.content.title)


@router.form(RETURN)
def sent_back(turn: Turn, state: State) -> None:
    """Give a draft back with the comment."""
    comment, version_id = str(state.values["qcomment"]), int(state.values["version"])
    drawn = int(state.values["drawn"])
    one = query_editing.send_back(turn.uow, turn.desk, version_id, drawn, turn.me, comment, turn.now)
    turn.reply(turn.say("query-returned", title=one.content.title), turn.home())


@router.press("query-retire", query_editing.EDITORS)
def retire(turn: Turn, press: Press) -> None:
    """Take an entry out of use at once: customers are answered by people from now on."""
    entry = query_editing.entry(turn.uow, press.subject)
    query_editing.retire(turn.uow, entry.id, turn.me, turn.now)
    turn.show(turn.say("query-retired", title=entry.title), turn.home())


@router.press("query-restore", OWNERS)
def restore(turn: Turn, press: Press) -> None:
    """Begin a draft that says what an old version said (O2)."""
    old = query_editing.version(turn.uow, press.subject)
    query_editing.restore(turn.uow, old, turn.me, turn.now)
    query_views.show_entry(turn, old.query_id)
