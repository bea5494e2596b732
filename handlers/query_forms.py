"""Writing standard queries: a new one, or one field of one at a time (N1, O2, T12)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.dialog.form import Answered, Form, Option, State, Step, Values
from bot.dialog.press import Press
from bot.errors import BadInput, Stale
from bot.services import queries, query_editing, unsolved
from bot.services.desk import names
from bot.services.matching import normalise
from bot.services.query_records import Content, Variant
from bot.standard import answers
from bot.standard.times_range import find_days
from handlers import filling, query_english, query_views
from handlers.query_answers import NOTHING_WORDS, answer_check
from handlers.routes import OWNERS, router
from handlers.turn import Turn

ALWAYS = "always"
DROPPED_WORDS = re.compile(r"^(?:删去?|去掉|-)\s*(\d+)$")
UNTIL_WORDS = re.compile(r"^(?:有效)?(?:到|至|截止到?)\s*")
_ISO = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})")


def _title(turn: Turn, text: str, values: Values) -> Answered:
    limit = turn.desk.policy.queries.longest_title
    if len(text) > limit or "：" in text:
        raise BadInput("error-query-title-long", limit=str(limit))
    if turn.uow.queries.titled(text) not in (None, int(values.get("query") or 0)):
        raise BadInput("error-query-title", title=text)
    return Answered(text, text)


def _wordings(turn: Turn, text: str, values: Values) -> Answered:
    """Take lines to be added to the wordings there are; 删 3 takes the third away."""
    rules = turn.desk.policy.queries
    kept = list(values.get("had", ()))
    gone = set()
    for line in (line.strip(" \t，,；;、。") for line in re.split(r"[\n\r]+", text)):
        if (dropped := DROPPED_WORDS.match(line)) is not None:
            gone.add(int(dropped[1]) - 1)
        elif len(line) > rules.longest_wording:
            raise BadInput("error-query-wording-long", limit=str(rules.longest_wording))
        elif any(c.isalnum() for c in line):
            kept.append(line)
    wordings = [one for n, one in enumerate(kept) if n not in gone or n >= len(values.get("had", ()))]
    wordings = list({normalise(one): one for one in reversed(wordings)}.values())[::-1]
    if len(wordings) > rules.most_wordings:
        raise BadInput("error-query-wordings-many", limit=str(rules.most_wordings))
    if not wordings:
        raise BadInput("error-query-wordings-none")
    return Answered(wordings, names(wordings, "　"))


def _departments(turn: Turn, _: Values) -> list[Option]:
    named = turn.desk.policy.departments.names()
    return [*(Option(name, name) for name in named), Option("-", turn.say("query-no-department"))]


def _valid_options(turn: Turn, _: Values) -> list[Option]:
    return [Option(ALWAYS, turn.say("query-always"))]


def _valid(turn: Turn, text: str, _: Values) -> Answered:
    first, last = _span(turn, text)
    if last < turn.desk.today(turn.now) or (first is not None and last < first):
        raise BadInput("error-query-span-past")
    begins = turn.desk.day_words(first) if first else turn.say("query-from-approval")
    return Answered(f"{first or ''}/{last}", turn.say("query-span", first=begins, last=str(last)))


def _span(turn: Turn, text: str) -> tuple[date | None, date]:
    try:
        days = [
            date.fromisoformat("-".join(f"{int(p):02}" for p in d.split("-"))) for d in _ISO.findall(text)
        ]
    except ValueError:
        days = []
    if days:
        return (days[0] if len(days) > 1 else None), days[-1]
    until = UNTIL_WORDS.match(text)
    found = find_days(text[until.end() :] if until else text, turn.desk.today(turn.now), turn.desk.calendar)
    if found is None:
        raise BadInput("error-query-span")
    return (None if until or found.first == found.last else found.first), found.last


def _follow_ups(turn: Turn, _: Values) -> list[Option]:
    offered = [Option(name, turn.say(f"menu-{name}")) for name in queries.FOLLOW_UPS]
    return [*offered, Option("-", turn.say("query-no-buttons"))]


def _buttons(turn: Turn, text: str, _: Values) -> Answered:
    """Read follow-ups by their labels, or by the titles of the entries they lead to."""
    if text in NOTHING_WORDS:
        return Answered("-", turn.say("query-no-buttons"))
    labels = {turn.say(f"menu-{name}"): name for name in queries.FOLLOW_UPS}
    chosen = []
    for word in (word.strip() for word in re.split(r"[、,，;；\n]+", text)):
        if word in labels:
            chosen.append(labels[word])
        elif word and turn.uow.queries.titled(word) is not None:
            chosen.append(f"{queries.TARGET}{word}")
        elif word:
            raise BadInput("error-query-button", text=word[:20], known=names(list(labels)))
    limit = turn.desk.policy.queries.own_buttons
    if not 0 < len(chosen) <= limit:
        raise BadInput("error-query-buttons", limit=str(limit))
    return Answered(chosen, names(query_views.button_words(turn.desk, tuple(chosen))))


def _tiers(turn: Turn, _: Values) -> list[Option]:
    tiers = turn.desk.policy.tiers.items()
    return [Option(answers.VIP, turn.say("query-vip")), *(Option(name, tier.label) for name, tier in tiers)]


def _product(turn: Turn, text: str, _: Values) -> Answered:
    """Take a product's name, as it stands among the tags of customers' files."""
    word = text.strip()
    if len(word) > 12 or " " in word:
        raise BadInput("error-query-product")
    return Answered(f"product:{word}", word)


def _variant(turn: Turn, text: str, values: Values) -> Answered:
    if text in NOTHING_WORDS:
        return Answered("", turn.say("query-no-variant"))
    return answer_check(turn, text, values)


def _owner(turn: Turn, text: str, _: Values) -> Answered:
    person = turn.uow.people.staff_named(text)
    if person is None:
        raise BadInput("error-staff-none", name=text[:20])
    return Answered(str(person.id), person.name)


NEW: Form[Turn] = Form(
    "querynew",
    (
        Step("qtitle", "ask-query-title", check=_title),
        Step("qwordings", "ask-query-wordings", check=_wordings),
        Step("qanswer", "ask-query-answer-new", check=answer_check),
    ),
    "summary-query-new",
    "button-save",
)


def _of(part: str) -> Callable[[Values], bool]:
    """Return that a question is asked where this part of an entry is changed."""
    return lambda values: values.get("part") == part


EDIT: Form[Turn] = Form(
    "queryedit",
    (
        Step("qtitle", "ask-query-title", check=_title, when=_of("qtitle")),
        Step("qwordings", "ask-query-wordings-more", check=_wordings, when=_of("qwordings")),
        Step("qanswer", "ask-query-answer", check=answer_check, when=_of("qanswer")),
        Step("qvalid", "ask-query-valid", _valid_options, _valid, when=_of("qvalid")),
        Step("qtier", "ask-query-tier", _tiers, _product, when=_of("qtier")),
        Step("qvariant", "ask-query-variant", check=_variant, when=_of("qtier")),
        Step("qbuttons", "ask-query-buttons", _follow_ups, _buttons, when=_of("qbuttons")),
        Step("qdepartment", "ask-query-department", _departments, typed=False, when=_of("qdepartment")),
        Step("qowner", "ask-query-owner", check=_owner, when=_of("qowner")),
        *query_english.STEPS,
    ),
    "summary-query-edit",
    "button-save",
)


@router.command("newquery", OWNERS)
def new(turn: Turn) -> None:
    """Ask what a new standard query says; a title may follow the command."""
    title = turn.argument.strip()
    begin_new(turn, known(qtitle=_title(turn, title, {}).value) if title else {})


def known(**fields: str) -> dict[str, str]:
    """Return answers as a form holds them."""
    return {**fields, **{f"{name}.label": words for name, words in fields.items()}}


def begin_new(
    turn: Turn,
    given: Mapping[str, str],
    *,
    wordings: Sequence[str] = (),
    ask_id: int = 0,
) -> None:
    """Ask what is missing of a new entry; `ask_id`: the question that it was learnt from."""
    facts = names(queries.fact_words(turn.uow, turn.desk))
    values: dict[str, object] = {**given, "ask": ask_id, "facts": facts}
    if wordings:
        values |= {
            "had": list(wordings),
            "qwordings": list(wordings),
            "qwordings.label": names(wordings, "　"),
        }
    filling.begin(turn, NEW, **values)


@router.form(NEW)
def created(turn: Turn, state: State) -> None:
    """Keep a new entry as a draft; it is answered to nobody before it is approved (O2)."""
    values = state.values
    content = Content(
        str(values["qtitle"]), str(values["qanswer"]), tuple(values["qwordings"]), owner_id=turn.me.id
    )
    draft = query_editing.create(turn.uow, content, turn.me, turn.now)
    if values.get("ask"):
        unsolved.settle_asked(turn.uow, turn.desk, int(values["ask"]), unsolved.QUERY, turn.now)
    turn.reply(turn.say("query-kept-draft"))
    query_views.show_entry(turn, draft.query_id)


@router.press("query-field", OWNERS)
def field_pressed(turn: Turn, press: Press) -> None:
    """Ask for one field of an entry."""
    if press.value not in query_views.FIELDS:
        raise Stale
    entry = query_editing.entry(turn.uow, press.subject)
    newest = entry.newest()
    if newest is None:
        raise Stale
    content = newest.content
    listed = "\n".join(f"{n}. {wording}" for n, wording in enumerate(content.wordings, 1))
    stands = {"title": content.title, "wordings": listed or turn.say("query-nothing")}
    stands["answer"] = queries.shown(content.answer) or turn.say("query-nothing")
    stands |= query_english.standing(turn, content)
    facts = names(queries.fact_words(turn.uow, turn.desk))
    about = {"query": str(entry.id), "part": press.value, "had": list(content.wordings), "facts": facts}
    filling.begin(turn, EDIT, **about, **stands)


@router.form(EDIT)
def edited(turn: Turn, state: State) -> None:
    """Keep the change in the entry's draft, and show it with what there is to say about it."""
    values, query_id = state.values, int(state.values["query"])
    entry = query_editing.entry(turn.uow, query_id)
    newest = entry.newest()
    if newest is None:
        raise Stale
    query_editing.edit(turn.uow, query_id, turn.me, turn.now, **_changes(newest.content, values))
    turn.reply(turn.say("query-kept-draft"))
    query_views.show_entry(turn, query_id)


def _changes(content: Content, values: Values) -> dict[str, object]:
    """Return what of an entry's content was changed."""
    part = str(values["part"])
    if part == query_english.PART:
        return {"english": query_english.changed(content, values)}
    given = values[part]
    if part == "qvalid":
        first, _, last = "/".partition("/") if given == ALWAYS else str(given).partition("/")
        return {
            "valid_from": date.fromisoformat(first) if first else None,
            "valid_to": date.fromisoformat(last) if last else None,
        }
    if part == "qtier":
        return {"variants": _varied(content, str(given), str(values["qvariant"]))}
    if part == "qbuttons":
        chosen = () if given == "-" else (given,) if isinstance(given, str) else tuple(given)
        return {"buttons": chosen}
    if part == "qdepartment":
        return {"department": "" if given == "-" else str(given)}
    if part == "qowner":
        return {"owner_id": int(str(given))}
    return {part.removeprefix("q"): tuple(given) if part == "qwordings" else str(given)}


def _varied(content: Content, whom: str, answer: str) -> tuple[Variant, ...]:
    """Return the variants with one put, changed or taken away."""
    product = whom.removeprefix("product:") if whom.startswith("product:") else ""
    variant = Variant(answer, tier="" if product else whom, product=product)
    others = [v for v in content.variants if (v.tier, v.product) != (variant.tier, variant.product)]
    return (*others, *((variant,) if answer else ()))
