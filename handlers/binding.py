"""Tying a chat to a person: a code, one's own number, a link; customers are asked first (G7, T21, G4, M2)."""

from __future__ import annotations

import re

from bot.dialog.form import State
from bot.dialog.message import Kind
from bot.dialog.press import Press, button
from bot.errors import BadInput
from bot.services import consents, languages, letting_in
from bot.services.privacy_ledgers import BY_CODE, BY_LINK, BY_NUMBER
from bot.services.records import Customer
from bot.standard import masking
from handlers import customer
from handlers.routes import CUSTOMERS, menu_of, router
from handlers.turn import Turn, row

CODE = "code"
_CODE_TYPED = re.compile(r"[A-Za-z0-9]{4,12}|(?=.*\d)[A-Za-z0-9]{2,6}[ -][A-Za-z0-9]{2,6}")


@router.command("bind", CUSTOMERS)
def bind(turn: Turn) -> None:
    """Ask for the one-time code, or for one's own number where the platform can share it (G7)."""
    if turn.argument:
        by_code(turn, turn.argument)
    elif turn.customer is not None:
        turn.reply(customer.manager_words(turn), turn.home())
    elif by_link(turn):
        return
    elif turn.desk.doors.shares_contact(turn.who.channel):
        _expect_code(turn)
        turn.reply(turn.say("bind-by-contact"), ask_contact=turn.say("button-share-number"))
    else:
        _expect_code(turn)
        turn.reply(turn.say("bind-by-code"))


def _expect_code(turn: Turn) -> None:
    """Remember that a code was asked for, unless a form is under way."""
    if not turn.state.form:
        turn.keep(State(values={**turn.state.values, CODE: True}, revision=turn.state.revision + 1))


def meant_as_code(turn: Turn) -> bool:
    """Return whether what was typed is a code, mistyped perhaps: one that was asked for may look odd."""
    if letting_in.looks_like_code(turn.text):
        return True
    asked = CODE in turn.state.values and not turn.state.form
    return asked and _CODE_TYPED.fullmatch(turn.text) is not None and not masking.normal_phone(turn.text)


def code_given(turn: Turn) -> None:
    """Forget that a code was asked for, now that there is one."""
    if CODE in turn.state.values and not turn.state.form:
        values = {name: value for name, value in turn.state.values.items() if name != CODE}
        turn.keep(State(values=values, revision=turn.state.revision + 1))


def settle_in(turn: Turn) -> None:
    """Welcome whoever was just tied to this chat."""
    who = turn.uow.addresses.get(turn.who.id)
    assert who is not None  # the address of this very turn
    code_given(turn)
    turn.staff = turn.uow.people.staff(who.staff_id)
    turn.customer = turn.uow.people.customer(who.customer_id)
    if turn.customer is not None:
        languages.brought(turn.uow, who, turn.customer, turn.now)
        turn.customer = turn.uow.people.customer(who.customer_id)
    show_menu(turn)
    if turn.staff is not None:
        turn.forget()  # a customer's form is no work of theirs
        turn.reply(
            turn.say("bound-staff", name=turn.staff.name, role=turn.say(f"role-{turn.staff.role}")),
            turn.home(),
        )
        return
    assert turn.customer is not None  # a code belongs to one or the other
    turn.reply(f"{turn.say('bound-customer')}\n{customer.manager_words(turn)}", turn.home())


def contact(turn: Turn) -> None:
    """Take a shared number: only one's own (G7)."""
    if turn.staff is not None:
        raise BadInput("error-contact-staff")
    if not turn.event.phone:
        raise BadInput("error-contact-foreign")
    by_number(turn, letting_in.of_phone(turn.uow, turn.event.phone))


def show_menu(turn: Turn) -> None:
    """Let the platform show the commands of the speaker's role."""
    turn.menu = tuple((name, turn.say(words)) for name, words in menu_of(turn.role))


def by_code(turn: Turn, typed: str) -> None:
    """Take a one-time code: staff are let in, a customer is asked first; the code waits (G7)."""
    invitation = letting_in.read(turn.uow, turn.voice, turn.who, typed, turn.now, turn.event.source)
    if invitation.customer_id is None or consents.stands(turn.uow, turn.desk, invitation.customer_id):
        letting_in.use(turn.uow, turn.who, invitation, turn.now)
        settle_in(turn)
        return
    code_given(turn)
    ask(turn, invitation.customer_id, BY_CODE, letting_in.digest(letting_in.clean(typed)))


def by_number(turn: Turn, customer: Customer) -> None:
    """Take one's own number, shared: the customer of it is asked first (G7)."""
    if consents.stands(turn.uow, turn.desk, customer.id):
        consents.tie(turn.uow, turn.who, customer.id, turn.now)
        settle_in(turn)
        return
    ask(turn, customer.id, BY_NUMBER)


def by_link(turn: Turn) -> bool:
    """Ask again whoever stands on a personal link and refused before; False where nobody does."""
    customer_id = consents.link_of(turn.uow, turn.who, turn.now)
    if customer_id is None:
        return False
    ask(turn, customer_id, BY_LINK)
    return True


def once(turn: Turn) -> None:
    """Ask a customer who is tied already, once, after what they came for has been answered."""
    customer = turn.customer
    state = turn.kept if turn.kept is not None else turn.state
    if customer is None or turn.staff is not None or state.form or not turn.event.private:
        return
    if turn.event.kind in (Kind.GONE, Kind.BACK) or not turn.replies:
        return
    if consents.never_asked(turn.uow, turn.desk, turn.who, customer.id):
        ask(turn, customer.id, BY_LINK)


def ask(turn: Turn, customer_id: int, how: str, code_hash: str = "") -> None:
    """Say what is kept, what for and how to withdraw; the answer is one tap."""
    asked = consents.ask(turn.uow, turn.desk, turn.who, customer_id, how, turn.now, code_hash)
    turn.reply(
        turn.say("consent-ask"),
        row(
            button(turn.say("button-agree"), "consent", asked.id, value="yes", style="primary"),
            button(turn.say("button-refuse"), "consent", asked.id, value="no"),
        ),
    )


@router.press("consent", CUSTOMERS)
def answered(turn: Turn, press: Press) -> None:
    """Keep the answer: who agrees is tied, who refuses is a guest and served all the same (M2)."""
    tied = turn.customer is not None
    if press.value == "yes":
        consents.agree(turn.uow, turn.desk, turn.who, press.subject, turn.now)
        if tied:
            turn.reply(turn.say("consent-thanks"), turn.home())
        else:
            settle_in(turn)
        return
    said = consents.refuse(turn.uow, turn.desk, turn.who, press.subject, turn.now)
    turn.customer = None
    phrase = "consent-refused-code" if said.how == BY_CODE else "consent-refused"
    show_menu(turn)
    turn.reply(turn.say(phrase), turn.home())


def typed(turn: Turn) -> bool:
    """Take 同意 or 不同意 typed in place of a tap, while the question waits."""
    asked = consents.waiting(turn.uow, turn.desk, turn.who, turn.now)
    answers = {turn.say("button-agree"): "yes", turn.say("button-refuse"): "no"}
    if asked is None or turn.text not in answers:
        return False
    answered(turn, Press("consent", asked.id, value=answers[turn.text]))
    return True
