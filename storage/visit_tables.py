"""Before a visit: plans, appointments and what became of them (D-7 to D-13, K1–K3)."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, String, Table

from storage.columns import count, flag, key, link, metadata, words
from storage.moment import UtcTime

visit_plans = Table(
    "visit_plans",
    metadata,
    key(),
    link("customer_id", "customers", nullable=False, index=True),
    link("manager_id", "staff", nullable=False),
    Column("kind", String(16), nullable=False),  # group, home, store, reception
    words("purpose", 256),
    words("place", 128),
    words("state", 16, "proposed"),  # proposed, wished, agreed, arrived, done, cancelled
    Column("slots", JSON, nullable=False),
    Column("at", UtcTime),
    flag("phoned"),  # agreed by telephone, ticked by the manager
    flag("short"),  # T17: made less than half a working day ahead
    Column("noticed_at", UtcTime),
    count("travel_minutes"),
    Column("kit", JSON, nullable=False),
    Column("arrived_at", UtcTime),
    Column("left_at", UtcTime),
    words("punctual", 16),  # D-12, T2: early, on_time, late
    count("moves"),
    words("reason", 256),
    words("fault", 16),  # a cancellation of ours counts as a broken appointment
    Column("created_at", UtcTime, nullable=False),
    Column("revision", Integer, nullable=False, server_default="0"),
    Index("ix_visit_plans_day", "manager_id", "at"),
)

visit_events = Table(
    "visit_events",
    metadata,
    key(),
    link("plan_id", "visit_plans", nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
    Column("what", String(24), nullable=False),
    link("staff_id", "staff"),
    words("text"),
)
