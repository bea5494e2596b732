"""The rows of a sheet of standard queries or company facts, tried one by one (N1, T12)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.errors import BadInput, BotError
from bot.services import company_facts, queries, query_checks, query_editing
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.query_records import APPROVED, Content, English, Entry, Variant
from bot.services.query_sheet import (
    COLUMNS,
    CREATE,
    FACT_SHEET,
    FACTS,
    QUERIES,
    REJECT,
    UNCHANGED,
    UPDATE,
    Cells,
    Plan,
    Told,
)
from bot.services.records import Staff
from bot.standard import answers

_SPLIT = re.compile(r"[\n\r|；;]+")
_LISTED = re.compile(r"[、,，;；|\n]+")


def _lines(text: str) -> tuple[str, ...]:
    """Return the wordings of a cell, each once."""
    split = (wording.strip() for wording in _SPLIT.split(text))
    return tuple(dict.fromkeys(wording for wording in split if wording))


def recognise(desk: Desk, cells: Sequence[str]) -> tuple[str, dict[int, str]]:
    """Return what kind of sheet has these titles, and which column holds what; ("", {}) for neither."""
    known = ((QUERIES, COLUMNS, {"title", "answer"}), (FACT_SHEET, FACTS, set(FACTS)))
    for kind, columns, needed in known:
        words = {word: name for name in columns for word in (name, desk.say(f"sheet-{name}"))}
        places = {place: words[cell] for place, cell in enumerate(cells) if cell in words}
        if needed <= set(places.values()):
            return kind, places
    return "", {}


def plan(
    uow: UnitOfWork,
    desk: Desk,
    kind: str,
    rows: Sequence[tuple[int, Cells]],
    me: Staff | None,
    *,
    approved: bool = False,
) -> Plan:
    """Try a sheet's rows; nothing is written."""
    if kind == FACT_SHEET:
        return _facts(uow, desk, rows)
    return _Reading(uow, desk, me, approved).plan(rows)


def _facts(uow: UnitOfWork, desk: Desk, rows: Sequence[tuple[int, Cells]]) -> Plan:
    made, known = Plan(FACT_SHEET), uow.facts.all()
    for number, cells in rows:
        try:
            name = company_facts.name_of(desk, cells.get("fact", ""))
            value = company_facts.checked(desk, cells.get("value", ""))
        except BotError as error:
            made.told.append(Told(number, REJECT, (desk.say(error.phrase_id, **error.slots),)))
            continue
        same = known.get(name, "") == value
        action = UNCHANGED if same else UPDATE if name in known else CREATE
        made.told.append(Told(number, action))
        if not same:
            made.facts[name] = value
    return made


class _Reading:
    """One sheet of queries being tried."""

    def __init__(self, uow: UnitOfWork, desk: Desk, me: Staff | None, approved: bool) -> None:
        self._uow, self._desk, self._me, self._approved = uow, desk, me, approved
        self._on_file: dict[str, Entry] = {entry.title: entry for entry in uow.queries.entries()}
        self._owned = query_checks.owners(self._on_file.values())
        self._titles: set[str] = set()
        self._columns: set[str] = set()

    def plan(self, rows: Sequence[tuple[int, Cells]]) -> Plan:
        """Read the rows of each title together: the plain one, then its variants."""
        made, grouped = Plan(QUERIES), dict[str, list[tuple[int, Cells]]]()
        for number, cells in rows:
            grouped.setdefault(cells.get("title", ""), []).append((number, cells))
        self._titles = {title for title in grouped if title}
        self._columns = {name for _, cells in rows for name in cells}
        for title, group in grouped.items():
            try:
                content = self._content(title, group)
                why = self._looked(content)
            except BotError as error:
                refused = (" ".join(self._desk.say(error.phrase_id, **error.slots).split()),)
                made.told += [Told(number, REJECT, refused) for number, _ in group]
                continue
            entry = self._on_file.get(title)
            newest = entry.newest() if entry is not None else None
            action = CREATE if newest is None else UPDATE
            settled = newest is not None and (newest.state == APPROVED or not self._approved)
            if newest is not None and settled and _same(newest.content, content):
                action = UNCHANGED
            else:
                made.entries.append((entry.id if entry is not None else None, content))
            made.told += [Told(number, action, why) for number, _ in group]
        made.told.sort(key=lambda one: one.number)
        return made

    def _content(self, title: str, group: Sequence[tuple[int, Cells]]) -> Content:
        rules = self._desk.policy.queries
        if not title or len(title) > rules.longest_title:
            raise BadInput("error-query-title-long", limit=str(rules.longest_title))
        entry = self._on_file.get(title)
        if entry is not None and not self._may(entry):
            raise BadInput("error-query-draft-others")
        plain = [cells for _, cells in group if not cells.get("tier") and not cells.get("product")]
        if len(plain) > 1:
            raise BadInput("error-sheet-twice", title=title)
        basis = entry.newest() if entry is not None else None
        if plain:
            content = self._plain(title, plain[0])
        elif basis is not None:
            content = basis.content
        else:
            raise BadInput("error-sheet-no-plain", title=title)
        known = basis.content if basis is not None else None
        if plain:
            content = replace(content, english=self._english(plain[0], known))
        variants = [self._variant(cells, known) for _, cells in group if cells not in plain]
        return replace(content, variants=tuple(variants))

    def _english(self, cells: Cells, known: Content | None) -> English:
        """Return what a row says in English; a column that a sheet does not have leaves what is on file."""
        told = known.english if known is not None else English()
        rules = self._desk.policy.queries
        if "english_title" in self._columns:
            told = replace(told, title=cells.get("english_title", ""))
        if "english_answer" in self._columns:
            told = replace(told, answer=queries.kept(cells.get("english_answer", "")))
        if "english_wordings" in self._columns:
            told = replace(told, wordings=_lines(cells.get("english_wordings", "")))
        if len(told.title) > rules.longest_english_title:
            raise BadInput("error-query-english-title", limit=str(rules.longest_english_title))
        self._bearable(told.wordings, rules.longest_english_wording)
        return told

    def _may(self, entry: Entry) -> bool:
        if self._me is None:
            return entry.open is None or not entry.open.authors
        return query_editing.may_edit(self._me, entry.open)

    def _plain(self, title: str, cells: Cells) -> Content:
        wordings = _lines(cells.get("wordings", ""))
        self._bearable(wordings, self._desk.policy.queries.longest_wording)
        department = cells.get("department", "")
        known = self._desk.policy.departments.names()
        if department and department not in known:
            raise BadInput("error-department-none", names="、".join(known))
        first, last = self._day(cells.get("first", "")), self._day(cells.get("last", ""))
        if first and last and last < first:
            raise BadInput("error-query-span-past")
        buttons, owner = self._buttons(cells), self._owner(cells.get("owner", ""))
        return Content(
            title,
            queries.kept(cells.get("answer", "")),
            wordings,
            (),
            buttons,
            department,
            first,
            last,
            owner,
        )

    def _bearable(self, wordings: Sequence[str], longest: int) -> None:
        if any(len(wording) > longest for wording in wordings):
            raise BadInput("error-query-wording-long", limit=str(longest))
        most = self._desk.policy.queries.most_wordings
        if len(wordings) > most:
            raise BadInput("error-query-wordings-many", limit=str(most))

    def _buttons(self, cells: Cells) -> tuple[str, ...]:
        labels = {self._desk.say(f"menu-{name}"): name for name in queries.FOLLOW_UPS}
        chosen = []
        for word in (word.strip() for word in _LISTED.split(cells.get("buttons", ""))):
            if word in labels:
                chosen.append(labels[word])
            elif word and (word in self._titles or word in self._on_file):
                chosen.append(f"{queries.TARGET}{word}")
            elif word:
                raise BadInput("error-query-button", text=word[:20], known="、".join(labels))
        limit = self._desk.policy.queries.own_buttons
        if len(chosen) > limit:
            raise BadInput("error-query-buttons", limit=str(limit))
        return tuple(chosen)

    def _variant(self, cells: Cells, known: Content | None) -> Variant:
        tiers = {tier.label: name for name, tier in self._desk.policy.tiers.items()}
        tiers[self._desk.say("query-vip")] = answers.VIP
        tier = cells.get("tier", "")
        if tier and tier not in tiers:
            raise BadInput("error-sheet-tier", text=tier[:20], known="、".join(tiers))
        whom = (tiers.get(tier, ""), cells.get("product", ""))
        english = queries.kept(cells.get("english_answer", ""))
        if "english_answer" not in self._columns and known is not None:
            english = next((v.english for v in known.variants if (v.tier, v.product) == whom), "")
        return Variant(queries.kept(cells.get("answer", "")), *whom, english)

    def _day(self, text: str) -> date | None:
        try:
            return date.fromisoformat(text.replace("/", "-")[:10]) if text else None
        except ValueError:
            raise BadInput("error-sheet-day", text=text[:20]) from None

    def _owner(self, name: str) -> int | None:
        if not name:
            return None
        person = self._uow.people.staff_named(name)
        if person is None:
            raise BadInput("error-staff-none", name=name[:20])
        return person.id

    def _looked(self, content: Content) -> tuple[str, ...]:
        """Return what there is to remark; raise BadInput for what is never sent."""
        entry = self._on_file.get(content.title)
        findings = query_checks.look(self._uow, self._desk, entry.id if entry else None, content, self._owned)
        query_checks.own(self._owned, content)
        if findings.faults:
            raise BadInput("error-query-faults", faults="；".join(findings.faults))
        return findings.remarks


def _same(one: Content, other: Content) -> bool:
    """Return whether two contents say the same; from when they hold is decided by the approval."""
    return replace(one, valid_from=None, owner_id=None) == replace(other, valid_from=None, owner_id=None)
