"""What a customer presses under an answer or an offer: 已解决 · 未解决, and whom to call (H6, A4)."""

from __future__ import annotations

from bot.dialog.press import Press
from bot.errors import BadInput, Stale
from bot.services import cases
from bot.services.records import Case
from bot.standard.masking import mask_phone
from handlers import filling, handing_out
from handlers.customer import CALLBACK, call_me
from handlers.routes import CUSTOMERS, router
from handlers.turn import Turn


@router.press("case-solved", CUSTOMERS)
def solved(turn: Turn, press: Press) -> None:
    """Close a case on the customer's word (H6)."""
    case = own_case(turn, press.subject)
    cases.confirm(turn.uow, turn.desk, case, press.revision, turn.now)
    handing_out.arrived(turn, case)
    turn.show(f"{_answer_kept(turn, case)}\n{turn.say('solved-thanks', reference=turn.desk.reference(case))}")


@router.press("case-unsolved", CUSTOMERS)
def unsolved(turn: Turn, press: Press) -> None:
    """Reopen a case the customer calls unsolved; it goes one rung up."""
    case = own_case(turn, press.subject)
    again = cases.reopen(turn.uow, turn.desk, case, press.revision, turn.now)
    due = turn.voice.due_words(again.due_at, again.provisional)
    words = turn.say("unsolved-sorry", reference=turn.desk.reference(again), due=due)
    turn.show(f"{_answer_kept(turn, case)}\n{words}")


def _answer_kept(turn: Turn, case: Case) -> str:
    """Return the answer again, since what is shown now takes the place of the message that brought it."""
    return turn.say(
        "answer-kept",
        kind=turn.say(f"case-{case.kind}"),
        reference=turn.desk.reference(case),
        asked=cases.asked(turn.voice, case),
        text=case.answer,
    )


def own_case(turn: Turn, case_id: int) -> Case:
    """Return a case of the speaker's own; raise BadInput for anybody else's."""
    case = turn.uow.cases.get(case_id)
    mine = case is not None and (
        case.address_id == turn.who.id or (turn.customer is not None and case.customer_id == turn.customer.id)
    )
    if case is None or not mine:
        raise BadInput("error-not-yours")
    return case


@router.press("wait-call", CUSTOMERS)
def wait_call(turn: Turn, press: Press) -> None:
    """Call the number on file, since the wait was too long (A4)."""
    phone = turn.customer.phone if turn.customer else ""
    if not phone:
        filling.begin(turn, CALLBACK)
        return
    if not _waited(turn, press.subject):
        raise Stale
    turn.show(turn.say("call-noted", phone=mask_phone(phone)))
    call_me(turn, phone, turn.desk.say("wanted-soon"))


@router.press("wait-other", CUSTOMERS)
def wait_other(turn: Turn, press: Press) -> None:
    """Ask for another number (A4)."""
    filling.begin(turn, CALLBACK)


@router.press("wait-stay", CUSTOMERS)
def wait_stay(turn: Turn, press: Press) -> None:
    """Leave it at the written answer that was promised (A7)."""
    _waited(turn, press.subject)
    turn.show(turn.say("wait-written"))


def _waited(turn: Turn, duty_id: int) -> bool:
    duty = turn.uow.duties.get(duty_id)
    return (
        duty is not None
        and duty.address_id == turn.who.id
        and turn.uow.duties.close(duty_id, "chosen", turn.now)
    )
