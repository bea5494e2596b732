"""Whole conversations as they are read: who says what, what is heard, how time passes.

A file is one town's day. `== title` begins a dialogue; a pause stands before each: a session opens anew.

    张三> 怎么查余额          张三 types it           张三! 已解决      presses the newest button of that name
    张三^                    opens the chat          张三$ 123         sends a photo with these words
    < 手机营业厅 | 400        whoever did something last hears all of it, since the last deed of anybody
    王强< W#                  so does somebody else; # stands for the digits of a number
    <- 您好，星河通信          it is not heard          王强<-            nothing is heard at all
    ~ 3 minutes 1 second     time passes             @ 2026-09-29T22:00  the clock is set
    张三> {W}                 the number of that letter that was heard last; {code}: staff's last code
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tests.conversations.person import CODE, Person, of_the_day
from tests.conversations.town import Town

HERE = Path(__file__).parent / "dialogues"
START = "2026-09-29T09:00"
STAFF = ("王强", "赵磊", "李静", "周敏")
PAUSE = timedelta(minutes=35)
_DEED = re.compile(r"([^\s><!^$~@=]+)([>!^$])\s*(.*)")
_EXPECTS = re.compile(r"([^\s><!^$~@=]*)<(-?)\s*(.*)")
_SPAN = re.compile(r"(\d+) (second|minute|hour|day)s?")
_NUMBER = re.compile(r"(?<![A-Za-z0-9])([A-Z])(\d{4,})(?!\d)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a dialogue, and where it stands."""

    where: str
    text: str


@dataclass(slots=True)
class Dialogue:
    """One errand of one customer, from the greeting to the goodbye."""

    title: str
    lines: list[Line] = field(default_factory=list)


def files() -> list[Path]:
    """Return every file of dialogues."""
    return sorted(HERE.glob("*.txt"))


def read(file: Path) -> list[Dialogue]:
    """Read a file's dialogues."""
    found: list[Dialogue] = []
    for number, raw in enumerate(file.read_text("utf-8").splitlines(), 1):
        line = raw.strip()
        if line.startswith("== "):
            found.append(Dialogue(line[3:]))
        elif line and not line.startswith("#"):
            assert found, f"{file.name}:{number}: no dialogue has begun"
            found[-1].lines.append(Line(f"{file.name}:{number}", line))
    return found


class Stage:
    """Plays dialogues in a town."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._marks: dict[str, int] = {}
        self._last = ""
        self._numbers: dict[str, str] = {}

    async def gather(self) -> None:
        """Seat the staff: they are told of what happens."""
        for name in STAFF:
            await self._person(name)

    async def play(self, dialogue: Dialogue) -> None:
        """Play one dialogue; an expectation that fails names its line."""
        await self._town.passes(seconds=PAUSE.total_seconds())
        self._last = ""
        for line in dialogue.lines:
            try:
                await self._line(line.text)
            except AssertionError as error:
                raise AssertionError(f"{line.where} ({dialogue.title}): {line.text}\n{error}") from None

    async def _line(self, text: str) -> None:
        if text.startswith("~"):
            self._mark()
            spans = {f"{unit}s": float(count) for count, unit in _SPAN.findall(text)}
            assert spans, "how long?"
            await self._town.passes(**spans)
        elif text.startswith("@"):
            self._mark()
            await self._town.reaches(self._town.local(text[1:].strip()))
        elif (expects := _EXPECTS.fullmatch(text)) is not None:
            await self._expect(expects[1] or self._last, expects[3], none=bool(expects[2]))
        else:
            deed = _DEED.fullmatch(text)
            assert deed is not None, "this is no line of a dialogue"
            await self._do(deed[1], deed[2], deed[3])

    async def _do(self, name: str, what: str, words: str) -> None:
        person = await self._person(name)
        self._last = name
        for letter, number in self._numbers.items():
            words = words.replace(f"{{{letter}}}", number)
        self._mark()
        if what == ">":
            await person.says(words)
        elif what == "!":
            await person.presses(words)
        elif what == "^":
            await person.opens(words)
        else:
            await person.sends("photo", b"\xff\xd8\xff\xe0 a photo", "a.jpg")
        for said in self._new(person):
            self._numbers |= {letter: letter + digits for letter, digits in _NUMBER.findall(said)}
            if name in STAFF and (found := CODE.search(said)):
                self._numbers["code"] = found[0]

    async def _person(self, name: str) -> Person:
        if name not in self._town.people:
            known = name in self._town.staff or name in self._town.customers
            await (self._town.sits(name) if known else self._town.stranger(name))
        return self._town.people[name]

    def _mark(self) -> None:
        self._marks = {name: len(person.seat.seen()) for name, person in self._town.people.items()}

    def _new(self, person: Person) -> Iterator[str]:
        for said in person.seat.seen()[self._marks.get(person.name, 0) :]:
            if not of_the_day(said):
                yield "\n".join((said.text, " ".join(f"[{label}]" for label, _ in said.buttons)))

    async def _expect(self, name: str, texts: str, *, none: bool) -> None:
        new = "\n".join(self._new(await self._person(name)))
        if none and not texts:
            assert not new, f"{name} heard:\n{new}"
        for text in (part.strip() for part in texts.split("|") if part.strip()):
            pattern = re.escape(text).replace(r"\#", r"\d+")
            heard = re.search(pattern, new) is not None
            assert heard is not none, f"{name} {'heard' if none else 'did not hear'} {text!r}:\n{new or '-'}"
