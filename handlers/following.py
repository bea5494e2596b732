"""What a customer presses under an answer or an offer: 已解决 · 未解决, and whom to call (H6, A4)."""

from __future__ import annotations

from bot.dialog.press import Press, button
from bot.errors import BadInput, Stale
from bot.services import cases, verdicts
from bot.services.records import Case
from bot.standard.masking import mask_phone
from handlers import afterwards, filling, handing_out
from handlers.customer import CALLBACK, call_me
from handlers.routes import CUSTOMERS, router
from handlers.turn import Turn

LACKS = ("same", "unclear", "part", "slow")
"""What a customer may still miss, in one tap."""
MISSING = "missing"


@router.press("case-solved", CUSTOMERS)
def solved(turn: Turn, press: Press) -> None:
    """Close a case on the customer's word (H6)."""
    case = own_case(turn, press.subject)
    verdicts.confirm(turn.uow, turn.desk, case, press.revision, turn.now)
    handing_out.arrived(turn, case)
    turn.show(f"{_answer_kept(turn, case)}\n{turn.say('solved-thanks', reference=turn.desk.reference(case))}")


@router.press("case-unsolved", CUSTOMERS)
def unsolved(turn: Turn, press: Press) -> None:
    """Reopen a case the customer calls unsolved, one rung up; what is missing may be said (H6, E1)."""
    case = own_case(turn, press.subject)
    again = verdicts.reopen(turn.uow, turn.desk, case, press.revision, turn.now)
    due = turn.voice.due_words(again.due_at, again.provisional)
    role = turn.say(f"who-{verdicts.highest(turn.uow, again)}")
    words = turn.say("unsolved-sorry", reference=turn.desk.reference(again), role=role, due=due)
    taps = [button(turn.say(f"missing-{name}"), "case-missing", case.id, value=name) for name in LACKS]
    kept = f"{_answer_kept(turn, case)}\n" if case.answer else ""
    turn.show(f"{kept}{words}\n{turn.say('ask-missing')}", (tuple(taps[:2]), tuple(taps[2:])))
    afterwards.expect(turn, MISSING, case.id)


@router.press("case-missing", CUSTOMERS)
def missing(turn: Turn, press: Press) -> None:
    """Keep in one tap what is still missing; more may be typed."""
    case = own_case(turn, press.subject)
    if press.value not in LACKS or case.state != cases.OPEN:
        raise Stale
    said = turn.desk.say(f"missing-{press.value}")
    if any(e.what == verdicts.MISSING and e.text == said for e in turn.uow.cases.events(case.id)):
        raise Stale
    verdicts.missing(turn.uow, turn.desk, case, said, turn.now)
    turn.show(
        turn.say("missing-kept", reference=turn.desk.reference(case), text=turn.say(f"missing-{press.value}"))
    )
    afterwards.expect(turn, MISSING, case.id)


def _say_missing(turn: Turn, case_id: int, text: str) -> bool:
    """Keep typed words as what is still missing."""
    case = own_case(turn, case_id)
    if case.state != cases.OPEN:
        return False
    verdicts.missing(turn.uow, turn.desk, case, text, turn.now)
    turn.reply(turn.say("missing-noted", reference=turn.desk.reference(case)))
    return True


afterwards.TAKERS[MISSING] = _say_missing
afterwards.FIRM.add(MISSING)


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
