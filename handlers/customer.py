"""What a customer can say: have something handled, suggest, be called back, hear who serves them."""

from __future__ import annotations

from dataclasses import replace

from bot.dialog.form import Answered, Form, Option, State, Step, Values
from bot.dialog.press import button
from bot.errors import BadInput
from bot.services import calling, cases, complaints, routing, talk_ending
from bot.services.cases import Report
from bot.services.records import Case
from bot.standard.deadline import Due
from bot.standard.masking import mask_phone, normal_phone
from handlers import filling
from handlers.attached import attached
from handlers.routes import CUSTOMERS, router
from handlers.turn import Turn, row

CATEGORIES = ("network", "tariff", "service", "device", "other")
SEVERITIES = ("normal", "major", "urgent")
PRESSING = "pressing"
"""In the callback's form: it is asked for by whom something urgent troubles (D-26)."""


def categories(turn: Turn, _: Values) -> list[Option]:
    """Return the categories of a complaint (C4)."""
    return [Option(value, turn.say(f"category-{value}")) for value in CATEGORIES]


def severities(turn: Turn, _: Values) -> list[Option]:
    """Return how serious a complaint is (C4, D-26)."""
    return [Option(value, turn.say(f"severity-{value}")) for value in SEVERITIES]


def _numbers(turn: Turn, _: Values) -> list[Option]:
    phone = turn.customer.phone if turn.customer else ""
    return [Option(phone, turn.say("number-on-file", phone=mask_phone(phone)))] if phone else []


def _number(turn: Turn, text: str, _: Values) -> Answered:
    phone = normal_phone(text)
    if phone is None:
        raise BadInput("error-phone")
    return Answered(phone, mask_phone(phone))


def _times(turn: Turn, _: Values) -> list[Option]:
    options = [Option("soon", turn.say("wanted-soon"))]
    for name in calling.PARTS:
        day = calling.coming(turn.desk, name, turn.now)
        kept, told = (calling.part_words(desk, day, name) for desk in (turn.desk, turn.voice))
        options.append(Option(name, turn.say(f"wanted-{name}"), kept, told))
    return options


def _wanted(turn: Turn, text: str, _: Values) -> Answered:
    at = calling.understood(turn.voice, text, turn.now)
    if at is None:
        return Answered(text[:60], text[:60])
    words = turn.say("wanted-time", text=text[:30], time=turn.voice.time_words(at))
    return Answered(f"{turn.desk.local(at):{calling.WISHED}}", words)


SUGGESTION: Form[Turn] = Form(
    "suggestion", (Step("text", "ask-suggestion"),), "summary-suggestion", "button-submit"
)

REQUEST: Form[Turn] = Form("request", (Step("text", "ask-request"),), "summary-request", "button-submit")

CALLBACK: Form[Turn] = Form(
    "callback",
    (
        Step("phone", "ask-number", options=_numbers, check=_number),
        Step("wanted", "ask-wanted", options=_times, check=_wanted),
    ),
    "summary-callback",
    "button-submit",
)


def open_and_thank(turn: Turn, report: Report, thanks: str) -> None:
    """Open a case of the speaker's and thank with number and due time (A19)."""
    thank(turn, cases.open_case(turn.uow, turn.desk, report, turn.now), thanks)


def thank(turn: Turn, case: Case, thanks: str) -> None:
    """Thank for a matter just opened, with its number and due time (A19)."""
    turn.reply(
        turn.say(
            thanks,
            number=turn.desk.reference(case),
            due=turn.voice.due_words(case.due_at, case.provisional),
        ),
        row(button(turn.say("menu-progress"), "menu", value="progress")),
    )


@router.command("handle", CUSTOMERS)
def handle(turn: Turn) -> None:
    """Take an order down for the manager (N5)."""
    filling.begin(turn, REQUEST, **given(turn.argument))


@router.command("voice", CUSTOMERS)
def voice(turn: Turn) -> None:
    """Ask whether it is a complaint or a suggestion (N4)."""
    turn.reply(
        turn.say("ask-voice"),
        row(
            button(turn.say("menu-complain"), "menu", value="complain"),
            button(turn.say("menu-suggest"), "menu", value="suggest"),
        ),
    )


@router.command("suggest", CUSTOMERS)
def suggest(turn: Turn) -> None:
    """Take a suggestion or an opinion (A19)."""
    filling.begin(turn, SUGGESTION, **given(turn.argument))


@router.command("callback", CUSTOMERS)
def callback(turn: Turn) -> None:
    """Take a request to be called (A4)."""
    phone = normal_phone(turn.argument)
    filling.begin(turn, CALLBACK, **({"phone": phone, "phone.label": mask_phone(phone)} if phone else {}))


def given(text: str) -> dict[str, str]:
    """Return what was typed behind a command as the answer to the question that would be asked."""
    return {"text": text, "text.label": text} if text else {}


@router.form(SUGGESTION)
def suggestion_done(turn: Turn, state: State) -> None:
    """Open the suggestion and thank (A19, A20)."""
    report = replace(report_of(turn, "suggestion", state.values["text"]), files=attached(state.values))
    open_and_thank(turn, report, "thanks-suggestion")


@router.form(REQUEST)
def request_done(turn: Turn, state: State) -> None:
    """Hand the order to the manager (N5)."""
    report = replace(report_of(turn, "request", state.values["text"]), files=attached(state.values))
    open_and_thank(turn, report, "thanks-request")


@router.form(CALLBACK)
def callback_done(turn: Turn, state: State) -> None:
    """Open the callback with its number and wanted time (C6)."""
    if state.values.get(PRESSING):
        call_soon(turn, state.values["phone"])
        return
    wish = calling.due(turn.desk, str(state.values["wanted"]), turn.now)
    told = str(state.values["wanted.label"])
    if turn.voice is not turn.desk:
        told = calling.wish_words(turn.desk, str(state.values["wanted"]))
    call_me(turn, state.values["phone"], told, wish)


def number_left(turn: Turn, typed: str) -> None:
    """Take a number that was typed on its own: who was asked for one is called soon (A4)."""
    phone = normal_phone(typed) or typed
    waits = turn.uow.duties.open_of_address(turn.who.id, "wait")
    if not waits:
        filling.begin(turn, CALLBACK, **{"phone": phone, "phone.label": mask_phone(phone)})
        return
    turn.reply(turn.say("call-noted", phone=mask_phone(phone)))
    call_me(turn, phone, turn.desk.say("wanted-soon"))


def call_me(turn: Turn, phone: str, wanted: str, due: Due | None = None) -> None:
    """Open a callback to a number and thank; nobody who is to be called is offered a call (A4).

    `wanted` is read by whoever calls: it is in the house's own language.
    """
    for duty in turn.uow.duties.open_of_address(turn.who.id, "wait"):
        turn.uow.duties.close(duty.id, "chosen", turn.now)
    text = turn.desk.say("callback-text", phone=mask_phone(phone), wanted=wanted)
    report = replace(report_of(turn, "callback", text), phone=phone, wanted=wanted, due=due)
    talk_ending.call_instead(turn.uow, turn.desk, turn.who, turn.now)
    open_and_thank(turn, report, "thanks-callback")


def call_soon(turn: Turn, phone: str) -> None:
    """Promise a call about something urgent within minutes, at any hour, once (D-26)."""
    wanted = turn.desk.say("wanted-soon")
    text = turn.desk.say("callback-text", phone=mask_phone(phone), wanted=wanted)
    report = replace(report_of(turn, "callback", text), phone=phone, wanted=wanted)
    thank(turn, complaints.call_soon(turn.uow, turn.desk, report, turn.now), "thanks-callback")


def report_of(turn: Turn, kind: str, text: str) -> Report:
    """Return what the speaker reports, as a case is opened from it."""
    return Report(kind, text, turn.customer, turn.who.id)


@router.command("manager", CUSTOMERS)
def my_manager(turn: Turn) -> None:
    """Say who the customer's manager is (E4)."""
    turn.reply(manager_words(turn), turn.home())


def manager_words(turn: Turn) -> str:
    """Return who answers for the speaker; somebody unbound is told how to bind."""
    if turn.customer is None:
        return turn.say("guest-hint")
    manager = routing.responsible(turn.uow, turn.customer)
    if manager is None:
        return turn.say("manager-hotline")
    if manager.phone:
        return turn.say("manager-is", manager=manager.name, phone=manager.phone)
    return turn.say("manager-is-named", manager=manager.name)
