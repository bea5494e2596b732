"""How an entry of the standard queries is shown: its version, its state, what is made of it (N1, O2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.dialog.message import Choice
from bot.dialog.press import button
from bot.services import queries, query_checks, query_editing
from bot.services.desk import Desk, excerpt, names
from bot.services.query_records import APPROVED, SUBMITTED, Content, Entry, Usage, Version
from bot.standard import answers
from handlers.turn import Rows, Turn, row

SHOWN_WORDINGS, LONGEST_WORDINGS = 24, 400
FIELDS = (
    *("qtitle", "qwordings", "qanswer", "qvalid", "qtier", "qbuttons", "qdepartment", "qowner"),
    "qenglish",
)
VERSIONS = 8


def show_entry(turn: Turn, query_id: int) -> None:
    """Show an entry: the version that is being worked on, else the one that is on file."""
    entry = query_editing.entry(turn.uow, query_id)
    today = turn.desk.today(turn.now)
    one = entry.open or entry.current(today) or entry.newest()
    if one is None:
        turn.show(turn.say("query-gone"), turn.home())
        return
    lines = [*version_lines(turn, entry, one), *_usage(turn, entry)]
    findings = query_checks.look(turn.uow, turn.desk, entry.id, one.content)
    lines += findings.lines
    turn.show("\n".join(lines), _rows(turn, entry, one))


def show_version(turn: Turn, entry: Entry, one: Version) -> None:
    """Show one version as it is kept, old or new."""
    rows: list[tuple[Choice, ...]] = []
    if one.state == SUBMITTED and turn.role in query_editing.APPROVERS:
        rows += query_editing.decide_rows(turn.desk, one)[:1]
    elif one.state == APPROVED and one != entry.newest():
        rows.append((button(turn.say("button-restore"), "query-restore", one.id),))
    rows.append((button(turn.say("button-back"), "query-show", entry.id),))
    turn.show("\n".join(version_lines(turn, entry, one)), tuple(rows))


def version_lines(turn: Turn, entry: Entry, one: Version) -> list[str]:
    """Return a version in lines."""
    desk, content = turn.desk, one.content
    lines = [
        turn.say("query-head", title=content.title, state=state_words(turn, entry, one)),
        turn.say("query-answer", text=queries.shown(content.answer) or turn.say("query-nothing")),
        *(
            turn.say(
                "query-variant",
                whom=whom(desk, variant.tier, variant.product),
                text=queries.shown(variant.answer),
            )
            for variant in content.variants
        ),
        turn.say("query-wordings", count=str(len(content.wordings)), listed=_listed(content.wordings)),
        turn.say("query-valid", span=span_words(turn, content)),
    ]
    lines += english_lines(turn, content)
    if content.buttons:
        lines.append(turn.say("query-buttons", listed=names(button_words(desk, content.buttons))))
    owner = turn.uow.people.staff(content.owner_id)
    if content.department:
        lines.append(turn.say("query-department", department=content.department))
    if owner is not None:
        lines.append(turn.say("query-owner", staff=owner.name))
    if one.comment and one.state != APPROVED:
        lines.append(turn.say("query-comment", text=one.comment))
    return lines


def english_lines(turn: Turn, content: Content) -> list[str]:
    """Return what an entry says in English, in lines (A24)."""
    told, nothing = content.english, turn.say("query-nothing")
    lines = []
    if told.title or told.answer:
        answer = queries.shown(told.answer) or nothing
        lines.append(turn.say("query-english", title=told.title or nothing, text=answer))
    lines += [
        turn.say("query-variant", whom=whom(turn.desk, v.tier, v.product), text=queries.shown(v.english))
        for v in content.variants
        if v.english
    ]
    if told.wordings:
        listed = _listed(told.wordings)
        lines.append(turn.say("query-english-wordings", count=str(len(told.wordings)), listed=listed))
    return lines


def _listed(wordings: Sequence[str]) -> str:
    listed = [f"{n}.{wording}" for n, wording in enumerate(wordings, 1)]
    return excerpt("　".join(listed[:SHOWN_WORDINGS] + (["…"] if len(listed) > SHOWN_WORDINGS else [])), 600)


def whom(desk: Desk, tier: str, product: str) -> str:
    """Return for whom a variant is."""
    parts = []
    if tier:
        parts.append(desk.say("query-vip") if tier == answers.VIP else desk.policy.tiers[tier].label)
    return names([*parts, *([product] if product else [])])


def button_words(desk: Desk, buttons: tuple[str, ...]) -> list[str]:
    """Return follow-ups in the words of their buttons."""
    return [
        name.removeprefix(queries.TARGET) if name.startswith(queries.TARGET) else desk.say(f"menu-{name}")
        for name in buttons
    ]


def span_words(turn: Turn, content: Content) -> str:
    """Return from when and until when an answer holds."""
    first, last = content.valid_from, content.valid_to
    if first is None and last is None:
        return turn.say("query-always")
    begins = turn.desk.day_words(first) if first else turn.say("query-from-approval")
    ends = f"{last.year}-{last.month:02}-{last.day:02}" if last else turn.say("query-open-end")
    return turn.say("query-span", first=begins, last=ends)


def state_words(turn: Turn, entry: Entry, one: Version) -> str:
    """Return what state a version is in, with who decided it."""
    state, today = one.state, turn.desk.today(turn.now)
    if state == APPROVED:
        if entry.retired_at is not None:
            return turn.say("query-state-retired", staff=entry.retired_by)
        if one == entry.coming(today):
            state = "coming"
        elif one != entry.current(today):
            state = "old"
        elif one.content.valid_to is not None and one.content.valid_to < today:
            state = "expired"
    words = turn.say(f"query-state-{state}")
    number = str(one.number)
    if one.approved_by:
        return turn.say("query-state-by", state=words, number=number, staff=one.approved_by)
    return turn.say("query-state-number", state=words, number=number)


def _usage(turn: Turn, entry: Entry) -> list[str]:
    days = turn.desk.policy.queries.usage_days
    used = turn.uow.asks.usage(turn.now - timedelta(days=days), [entry.id]).get(entry.id, Usage())
    return [
        turn.say(
            "query-usage",
            days=str(days),
            asked=str(used.asked),
            helped=str(used.helped),
            unsolved=str(used.unsolved),
        )
    ]


def _rows(turn: Turn, entry: Entry, one: Version) -> Rows:
    """Return what the reader can do with an entry."""
    rows: list[tuple[Choice, ...]] = []
    if one.state == SUBMITTED and turn.role in query_editing.APPROVERS and turn.me.id not in one.authors:
        rows += query_editing.decide_rows(turn.desk, one)[:1]
    mine = query_editing.may_edit(turn.me, entry.open)
    if entry.open is not None and mine:
        taps = [button(turn.say("button-drop-draft"), "query-drop", one.id, one.revision)]
        if one.state != SUBMITTED:
            submit = button(
                turn.say("button-ask-approval"), "query-submit", one.id, one.revision, style="primary"
            )
            taps.insert(0, submit)
        rows.append(tuple(taps))
    if mine:
        rows.append((button(turn.say("button-edit-query"), "query-edit", entry.id),))
    further = [button(turn.say("button-versions"), "query-versions", entry.id)]
    if entry.open is not None and entry.current(turn.desk.today(turn.now)) is not None:
        further.insert(0, button(turn.say("button-see-current"), "query-current", entry.id))
    if turn.role in query_editing.EDITORS and entry.retired_at is None and one.state == APPROVED:
        further.append(button(turn.say("button-retire"), "query-retire", entry.id))
    rows.append(tuple(further))
    return tuple(rows)


def show_fields(turn: Turn, query_id: int) -> None:
    """Ask what of an entry is to be changed."""
    taps = [button(turn.say(f"field-{name}"), "query-field", query_id, value=name) for name in FIELDS]
    grid = [tuple(taps[n : n + 4]) for n in range(0, len(taps), 4)]
    back = button(turn.say("button-back"), "query-show", query_id)
    turn.show(turn.say("ask-query-field"), (*grid, (back,)))


def show_versions(turn: Turn, entry: Entry) -> None:
    """List the versions of an entry, the newest first."""
    shown = entry.versions[:VERSIONS]
    lines = [turn.say("query-versions-head", title=entry.title, count=str(len(entry.versions)))]
    for number, one in enumerate(shown, 1):
        at = turn.desk.time_words(one.decided_at or one.at)
        state = state_words(turn, entry, one)
        lines.append(turn.say("query-versions-line", number=str(number), state=state, time=at))
    taps = [
        button(turn.say("button-nth", number=str(n)), "query-version", v.id) for n, v in enumerate(shown, 1)
    ]
    back = row(button(turn.say("button-back"), "query-show", entry.id))
    turn.show("\n".join(lines), (*(tuple(taps[n : n + 4]) for n in range(0, len(taps), 4)), *back))
