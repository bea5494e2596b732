"""One turn of a conversation: who speaks, what is at hand, and what is said back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.dialog import form as forms
from bot.dialog.message import Choice, Incoming, Kind, Outgoing
from bot.dialog.press import button
from bot.services import buttons, post
from bot.services.buttons import Rows
from bot.services.desk import Desk
from bot.services.matching import Match
from bot.services.ports import REPLY, UnitOfWork
from bot.services.records import Contactable, Customer, Staff
from bot.standard.access import CUSTOMER, GUEST

State = forms.State
_TOUCH_AFTER = timedelta(minutes=1)  # one write a minute is enough to tell when a session was last used


@dataclass(frozen=True, slots=True)
class Prepared:
    """Slow work done before the turn: what a question matches."""

    match: Match | None = None


@dataclass(slots=True)
class Turn:
    """What a handler works with. Replies are kept in the outbox in the same commit as everything else."""

    uow: UnitOfWork
    desk: Desk
    event: Incoming
    who: Contactable
    state: State
    now: datetime
    prepared: Prepared
    staff: Staff | None
    customer: Customer | None
    argument: str = ""
    replies: list[tuple[str, Rows, str, bool]] = field(default_factory=list)
    kept: State | None = None
    menu: tuple[tuple[str, str], ...] = ()

    @property
    def role(self) -> str:
        """Return the role of whoever speaks."""
        if self.staff is not None:
            return self.staff.role
        return CUSTOMER if self.customer is not None else GUEST

    @property
    def me(self) -> Staff:
        """Return the staff member who speaks; routes make sure there is one."""
        assert self.staff is not None
        return self.staff

    @property
    def text(self) -> str:
        """Return what was typed, without space around it."""
        return self.event.text.strip()

    def say(self, phrase: str, /, **slots: str | int) -> str:
        """Return a phrase in words."""
        return self.desk.say(phrase, **slots)

    def reply(self, text: str, rows: Rows = (), *, ask_contact: str = "") -> None:
        """Say something back."""
        self.replies.append((text, rows, ask_contact, False))

    def show(self, text: str, rows: Rows = ()) -> None:
        """Replace the message whose button was pressed; say it anew where nothing was pressed."""
        edits = self.event.kind is Kind.CHOICE and self.event.ref is not None
        self.replies.append((text, rows, "", edits))

    def keep(self, state: State) -> None:
        """Keep where the person stands in a form."""
        self.kept = state

    def forget(self) -> None:
        """Leave the form under way; its old buttons are known as old from now on."""
        if self.state.form:
            self.kept = State(revision=self.state.revision + 1)

    def forget_asked(self) -> None:
        """Forget the question that was being sorted out, once it is taken down."""
        if self.state.values and not self.state.form:
            self.kept = State(revision=self.state.revision + 1)

    def flush(self) -> None:
        """Put the replies and the dialog's state into the unit of work; sessions open with A1."""
        if self.kept is not None and self.kept != self.state:
            self.uow.addresses.save_dialog(self.who.id, self.kept, self.now)
        if not self.replies:
            return
        prefix = self._greeting()
        for text, rows, ask_contact, edits in _joined(self.replies):
            words = f"{prefix}\n{text}" if prefix else text
            edits = edits and not prefix  # a session opens with a new message, not with a changed old one
            prefix = ""
            ref = self.event.ref.id if edits and self.event.ref is not None else ""
            message = Outgoing(words, rows, ask_contact=ask_contact, menu=self.menu)
            self.uow.outbox.add(self.who, message, REPLY, self.now, edits=ref)

    def _greeting(self) -> str:
        """Note that the session goes on; return the words that open a customer's new one (A1)."""
        if not self.event.private:
            return ""
        last = self.who.session_at
        if last is None or abs(self.now - last) > _TOUCH_AFTER:
            self.uow.addresses.touch(self.who.id, self.now)
        new = self.staff is None and post.session_is_new(self.desk, self.who, self.now)
        return self.say("a1-greeting") if new else ""

    def home(self) -> Rows:
        """Return the first choices of whoever speaks."""
        if self.staff is not None:
            return buttons.staff_menu(self.desk, self.staff.role)
        return buttons.customer_menu(self.desk)


def _joined(replies: list[tuple[str, Rows, str, bool]]) -> list[tuple[str, Rows, str, bool]]:
    """Join replies that carry no buttons with the next: one message where one will do."""
    joined: list[tuple[str, Rows, str, bool]] = []
    for text, rows, ask, edits in replies:
        if joined and not any(joined[-1][1:]) and not edits:
            text = f"{joined.pop()[0]}\n\n{text}"
        joined.append((text, rows, ask, edits))
    return joined


def row(*choices: Choice) -> Rows:
    """Return one row of buttons."""
    return (tuple(choices),)


__all__ = ["Prepared", "Rows", "State", "Turn", "button", "row"]
