"""What a row of a customers' sheet changes on file: only what the sheet says (C1, E9)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bot.services.importing.drafts import Draft, day_columns
from bot.services.importing.lines import CREATE, REJECT, ROW, UNCHANGED, UPDATE, Line, Note, Scope
from bot.services.importing.standing import Refused, Seen, Standing, meant_by_mask
from bot.standard import masking, searching

DAY = ("birth_year", "birth_month", "birth_day", "birth_lunar", "birth_leap")
NEW: Mapping[str, Any] = {
    **dict.fromkeys(
        (
            *("gender", "phone", "note", "label", "region", "post", "employer", "address", "home_phone"),
            *("user_name", "user_phone", "user_relation", "language", "preferences", "taboos"),
            *("contact_hours", "card", "tags", "source", "search"),
        ),
        "",
    ),
    **{"kind": "person", "tier": "standard", "status": "active", "vip": False, "do_not_contact": False},
    **{"account": None, "manager_id": None, "deputy_id": None, "wish_days": None, "greetings": None},
    **{"do_not_ask": None, **day_columns(None)},
}
_HELD_BACK = ("tier", "vip", "manager_id", "deputy_id")
"""What managers do not set for customers on file (E9)."""
_SOUGHT = ("name", "phone", "account", "employer", "tags")
_PHONES = ("phone", "home_phone", "user_phone")
_LIAISON = {"liaison_post": "post", "liaison_phone": "phone"}


class Customers:
    """Plans customers row by row."""

    def __init__(self, scope: Scope, fields: frozenset[str]) -> None:
        self._scope, self._seen = scope, Seen()
        self._written = written_by(fields)

    def plan(self, draft: Draft, known: Mapping[str, list[Standing]]) -> list[Line]:
        """Return what a row comes to; `known` holds whom account, phone or name and phone may mean."""
        try:
            if draft.faults:
                raise Refused(*draft.faults)
            standing = self._meant(draft, known)
            self._once(draft, standing)
            return self._update(draft, standing) if standing else self._create(draft, known)
        except Refused as refused:
            return [Line(draft.number, ROW, REJECT, notes=refused.notes)]

    def _meant(self, draft: Draft, known: Mapping[str, list[Standing]]) -> Standing | None:
        """Return whom a row means: by account, else by the whole name and phone of one without another."""
        account, name = draft.values.get("account"), draft.values.get("name", "")
        found = known.get(f"account:{account}") if account else None
        if not found and name:
            phone = draft.values.get("phone", "")
            with_it = [one for one in known.get(f"phone:{phone}", []) if one.row["name"] == name]
            if "*" in phone:
                with_it = meant_by_mask(known, name, phone, self._scope)
            found = [one for one in with_it if not account or one.row["account"] is None]
            if len(found) > 1:
                raise Refused(("import-several", {"name": name}))
        return found[0] if found else None

    def _once(self, draft: Draft, standing: Standing | None) -> None:
        """Refuse a row about somebody whom an earlier row was about."""
        account, name = draft.values.get("account"), draft.values.get("name", "")
        person = (name, draft.values.get("phone", ""))
        before = self._seen.accounts.get(account) if account else None
        if before is None and standing is not None:
            before = self._seen.rows.get(standing.row["id"])
        if before is None and not account and person[1]:
            before = self._seen.people.get(person)
        if before is not None:
            raise Refused(("import-repeated", {"row": str(before)}))
        if account:
            self._seen.accounts[account] = draft.number
        if standing is not None:
            self._seen.rows[standing.row["id"]] = draft.number
        self._seen.people.setdefault(person, draft.number)

    def _create(self, draft: Draft, known: Mapping[str, list[Standing]]) -> list[Line]:
        values = self._columns(draft)
        if not values.get("name"):
            raise Refused(("import-no-name", {}))
        if any("*" in str(values.get(name, "")) for name in _PHONES):
            raise Refused(("import-masked-unknown", {}))
        notes = self._for_new(values)
        notes += self._same_phone(draft, values, known)
        row = {**NEW, **values}
        row["search"] = searching.terms(*(row[name] or "" for name in _SOUGHT))
        place = self._seen.place("customer")
        lines = [
            Line(draft.number, ROW, CREATE, notes=notes),
            Line(draft.number, "customer", CREATE, row, place=place),
        ]
        lines += self._belongings(draft, Standing({"id": None}), place)
        return lines

    def _for_new(self, values: dict[str, Any]) -> list[Note]:
        """Give a new customer a manager within reach; managers' own begin at the common tier (E9)."""
        scope, notes = self._scope, list[Note]()
        given = values.get("manager_id")
        if given is not None and not scope.may_give(given):
            raise Refused(("import-manager-beyond", {"name": scope.names[given]}))
        if given is None and not scope.all and scope.staff_id is not None:
            values["manager_id"] = scope.staff_id
        if values.get("manager_id") is None:
            notes.append(("import-no-manager", {}))
        if not scope.sets_tiers and (values.get("tier", "standard") != "standard" or values.get("vip")):
            values.pop("tier", None)
            values.pop("vip", None)
            notes.append(("import-tier-new", {}))
        deputy = values.get("deputy_id")
        if deputy is not None and not scope.may_give(deputy):
            raise Refused(("import-manager-beyond", {"name": scope.names[deputy]}))
        return notes

    def _same_phone(
        self, draft: Draft, values: Mapping[str, Any], known: Mapping[str, list[Standing]]
    ) -> list[Note]:
        """Point out that somebody else has the number: it may be the same person, or a shared one."""
        phone = values.get("phone", "")
        if not phone:
            return []
        before = self._seen.phones.setdefault(phone, draft.number)
        others = known.get(f"phone:{phone}", [])
        if others:
            row = others[0].row
            own = self._scope.may(row["manager_id"], row["deputy_id"])
            name = row["name"] if own else masking.mask_name(row["name"])
            return [("import-same-phone", {"name": name})]
        return [("import-same-phone-row", {"row": str(before)})] if before != draft.number else []

    def _update(self, draft: Draft, standing: Standing) -> list[Line]:
        row, scope = standing.row, self._scope
        if not scope.may(row["manager_id"], row["deputy_id"]):
            owner = scope.names.get(row["manager_id"] or 0, "")
            raise Refused(("import-others", {"name": owner}) if owner else ("import-not-own", {}))
        values = self._columns(draft)
        # A number with its middle hidden is none: what is on file stays.
        values = {name: value for name, value in values.items() if name not in _PHONES or "*" not in value}
        changed = {name: value for name, value in values.items() if not _same(row[name], value)}
        self._check_rights(row, changed)
        parts = self._belongings(draft, standing, None)
        if not changed and not parts:
            return [Line(draft.number, ROW, UNCHANGED)]
        lines = [Line(draft.number, ROW, UPDATE), *parts]
        if changed:
            lines += self._changed(draft.number, row, values, changed)
        return lines

    def _check_rights(self, row: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
        scope = self._scope
        if not scope.sets_tiers and any(name in changed for name in _HELD_BACK):
            raise Refused(("import-tier", {}))
        for name in ("manager_id", "deputy_id"):
            given = changed.get(name)
            if given is not None and not scope.may_give(given):
                raise Refused(("import-manager-beyond", {"name": scope.names[given]}))

    def _changed(
        self, number: int, row: Mapping[str, Any], values: dict[str, Any], changed: dict[str, Any]
    ) -> list[Line]:
        # Every column of the sheet is written, so that one statement serves all of its rows.
        written = {**{name: row[name] for name in self._written}, **values}
        after = {**row, **written}
        written["search"] = searching.terms(*(after[name] or "" for name in _SOUGHT))
        before = {name: row[name] for name in written}
        main = Line(number, "customer", UPDATE, written, before, row_id=row["id"], seen=row["revision"])
        return [main, *_history(number, row, changed)]

    def _columns(self, draft: Draft) -> dict[str, Any]:
        """Return a draft's values by the columns that they stand in."""
        values = {name: value for name, value in draft.values.items() if name in NEW or name == "name"}
        for name, column in (("manager", "manager_id"), ("deputy", "deputy_id")):
            if name in draft.values:
                values[column] = draft.values[name]
        if "birthday" in draft.values:
            values |= day_columns(draft.values["birthday"])
        return values

    def _belongings(self, draft: Draft, standing: Standing, place: int | None) -> list[Line]:
        """Return the people and days of a row that are not on file as they stand in it."""
        wanted: list[tuple[str, str, dict[str, Any]]] = []
        for number in sorted(draft.numbered):
            given = draft.numbered[number]
            name = given.get("liaison_name", "")
            if not name:
                raise Refused(("import-liaison-name", {}))
            values = {column: given[key] for key, column in _LIAISON.items() if key in given}
            if "liaison_birthday" in given:
                values |= day_columns(given["liaison_birthday"])
            wanted.append(("liaison", name, values))
        for key in ("anniversaries", "founded"):
            wanted += [("day", name, day_columns(day)) for name, day in draft.values.get(key, [])]
        lines = []
        for part, name, values in wanted:
            on_file = standing.liaisons if part == "liaison" else standing.anniversaries
            row = next((one for one in on_file if one["name"] == name), None)
            lines += self._part(draft.number, part, name, values, row, standing.row["id"], place)
        return lines

    def _part(
        self,
        number: int,
        part: str,
        name: str,
        values: dict[str, Any],
        row: Mapping[str, Any] | None,
        owner_id: int | None,
        place: int | None,
    ) -> list[Line]:
        empty = {**day_columns(None), **({"post": "", "phone": ""} if part == "liaison" else {})}
        owner = {"owner_id": owner_id, "owner_place": place}
        if "*" in values.get("phone", ""):
            if row is None:
                raise Refused(("import-masked", {}))
            values = {key: value for key, value in values.items() if key != "phone"}
        if row is None:
            full = {"name": name, **empty, **values}
            return [Line(number, part, CREATE, full, place=self._seen.place(part), **owner)]  # type: ignore[arg-type]
        if all(row[key] == value for key, value in values.items()):
            return []
        before = {key: row[key] for key in empty}
        return [Line(number, part, UPDATE, {**before, **values}, before, row_id=row["id"], **owner)]  # type: ignore[arg-type]


def _same(old: Any, new: Any) -> bool:
    if isinstance(new, list):
        return sorted(old or []) == new
    return bool(old == new)


def _history(number: int, row: Mapping[str, Any], changed: Mapping[str, Any]) -> list[Line]:
    """Return what is kept of each change: the field, and what stood there (O1)."""
    kept: list[tuple[str, str, str]] = []
    if any(name in changed for name in DAY):
        kept.append(("birthday", _day_words(row), _day_words({**row, **changed})))
    kept += [(name, _words(row[name]), _words(value)) for name, value in changed.items() if name not in DAY]
    return [
        Line(number, "change", CREATE, {"field": name, "old": old, "new": new}, owner_id=row["id"])
        for name, old, new in kept
    ]


def _day_words(row: Mapping[str, Any]) -> str:
    if row["birth_month"] is None:
        return ""
    return json.dumps({name: row[name] for name in DAY}, ensure_ascii=False)


def _words(value: Any) -> str:
    return "" if value is None else str(value)


def written_by(fields: Iterable[str]) -> tuple[str, ...]:
    """Return the columns of a customer that a sheet with such fields writes."""
    columns: list[str] = []
    for name in sorted(fields):
        if name == "birthday":
            columns += DAY
        elif name in ("manager", "deputy"):
            columns.append(f"{name}_id")
        elif name in NEW or name == "name":
            columns.append(name)
    return tuple(columns)
