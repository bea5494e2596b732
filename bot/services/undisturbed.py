"""Whether something that a customer did not ask for may be pushed to them: one place decides (D-6, D-18)."""

from __future__ import annotations

from bot.services.ports import UnitOfWork

GREETING, SURVEY, NEWS = "greeting", "survey", "news"
"""What is pushed unasked. Answers to own matters, and notices of appointments, are not of these."""


def may_push(uow: UnitOfWork, customer_id: int, what: str) -> bool:
    """Return whether something unasked may be pushed; greetings only where they were agreed to (D-18)."""
    profile = uow.profiles.get(customer_id)
    if profile is None or profile.do_not_disturb or profile.do_not_contact:
        return False
    return what != GREETING or profile.greetings is True
