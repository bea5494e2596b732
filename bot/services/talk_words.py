"""What staff read of a conversation with a customer: its heading, the brief, and what one tap does (A5)."""

from __future__ import annotations

from bot.dialog.press import button
from bot.services import post
from bot.services.buttons import Row, Rows
from bot.services.desk import Desk, excerpt, names
from bot.services.ports import UnitOfWork
from bot.services.records import Case, Customer, Staff
from bot.services.talk_records import BOT, LIVE, Talk, TalkLine

_LONGEST_NAME = 12
_EXCERPT = 24
_LOOKED_AT = 60  # lines; ours between those of people are left out


def who(uow: UnitOfWork, desk: Desk, talk: Talk) -> str:
    """Return by which name staff know the customer of a conversation."""
    return excerpt(desk.call(uow.people.customer(talk.customer_id)), _LONGEST_NAME)


def label(uow: UnitOfWork, desk: Desk, talk: Talk) -> str:
    """Return a conversation's number and customer, as its lines are headed."""
    return desk.say("talk-label", number=str(talk.number), customer=who(uow, desk, talk))


def headed(uow: UnitOfWork, desk: Desk, talk: Talk, text: str) -> str:
    """Return a line as the staff member reads it: headed by whose it is."""
    return desk.say("talk-line", talk=label(uow, desk, talk), text=text)


def asked_row(desk: Desk, talk: Talk) -> Row:
    """Return 接入 · 稍后联系 · 转交 for who is asked to come to a conversation."""
    return (
        button(desk.say("button-talk-join"), "talk-join", talk.id, style="primary"),
        button(desk.say("button-talk-later"), "talk-later", talk.id),
        button(desk.say("button-talk-hand"), "talk-hand", talk.id),
    )


def live_rows(desk: Desk, talk: Talk) -> Rows:
    """Return what can be done in a conversation that is going on (A12, A27, E2)."""
    return (
        (
            button(desk.say("button-talk-end"), "talk-end", talk.id),
            button(desk.say("button-talk-phone"), "talk-phone", talk.id),
        ),
        (
            button(desk.say("button-talk-hand"), "talk-hand", talk.id),
            button(desk.say("button-talk-help"), "talk-help", talk.id),
        ),
    )


def take_row(desk: Desk, talk: Talk) -> Row:
    """Return 接手 for whoever leads (E2)."""
    return (button(desk.say("button-take-over"), "talk-take", talk.id),)


def focus_row(uow: UnitOfWork, desk: Desk, talk: Talk) -> Row:
    """Return the tap by which what is typed goes to another conversation."""
    shown = desk.say("button-talk-focus", talk=label(uow, desk, talk))
    return (button(shown, "talk-focus", talk.id),)


def brief(uow: UnitOfWork, desk: Desk, talk: Talk) -> str:
    """Return who asks for a person, what was asked last, what is open, and when one was last in touch."""
    case = uow.cases.get(talk.case_id) if talk.case_id is not None else None
    customer = uow.people.customer(talk.customer_id)
    lines = [_head(desk, case, customer)]
    if case is not None:
        lines.append(desk.say("talk-brief-asked", text=excerpt(case.text, 200)))
        if files := uow.files.of_case(case.id):
            lines.append(desk.say("case-files", count=str(len(files))))
    if post.for_customer(uow, desk, customer, talk.address_id).translated:
        lines.append(desk.say("push-in-english"))
    if customer is not None:
        lines += _known(uow, desk, customer, case)
    lines += said(uow, desk, talk, desk.policy.talks.briefed)
    return "\n".join(lines)


def _head(desk: Desk, case: Case | None, customer: Customer | None) -> str:
    told = [desk.say(f"tier-{customer.tier}")] if customer is not None else [desk.say("talk-guest")]
    if customer is not None and customer.vip:
        told.append(desk.say("card-vip"))
    reference = desk.reference(case) if case is not None else ""
    return desk.say("talk-brief", customer=desk.call(customer), told=names(told, " · "), reference=reference)


def _known(uow: UnitOfWork, desk: Desk, customer: Customer, case: Case | None) -> list[str]:
    lines, most = [], desk.policy.talks.briefed
    theirs = uow.cases.of_person(customer.id, 0, most + 1)
    others = [other for other in theirs if not other.closed_at and (case is None or other.id != case.id)]
    if others:
        told = [f"{desk.reference(other)} {excerpt(other.text, _EXCERPT)}" for other in others[:most]]
        lines.append(desk.say("talk-brief-open", text=names(told, "；")))
    for last in uow.contacts.of_customer(customer.id, 1):
        day = desk.day_words(desk.local(last.happened_at).date())
        text = excerpt(last.content, _EXCERPT)
        lines.append(desk.say("talk-brief-last", day=day, kind=desk.say(f"kind-{last.kind}"), text=text))
    return lines


def said(uow: UnitOfWork, desk: Desk, talk: Talk, limit: int) -> list[str]:
    """Return what people said last in a conversation, oldest first."""
    lines = [line for line in uow.talks.lines(talk.id, _LOOKED_AT) if line.side != BOT]
    return [spoken(uow, desk, talk, line) for line in reversed(lines[:limit])]


def spoken(uow: UnitOfWork, desk: Desk, talk: Talk, line: TalkLine) -> str:
    """Return one line with its time and who said it; a file by its kind."""
    person: Staff | None = uow.people.staff(line.staff_id)
    name = person.name if person is not None else desk.say("talk-bot")
    if line.side == "customer":
        name = who(uow, desk, talk)
    kept = uow.files.get(line.file_id) if line.file_id is not None else None
    file = desk.say("talk-file", kind=desk.say(f"file-kind-{kept.kind}")) if kept is not None else ""
    return desk.say("talk-spoken", time=f"{desk.local(line.at):%H:%M}", who=name, text=f"{file}{line.text}")


def live_of(uow: UnitOfWork, staff_id: int) -> list[Talk]:
    """Return somebody's conversations that are going on, in the order of their numbers."""
    return sorted(
        (talk for talk in uow.talks.of_staff([staff_id]) if talk.state == LIVE), key=lambda talk: talk.number
    )


def focus_of(uow: UnitOfWork, staff_id: int) -> Talk | None:
    """Return the conversation to which what somebody types goes."""
    return max(live_of(uow, staff_id), key=lambda talk: talk.focus_at or talk.asked_at, default=None)


def over_rows(desk: Desk, talk: Talk) -> Rows:
    """Return what can be looked at once a conversation is over."""
    read = button(desk.say("button-talk-lines"), "talk-lines", talk.id)
    if talk.customer_id is None:
        return ((read,),)
    return ((read, button(desk.say("button-card"), "customer-show", talk.customer_id)),)


def end_rows(desk: Desk, talk: Talk) -> Rows:
    """Return 确认结束, for a conversation that is ended by nobody but the one who speaks (L4)."""
    return ((button(desk.say("button-talk-end-now"), "talk-end", talk.id, value="now"),),)
