"""Customers who have agreed to be kept on file before a story begins (T21)."""

from __future__ import annotations

from datetime import datetime

from bot.services.ports import UnitOfWork
from bot.services.privacy_ledgers import AGREED, BY_LINK
from bot.standard.policy import shipped


def agree(uow: UnitOfWork, customer_id: int, address_id: int, now: datetime) -> None:
    """Let a customer have agreed, so that their chat is not asked."""
    version = shipped().privacy.consent_version
    uow.consents.note(customer_id, address_id, AGREED, version, now, how=BY_LINK)
