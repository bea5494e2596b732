"""What rows about customers on file come to: contacts, cases, bills (C2–C5, C9), each kept once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.services import cases, duties
from bot.services.desk import Desk
from bot.services.importing.drafts import Draft
from bot.services.importing.lines import CREATE, REJECT, ROW, UNCHANGED, UPDATE, Line, Note, Scope
from bot.services.importing.standing import OnFile, Refused, Standing, meant_by_mask
from bot.standard.deadline import Due

Known = Mapping[str, list[Standing]]


def kept(moment: datetime) -> str:
    """Return a moment as both databases read it from a text: in UTC, without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


class Happenings:
    """Plans rows of one kind about customers on file."""

    part = ""

    def __init__(self, scope: Scope, desk: Desk, now: datetime) -> None:
        self._scope, self._desk, self._now = scope, desk, now
        self._seen: dict[Any, int] = {}
        self._places = 0

    def plan(self, draft: Draft, known: Known, on_file: OnFile) -> list[Line]:
        """Return what a row comes to."""
        try:
            if draft.faults:
                raise Refused(*draft.faults)
            customer = self._customer(draft, known)
            lines = self._lines(draft, customer, on_file)
            notes = self._notes(draft, customer, on_file)
        except Refused as refused:
            return [Line(draft.number, ROW, REJECT, notes=refused.notes)]
        actions = {line.action for line in lines}
        action = UNCHANGED if not actions else CREATE if CREATE in actions else UPDATE
        return [Line(draft.number, ROW, action, notes=notes), *lines]

    def _customer(self, draft: Draft, known: Known) -> Mapping[str, Any]:
        """Return whom a row is about: by account, by name and phone, by the phone of one alone."""
        values = draft.values
        account, name, phone = (values.get(key, "") for key in ("account", "name", "phone"))
        found = known.get(f"account:{account}", []) if account else []
        if not found and phone and not account:
            found = [one for one in known.get(f"phone:{phone}", []) if name in ("", one.row["name"])]
            if "*" in phone:
                found = meant_by_mask(known, name, phone, self._scope)
        if len(found) > 1:
            raise Refused(("import-several", {"name": name or "-"}))
        if not found:
            raise Refused(("import-masked-unknown" if "*" in phone else "import-no-customer", {}))
        row = found[0].row
        if not self._scope.may(row["manager_id"], row["deputy_id"]):
            owner = self._scope.names.get(row["manager_id"] or 0, "")
            raise Refused(("import-others", {"name": owner}) if owner else ("import-not-own", {}))
        return row

    def _lines(self, draft: Draft, customer: Mapping[str, Any], on_file: OnFile) -> list[Line]:
        raise NotImplementedError

    def _notes(self, draft: Draft, customer: Mapping[str, Any], on_file: OnFile) -> list[Note]:
        return []

    def _once(self, key: Any, number: int) -> None:
        before = self._seen.setdefault(key, number)
        if before != number:
            raise Refused(("import-repeated-row", {"row": str(before)}))

    def _new(self, number: int, customer: Mapping[str, Any], values: dict[str, Any]) -> Line:
        self._places += 1
        return Line(number, self.part, CREATE, values, place=self._places, owner_id=customer["id"])

    def _past(self, moment: datetime | None) -> datetime | None:
        if moment is not None and moment > self._now:
            raise Refused(("import-future", {}))
        return moment

    def _need(self, draft: Draft, *names: str) -> None:
        missing: list[Note] = [
            (f"import-no-{name.replace('_', '-')}", {}) for name in names if name not in draft.values
        ]
        if missing:
            raise Refused(*missing)


class Contacts(Happenings):
    """Records of what happened, with who wrote them and when (C2, C3)."""

    part = "contact"

    def _lines(self, draft: Draft, customer: Mapping[str, Any], on_file: OnFile) -> list[Line]:
        self._need(draft, "content", "happened_at")
        given, scope = draft.values, self._scope
        at = self._past(given["happened_at"])
        recorded = self._past(given.get("recorded_at")) or at
        assert at is not None and recorded is not None
        manager = given.get("manager") or customer["manager_id"] or scope.staff_id
        if manager is None:
            raise Refused(("import-no-manager", {}))
        if not scope.may_give(manager):
            raise Refused(("import-manager-beyond", {"name": scope.names.get(manager, "-")}))
        kind = given.get("kind", "visit")
        key = (customer["id"], kind, kept(at), given["content"])
        self._once(key, draft.number)
        if key in on_file.contacts:
            return []
        values = {
            "kind": kind,
            "manager_id": manager,
            "happened_at": kept(at),
            "recorded_at": kept(max(recorded, at)),
            "content": given["content"],
            "outcome": given.get("outcome", "reached"),
            "next_at": kept(given["next_at"]) if "next_at" in given else None,
            "author": given.get("author", ""),
        }
        return [self._new(draft.number, customer, values)]


class Cases(Happenings):
    """What is owed an answer, with its duty, and what got one (C4–C8)."""

    part = "case"

    def _lines(self, draft: Draft, customer: Mapping[str, Any], on_file: OnFile) -> list[Line]:
        self._need(draft, "case_kind", "text", "created_at")
        given = draft.values
        at = self._past(given["created_at"])
        answered = self._past(given.get("answered_at"))
        assert at is not None
        key = _case_key(draft, customer)
        self._once(key, draft.number)
        if key in on_file.cases:
            return []
        values = {
            "kind": given["case_kind"],
            "severity": given.get("severity", "normal") if given["case_kind"] == "complaint" else "",
            "text": given["text"],
            "answer": given.get("answer", ""),
            "answered_at": kept(max(at, answered)) if answered else None,
            "created_at": kept(at),
        }
        if _is_open(given):
            return self._open(draft, customer, values, at)
        return [self._closed(draft, customer, values, max(at, answered or at))]

    def _closed(
        self, draft: Draft, customer: Mapping[str, Any], values: dict[str, Any], answered: datetime
    ) -> Line:
        owner = draft.values.get("manager") or customer["manager_id"] or self._scope.staff_id
        ended = dict.fromkeys(("answered_at", "closed_at"), kept(answered))
        ended |= {"due_at": kept(draft.values.get("due_at", answered))}
        people = {"owner_id": owner, "answered_by": owner}
        fixed = {"state": "closed", "provisional": False}
        return self._new(draft.number, customer, {**values, **ended, **people, **fixed})

    def _open(
        self, draft: Draft, customer: Mapping[str, Any], values: dict[str, Any], at: datetime
    ) -> list[Line]:
        """Return an open case and its duty; what its ladder would have said by now is not said any more."""
        desk, owner = self._desk, self._owner(draft, customer)
        due = desk.due(values["kind"], values["severity"], at)
        if "due_at" in draft.values:
            due = Due(draft.values["due_at"], draft.values["due_at"].date(), False)
            if due.at < at:
                raise Refused(("import-due-early", {}))
        ladder = cases.ladder_of(values["kind"])
        rung, next_at = duties.standing(desk, ladder, at, due.at, self._now)
        owed = {"owner_id": owner, "due_at": kept(due.at), "provisional": due.provisional}
        unsettled = {"state": cases.OPEN, "answered_by": None, "closed_at": None}
        case = self._new(draft.number, customer, {**values, **owed, **unsettled})
        duty = {
            **owed,
            "kind": values["kind"],
            "period": cases.FIRST,
            "opened_at": kept(at),
            "due_day": due.day.isoformat(),
            "ladder": ladder,
            "rung": rung,
            "next_at": kept(next_at) if next_at else None,
            "policy": desk.policy.version,
        }
        owner_id = customer["id"]
        return [case, Line(draft.number, "duty", CREATE, duty, owner_id=owner_id, owner_place=case.place)]

    def _owner(self, draft: Draft, customer: Mapping[str, Any]) -> int:
        """Return who is to answer: whoever is named, else who serves the customer, else who brings it in."""
        scope, given = self._scope, draft.values.get("manager")
        serving = (customer["manager_id"], customer["deputy_id"])
        if given is not None:
            if given not in serving and not scope.may_give(given):
                raise Refused(("import-manager-beyond", {"name": scope.names.get(given, "-")}))
            return int(given)
        owner = next((one for one in serving if one in scope.names), scope.staff_id)
        if owner is None:
            raise Refused(("import-no-manager", {}))
        return int(owner)

    def _notes(self, draft: Draft, customer: Mapping[str, Any], on_file: OnFile) -> list[Note]:
        """Point out that a case is on file as open although the sheet has its answer."""
        still = on_file.cases.get(_case_key(draft, customer)) == cases.OPEN
        return [("import-case-still-open", {})] if still and not _is_open(draft.values) else []


def _case_key(draft: Draft, customer: Mapping[str, Any]) -> tuple[int, str, str, str]:
    given = draft.values
    return (customer["id"], given["case_kind"], kept(given["created_at"]), given["text"])


def _is_open(given: Mapping[str, Any]) -> bool:
    """Return whether a case waits for its answer; where the sheet does not say, by whether it has one."""
    ended = "answer" in given or "answered_at" in given
    return bool(given.get("state", "closed" if ended else "open") == "open")


class Bills(Happenings):
    """What customers paid month by month (C9): a month's sum replaces the one kept before."""

    part = "bill"

    def _lines(self, draft: Draft, customer: Mapping[str, Any], on_file: OnFile) -> list[Line]:
        given = draft.values
        sums = {month: values["amount"] for month, values in draft.numbered.items()}
        if "amount" in given:
            if "month" not in given:
                raise Refused(("import-no-month", {}))
            sums[given["month"]] = given["amount"]
        if not sums:
            raise Refused(("import-no-amount", {}))
        # A day's grace: the company's month begins before UTC's.
        if max(sums) > f"{self._now + timedelta(days=1):%Y-%m}":
            raise Refused(("import-future", {}))
        lines = []
        for month, amount in sorted(sums.items()):
            if amount < 0:
                raise Refused(("import-negative", {"month": month}))
            self._once((customer["id"], month), draft.number)
            state = given.get("state", "")
            state = "unused" if amount == 0 and not state else state
            values = {
                "month": month,
                "amount": amount,
                "state": "" if state == "normal" else state,
                "note": given.get("note", ""),
            }
            before = on_file.bills.get((customer["id"], month))
            if before is None:
                lines.append(self._new(draft.number, customer, values))
                continue
            stood = {name: before[name] for name in values}
            if "note" not in given:
                values["note"] = stood["note"]
            if stood != values:
                lines.append(
                    Line(
                        draft.number,
                        self.part,
                        UPDATE,
                        values,
                        stood,
                        row_id=before["id"],
                        owner_id=customer["id"],
                    )
                )
        return lines


PLANNERS: Mapping[str, type[Happenings]] = {"contacts": Contacts, "cases": Cases, "bills": Bills}
