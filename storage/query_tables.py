"""Standard queries: versions, what was asked, and the company's facts in the slots (N1, O2)."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from storage.columns import count, key, link, metadata, part, words
from storage.moment import UtcTime

queries = Table(
    "queries",
    metadata,
    key(),
    # The name by which an entry is on file; what customers read is the title of the version in force.
    Column("title", String(128), nullable=False, unique=True),
    Column("retired_at", UtcTime),
    words("retired_by", 64),
)

query_versions = Table(
    "query_versions",
    metadata,
    key(),
    link("query_id", "queries", nullable=False),
    Column("number", Integer, nullable=False),
    # draft, submitted, returned, approved, dropped
    Column("state", String(16), nullable=False),
    Column("title", String(128), nullable=False),
    words("answer"),
    Column("wordings", JSON, nullable=False),
    Column("variants", JSON, nullable=False),
    Column("buttons", JSON, nullable=False),
    words("department", 32),
    # An approved version is in force from `valid_from` on, until a later one is; after `valid_to` none is.
    Column("valid_from", Date),
    Column("valid_to", Date),
    link("owner_id", "staff"),
    # Everybody who had a hand in it: none of them may approve it (E9).
    Column("authors", JSON, nullable=False),
    words("approved_by", 64),
    Column("decided_at", UtcTime),
    words("comment"),
    Column("at", UtcTime, nullable=False),
    # What its owner was told of its end: nothing, soon, gone.
    words("told", 8),
    count("revision"),
    # Title, answer and wordings in English; nothing in versions from before there were any.
    Column("english", JSON),
    UniqueConstraint("query_id", "number"),
    Index("ix_query_versions_state", "state"),
)

query_asks = Table(
    "query_asks",
    metadata,
    key(),
    Column("at", UtcTime, nullable=False),
    link("address_id", "addresses"),
    link("customer_id", "customers", index=True),
    Column("text", Text, nullable=False),
    Column("offered", JSON, nullable=False),
    link("query_id", "queries"),
    # offered, answered, unsolved, none, unanswered
    Column("outcome", String(16), nullable=False),
    link("case_id", "cases"),
    # What was made of it in the list of unsolved questions: wording, query, ignored.
    words("settled", 16),
    Index("ix_query_asks_at", "at"),
    Index("ix_query_asks_query_id", "query_id", "at"),
    part("query_asks", "case_id"),
)

company_facts = Table(
    "company_facts",
    metadata,
    key(),
    # Rows are only added: the newest of a name holds, the others tell who set what and when.
    Column("name", String(32), nullable=False, index=True),
    words("value"),
    words("set_by", 64),
    Column("at", UtcTime, nullable=False),
)

models = Table(
    "models",
    metadata,
    # Of what a model was fitted on: whoever has the same questions need not fit it again.
    Column("digest", String(64), primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
