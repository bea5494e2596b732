"""Questions that found no answer, or one that did not help: grouped by what they are near to (C7, N1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.dialog.message import Choice
from bot.dialog.press import button
from bot.services import post
from bot.services.buttons import Rows
from bot.services.desk import Desk, excerpt
from bot.services.matching import normalise
from bot.services.ports import UnitOfWork
from bot.services.query_records import UNSOLVED, Ask, Query, said
from bot.standard import answers
from bot.standard.access import HEAD, SUPERVISOR

_MARK = "unsolved_week"
_LOOKED_AT = 400
_NEAR = 0.34
"""Share of the pairs of letters that two questions have in common, from which one is near the other."""
WORDING, QUERY, IGNORED = "wording", "query", "ignored"
"""What may be made of a question."""


@dataclass(frozen=True, slots=True)
class Line:
    """A question that was asked once or more, and the entry it is nearest to."""

    text: str
    asks: tuple[Ask, ...]
    near: Query | None

    @property
    def id(self) -> int:
        """Return the newest time it was asked: what a button names."""
        return self.asks[0].id


def lines(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Line]:
    """Return the questions that wait for somebody to make something of them, those of one entry together."""
    since = now - timedelta(days=desk.policy.queries.unsolved_days)
    found = uow.asks.open(since, _LOOKED_AT)
    known = {query.id: query for query in uow.queries.valid(desk.today(now))} if found else {}
    alike: dict[str, list[Ask]] = {}
    for ask in found:
        alike.setdefault(normalise(ask.text) or ask.text, []).append(ask)
    listed = [
        Line(answers.without_numbers(asks[0].text), tuple(asks), _near(asks[0], known))
        for asks in alike.values()
    ]
    weight: dict[int, int] = {}
    for line in listed:
        if line.near is not None:
            weight[line.near.id] = weight.get(line.near.id, 0) + len(line.asks)
    return sorted(listed, key=lambda line: _order(line, weight))


def _order(line: Line, weight: Mapping[int, int]) -> tuple[int, int, int, int]:
    near = line.near.id if line.near is not None else 0
    return -weight.get(near, len(line.asks)), near, -len(line.asks), -line.id


def _near(ask: Ask, known: Mapping[int, Query]) -> Query | None:
    """Return the entry that was told or offered first, else the one whose words are most alike."""
    for query_id in (ask.query_id, *ask.offered):
        if query_id is not None and query_id in known:
            return known[query_id]
    return nearest(ask.text, known.values())


def nearest(text: str, entries: Iterable[Query]) -> Query | None:
    """Return the entry with the wording that shares most with a question; None where none is near."""
    asked = _pairs(text)
    scored = (
        (max(_alike(asked, _pairs(words)) for words in said(query)), -query.id, query) for query in entries
    )
    best = max(scored, key=lambda one: one[:2], default=None)
    return best[2] if best is not None and best[0] >= _NEAR else None


def _pairs(text: str) -> frozenset[str]:
    plain = normalise(text)
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1)) or frozenset(plain)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def settle(uow: UnitOfWork, line: Line, how: str) -> None:
    """Note what was made of a question, each time that it was asked."""
    for ask in line.asks:
        uow.asks.change(ask.id, settled=how)


def settle_asked(uow: UnitOfWork, desk: Desk, ask_id: int, how: str, now: datetime) -> None:
    """Note what was made of a question, by one of the times that it was asked."""
    uow.asks.change(ask_id, settled=how)
    asked = uow.asks.get(ask_id)
    plain = normalise(asked.text) if asked is not None else ""
    for line in lines(uow, desk, now):
        if plain and normalise(line.asks[0].text) == plain:
            settle(uow, line, how)


def page(desk: Desk, found: Sequence[Line], number: int) -> tuple[str, Rows]:
    """Return a page of the list: each line with what can be made of it in one tap."""
    size = desk.policy.queries.listed
    first = number * size
    head = desk.say("unsolved-head", count=str(len(found)), days=str(desk.policy.queries.unsolved_days))
    said, rows, group = [head], list[tuple[Choice, ...]](), ""
    for place, line in enumerate(found[first : first + size], first + 1):
        title = line.near.title if line.near is not None else desk.say("unsolved-none-near")
        if title != group:
            group = title
            said.append(desk.say("unsolved-group", title=title))
        why = "told" if line.asks[0].outcome == UNSOLVED else "open"
        words = {"number": str(place), "text": excerpt(line.text, 40), "times": str(len(line.asks))}
        said.append(desk.say(f"unsolved-line-{why}", **words))
        rows.append(_taps(desk, line, place))
    if len(found) > first + size:
        rows.append((button(desk.say("button-more"), "unsolved-page", number + 1),))
    return "\n".join(said), tuple(rows)


def _taps(desk: Desk, line: Line, place: int) -> tuple[Choice, ...]:
    taps = [("query", 0)]
    if line.near is not None:
        taps.insert(0, ("wording", line.near.id))
    taps.append(("ignore", 0))
    return tuple(
        button(
            f"{place} {desk.say(f'button-unsolved-{what}')}",
            f"unsolved-{what}",
            line.id,
            value=str(near or ""),
        )
        for what, near in taps
    )


def tick(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Send the week's list on its first working morning, once, to whoever leads; return 0."""
    local, calendar = desk.local(now), desk.calendar
    monday = local.date() - timedelta(days=local.weekday())
    first = monday if calendar.is_working(monday) else calendar.next_working(monday)
    week = f"{monday:%G-W%V}"
    if local < calendar.at(first, desk.policy.digest.morning) or uow.records.get(_MARK) == week:
        return 0
    uow.records.put(_MARK, week)
    found = lines(uow, desk, now)
    if not found:
        return 0
    text, rows = page(desk, found, 0)
    for leader in uow.people.with_role(SUPERVISOR) or uow.people.with_role(HEAD):
        words = f"{desk.say('unsolved-weekly')}\n{text}"
        note = post.Note(words, rows, dedup=f"unsolved:{week}:{leader.id}")
        post.to_staff(uow, desk, leader.id, note, now)
    return 0
