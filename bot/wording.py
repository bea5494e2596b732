"""Every word the product says: Fluent catalogues behind one strict function."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from fluent.runtime import FluentBundle, resolver
from fluent.runtime.errors import FluentReferenceError
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

log = logging.getLogger(__name__)

# The library's cap guards against hostile catalogues, which ours are not; people may type longer texts.
resolver.MAX_PART_LENGTH = sys.maxsize

# What goes on is indented, but for the brace that closes a choice.
_ENTRY = re.compile(r"^(?=[^\s}])", re.MULTILINE)
_NAME = re.compile(r"[a-zA-Z][\w-]*(?= *=)")


class WordingError(LookupError):
    """A phrase cannot be said; a fault of ours, never of the person."""


class PhraseMissing(WordingError, KeyError):
    """No catalogue has this phrase."""


class SlotMissing(WordingError):
    """A phrase was to be said with a slot left out or empty."""


class CatalogueBroken(WordingError):
    """A catalogue does not parse, repeats an id or refers to nothing."""


class Wording:
    """The phrases of one language; `defaults` (company, hotline …) are slots every phrase knows."""

    def __init__(self, locale: str = "zh-CN", **defaults: str | int) -> None:
        self.locale = locale
        self._book = _load(locale)
        self._defaults = _filled(defaults)
        self._fixed: dict[str, str] = {}

    def say(self, phrase_id: str, /, **slots: str | int) -> str:
        """Return a phrase with its slots filled; raise where the phrase or a slot is missing."""
        if slots:
            return self._book.say(phrase_id, self._defaults | _filled(slots))
        fixed = self._fixed.get(phrase_id)
        if fixed is None:
            fixed = self._fixed[phrase_id] = self._book.say(phrase_id, self._defaults)
        return fixed

    def again(self, text: str) -> str:
        """Return a text on file as it is said in this language."""
        return text

    def ids(self, catalogue: str = "") -> tuple[str, ...]:
        """Return the phrase ids, of one catalogue (`customer`, `staff` …) where named."""
        return tuple(i for i, origin in self._book.origins.items() if not catalogue or origin == catalogue)

    def catalogue(self, phrase_id: str) -> str:
        """Return the catalogue a phrase stands in: it tells who reads it."""
        if phrase_id not in self._book.origins:
            raise PhraseMissing(phrase_id)
        return self._book.origins[phrase_id]

    def slots_of(self, phrase_id: str) -> frozenset[str]:
        """Return every slot a phrase may ask for, defaults included."""
        return self._book.slots_of(phrase_id)

    def check(self) -> None:
        """Read every phrase; raise CatalogueBroken naming the first that cannot be said."""
        self._book.check()


def _filled(slots: dict[str, str | int]) -> dict[str, str]:
    """Return slots as text, so that numbers are not grouped; an empty one is left out and so reported."""
    texts = ((name, str(value)) for name, value in slots.items())
    return {name: text for name, text in texts if text and not text.isspace()}


class Translation(Wording):
    """The phrases of another language; what it lacks is said in the source language, and logged (A24)."""

    def __init__(self, locale: str, source: Wording, **defaults: str | int) -> None:
        super().__init__(locale, **defaults)
        self._source = source
        self.missed: set[str] = set()
        self._kept: dict[str, str] | None = None

    def say(self, phrase_id: str, /, **slots: str | int) -> str:
        """Return a phrase with its slots filled, in the source language where this one cannot say it."""
        try:
            return super().say(phrase_id, **slots)
        except WordingError as error:
            said = self._source.say(phrase_id, **slots)
            if phrase_id not in self.missed:
                self.missed.add(phrase_id)
                log.error("not said in translation: %s (%s)", phrase_id, type(error).__name__)
            return said

    def again(self, text: str) -> str:
        """Return a text on file in this language, where it is one of the house's own phrases."""
        if self._kept is None:
            plain = (i for i in self.ids() if i in self._source.ids() and not self._source.slots_of(i))
            self._kept = {self._source.say(i): i for i in plain}
        phrase_id = self._kept.get(text)
        return self.say(phrase_id) if phrase_id else text

    def slots_of(self, phrase_id: str) -> frozenset[str]:
        """Return every slot a phrase may ask for, as it will be said."""
        try:
            return super().slots_of(phrase_id)
        except PhraseMissing:
            return self._source.slots_of(phrase_id)


class _Uses(Visitor):
    """Collects the slots and the other phrases that a phrase asks for."""

    def __init__(self) -> None:
        self.slots: set[str] = set()
        self.phrases: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        """Note a slot."""
        self.slots.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        """Note another phrase."""
        self.phrases.add(node.id.name)


class _Book:
    """The catalogues of one language: the phrases, where each stands, and its slots.

    A phrase is read when it is first asked for: reading all takes longer than the rest of a start. What the
    library would pass over in silence is refused; `check` reads everything.
    """

    def __init__(self, locale: str, sources: Mapping[str, str]) -> None:
        self.origins: dict[str, str] = {}
        self._sources: dict[str, str] = {}
        for origin, source in sources.items():
            self._divide(origin, source)
        self._bundle = FluentBundle([locale], use_isolating=False)
        self._parser = FluentParser(with_spans=False)
        self._slots: dict[str, frozenset[str]] = {}

    def _divide(self, origin: str, source: str) -> None:
        preface, *entries = _ENTRY.split(source)
        if preface.strip():
            raise CatalogueBroken(f"{origin}.ftl: cannot be read: {preface.strip()[:80]}")
        for entry in entries:
            name = _NAME.match(entry)
            if name is None:
                if entry.startswith("#"):
                    continue
                raise CatalogueBroken(f"{origin}.ftl: cannot be read: {entry[:80]}")
            if name[0] in self.origins:
                raise CatalogueBroken(f"{origin}.ftl: {name[0]} stands in {self.origins[name[0]]}.ftl too")
            self.origins[name[0]], self._sources[name[0]] = origin, entry

    def check(self) -> None:
        """Read every phrase; raise CatalogueBroken naming the first that cannot be said."""
        for name in self.origins:
            self.slots_of(name)

    def slots_of(self, name: str) -> frozenset[str]:
        """Return a phrase's slots with those of the phrases in it; raise PhraseMissing."""
        if name not in self.origins:
            raise PhraseMissing(name)
        known = self._slots.get(name)
        return self._read(name) if known is None else known

    def say(self, name: str, slots: dict[str, str]) -> str:
        """Return a phrase with its slots filled."""
        self.slots_of(name)
        pattern = self._bundle.get_message(name).value
        assert pattern is not None  # or it was not taken in
        text, errors = self._bundle.format_pattern(pattern, slots)
        for error in errors:
            kind = SlotMissing if isinstance(error, FluentReferenceError) else CatalogueBroken
            raise kind(f"{name}: {error}")
        return str(text)

    def _read(self, name: str, *path: str) -> frozenset[str]:
        """Take a phrase and those in it into the bundle; a dead or circular reference is refused."""
        if name in path or name not in self.origins:
            raise CatalogueBroken(f"{path[-1]} refers to {name}")
        entry, *rest = self._parser.parse(self._sources[name]).body
        if not isinstance(entry, ast.Message) or entry.value is None or rest:
            raise CatalogueBroken(f"{self.origins[name]}.ftl: cannot be read: {self._sources[name][:80]}")
        uses = _Uses()
        uses.visit(entry.value)
        below = [self._read(other, *path, name) for other in uses.phrases]
        self._bundle.add_resource(ast.Resource([entry]))
        # Last, since other threads take what is known here for ready to be said.
        self._slots[name] = frozenset(uses.slots).union(*below)
        return self._slots[name]


@lru_cache(maxsize=8)
def _load(locale: str) -> _Book:
    folder = resources.files("locales").joinpath(locale)
    if not folder.is_dir():
        raise CatalogueBroken(f"no catalogues for {locale}")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".ftl")), key=lambda f: f.name)
    return _Book(locale, {f.name.removesuffix(".ftl"): f.read_text(encoding="utf-8") for f in files})
