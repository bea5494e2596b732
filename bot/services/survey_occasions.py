"""A conversation that is over is an occasion to ask how it was (H1)."""

from __future__ import annotations

from datetime import datetime

from bot.services import surveys, talk_ending
from bot.services.desk import Desk
from bot.services.ports import UnitOfWork
from bot.services.survey_records import Occasion
from bot.services.talk_records import Talk

_BROKEN_OFF = (talk_ending.DROPPED, talk_ending.GONE, talk_ending.CALLED)


def after_talk(uow: UnitOfWork, desk: Desk, talk: Talk, now: datetime) -> None:
    """Ask about a conversation that both sides took part in, once it is over."""
    if talk.answered and talk.ended_why not in _BROKEN_OFF:
        surveys.request(uow, desk, Occasion("talk", f"talk:{talk.id}", talk.customer_id, talk.staff_id), now)
