from datetime import time
from pathlib import Path

import pytest

from bot.standard.phrases import asks_politely, too_loud, unfilled
from bot.standard.policy import KINDS, LADDERS, TIERS, PolicyError, load, shipped


def overlay(folder: Path, text: str) -> Path:
    path = folder / "company.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_shipped_policy_says_what_the_standard_asks() -> None:
    policy = load()
    assert (policy.hours.open, policy.hours.close, policy.hours.end_of_day) == (time(9), time(18), time(18))
    assert [policy.tiers[t].months for t in TIERS] == [1, 1, 3, 6]
    assert set(policy.deadlines) == set(KINDS)
    assert set(policy.ladders) == set(LADDERS)
    assert [r.name for r in policy.ladders["reply"]] == ["warn", "morning", "breach", "head"]
    assert policy.deadlines["wait"]["normal"].amount == 180
    assert policy.quiet.covers(time(21)) and policy.quiet.covers(time(7, 59))
    assert not policy.quiet.covers(time(8)) and not policy.quiet.covers(time(20, 59))
    assert len(policy.kit.group) == 10
    assert not any(unfilled(rule.say) or too_loud(rule.say) for rule in policy.phrases.forbidden)
    assert asks_politely("请问您贵姓？")


def test_version_follows_the_content(tmp_path: Path) -> None:
    assert load().version == shipped().version
    same = load(overlay(tmp_path, "[session]\nidle_minutes = 30\n"))
    other = load(overlay(tmp_path, "[session]\nidle_minutes = 31\n"))
    assert same.version == shipped().version != other.version
    assert len(other.version) == 12


def test_overlay_merges_tables_and_replaces_lists(tmp_path: Path) -> None:
    policy = load(
        overlay(
            tmp_path,
            """
            [hours]
            close = "17:30"
            [deadlines.complaint]
            major = { amount = 2 }
            [kit]
            group = ["名片"]
            [[ladders.visit]]
            name = "soon"
            amount = -1
            unit = "working_hours"
            since = "due"
            to = ["owner", "admin"]
            """,
        )
    )
    assert (policy.hours.open, policy.hours.close) == (time(9), time(17, 30))
    major = policy.deadlines["complaint"]["major"]
    assert (major.amount, major.unit) == (2, "working_days")
    assert policy.kit.group == ("名片",)
    assert policy.kit.home == shipped().kit.home
    assert [(r.name, r.to) for r in policy.ladders["visit"]] == [("soon", ("owner", "admin"))]
    assert policy.ladders["reply"] == shipped().ladders["reply"]


RUNG = '[[ladders.visit]]\nname = "a"\namount = {}\nunit = "{}"\nsince = "{}"\nto = {}\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("colour = 1", ("colour", "unknown key", "hours")),
        ("[hours]\nlunch = 1", ("hours.lunch", "unknown key", "open")),
        ('[hours]\nopen = "9:00"', ("hours.open", "HH:MM")),
        ('[hours]\nopen = "24:00"', ("hours.open", "HH:MM")),
        ("[hours]\nopen = 09:00:00", ("hours.open", "HH:MM")),
        ('[hours]\nopen = "19:00"', ("hours.close", "after")),
        ("hours = 3", ("hours", "table")),
        ("[tiers.platinum]\nlabel = 'x'\nmonths = 1\nvip = true", ("tiers.platinum", "diamond")),
        ("[tiers.gold]\nmonths = 0", ("tiers.gold.months", "at least 1")),
        ("[tiers.gold]\nvip = 1", ("tiers.gold.vip", "true or false")),
        ("[deadlines.gossip]\nnormal = { amount = 1, unit = 'hours' }", ("deadlines.gossip", "suggestion")),
        ("[deadlines.wait]\nnormal = { amount = -1 }", ("deadlines.wait.normal.amount", "at least 0")),
        ("[deadlines.wait]\nnormal = { amount = 1.5 }", ("deadlines.wait.normal.amount", "whole number")),
        ("[deadlines.wait]\nnormal = { amount = true }", ("deadlines.wait.normal.amount", "whole number")),
        ("[deadlines.wait]\nnormal = { unit = 'weeks' }", ("deadlines.wait.normal.unit", "working_days")),
        ("[deadlines.wait]\nmajor = { amount = 3 }", ("deadlines.wait.major.unit", "missing")),
        ("[ladders]\nreply = []", ("ladders.reply", "without rungs")),
        ("[ladders]\nreply = 3", ("ladders.reply", "list")),
        (RUNG.format(1, "weeks", "due", '["owner"]'), ("ladders.visit[0].unit", "working_hours")),
        (RUNG.format(1, "hours", "birth", '["owner"]'), ("ladders.visit[0].since", "opened, due")),
        (RUNG.format(1, "hours", "due", '["boss"]'), ("ladders.visit[0].to[0]", "supervisor")),
        (RUNG.format(1, "hours", "due", "[]"), ("ladders.visit[0].to", "recipient")),
        (RUNG.format(-1, "hours", "opened", '["owner"]'), ("ladders.visit[0].amount", "negative")),
        (2 * RUNG.format(1, "hours", "due", '["owner"]'), ("ladders.visit[1].name", "unique")),
        ('[digest]\nmorning = "07:59"', ("digest.morning", "07:59", "quiet hours")),
        ('[digest]\nevening = "08:15"', ("digest.evening", "08:15", "after digest.morning")),
        ('[digest]\nevening_choices = ["18:00", "22:00"]', ("digest.evening_choices[1]", "22:00", "quiet")),
        ('[quiet]\nend = "08:45"', ("digest.morning", "08:30", "quiet hours")),
        ('[cadence.effective]\ncall = ["spoken"]', ("cadence.effective.call[0]", "spoken", "reached")),
        ('[cadence.effective]\nletter = ["reached"]', ("cadence.effective.letter", "callback")),
        ("[matching]\nnear_upper = 1.2", ("matching.near_upper", "at most 1")),
        ("[matching]\nnear_upper = 0.01", ("matching.near_lower", "matching.near_upper")),
        ("[sending.telegram]\nper_second = 0", ("sending.telegram.per_second", "at least")),
        ("[sending.pigeon]\nper_second = 1", ("sending.pigeon", "telegram")),
        ("[kit]\ngroup = [3]", ("kit.group[0]", "text")),
        ("[phrases]\nforbidden = [{ word = '不行', say = '不行' }]", ("phrases.forbidden[0].say",)),
        ("[phrases]\nforbidden = [{ word = '', say = '好' }]", ("phrases.forbidden[0].word", "empty")),
        ("version = 'x'", ("version", "unknown key")),
        ('"a\\nb" = 1', ("a b", "unknown key")),
        ("[hours", ("company.toml", "TOML")),
    ],
)
def test_every_mistake_is_one_line_that_names_the_key(
    tmp_path: Path, text: str, words: tuple[str, ...]
) -> None:
    with pytest.raises(PolicyError) as raised:
        load(overlay(tmp_path, text))
    message = str(raised.value)
    assert "\n" not in message
    assert all(word in message for word in words), message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"nowhere\.toml"):
        load(tmp_path / "nowhere.toml")
    path = tmp_path / "latin.toml"
    path.write_bytes(b"# \xff\xfe")
    with pytest.raises(PolicyError, match="UTF-8"):
        load(path)
