"""One turn's view of the store."""

from __future__ import annotations

from bot.services import (
    cadence_ledgers,
    calendar_ledgers,
    customer_ledgers,
    digest_ledgers,
    ledgers,
    moments_ledgers,
    own_ledgers,
    ports,
    privacy_ledgers,
    push_ledgers,
    query_ledgers,
    script_records,
    survey_records,
    talk_records,
)
from bot.services.importing.ledger import Imports as Sheets
from bot.services.knowledge import Models as FittedModels
from bot.services.records import Parcel
from storage.addresses import Addresses
from storage.cadence import Cadence
from storage.calendars import Absences, CalendarDays
from storage.cases import Cases
from storage.consents import Consents
from storage.contacts import Contacts
from storage.digests import Digests
from storage.duties import Duties
from storage.files import Files
from storage.history import History
from storage.imports import Imports
from storage.inbox import Inbox
from storage.keepings import Keepings
from storage.lapses import Lapses
from storage.models import Models
from storage.outbox import Outbox
from storage.own import Drafts, QuickPhrases, Violations
from storage.people import People
from storage.profiles import Profiles
from storage.pushes import Pushes
from storage.queries import Queries
from storage.query_asks import Asks, Facts
from storage.reckonings import Reckonings
from storage.records import Records
from storage.scripts import Scripts
from storage.session import Session
from storage.sources import Sources
from storage.surveys import Surveys
from storage.talks import Talks
from storage.visits import Visits
from storage.work_logs import WorkLogs
from storage.year_days import YearDays


class Unit:
    """Implements `ports.UnitOfWork`; `parcels` is what the turn queued for sending."""

    def __init__(self, session: Session) -> None:
        self.parcels: list[Parcel] = []
        self.inbox: ports.Inbox = Inbox(session)
        self.outbox: ports.Outbox = Outbox(session, self.parcels)
        self.addresses: ports.Addresses = Addresses(session)
        self.people: ledgers.People = People(session)
        self.profiles: customer_ledgers.Profiles = Profiles(session)
        self.history: customer_ledgers.History = History(session)
        self.files: ports.Files = Files(session)
        self.cases: ledgers.Cases = Cases(session)
        self.cadence: cadence_ledgers.Cadence = Cadence(session)
        self.lapses: cadence_ledgers.Lapses = Lapses(session)
        self.year_days: moments_ledgers.YearDays = YearDays(session)
        self.contacts: ledgers.Contacts = Contacts(session)
        self.drafts: own_ledgers.Drafts = Drafts(session)
        self.phrases: own_ledgers.QuickPhrases = QuickPhrases(session)
        self.violations: own_ledgers.Violations = Violations(session)
        self.duties: ledgers.Duties = Duties(session)
        self.pushes: push_ledgers.Pushes = Pushes(session)
        self.digests: digest_ledgers.Digests = Digests(session)
        self.logs: digest_ledgers.WorkLogs = WorkLogs(session)
        self.queries: query_ledgers.Queries = Queries(session)
        self.models: FittedModels = Models(session)
        self.asks: query_ledgers.Asks = Asks(session)
        self.facts: query_ledgers.Facts = Facts(session)
        self.records: ledgers.Records = Records(session)
        self.imports: Sheets = Imports(session)
        self.scripts: script_records.Scripts = Scripts(session)
        self.surveys: survey_records.Surveys = Surveys(session)
        self.talks: talk_records.Talks = Talks(session)
        self.visits: ledgers.Visits = Visits(session)
        self.calendar: calendar_ledgers.CalendarDays = CalendarDays(session)
        self.absences: calendar_ledgers.Absences = Absences(session)
        self.reckonings: calendar_ledgers.Reckonings = Reckonings(session)
        self.consents: privacy_ledgers.Consents = Consents(session)
        self.keepings: privacy_ledgers.Keepings = Keepings(session)
        self.sources: privacy_ledgers.Sources = Sources(session)
