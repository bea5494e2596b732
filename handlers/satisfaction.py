"""满意度: what customers say of us, what was done about it, what is to be done better (H2, H4, H5)."""

from __future__ import annotations

from bot.dialog.form import Form, State, Step, Values
from bot.dialog.message import Choice
from bot.dialog.press import Press, button
from bot.errors import NotAllowed, NotFound
from bot.services import satisfaction, surveys
from bot.services.desk import excerpt
from bot.services.satisfaction import Quarter
from bot.services.survey_records import VIEWS, Improvement, Survey, Tally
from bot.standard.access import MANAGER
from handlers import filling
from handlers.customer import categories
from handlers.routes import LEADERS, WORKERS, router
from handlers.turn import Turn

YEAR = 4  # quarters
SHOWN_IMPROVEMENTS = 3
SHOWN_MANAGERS = 20
EXPORT = "export-satisfaction"


@router.command("satisfaction", WORKERS)
def show(turn: Turn) -> None:
    """Show the figures of this quarter beside those before, and the low scores (H5)."""
    whose = satisfaction.scope(turn.uow, turn.me)
    this, last, year = (
        satisfaction.quarter(turn.uow, turn.desk, whose, turn.now, back) for back in (0, 1, YEAR)
    )
    lines = [_head(turn, this), _tally(turn, "satisfaction-all", this.whole)]
    if turn.role != MANAGER:
        lines += [_manager(turn, tally) for tally in this.tallies[:SHOWN_MANAGERS]]
    lines.append(_before(turn, "satisfaction-last", last))
    lines += _vips(turn, this, last, year)
    low = satisfaction.low(turn.uow, turn.desk, whose, turn.now, turn.desk.policy.survey.lines)
    if low:
        lines += [turn.say("satisfaction-low"), *(_low(turn, n, each) for n, each in enumerate(low, 1))]
    lines += _improvements(turn, last)
    turn.reply("\n".join(lines), _rows(turn, list(low)))


def _head(turn: Turn, this: Quarter) -> str:
    return turn.say("satisfaction-head", quarter=this.name)


def _tally(turn: Turn, phrase: str, tally: Tally, **slots: str) -> str:
    if not tally.count:
        return turn.say(f"{phrase}-none", asked=str(tally.asked), **slots)
    spread = turn.say("satisfaction-between").join(
        turn.say("satisfaction-share", score=turn.say(f"score-{n}"), count=str(tally.scores[n]))
        for n in surveys.SCORES
        if n in tally.scores
    )
    counted = {"mean": satisfaction.mean(tally), "count": str(tally.count), "asked": str(tally.asked)}
    return turn.say(phrase, **counted, spread=spread, **slots)


def _manager(turn: Turn, tally: Tally) -> str:
    name = satisfaction.named(turn.uow, turn.desk, tally.manager_id)
    return _tally(turn, "satisfaction-of", tally, staff=name)


def _before(turn: Turn, phrase: str, before: Quarter) -> str:
    if not before.whole.count:
        return turn.say(f"{phrase}-none", quarter=before.name)
    count = str(before.whole.count)
    return turn.say(phrase, quarter=before.name, mean=satisfaction.mean(before.whole), count=count)


def _vips(turn: Turn, *quarters: Quarter) -> list[str]:
    """Return how VIPs see brand, service and rewards: now, a quarter ago, a year ago (H5)."""
    lines = [
        turn.say(
            "satisfaction-vip",
            quarter=each.name,
            count=str(each.views.count),
            **{name: _mean(turn, getattr(each.views, name)) for name in ("score", *VIEWS)},
        )
        for each in quarters
        if each.views.count
    ]
    return [turn.say("satisfaction-vips"), *lines] if lines else []


def _mean(turn: Turn, value: float) -> str:
    return turn.say("satisfaction-mean", mean=f"{value:.1f}") if value else turn.say("satisfaction-no-mean")


def _low(turn: Turn, number: int, survey: Survey) -> str:
    settled = satisfaction.done(turn.uow, survey)
    line = turn.say(
        "satisfaction-low-line",
        number=str(number),
        customer=turn.desk.call(turn.uow.people.customer(survey.customer_id)),
        staff=satisfaction.named(turn.uow, turn.desk, survey.manager_id),
        score=turn.say(f"score-{survey.score}"),
        about=surveys.about(turn.uow, turn.desk, survey),
        done=turn.say("satisfaction-done" if settled else "satisfaction-open"),
    )
    return f"{line}\n{turn.say('quoted', text=excerpt(survey.words, 60))}" if survey.words else line


def _improvements(turn: Turn, last: Quarter) -> list[str]:
    since = turn.desk.calendar.at(last.first, turn.desk.policy.hours.open)
    found = turn.uow.surveys.improvements(since, SHOWN_IMPROVEMENTS)
    if not found:
        return []
    lines = [
        turn.say(
            "improvement-line",
            day=turn.desk.day_words(turn.desk.local(each.at).date()),
            staff=satisfaction.named(turn.uow, turn.desk, each.staff_id),
            about=_about(turn, each),
            text=excerpt(each.text, 60),
        )
        for each in found
    ]
    return [turn.say("improvements-head"), *lines]


def _about(turn: Turn, each: Improvement) -> str:
    """Return what an improvement is about: a category, never whose score it was (G1)."""
    survey = turn.uow.surveys.get(each.survey_id) if each.survey_id is not None else None
    case = turn.uow.cases.get(survey.case_id) if survey is not None and survey.case_id is not None else None
    category = each.category or (case.category if case is not None else "")
    return turn.say(f"category-{category or 'other'}")


def _rows(turn: Turn, low: list[Survey]) -> tuple[tuple[Choice, ...], ...]:
    export = button(turn.say("button-export"), "export", value=EXPORT)
    if turn.role == MANAGER:
        return ((export,),)
    label = turn.say("button-improve")
    taps = [button(f"{n} {label}", "improve", each.id) for n, each in enumerate(low, 1)]
    rows = [tuple(taps[start : start + 2]) for start in range(0, len(taps), 2)]
    return (*rows, (button(label, "improve"), export))


def _in_general(values: Values) -> bool:
    """Tell whether it is about no single score: then it is about what a category is (H2)."""
    return values.get("survey") == "0"


IMPROVE: Form[Turn] = Form(
    "improve",
    (
        Step("category", "ask-improvement-in", options=categories, typed=False, when=_in_general),
        Step("text", "ask-improvement"),
    ),
    "summary-improvement",
    "button-save",
)


@router.press("improve", LEADERS)
def improve(turn: Turn, press: Press) -> None:
    """Ask a leader what is to be done better, about one low score or in general (H2)."""
    if press.subject:
        _in_reach(turn, press.subject)
    filling.begin(turn, IMPROVE, survey=str(press.subject))


def _in_reach(turn: Turn, survey_id: int) -> None:
    survey, whose = turn.uow.surveys.get(survey_id), satisfaction.scope(turn.uow, turn.me)
    if survey is None:
        raise NotFound
    if whose is not None and survey.manager_id not in whose:
        raise NotAllowed


@router.form(IMPROVE)
def improved(turn: Turn, state: State) -> None:
    """Keep what is to be done better."""
    survey_id = int(str(state.values["survey"]))
    if survey_id:
        _in_reach(turn, survey_id)
    category = str(state.values.get("category") or "")
    turn.uow.surveys.improve(turn.me.id, survey_id or None, str(state.values["text"]), turn.now, category)
    turn.reply(turn.say("improvement-kept"), turn.home())
