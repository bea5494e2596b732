from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import web as web_channel
from bot.channels.demo import parse_duration
from bot.channels.web import frames
from bot.channels.web.guard import Pace, security_headers
from bot.channels.web.links import Signer, new_user
from bot.channels.web.pages import Pages
from tests.unit.web.fakes import WORDS

PAGE = Path(web_channel.__file__).parent / "page"


def test_a_token_opens_only_its_own_user() -> None:
    signer = Signer("secret")
    user = new_user()
    token = signer.sign(user)
    assert signer.verify(token) == user
    assert len(token.rpartition(".")[2]) >= 22
    assert re.fullmatch(r"[A-Za-z0-9_.-]+", token)
    assert Signer("other").verify(token) is None
    assert signer.verify(signer.sign("anna").replace("anna", "bert")) is None


@given(st.text(max_size=60))
def test_a_made_up_token_opens_nothing(token: str) -> None:
    assert Signer("secret").verify(token) is None


def test_an_empty_secret_is_refused() -> None:
    with pytest.raises(ValueError):
        Signer("")


@given(
    st.recursive(
        st.none() | st.integers() | st.text() | st.floats(),
        lambda x: st.lists(x) | st.dictionaries(st.text(), x),
    )
)
def test_any_json_is_a_frame_or_refused(data: object) -> None:
    with pytest.raises(frames.BadFrame):
        frames.parse(json.dumps(data))


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "{",
        "[" * 50_000,
        '{"t":"hello","out":-1,"in":0}',
        '{"t":"hello","out":true,"in":0}',
        '{"t":"hello","out":1.5}',
        '{"t":"hello","out":99999999999999999999}',
        '{"t":"say","id":"short","text":"x"}',
        '{"t":"say","id":12345678,"text":"x"}',
        '{"t":"say","id":"12345678","text":["x"]}',
        '{"t":"say","id":"1234:678","text":"x"}',
        '{"t":"press","id":"12345678","choice":"","message":1}',
        '{"t":"press","id":"12345678","choice":"' + "x" * 65 + '","message":1}',
        '{"t":"press","id":"12345678","choice":"a","message":"x"}',
        '{"t":"dance","id":"12345678"}',
    ],
)
def test_wrong_frames_are_refused(raw: str) -> None:
    with pytest.raises(frames.BadFrame):
        frames.parse(raw)


def test_good_frames_are_read() -> None:
    assert frames.parse('{"t":"hello"}') == frames.Hello(0, 0)
    assert frames.parse('{"t":"ping"}') == frames.Ping()
    assert frames.parse('{"t":"start","id":"abcd-1234","text":"K7"}') == frames.Said(
        "start", "abcd-1234", "K7"
    )
    pressed = frames.parse('{"t":"press","id":"abcd_1234","choice":"c:1","message":"7","label":"咨询"}')
    assert pressed == frames.Said("press", "abcd_1234", "咨询", "c:1", "7")


def test_what_no_database_takes_is_mended() -> None:
    said = frames.parse('{"t":"say","id":"12345678","text":"a\\u0000b\\ud83d"}')
    assert said == frames.Said("say", "12345678", "ab?")


def test_pace_is_kept_by_key_and_recovers() -> None:
    pace = Pace(2, 10)
    assert [pace.allow(t, "a") for t in (0, 1, 2)] == [True, True, False]
    assert pace.allow(2, "b")
    assert pace.allow(10.5, "a")


def test_pace_forgets_visitors_long_gone() -> None:
    pace = Pace(1, 10)
    for number in range(10_001):
        pace.allow(0, str(number))
    pace.allow(60, "x")
    assert len(pace._times) == 1


def test_a_forged_host_does_not_reach_the_policy() -> None:
    policy = security_headers("a.example; script-src *")["Content-Security-Policy"]
    assert "script-src *" not in policy
    assert "wss://a.example:8080" in security_headers("a.example:8080")["Content-Security-Policy"]


def test_durations() -> None:
    assert parse_duration("PT3M") == timedelta(minutes=3)
    assert parse_duration("P1DT1H30M5S") == timedelta(days=1, hours=1, minutes=30, seconds=5)
    assert parse_duration("P2W") == timedelta(weeks=2)


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "P1DT", "3M", "-PT3M", "PT-3M", "PT3", "P1Y", "PT٣M", "PT3M "]
)
def test_wrong_durations(text: str) -> None:
    with pytest.raises(ValueError):
        parse_duration(text)


def test_every_word_the_pages_name_is_given_and_none_too_many() -> None:
    text = "".join(file.read_text("utf-8") for file in PAGE.glob("*.*"))
    named = set(re.findall(r"\b(?:web|demo)-[a-z-]+\b", text))
    made = {
        f"web-{state}"
        for state in ("sending", "delivered", "failed", "offline", "slow", "busy", "long", "many", "no-place")
    }
    kinds = ("photo", "voice", "audio", "video", "document")
    made |= {f"web-file-{kind}" for kind in (*kinds, "type", "often")}
    made |= {
        f"web-{kind}-{part}"
        for kind in ("unknown", "gone", "often", "busy", "origin")
        for part in ("title", "text")
    }
    made |= {"web-connecting", "demo-malformed", "demo-far"}
    roles = ("customer", "guest", "manager", "supervisor", "head", "admin")
    made |= {f"demo-{part}-{role}" for part in ("about", "try") for role in roles}
    named -= {"demo-about", "web-file"}
    assert named | made == {key for key in WORDS if not key.startswith("terminal-")}
    Pages(WORDS)


def test_a_missing_word_is_noticed_at_start() -> None:
    with pytest.raises(KeyError, match="web-send"):
        Pages({key: value for key, value in WORDS.items() if key != "web-send"})


def test_pages_hold_no_words_and_no_outside_assets_of_their_own() -> None:
    for file in PAGE.iterdir():
        text = file.read_text("utf-8")
        assert not re.search(r"[\u4e00-\u9fff]", text), file.name
        outside = [u for u in re.findall(r"https?://[^\s\"']+", text) if u != "http://www.w3.org/2000/svg"]
        assert not outside, file.name
        assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|style=|onclick=", text), file.name


def test_half_a_surrogate_pair_does_not_mute_a_chat() -> None:
    written = frames.dump({"t": "lines", "lines": [{"text": "张\ud83d三"}]})
    assert json.loads(written.encode())["lines"] == [{"text": "张?三"}]
