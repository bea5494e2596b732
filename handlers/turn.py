"""One turn of a conversation: who speaks, what is at hand, and what is said back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.dialog import form as forms
from bot.dialog.message import Choice, Incoming, Kind, Outgoing
from bot.dialog.press import button
from bot.services import buttons, post
from bot.services.buttons import Rows
from bot.services.desk import Desk
from bot.services.file_records import KeptFile
from bot.services.matching import Match
from bot.services.ports import REPLY, UnitOfWork
from bot.services.records import Contactable, Customer, Staff
from bot.standard.access import CUSTOMER, GUEST

State = forms.State
_TOUCH_AFTER = timedelta(minutes=1)  # one write a minute is enough to tell when a session was last used


@dataclass(frozen=True, slots=True)
class Prepared:
    """Slow work done before the turn: what a question matches, the file that was sent."""

    match: Match | None = None
    parts: tuple[tuple[str, Match], ...] = ()
    """Where a message holds several questions: each with what it matches."""
    hear: Callable[[str], Match] | None = None
    """What else may be asked of the matcher in the turn: a question together with the one before it."""
    file: KeptFile | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """Something said back, before it is put into the outbox."""

    text: str
    rows: Rows = ()
    ask_contact: str = ""
    edits: bool = False
    file: KeptFile | None = None
    anew: bool = False

    @property
    def bare(self) -> bool:
        """Tell whether it is words alone, to be joined with what follows."""
        return not (self.rows or self.ask_contact or self.edits or self.file)


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
    replies: list[Reply] = field(default_factory=list)
    kept: State | None = None
    moved: bool = False
    whole: bool = True
    """All that somebody wanted to say has been heard (L9)."""
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

    @property
    def voice(self) -> Desk:
        """Return the desk in the language of whoever speaks: all that they read is made with it (A24).

        `desk` itself speaks to staff, who read Chinese: services that write to staff are given that one.
        """
        return self.desk if self.staff is not None else post.to_reader(self.desk, self.customer, self.who)

    def say(self, phrase: str, /, **slots: str | int) -> str:
        """Return a phrase in words."""
        return self.voice.say(phrase, **slots)

    def reply(self, text: str, rows: Rows = (), *, ask_contact: str = "") -> None:
        """Say something back."""
        self.replies.append(Reply(text, rows, ask_contact))

    def begin_anew(self, text: str, rows: Rows) -> None:
        """Say something where whatever was said before is gone: a page shows it no longer."""
        self.replies.append(Reply(text, rows, anew=True))

    def reply_file(self, file: KeptFile, text: str, rows: Rows = ()) -> None:
        """Send a kept file back, with words."""
        self.replies.append(Reply(text, rows, file=file))

    def show(self, text: str, rows: Rows = ()) -> None:
        """Replace the message whose button was pressed; say it anew where nothing was pressed."""
        edits = self.event.kind is Kind.CHOICE and self.event.ref is not None
        self.replies.append(Reply(text, rows, edits=edits))

    def keep(self, state: State) -> None:
        """Keep where the person stands in a form."""
        self.kept = state

    def go_on(self, state: State) -> None:
        """Keep where the person stands and go on from there in this very turn."""
        self.kept = self.state = state
        self.moved = True

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
        if self.kept is not None and (self.moved or self.kept != self.state):
            self.uow.addresses.save_dialog(self.who.id, self.kept, self.now)
        if not self.replies:
            return
        # What is offered stands above the answer, so that the answer's own buttons come last.
        self.replies[:0] = [reply for offer in OFFERS if (reply := offer(self)) is not None]
        prefix = self._greeting()
        for reply in _joined(self.replies):
            words = f"{prefix}\n{reply.text}" if prefix else reply.text
            # A session opens with a new message, not with a changed old one.
            edits = reply.edits and not prefix
            prefix = ""
            ref = self.event.ref.id if edits and self.event.ref is not None else ""
            file = reply.file.carried() if reply.file else None
            message = Outgoing(
                words, reply.rows, file, ask_contact=reply.ask_contact, anew=reply.anew, menu=self.menu
            )
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
        return buttons.customer_menu(self.voice)


OFFERS: list[Callable[[Turn], Reply | None]] = []
"""What may be offered above an answer, whatever was asked."""


def _joined(replies: list[Reply]) -> list[Reply]:
    """Join replies that carry no buttons with the next: one message where one will do."""
    joined: list[Reply] = []
    for reply in replies:
        if joined and joined[-1].bare and not reply.edits and reply.file is None:
            reply = replace(reply, text=f"{joined.pop().text}\n\n{reply.text}")
        joined.append(reply)
    return joined


def row(*choices: Choice) -> Rows:
    """Return one row of buttons."""
    return (tuple(choices),)


__all__ = ["Prepared", "Reply", "Rows", "State", "Turn", "button", "row"]
