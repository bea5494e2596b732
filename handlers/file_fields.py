"""The fields of a customer's file: their groups, what may be chosen, how they are read (C1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.dialog.form import Answered, Option, Values
from bot.errors import BadInput
from bot.services import routing
from bot.services.customer_records import Profile
from bot.services.desk import names
from bot.services.records import Customer, Staff
from bot.standard import birthdays, masking, wishes
from bot.standard.access import HEAD, MANAGER
from bot.standard.birthdays import Wrong
from bot.standard.yearday import YearDay
from handlers import enrolling
from handlers.card import day_words
from handlers.turn import Turn

SUBJECT = "subject"
"""Where a form keeps whose file it changes."""
CLEAR = "~"
YES, NO = "yes", "no"
LONGEST_DAYS = 366
ACCOUNT = 64
ASKABLE = ("address", "home_phone", "employer", "post", "birthday", "user_name", "greetings", "wish_days")
"""What a customer may ask not to be asked about (B11, G4)."""

Check = Callable[[Turn, str, Values], Answered]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its group, the values to choose from, whether it may be typed and left empty."""

    name: str
    group: str
    choices: tuple[str, ...] = ()
    check: Check | None = None
    empty: bool = True
    typed: bool = True
    family: str = ""


def _written(turn: Turn, text: str, _: Values) -> Answered:
    limit = turn.desk.policy.customers.longest_words
    text = " ".join(text.split())
    if len(text) > limit:
        raise BadInput("error-field-long", limit=str(limit))
    return Answered(text, text)


def _short(turn: Turn, text: str, values: Values) -> Answered:
    text = _written(turn, text, values).value
    limit = enrolling.LONGEST_NAME
    if len(text) > limit:
        raise BadInput("error-field-long", limit=str(limit))
    return Answered(text, text)


def number_of(turn: Turn, text: str, _: Values) -> Answered:
    """Read a phone number; raise BadInput where it is none."""
    digits = masking.normal_phone(text)
    if digits is None:
        raise BadInput("error-new-phone")
    return Answered(digits, digits)


def _phone(turn: Turn, text: str, values: Values) -> Answered:
    digits = str(number_of(turn, text, values).value)
    enrolling.refuse_known(turn, digits, but=int(values[SUBJECT]))
    return Answered(digits, digits)


def _account(turn: Turn, text: str, values: Values) -> Answered:
    text = "".join(text.split())
    if len(text) > ACCOUNT:
        raise BadInput("error-field-long", limit=str(ACCOUNT))
    known = turn.uow.people.numbered(text)
    if known is not None and known.id != int(values[SUBJECT]):
        raise BadInput("error-account-taken")
    return Answered(text, text)


def day_of(turn: Turn, text: str, _: Values) -> Answered:
    """Read a yearly day, solar or lunar; raise BadInput that says what would be right (B8)."""
    read = birthdays.read(text, turn.desk.today(turn.now))
    if isinstance(read, Wrong):
        slots = {"month": read.month, "most": read.most, "year": read.year}
        raise BadInput(_wrong(read), **{name: str(value) for name, value in slots.items() if value})
    kept = [read.month, read.day, read.year, read.lunar, read.leap]
    return Answered(kept, day_words(turn, read))


def _wrong(read: Wrong) -> str:
    """Return the phrase that says why a text is no birthday."""
    if read.reason == "leap_year":
        return "error-birthday-leap-year" if read.month else "error-birthday-no-leap"
    if read.reason == "solar" and read.year:
        return "error-birthday-solar-year"
    return f"error-birthday-{read.reason}"


def day_from(kept: Any) -> YearDay | None:
    """Return the yearly day that a form has kept."""
    return YearDay(*kept) if isinstance(kept, list | tuple) else None


def _wish(turn: Turn, text: str, _: Values) -> Answered:
    """Read how often a customer wishes to be called: 每月, 两周一次, 45天 (B9)."""
    days = wishes.days(text)
    if days is None or not 0 < days <= LONGEST_DAYS:
        raise BadInput("error-wish", most=str(LONGEST_DAYS))
    return Answered(days, str(days))


_BASIC = (
    Field("name", "basic", check=enrolling.read_name, empty=False),
    Field("gender", "basic", ("m", "f"), typed=False, family="gender"),
    Field("kind", "basic", enrolling.KINDS, empty=False, typed=False, family="customer-kind"),
    Field("status", "basic", ("active", "suspended", "left"), empty=False, typed=False, family="status"),
    Field(
        "tier", "basic", ("diamond", "gold", "silver", "standard"), empty=False, typed=False, family="tier"
    ),
    Field("vip", "basic", (YES, NO), empty=False, typed=False, family="option"),
    Field("label", "basic", ("core", "potential", "general", "problem"), typed=False, family="label"),
    Field("manager_id", "basic", empty=False, typed=False),
    Field("deputy_id", "basic", typed=False),
    Field("region", "basic", check=_short),
)
_REACH = (
    Field("phone", "reach", check=_phone),
    Field("home_phone", "reach", check=number_of),
    Field("address", "reach", check=_written),
    Field("employer", "reach", check=_written),
    Field("post", "reach", check=_short),
)
_DAYS = (
    Field("birthday", "days", check=day_of),
    Field("greetings", "days", (YES, NO), typed=False, family="option"),
)
_TASTES = (
    Field("preferences", "tastes", check=_written),
    Field("taboos", "tastes", check=_written),
    Field("language", "tastes", ("mandarin", "dialect", "english"), check=_short, family="language"),
)
_USER = (
    Field("user_name", "user", check=_short),
    Field("user_phone", "user", check=number_of),
    Field(
        "user_relation", "user", ("spouse", "parent", "child", "colleague"), check=_short, family="relation"
    ),
)
_WISHES = (
    Field("wish_days", "wishes", check=_wish),
    Field("contact_hours", "wishes", check=_short),
    Field("do_not_contact", "wishes", (YES, NO), empty=False, typed=False, family="option"),
    Field("do_not_disturb", "wishes", (YES, NO), empty=False, typed=False, family="option"),
    Field("do_not_ask", "wishes", ASKABLE, empty=False, typed=False, family="field"),
)
_OTHER = (
    Field("account", "other", check=_account),
    Field("tags", "other", check=_written),
    Field("card", "other", ("none", "sent", "received"), typed=False, family="card-state"),
    Field("source", "other", check=_short),
    Field("note", "other", check=_written),
)
FIELDS = {field.name: field for field in (*_BASIC, *_REACH, *_DAYS, *_TASTES, *_USER, *_WISHES, *_OTHER)}
GROUPS = ("basic", "reach", "days", "tastes", "user", "people", "wishes", "other")
SPOKEN = ("language", "user_relation")
"""Fields kept in words: what is chosen is kept as it is read."""
FLAGS = ("vip", "greetings", "do_not_contact", "do_not_disturb")
STAFF = ("manager_id", "deputy_id")


def options(turn: Turn, field: Field, values: Values) -> list[Option]:
    """Return what may be chosen, 清空 last where something stands."""
    if field.name in STAFF:
        offered = [Option(str(person.id), person.name) for person in _eligible(turn)]
    elif field.name == "wish_days":
        wishes = turn.desk.policy.customers.wishes
        offered = [Option(str(days), turn.say("option-days", days=str(days))) for days in wishes]
        offered.append(Option("0", turn.say("option-no-wish")))
    elif field.name == "do_not_ask":
        held = values.get("held", "").split()
        offered = [
            Option(
                name,
                turn.say(
                    "option-ask-again" if name in held else "option-ask-no-more", field=_name(turn, name)
                ),
            )
            for name in field.choices
        ]
    else:
        words = ((choice, turn.say(f"{field.family}-{choice}")) for choice in field.choices)
        offered = [Option(c, text, text if field.name in SPOKEN else "") for c, text in words]
    stands = field.empty and values.get("stands") == YES
    return [*offered, *([Option(CLEAR, turn.say("option-clear"))] if stands else [])]


def _name(turn: Turn, field: str) -> str:
    return turn.say(f"field-{field}")


def _eligible(turn: Turn) -> list[Staff]:
    """Return who may serve a customer of the speaker's: every manager of theirs (E9, E16)."""
    managers = turn.uow.people.with_role(MANAGER)
    if turn.role == HEAD:
        return managers
    team = routing.team(turn.uow, turn.me)
    return [person for person in managers if person.id in team]


def value_of(field: str, kept: Any, profile: Profile) -> Any:
    """Return what a form's answer stands for in the file."""
    if kept == CLEAR:
        return None if field in ("birthday", "wish_days", "greetings", "deputy_id", "account") else ""
    if field in FLAGS:
        return kept == YES
    if field in (*STAFF, "wish_days"):
        return int(kept)
    if field == "birthday":
        return day_from(kept)
    if field == "do_not_ask":
        held = list(profile.do_not_ask)
        return [name for name in held if name != kept] if kept in held else [*held, kept]
    return kept


def standing(customer: Customer, profile: Profile, field: str) -> Any:
    """Return what stands in a field now."""
    return getattr(profile if hasattr(profile, field) else customer, field)


def words_of(turn: Turn, field: str, value: Any) -> str:
    """Return a field's value as people read it; empty where nothing stands there."""
    if field in FLAGS:
        return "" if value is None else turn.say(f"option-{YES if value else NO}")
    if value is None or value == "" or value == [] or value == ():
        return ""
    if isinstance(value, YearDay):
        return day_words(turn, value)
    if field in STAFF:
        person = turn.uow.people.staff(value)
        return person.name if person else ""
    if field == "wish_days":
        return turn.say("option-days", days=str(value)) if value else turn.say("option-no-wish")
    if field == "do_not_ask":
        return names([_name(turn, name) for name in value])
    if field.endswith("phone"):
        return masking.mask_phone(value)  # the card shows it whole, to who serves the customer (G3)
    known = FIELDS[field]
    return (
        turn.say(f"{known.family}-{value}") if value in known.choices and field not in SPOKEN else str(value)
    )
