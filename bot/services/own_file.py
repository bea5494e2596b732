"""Everything kept about one person, put together for that person: to be read, and handed out (G3, T21).

Each provider gives one section. A room that keeps something about people adds its own to `PROVIDERS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.services import yearday_words
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.privacy_ledgers import Whose
from bot.services.records import Case, Contactable, Customer
from bot.standard.yearday import YearDay

Say = Callable[..., str]
FILED = (
    *("name", "gender", "kind", "account", "tier", "phone", "home_phone", "address", "employer", "post"),
    *("birthday", "language", "contact_hours", "preferences", "taboos", "user_name", "user_phone"),
    *("user_relation", "wish_days", "card", "greetings", "do_not_disturb", "do_not_contact"),
)
"""What stands in a person's file; remarks and labels of the company's own are not among it."""
_CHOSEN = ("gender", "kind", "tier", "card")
MET = ("visit", "call", "reception")
_MOST = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose data is put together, in whose words and for which zone."""

    uow: UnitOfWork
    desk: Desk
    say: Say
    whose: Whose
    customer: Customer | None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing kept: as a line to read, and as data."""

    line: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Section:
    """What is kept of one kind."""

    name: str
    rows: Sequence[Row]


Provider = Callable[[Asked], Section]


def whose(uow: UnitOfWork, customer: Customer | None, who: Contactable | None, event: str = "") -> Whose:
    """Return whose data is meant: a customer with every chat of theirs, or a guest's chat alone."""
    if customer is None:
        return Whose(None, (who.id,) if who is not None else (), event)
    return Whose(customer.id, tuple(place.id for place in uow.addresses.of_customer(customer.id)), event)


def sections(asked: Asked) -> list[Section]:
    """Return everything that is kept, section by section."""
    return [section for provider in PROVIDERS if (section := provider(asked)).rows]


def as_json(asked: Asked, found: Sequence[Section], now: datetime) -> bytes:
    """Return sections for machines."""
    data: dict[str, Any] = {
        "company": asked.desk.facts.get("company", ""),
        "made_at": asked.desk.local(now).isoformat(timespec="seconds"),
    }
    data |= {section.name: [dict(row.data) for row in section.rows] for section in found}
    return json.dumps(data, ensure_ascii=False, indent=2, default=_plain).encode()


def as_text(asked: Asked, found: Sequence[Section], now: datetime) -> bytes:
    """Return sections for people: plain lines that any telephone opens."""
    say = asked.say
    lines = [say("own-export-head", time=asked.desk.time_words(now)), say("own-export-note")]
    for section in found:
        lines += ["", say(f"own-section-{section.name}"), *(row.line for row in section.rows)]
    # The mark at the beginning tells older programs that this is UTF-8.
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, YearDay):
        return {name: getattr(value, name) for name in ("month", "day", "year", "lunar", "leap")}
    raise TypeError(type(value).__name__)


def values(asked: Asked) -> list[tuple[str, Any]]:
    """Return the fields of a file in which something stands."""
    if asked.customer is None:
        return []
    profile = asked.uow.profiles.get(asked.customer.id)
    found = ((name, getattr(asked.customer, name, getattr(profile, name, None))) for name in FILED)
    return [(name, value) for name, value in found if value or name == "greetings"]


def words(asked: Asked, name: str, value: Any) -> str:
    """Return a field's value as its owner reads it."""
    if name in _CHOSEN:
        return asked.say(f"own-{name}-{value}")
    if isinstance(value, bool) or value is None:
        return asked.say(f"own-{'none' if value is None else 'yes' if value else 'no'}")
    if name == "wish_days":
        return asked.say("own-days", days=str(value)) if value else asked.say("own-no")
    if isinstance(value, YearDay):
        return yearday_words.words(asked.say, value)
    return str(value)


def _line(asked: Asked, label: str, value: str) -> str:
    return asked.say("summary-line", label=label, value=value)


def _at(asked: Asked, moment: datetime | None) -> str:
    """Return a moment with its year: what is handed out is kept for long."""
    return f"{asked.desk.local(moment):%Y-%m-%d %H:%M}" if moment else ""


def _file(asked: Asked) -> Section:
    rows = [
        Row(_line(asked, asked.say(f"own-{name}"), words(asked, name, value)), {name: value})
        for name, value in values(asked)
    ]
    return Section("file", rows)


def _people(asked: Asked) -> Section:
    found = asked.uow.profiles.liaisons(asked.customer.id) if asked.customer else []
    kept = ((each, ("name", "post", "phone", "birthday", "note")) for each in found)
    return Section("people", [_belonging(asked, each, names) for each, names in kept])


def _days(asked: Asked) -> Section:
    found = asked.uow.profiles.anniversaries(asked.customer.id) if asked.customer else []
    return Section("days", [_belonging(asked, each, ("name", "day")) for each in found])


def _belonging(asked: Asked, each: object, names: Sequence[str]) -> Row:
    data = {name: value for name in names if (value := getattr(each, name))}
    said = [words(asked, name, value) for name, value in data.items()]
    return Row(asked.say("own-line", text=" ".join(said)), data)


def _bills(asked: Asked) -> Section:
    found = asked.uow.profiles.bills(asked.customer.id, _MOST) if asked.customer else []
    rows = [
        Row(
            _line(asked, bill.month, asked.say("own-yuan", amount=f"{bill.amount / 100:.2f}")),
            {"month": bill.month, "fen": bill.amount, "state": bill.state},
        )
        for bill in found
    ]
    return Section("bills", rows)


def _consents(asked: Asked) -> Section:
    found = asked.uow.consents.of_customer(asked.customer.id) if asked.customer else []
    rows = []
    for each in found:
        said = asked.say(f"own-consent-{each.what}", version=each.version)
        data = {"at": each.at, "what": each.what, "version": each.version, "channel": each.channel}
        rows.append(Row(_line(asked, _at(asked, each.at), said), data | {"how": each.how}))
    return Section("consents", rows)


def _matters(asked: Asked) -> Section:
    theirs = {case.id: case for case in _cases(asked)}
    rows = []
    for case in sorted(theirs.values(), key=lambda case: case.id):
        reference = asked.desk.reference(case)
        said = asked.say(
            "own-matter",
            time=_at(asked, case.created_at),
            kind=asked.say(f"case-{case.kind}"),
            reference=reference,
            text=case.text,
        )
        answer = asked.say("own-answer", text=case.answer) if case.answer else ""
        data = {"reference": reference, "kind": case.kind, "state": case.state, "text": case.text}
        data |= {"answer": case.answer, "phone": case.phone, "wanted": case.wanted}
        times = {"created_at": case.created_at, "answered_at": case.answered_at, "closed_at": case.closed_at}
        rows.append(Row(f"{said}\n{answer}" if answer else said, data | times))
    return Section("matters", rows)


def _cases(asked: Asked) -> list[Case]:
    customer_id = asked.whose.customer_id
    places = asked.whose.address_ids or (0,)
    return [case for place in places for case in asked.uow.cases.of_person(customer_id, place, _MOST)]


def _contacts(asked: Asked) -> Section:
    """Contacts as their customer may see them: when, how, by whom."""
    found = asked.uow.contacts.of_customer(asked.customer.id, _MOST) if asked.customer else []
    rows = []
    for each in found:
        person = asked.uow.people.staff(each.manager_id)
        who = person.name if person else each.author
        kind = each.kind if each.kind in MET else "other"
        said = f"{asked.say(f'own-contact-{kind}')} {who}"
        data = {"kind": each.kind, "at": each.happened_at, "by": who, "next_at": each.next_at}
        rows.append(Row(_line(asked, _at(asked, each.happened_at), said), data))
    return Section("contacts", rows)


def _visits(asked: Asked) -> Section:
    found = asked.uow.visits.of_customer(asked.customer.id, _MOST) if asked.customer else []
    rows = []
    for plan in found:
        time = _at(asked, plan.at) or asked.say("own-none")
        data = {"at": plan.at, "purpose": plan.purpose, "place": plan.place, "state": plan.state}
        rows.append(Row(_line(asked, time, f"{plan.purpose} {plan.place}".strip()), data))
    return Section("visits", rows)


def _files(asked: Asked) -> Section:
    rows = []
    for kept in asked.uow.keepings.files(asked.whose):
        said = f"{kept.name or asked.say(f'file-kind-{kept.kind}')} {kept.caption}".strip()
        data = {"kind": kept.kind, "name": kept.name, "bytes": kept.size, "at": kept.created_at}
        rows.append(Row(_line(asked, _at(asked, kept.created_at), said), data | {"words": kept.caption}))
    return Section("files", rows)


def _messages(asked: Asked) -> Section:
    rows = []
    for line in asked.uow.keepings.spoken(asked.whose, asked.desk.policy.privacy.export_messages):
        mine = line.heard is not None
        text = _said(line.heard.text, line.heard.phone) if line.heard is not None else ""
        text = line.said.text if line.said is not None else text
        if not text:
            continue
        who = asked.say("own-you" if mine else "own-us")
        data = {"at": line.at, "channel": line.channel, "from": "you" if mine else "us", "text": text}
        rows.append(Row(asked.say("own-message", time=_at(asked, line.at), who=who, text=text), data))
    return Section("messages", rows)


def _said(text: str, phone: str) -> str:
    return text or phone


PROVIDERS: list[Provider] = [
    *(_file, _people, _days, _bills, _consents, _matters, _contacts, _visits, _files, _messages)
]
"""What puts the sections together, in the order in which they are read."""
