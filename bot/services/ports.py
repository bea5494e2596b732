"""What the desk needs of the outside, as Protocols; `storage` implements them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from bot.dialog.form import State
from bot.dialog.message import Address, File, Incoming, Outgoing, Why
from bot.services.cadence_ledgers import Cadence, Lapses
from bot.services.calendar_ledgers import Absences, CalendarDays, Reckonings
from bot.services.customer_ledgers import History, Profiles
from bot.services.digest_ledgers import Digests, WorkLogs
from bot.services.file_records import KeptFile, Place
from bot.services.importing.ledger import Imports
from bot.services.knowledge import Models
from bot.services.ledgers import Cases, Contacts, Duties, People, Records, Visits
from bot.services.moments_ledgers import YearDays
from bot.services.own_ledgers import Drafts, QuickPhrases, Violations
from bot.services.privacy_ledgers import Consents, Keepings, Sources
from bot.services.push_ledgers import Pushes
from bot.services.query_ledgers import Asks, Facts, Queries
from bot.services.records import Contactable, InboxRow, Line, Parcel
from bot.services.script_records import Scripts
from bot.services.survey_records import Surveys
from bot.services.talk_records import Talks

T = TypeVar("T")

REPLY, ALERT, REMINDER = 0, 1, 2
"""Outbox priorities: a reply to a waiting person, an alert, everything that can wait."""


class Inbox(Protocol):
    """Events safely kept before the platform is told so."""

    def add(self, events: Sequence[Incoming], now: datetime) -> list[InboxRow]:
        """Keep events; return those that are new, in order (a repeat is dropped)."""

    def take(self, row_id: int) -> InboxRow | None:
        """Return an event still to be worked, locked for this turn; None where it is done already."""

    def next(self, event: Incoming) -> int | None:
        """Return the id of the oldest waiting event of the same person."""

    def flooding(self, row: InboxRow, messages: int, since: datetime) -> bool:
        """Return whether so many of a person's events before this one came since a moment."""

    def finish(self, row_id: int, now: datetime, failed: str = "") -> None:
        """Mark an event as worked; `failed` is the reference given to the person."""

    def waiting(self, older_than: datetime | None = None) -> list[InboxRow]:
        """Return unfinished events, oldest first."""

    def purge(self, before: datetime) -> int:
        """Delete events worked before a moment."""


class Outbox(Protocol):
    """Messages to be sent, in the same commit as what caused them."""

    def add(
        self,
        to: Contactable,
        message: Outgoing,
        priority: int,
        now: datetime,
        *,
        dedup: str = "",
        edits: str = "",
        not_before: datetime | None = None,
    ) -> Parcel | None:
        """Queue a message; return None where `dedup` was queued before."""

    def waiting(self, channel: str, limit: int, now: datetime) -> list[Parcel]:
        """Return what is to be sent, most pressing first."""

    def sent(self, parcel_id: int, ref: str, now: datetime) -> None:
        """Mark as sent."""

    def failed(self, parcel_id: int, why: Why, detail: str) -> None:
        """Mark as not deliverable, for good."""

    def standing(self, parcel_id: int) -> Outgoing | None:
        """Return a message that is still to go, in its present words; None where it is not."""

    def reword(self, parcel_id: int, message: Outgoing) -> None:
        """Put other words in the place of a message that has not gone."""

    def drop(self, parcel_id: int) -> None:
        """Take back one message that was held for its hour."""

    def withdraw(self, begins: str, address_ids: Collection[int] | None = None) -> int:
        """Take back what is held for its hour, by how its `dedup` begins; return how many messages."""

    def latest_choices(self, address_id: int) -> Outgoing | None:
        """Return the newest message with buttons to an address."""

    def carried(self, parcel_id: int, address_id: int) -> File | None:
        """Return the file of a message to an address; None where it was not to them or carries none."""

    def history(self, who: Contactable, after_out: int, after_in: int, limit: int) -> list[Line]:
        """Return a web conversation's newest lines above both cursors, oldest first."""

    def newest(self, channel: str, address_ids: Sequence[int]) -> dict[int, int]:
        """Return the newest outbox id of each address, for sockets whose messages another process made."""


class Addresses(Protocol):
    """Chat addresses and their dialog state."""

    def enter(self, event: Incoming, now: datetime) -> tuple[Contactable, State]:
        """Return the address of an event's sender and its dialog, making both at first sight."""

    def get(self, address_id: int) -> Contactable | None:
        """Return one address."""

    def at(self, address: Address) -> Contactable | None:
        """Return the address on file for a channel, user and chat."""

    def add(
        self, address: Address, now: datetime, *, staff_id: int | None = None, customer_id: int | None = None
    ) -> Contactable:
        """Put an address on file before its first message (personal web links)."""

    def bind(self, address_id: int, *, staff_id: int | None = None, customer_id: int | None = None) -> None:
        """Tie an address to a person."""

    def of_staff(self, staff_id: int) -> list[Contactable]:
        """Return a staff member's addresses, the latest used first."""

    def of_customer(self, customer_id: int) -> list[Contactable]:
        """Return a customer's addresses, the latest used first."""

    def touch(self, address_id: int, now: datetime) -> None:
        """Note that a session goes on (A1)."""

    def speak(self, address_id: int, language: str) -> None:
        """Note in which language whoever writes from here is spoken to (A24)."""

    def reach(self, address_id: int, reachable: bool) -> None:
        """Note whether messages arrive here."""

    def wrong_code(self, address_id: int, count: int, locked_until: datetime | None) -> None:
        """Count wrong codes."""

    def save_dialog(self, address_id: int, state: State, now: datetime) -> None:
        """Keep the form under way."""


class Files(Protocol):
    """Photos, voices, documents and positions, and what they are attached to (C3)."""

    def add(
        self,
        kind: str,
        name: str,
        mime: str,
        content: bytes,
        address_id: int | None,
        now: datetime,
        *,
        remote: str = "",
        caption: str = "",
        source: str = "",
    ) -> KeptFile:
        """Keep a file; what `source` brought before is returned as it was kept then."""

    def get(self, file_id: int) -> KeptFile | None:
        """Return a file without its bytes."""

    def brought(self, source: str) -> KeptFile | None:
        """Return the file that an event brought."""

    def count_since(self, address_id: int, since: datetime) -> int:
        """Return how many files an address has sent since a moment."""

    def purge(self, before: datetime) -> int:
        """Delete files of before a moment that belong to nothing; return how many."""

    def content(self, file_id: int) -> bytes | None:
        """Return a file's bytes; None where it is gone."""

    def remember(self, file_id: int, remote: str) -> None:
        """Note a platform's own handle of a file."""

    def attach(
        self, file_ids: Sequence[int], *, contact_id: int | None = None, case_id: int | None = None
    ) -> int:
        """Keep files with a contact or a case; return how many were not there before."""

    def detach(self, file_id: int, contact_id: int) -> bool:
        """Take a file off a contact; False where it was not there."""

    def of_contact(self, contact_id: int) -> list[KeptFile]:
        """Return a contact's files, oldest first."""

    def of_case(self, case_id: int) -> list[KeptFile]:
        """Return a case's files, oldest first."""

    def places(self, file_id: int) -> list[Place]:
        """Return what a file is attached to."""

    def latest_contact(self, manager_id: int, since: datetime) -> int | None:
        """Return the manager's newest contact recorded since a moment: what a file just sent belongs to."""


class UnitOfWork(Protocol):
    """One turn's view of the store; committed as a whole or not at all."""

    inbox: Inbox
    outbox: Outbox
    addresses: Addresses
    people: People
    profiles: Profiles
    history: History
    files: Files
    cases: Cases
    cadence: Cadence
    lapses: Lapses
    year_days: YearDays
    contacts: Contacts
    drafts: Drafts
    phrases: QuickPhrases
    violations: Violations
    duties: Duties
    pushes: Pushes
    digests: Digests
    logs: WorkLogs
    queries: Queries
    models: Models
    asks: Asks
    facts: Facts
    records: Records
    imports: Imports
    scripts: Scripts
    talks: Talks
    surveys: Surveys
    visits: Visits
    calendar: CalendarDays
    absences: Absences
    reckonings: Reckonings
    consents: Consents
    keepings: Keepings
    sources: Sources


Work = Callable[[UnitOfWork], T]


class Database(Protocol):
    """Runs plain functions over a unit of work, one commit each."""

    shared: bool
    """Several processes may work on it (PostgreSQL)."""

    async def turn(self, work: Work[T]) -> T:
        """Run work and commit; raise StorageBusy, with nothing kept, when the store cannot take it now."""

    async def read(self, work: Work[T]) -> T:
        """Run work that only reads, beside the writer."""

    def on_commit(self, listener: Callable[[Sequence[Parcel]], None]) -> None:
        """Call `listener` on the loop with the parcels of each committed turn."""

    async def close(self) -> None:
        """Finish what was taken and let go."""
