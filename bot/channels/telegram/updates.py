"""From Telegram's updates to neutral events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update, User

from bot.dialog.message import Address, File, Incoming, Kind, Ref

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")

_GROUPS = frozenset({"group", "supergroup"})
_GONE = frozenset({"kicked", "left"})
# An animation comes with a document beside it, the same file.
_PLAIN_FILES = ("voice", "document", "sticker", "video", "audio", "animation", "video_note")
_MOVING = frozenset({"animation", "video_note"})
_ODDITIES = frozenset(
    {"dice", "poll", "story", "game", "checklist", "paid_media", "invoice", "giveaway", "live_photo"}
)


@dataclass(frozen=True, slots=True)
class Me:
    """Who the bot is on Telegram."""

    id: int
    username: str


def to_incoming(update: Update, me: Me, now: datetime) -> Incoming | None:
    """Return the event an update brings, or None where it is no business of ours.

    Edited messages never arrive: a corrected line would be worked twice, so people say it again.
    """
    event_id = str(update.update_id)
    if update.message is not None:
        return _message(event_id, update.message, me)
    if update.callback_query is not None:
        return _press(event_id, update.callback_query, now)
    if update.my_chat_member is not None:
        return _membership(event_id, update.my_chat_member)
    return None


def _address(person: User, chat_id: int) -> Address:
    return Address("telegram", str(person.id), str(chat_id))


def _message(event_id: str, message: Message, me: Me) -> Incoming | None:
    person = message.from_user
    if person is None or person.is_bot:
        return None
    sender = _address(person, message.chat.id)
    if message.chat.type in _GROUPS:
        if not _addressed(message, me):
            return None
        # What is said in a group is not kept: whoever answers only needs to know where to decline (G2).
        return Incoming(event_id, sender, Kind.TEXT, at=message.date, private=False)
    if message.chat.type != "private":
        return None
    content = _content(message, person, me)
    if content is None:
        return None
    return Incoming(
        event_id,
        sender,
        locale=person.language_code or "",
        name=person.full_name,
        at=message.date,
        ref=_answered(message, me),
        **content,
    )


def _answered(message: Message, me: Me) -> Ref | None:
    """Return which message of ours somebody replies to."""
    reply = message.reply_to_message
    if reply is None or reply.from_user is None or reply.from_user.id != me.id:
        return None
    return Ref(str(reply.message_id))


def _content(message: Message, person: User, me: Me) -> dict[str, Any] | None:
    if message.text is not None:
        return _text(message.text, me)
    if message.contact is not None:
        own = message.contact.user_id == person.id
        return {"kind": Kind.CONTACT, "phone": message.contact.phone_number if own else ""}
    file = _file(message)
    if file is None:
        return None
    venue = message.venue
    text = f"{venue.title} {venue.address}".strip() if venue is not None else message.caption or ""
    return {"kind": Kind.FILE, "file": file, "text": text}


def _text(text: str, me: Me) -> dict[str, Any]:
    if not text.startswith("/"):
        return {"kind": Kind.TEXT, "text": text}
    command, _, rest = text.partition(" ")
    command, at, whom = command.partition("@")
    if at and whom.lower() != me.username.lower():
        return {"kind": Kind.TEXT, "text": text}
    if command == "/start":
        return {"kind": Kind.START, "text": rest.strip()}
    return {"kind": Kind.TEXT, "text": f"{command} {rest}" if rest else command}


def _file(message: Message) -> File | None:
    if message.photo:
        largest = message.photo[-1]
        return File("photo", largest.file_id, size=largest.file_size or 0)
    if message.location is not None:
        return File("position", f"{message.location.latitude},{message.location.longitude}")
    for kind in _PLAIN_FILES:
        item = getattr(message, kind)
        if item is not None:
            return File(
                "video" if kind in _MOVING else kind,
                item.file_id,
                name=getattr(item, "file_name", None) or "",
                mime=getattr(item, "mime_type", None) or "",
                size=item.file_size or 0,
            )
    return File("other", "") if message.content_type in _ODDITIES else None


def _addressed(message: Message, me: Me) -> bool:
    reply = message.reply_to_message
    if reply is not None and reply.from_user is not None and reply.from_user.id == me.id:
        return True
    text = message.text or message.caption or ""
    mention = f"@{me.username}".lower()
    for entity in message.entities or message.caption_entities or ():
        if entity.type == "text_mention" and entity.user is not None and entity.user.id == me.id:
            return True
        if entity.type == "mention" and entity.extract_from(text).lower() == mention:
            return True
        if entity.type == "bot_command" and entity.offset == 0:
            _, at, whom = entity.extract_from(text).partition("@")
            return not at or whom.lower() == me.username.lower()
    return False


def _press(event_id: str, query: CallbackQuery, now: datetime) -> Incoming | None:
    if query.message is None or query.from_user.is_bot:
        return None
    private = query.message.chat.type == "private"
    return Incoming(
        event_id,
        _address(query.from_user, query.message.chat.id),
        Kind.CHOICE,
        choice=(query.data or "") if private else "",
        ref=Ref(str(query.message.message_id)) if private else None,
        locale=(query.from_user.language_code or "") if private else "",
        name=query.from_user.full_name if private else "",
        at=now,
        private=private,
    )


def _membership(event_id: str, change: ChatMemberUpdated) -> Incoming | None:
    if change.chat.type != "private":
        return None
    was_gone = change.old_chat_member.status in _GONE
    is_gone = change.new_chat_member.status in _GONE
    if was_gone == is_gone:
        return None
    kind = Kind.GONE if is_gone else Kind.BACK
    return Incoming(event_id, _address(change.from_user, change.chat.id), kind, at=change.date)
