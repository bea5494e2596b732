"""What an editor is told about an entry before it is approved: what must be mended, what is worth a look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.services import queries
from bot.services.desk import Desk, excerpt, names
from bot.services.matching import normalise
from bot.services.ports import UnitOfWork
from bot.services.query_records import Content, Entry, said
from bot.standard import answers, phrases

_SHOWN = 3
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Findings:
    """Lines for the editor: `faults` keep an entry from being approved, `remarks` do not."""

    faults: tuple[str, ...]
    remarks: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Return every line, what must be mended first."""
        return (*self.faults, *self.remarks)


def look(
    uow: UnitOfWork,
    desk: Desk,
    query_id: int | None,
    content: Content,
    owned: Mapping[str, str] | None = None,
) -> Findings:
    """Return what there is to say about an entry's content (A6, A8, N1, T12).

    `owned`: whose each wording is, where many entries are looked at.
    """
    if owned is None:
        owned = owners(entry for entry in uow.queries.entries() if entry.id != query_id)
    texts = (content.answer, *(variant.answer for variant in content.variants))
    english = tuple(filter(None, (content.english.answer, *(v.english for v in content.variants))))
    faults = [fault for text in (*texts, *english) for fault in _faults(desk, text)]
    if any(_HAN.search(text) for text in (content.english.title, *map(answers.without_slots, english))):
        faults.append(desk.say("check-english-chinese"))
    if not content.answer.strip():
        faults.insert(0, desk.say("check-no-answer"))
    if not content.wordings:
        faults.append(desk.say("check-no-wordings"))
    remarks = [*_few(desk, content), *_shared(desk, content, owned)]
    remarks += [*_gaps(uow, desk, (*texts, *english)), *_half_told(desk, content)]
    return Findings(tuple(dict.fromkeys(faults)), tuple(remarks))


def _faults(desk: Desk, text: str) -> Iterator[str]:
    """Yield what is never sent to a customer, however approved (A2, A6, A8, A13, T6, T12)."""
    limit = desk.policy.texts.max_answer
    if len(text) > limit:
        yield desk.say("check-too-long", limit=str(limit), length=str(len(text)))
    words = dict.fromkeys(hit.word for hit in phrases.forbidden(text, desk.policy))
    if words:
        quoted = names([desk.say("quoted", text=word) for word in words])
        yield desk.say("check-forbidden", words=quoted, kinder=phrases.kinder(text, desk.policy))
    if phrases.unfilled(text):
        yield desk.say("check-unfilled")
    if phrases.too_loud(text):
        yield desk.say("check-too-loud")
    if ("？" in text or "?" in text) and not phrases.asks_politely(text):
        yield desk.say("check-impolite")


def _few(desk: Desk, content: Content) -> Iterator[str]:
    few = desk.policy.queries.few_wordings
    if 0 < len(content.wordings) < few:
        yield desk.say("check-few", count=str(len(content.wordings)), few=str(few))


def _half_told(desk: Desk, content: Content) -> Iterator[str]:
    """Yield what keeps whoever reads English from the same service (A24)."""
    told = content.english
    if told.answer:
        lacks = [name for name in ("title", "wordings") if not getattr(told, name)]
        if lacks:
            missing = names([desk.say(f"sheet-english_{name}") for name in lacks])
            yield desk.say("check-english-part", missing=missing)
        pairs = [(content.answer, told.answer), *((v.answer, v.english) for v in content.variants)]
        if any(english and {*answers.slots(own)} != {*answers.slots(english)} for own, english in pairs):
            yield desk.say("check-english-slots")
    elif told.title or told.wordings:
        yield desk.say("check-english-part", missing=desk.say("sheet-english_answer"))


def _shared(desk: Desk, content: Content, owned: Mapping[str, str]) -> Iterator[str]:
    hits = [
        desk.say("check-shared", wording=excerpt(wording, 20), title=owned[plain])
        for wording in said(content)
        if owned.get(plain := normalise(wording), content.title) != content.title
    ]
    yield from hits[:_SHOWN]


def owners(entries: Iterable[Entry]) -> dict[str, str]:
    """Return whose each wording is, by what does not matter of it left out."""
    owned: dict[str, str] = {}
    for entry in entries:
        newest = entry.newest()
        if newest is not None and entry.retired_at is None:
            own(owned, newest.content)
    return owned


def own(owned: dict[str, str], content: Content) -> None:
    """Note an entry's wordings as its own, those that another has left out."""
    for wording in said(content):
        owned.setdefault(normalise(wording), content.title)


def _gaps(uow: UnitOfWork, desk: Desk, texts: Iterable[str]) -> Iterator[str]:
    missing = answers.missing(texts, queries.facts(uow, desk))
    if missing:
        yield desk.say("check-facts", names=names([desk.say("quoted", text=name) for name in missing]))
