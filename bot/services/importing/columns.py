"""What the columns of a spreadsheet mean, however they are called (C1, C9)."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from bot.errors import BadInput

KINDS = ("customers", "contacts", "cases", "bills")
_IGNORED = re.compile(r"[\s*＊:：（）()【】\[\]_/\\\-.。、]+")
_BRACKETS = re.compile(r"[（(【\[].*?[）)】\]]")
_NUMBERED = re.compile(r"(.*?\D)([1-9])")
_MONTH = re.compile(
    r"(?P<year>20\d\d)(?:年|[-./])?(?P<month>0?[1-9]|1[0-2])(?:月)?份?(?:话费|账单|消费|金额|月消费|出账|出账金额)?"
)
LIAISONS = 9


@dataclass(frozen=True, slots=True)
class Field:
    """A column that the desk knows: the names it goes by and how its cells are read."""

    name: str
    names: tuple[str, ...]
    type: str = "text"
    choices: str = ""
    longest: int = 0
    hint: str = ""
    sample: str = ""
    several: bool = False
    anniversary: str = ""

    @property
    def title(self) -> str:
        """Return the name that templates and exports write."""
        return self.names[0]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of spreadsheet."""

    name: str
    title: str
    needs: tuple[str, ...]
    fields: Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Book:
    """Every kind, and the words that cells of choices hold."""

    kinds: Mapping[str, Kind]
    choices: Mapping[str, Mapping[str, tuple[str, ...]]]
    read: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """Which cell of a row holds what; numbered fields carry their number, months theirs."""

    kind: Kind
    places: Mapping[int, tuple[Field, str]]
    unknown: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def fields(self) -> frozenset[str]:
        """Return the fields that the sheet has."""
        return frozenset(known.name for known, _ in self.places.values())


@cache
def book(locale: str = "zh-CN") -> Book:
    """Read the columns of the language."""
    text = resources.files("locales").joinpath(locale, "columns.toml").read_text("utf-8")
    data = tomllib.loads(text)
    choices = {name: {k: tuple(v) for k, v in words.items()} for name, words in data.pop("choices").items()}
    kinds = {}
    for name, entry in data.items():
        fields = {
            key: Field(key, tuple(values.pop("names")), **values) for key, values in entry["fields"].items()
        }
        kinds[name] = Kind(name, entry["title"], tuple(entry["needs"]), fields)
    read = {
        name: {normal(word): value for value, listed in words.items() for word in listed}
        for name, words in choices.items()
    }
    return Book(kinds, choices, read)


def normal(text: str) -> str:
    """Return a title or a word without width, case, space and signs."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).lower()


def recognise(header: Sequence[str], kind: str = "") -> Layout:
    """Tell what the columns are; raise BadInput where they are of no kind that is known."""
    layouts = [_layout(book().kinds[name], header) for name in ((kind,) if kind else KINDS)]
    fitting = [layout for layout in layouts if _enough(layout)]
    if not fitting:
        titles = [title for title in header if title]
        raise BadInput("error-import-columns", listed="、".join(titles[:12]) or "-")
    # A sheet of contacts names its customers too: the kind that knows most of the columns is meant.
    return max(fitting, key=lambda layout: (layout.kind.name != "customers", len(layout.places)))


def hint_of(known: Field) -> str:
    """Return what a template says under a column's title: a hint, or what may be chosen."""
    return known.hint or "、".join(words_of(known))


def words_of(known: Field) -> tuple[str, ...]:
    """Return what may be chosen in a column; nothing where anything may be written."""
    choices = known.choices or ("yes" if known.type == "yes" else "")
    return tuple(words[0] for words in book().choices[choices].values()) if choices else ()


def header_of(values: Sequence[object]) -> list[str]:
    """Return a row's cells as titles."""
    return [" ".join(str(value).split()) if value is not None else "" for value in values]


def looks_like_header(titles: Sequence[str], kind: str = "") -> bool:
    """Return whether a row holds titles that are known, rather than a heading above them."""
    known = _known()
    names = {kind} if kind else set(KINDS)
    return sum(bool(names & known.get(normal(title), frozenset())) for title in titles if title) >= 2


@cache
def _known() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind in book().kinds.values():
        for known in kind.fields.values():
            for name in known.names:
                found.setdefault(normal(name), set()).add(kind.name)
    return {name: frozenset(kinds) for name, kinds in found.items()}


@cache
def _names(kind: str) -> dict[str, Field]:
    return {normal(name): known for known in book().kinds[kind].fields.values() for name in known.names}


def _layout(kind: Kind, header: Sequence[str]) -> Layout:
    names = _names(kind.name)
    places: dict[int, tuple[Field, str]] = {}
    unknown: list[str] = []
    twice: list[str] = []
    for place, title in enumerate(header):
        if not title:
            continue
        found = _find(kind, names, title)
        if found is None:
            unknown.append(title)
        elif found in places.values():
            twice.append(title)
        else:
            places[place] = found
    return Layout(kind, places, tuple(unknown), tuple(twice))


def _find(kind: Kind, names: Mapping[str, Field], title: str) -> tuple[Field, str] | None:
    for words in (title, _BRACKETS.sub("", title)):
        plain = normal(words)
        if (known := names.get(plain)) is not None:
            return known, "1" if known.several else ""
        numbered = _NUMBERED.fullmatch(plain)
        if numbered and (known := names.get(numbered[1])) is not None and known.several:
            return known, numbered[2]
        if numbered := re.fullmatch(r"(联系人|关键人)([1-9])(.+)", plain):
            known = names.get(numbered[1] + numbered[3])
            if known is not None and known.several:
                return known, numbered[2]
        month = _MONTH.fullmatch(unicodedata.normalize("NFKC", words).replace(" ", ""))
        if month and kind.name == "bills":
            return kind.fields["amount"], f"{month['year']}-{int(month['month']):02d}"
    return None


def _enough(layout: Layout) -> bool:
    """Return whether a sheet has what its kind cannot do without."""
    fields, name = layout.fields, layout.kind.name
    known = bool(fields & {"account", "phone", "name"})
    if name == "customers":
        return bool(fields & {"account", "name"}) and len(layout.places) >= 2
    if name == "contacts":
        return known and {"content", "happened_at"} <= fields
    if name == "cases":
        return known and {"case_kind", "text"} <= fields
    months = any(number for field_, number in layout.places.values() if field_.name == "amount")
    return known and "amount" in fields and (months or "month" in fields)
