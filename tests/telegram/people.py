"""People on the emulated Telegram: what they do, and what they see."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from tests.telegram import uploads
from tests.telegram.world import Chat, Json, World, text_content

SOME = b"0123456789"
PICTURE = b"\xff\xd8\xff\xe0" + bytes(range(200))


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as a person sees it."""

    id: int
    text: str
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()
    mine: bool = False
    edited: bool = False

    @property
    def labels(self) -> list[str]:
        """Return the words on the buttons."""
        return [label for row in self.buttons for label, _ in row]


def shown(message: Json, me: int) -> Shown:
    """Return how a message looks."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return Shown(
        message["message_id"],
        message.get("text") or message.get("caption") or "",
        tuple(tuple((b["text"], b.get("callback_data", "")) for b in row) for row in rows),
        mine=message["from"]["id"] != me,
        edited="edit_date" in message,
    )


class Person:
    """Somebody with a Telegram account and a private chat with the bot."""

    def __init__(
        self, world: World, person_id: int, name: str, *, phone: str = "", language: str = "zh-hans"
    ) -> None:
        self.world = world
        self.id = person_id
        self.phone = phone or f"86138{person_id:08d}"
        self.json: Json = {
            "id": person_id,
            "is_bot": False,
            "first_name": name,
            "username": f"u{person_id}",
            "language_code": language,
        }
        chat_json = {"id": person_id, "type": "private", "first_name": name, "username": f"u{person_id}"}
        self.chat = world.chats.setdefault(person_id, Chat(chat_json))
        self._heard = 0

    def _sends(self, content: Json) -> int:
        message = self.world.received(self.chat, self.json, content)
        return self.world.emit("message", message, self.id)

    def says(self, text: str, *, reply_to: int = 0) -> int:
        """Type a text, perhaps in reply to a message; return the update's id."""
        content = text_content(text)
        if reply_to:
            content["reply_to_message"] = self.chat.messages[reply_to]
        return self._sends(content)

    def opens(self, payload: str = "") -> int:
        """Press Start, perhaps from a deep link."""
        return self.says(f"/start {payload}".strip())

    def edits(self, text: str) -> int:
        """Correct the last text."""
        last = [m for m in self.chat.messages.values() if m["from"]["id"] == self.id][-1]
        last.update(text_content(text), edit_date=self.world.date())
        return self.world.emit("edited_message", last, self.id)

    def presses(self, what: str) -> int:
        """Press the newest button that reads or carries `what`; a key of the keyboard is pressed as well."""
        for message in reversed(self.screen()):
            for row in message.buttons:
                for label, data in row:
                    if what in (label, data) and not message.mine:
                        return self.presses_raw(data, message.id)
        for row in (self.chat.keyboard or {}).get("keyboard", []):
            for key in row:
                if key["text"] == what:
                    return self.shares_contact() if key.get("request_contact") else self.says(what)
        raise AssertionError(f"no button {what!r} on the screen:\n{self.picture()}")

    def presses_raw(self, data: str, message_id: int, *, inaccessible: bool = False) -> int:
        """Press a button by what it carries, drawn or not (old, forged, of a lost message)."""
        query_id = self.world.query(self.id)
        message = self.chat.messages.get(message_id)
        if inaccessible or message is None:
            message = {"message_id": message_id, "chat": self.chat.json, "date": 0}
        query = {
            "id": query_id,
            "from": self.json,
            "message": message,
            "chat_instance": str(self.id * 31),
            "data": data,
        }
        return self.world.emit("callback_query", query, self.id)

    def shares_contact(self, other: Person | None = None, *, handmade: bool = False) -> int:
        """Send one's own contact, another's, or a card made by hand (which names nobody)."""
        whose = other or self
        card: Json = {"phone_number": whose.phone, "first_name": whose.json["first_name"]}
        if not handmade:
            card["user_id"] = whose.id
        return self._sends({"contact": card})

    def sends_photo(self, caption: str = "", content: bytes = PICTURE) -> int:
        """Send a picture."""
        sizes = uploads.keep(self.world, "photo", content)
        return self._sends({"photo": sizes, **({"caption": caption} if caption else {})})

    def sends_sticker(self) -> int:
        """Send a sticker."""
        fields: Json = {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
        }
        return self._sends({"sticker": uploads.keep(self.world, "sticker", SOME, emoji="👍", **fields)})

    def sends_voice(self, content: bytes = SOME) -> int:
        """Send a voice message."""
        return self._sends({"voice": uploads.keep(self.world, "voice", content)})

    def sends_audio(self, name: str = "录音.mp3", content: bytes = SOME) -> int:
        """Send a piece of sound."""
        return self._sends({"audio": uploads.keep(self.world, "audio", content, name)})

    def sends_document(self, name: str = "客户.xlsx", caption: str = "", content: bytes = SOME) -> int:
        """Send a file."""
        document = uploads.keep(self.world, "document", content, name, "application/vnd.ms-excel")
        return self._sends({"document": document, **({"caption": caption} if caption else {})})

    def sends_video(self) -> int:
        """Send a video."""
        return self._sends({"video": uploads.keep(self.world, "video", SOME)})

    def sends_animation(self) -> int:
        """Send moving pictures, which come with a document beside them."""
        item = uploads.keep(self.world, "document", SOME, "猫.mp4", "video/mp4")
        moving = {**item, "width": 320, "height": 240, "duration": 2}
        return self._sends({"animation": moving, "document": item})

    def sends_venue(self, title: str = "东门店", address: str = "解放路1号") -> int:
        """Send a place with a name."""
        place = {"latitude": 31.2, "longitude": 121.5}
        return self._sends(
            {"location": place, "venue": {"location": place, "title": title, "address": address}}
        )

    def sends_location(self, latitude: float = 31.2, longitude: float = 121.5) -> int:
        """Send a place."""
        return self._sends({"location": {"latitude": latitude, "longitude": longitude}})

    def sends_dice(self) -> int:
        """Send something a desk has no use for."""
        return self._sends({"dice": {"emoji": "🎲", "value": 4}})

    def blocks(self) -> int:
        """Block the bot."""
        self.chat.blocked = True
        return self._membership("member", "kicked")

    def unblocks(self) -> int:
        """Let the bot in again."""
        self.chat.blocked = False
        return self._membership("kicked", "member")

    def _membership(self, old: str, new: str) -> int:
        def member(status: str) -> Json:
            ban = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.world.me, "status": status, **ban}

        change = {
            "chat": self.chat.json,
            "from": self.json,
            "date": self.world.date(),
            "old_chat_member": member(old),
            "new_chat_member": member(new),
        }
        return self.world.emit("my_chat_member", change, self.id)

    def screen(self) -> list[Shown]:
        """Return the chat as it stands, edits applied."""
        return [shown(message, self.world.me["id"]) for message in self.chat.messages.values()]

    def picture(self) -> str:
        """Return the screen as text, for failed assertions."""
        lines = [f"{'>' if m.mine else '<'} {m.text} {m.labels or ''}".rstrip() for m in self.screen()]
        return "\n".join(lines)

    async def hears(self, text: str = "", timeout: float = 5.0) -> Shown:
        """Wait for the next message or edit of the bot that contains a text."""
        try:
            async with asyncio.timeout(timeout):
                while True:
                    while self._heard < len(self.chat.shown):
                        message = shown(self.chat.shown[self._heard][1], self.world.me["id"])
                        self._heard += 1
                        if text in message.text:
                            return message
                    await self.chat.bell.wait()
        except TimeoutError:
            raise AssertionError(f"{text!r} was not heard:\n{self.picture()}") from None

    async def answered(self, timeout: float = 5.0) -> float:
        """Wait until the newest press is answered; return the seconds it took."""
        query = [q for q in self.world.queries.values() if q.chat == self.id][-1]
        async with asyncio.timeout(timeout):
            while query.answered_after is None:
                await self.chat.bell.wait()
        return query.answered_after


class Group:
    """A supergroup the bot is a member of, in privacy mode."""

    def __init__(self, world: World, group_id: int, title: str) -> None:
        self.world = world
        self.chat = world.chats.setdefault(
            group_id, Chat({"id": group_id, "type": "supergroup", "title": title}, known=True)
        )

    def says(self, person: Person, text: str, *, reply_to: int = 0) -> int:
        """Say something in the group; everything reaches the bot, as if privacy mode were off."""
        content = text_content(text)
        if reply_to:
            content["reply_to_message"] = self.chat.messages[reply_to]
        message = self.world.received(self.chat, person.json, content)
        return self.world.emit("message", message, self.chat.id)

    def upgrades(self, new_id: int) -> None:
        """Become another chat."""
        self.chat.migrated_to = new_id
