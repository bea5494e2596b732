"""The language of a conversation: the customer's own choice, offered once, never switched silently (A24)."""

from __future__ import annotations

from dataclasses import replace

from bot.dialog.press import Press, button
from bot.errors import Stale
from bot.services import languages as service
from bot.standard import languages
from handlers import asking, binding, filling
from handlers.routes import CUSTOMERS, router
from handlers.turn import OFFERS, Reply, Rows, Turn, row

CHOICES = (languages.CHINESE, languages.ENGLISH)


def choices(turn: Turn) -> Rows:
    """Return one button a language, each in its own words."""
    return row(*(button(turn.say(f"speak-{each}"), "speak", value=each) for each in CHOICES))


@router.command("language", CUSTOMERS)
def language(turn: Turn) -> None:
    """Ask which language the customer wishes to read."""
    turn.reply(turn.say("ask-language"), choices(turn))


@router.command("english", CUSTOMERS)
def english(turn: Turn) -> None:
    """Go on in English."""
    _speak(turn, languages.ENGLISH)


@router.command("chinese", CUSTOMERS)
def chinese(turn: Turn) -> None:
    """Go on in Chinese."""
    _speak(turn, languages.CHINESE)


@router.press("speak", CUSTOMERS)
def chosen(turn: Turn, press: Press) -> None:
    """Go on in the language that was chosen."""
    if press.value not in CHOICES:
        raise Stale
    _speak(turn, press.value)
    if turn.state.form in router.forms:
        filling.ask(turn, router.forms[turn.state.form][0], turn.state)


def _speak(turn: Turn, chosen_language: str) -> None:
    service.choose(turn.uow, turn.who, turn.customer, chosen_language, turn.now)
    turn.who = replace(turn.who, language=chosen_language)
    turn.customer = turn.uow.people.customer(turn.who.customer_id)
    binding.show_menu(turn)
    turn.reply(turn.say("language-set"))
    # Whoever was answered in the other language a moment ago need not ask again.
    if not turn.state.form and not asking.tell_again(turn):
        turn.replies[-1] = replace(turn.replies[-1], rows=turn.home())


def offer(turn: Turn) -> Reply | None:
    """Return the offer to go on in English, once in a chat where somebody seems to read it (A24)."""
    if turn.staff is not None or not turn.event.private:
        return None
    if not service.to_offer(turn.who, turn.customer, turn.text, turn.event.locale):
        return None
    turn.uow.addresses.speak(turn.who.id, languages.OFFERED)
    return Reply(turn.say("offer-english"), choices(turn))


OFFERS.append(offer)
