"""What a customer taps and says when asked how satisfied they are (H1 to H5)."""

from __future__ import annotations

from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import routing, survey_occasions, surveys, talk_ending
from bot.services.survey_records import ANSWERED, VIEWS, Survey
from bot.standard.access import CUSTOMER
from handlers import afterwards
from handlers.routes import CUSTOMERS, router
from handlers.turn import Rows, Turn, row

SURVEY = "survey"

talk_ending.AFTER.append(survey_occasions.after_talk)


def _own(turn: Turn, survey_id: int) -> Survey:
    survey = turn.uow.surveys.get(survey_id)
    if survey is None or turn.customer is None or survey.customer_id != turn.customer.id:
        raise BadInput("error-not-yours")
    return survey


@router.press("survey-score", CUSTOMERS)
def scored(turn: Turn, press: Press) -> None:
    """Keep how satisfied the customer is; one tap is enough (H1), a low score is seen to (H4)."""
    survey = _own(turn, press.subject)
    score = _score(press.value)
    by = surveys.answered(turn.uow, turn.desk, survey, score, turn.now)
    label = turn.say(f"score-{score}")
    asked = surveys.question(turn.uow, turn.voice, survey)
    turn.show(f"{asked}\n{turn.say('survey-chosen', score=label)}")
    if by is not None:
        manager = routing.responsible(turn.uow, turn.customer)
        who = manager.name if manager is not None else turn.say("who-supervisor")
        turn.reply(turn.say("survey-sorry", staff=who, time=turn.voice.time_words(by)))
    else:
        turn.reply(turn.say("survey-thanks"))
    afterwards.expect(turn, SURVEY, survey.id)
    if survey.vip and survey.about == "quarter":
        _ask_view(turn, survey, VIEWS[0])


def _score(value: str) -> int:
    if not value.isdecimal() or int(value) not in surveys.SCORES:
        raise Stale
    return int(value)


def _ask_view(turn: Turn, survey: Survey, view: str) -> None:
    turn.reply(turn.say(f"survey-view-{view}"), surveys.view_rows(turn.voice, survey, view))


@router.press("survey-view", CUSTOMERS)
def viewed(turn: Turn, press: Press) -> None:
    """Keep a VIP's answer to one of the three questions and ask the next (H5)."""
    survey = _own(turn, press.subject)
    view, _, value = press.value.partition("-")
    if view not in VIEWS:
        raise Stale
    score = _score(value)
    following = surveys.viewed(turn.uow, survey, view, score)
    chosen = turn.say("survey-chosen", score=turn.say(f"view-{score}"))
    turn.show(f"{turn.say(f'survey-view-{view}')}\n{chosen}")
    afterwards.expect(turn, SURVEY, survey.id)
    if following:
        _ask_view(turn, survey, following)
    else:
        turn.reply(turn.say("survey-views-thanks"))


def _say(turn: Turn, survey_id: int, text: str) -> bool:
    """Keep a few words with a score."""
    survey = _own(turn, survey_id)
    if survey.state != ANSWERED:
        return False
    surveys.add_words(turn.uow, turn.desk, survey, text, turn.now)
    turn.reply(turn.say("survey-words-kept"))
    return True


afterwards.TAKERS[SURVEY] = _say


@router.press("survey-off", (CUSTOMER,))
def off(turn: Turn, press: Press) -> None:
    """Ask a customer no more, in one tap (H2)."""
    _silence(turn, True)


@router.press("survey-on", (CUSTOMER,))
def on(turn: Turn, press: Press) -> None:
    """Ask a customer again who had had enough."""
    _silence(turn, False)


def _silence(turn: Turn, off: bool) -> None:
    assert turn.customer is not None  # guests are asked for nothing
    turn.uow.surveys.silence(turn.customer.id, off)
    turn.uow.records.audit("surveys-off" if off else "surveys-on", f"customer:{turn.customer.id}", turn.now)
    turn.show(*_standing(turn, off))


def _standing(turn: Turn, off: bool) -> tuple[str, Rows]:
    action = "survey-on" if off else "survey-off"
    label = turn.say("button-surveys-on" if off else "button-surveys-off")
    return turn.say("surveys-are-off" if off else "surveys-are-on"), row(button(label, action))


@router.command("ratings", (CUSTOMER,))
def ratings(turn: Turn) -> None:
    """Say whether a customer is asked for their opinion, and let them change it (H2)."""
    assert turn.customer is not None  # of this role
    turn.reply(*_standing(turn, turn.uow.surveys.silenced(turn.customer.id)))
