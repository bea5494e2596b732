"""Where visitors come from, directly and behind proxies."""

from __future__ import annotations

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.channels.web.source import Sources
from bot.settings import load


def request(remote: str, *forwarded: str):  # type: ignore[no-untyped-def]
    made = make_mocked_request("GET", "/", headers=[("X-Forwarded-For", line) for line in forwarded])
    return made.clone(remote=remote)


@pytest.mark.parametrize(
    ("remote", "forwarded", "address"),
    [
        ("203.0.113.7", (), "203.0.113.7"),
        # Nobody but a trusted proxy is believed.
        ("203.0.113.7", ("198.51.100.1",), "203.0.113.7"),
        ("127.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        # What a visitor wrote before the proxy did is no better than the proxy's own word.
        ("127.0.0.1", ("1.2.3.4, 198.51.100.1",), "198.51.100.1"),
        ("127.0.0.1", ("1.2.3.4", "198.51.100.1, 10.0.0.9"), "198.51.100.1"),
        ("127.0.0.1", ("nonsense",), "127.0.0.1"),
        ("127.0.0.1", (), "127.0.0.1"),
        ("::ffff:127.0.0.1", ("198.51.100.1",), "198.51.100.1"),
        ("2001:db8:1:2:3:4:5:6", (), "2001:db8:1:2::/64"),
        ("", (), ""),
    ],
)
def test_the_address_of_a_visitor(remote: str, forwarded: tuple[str, ...], address: str) -> None:
    proxies = load(proxies="127.0.0.1, 10.0.0.0/8").proxies
    assert Sources("key", proxies).address(request(remote, *forwarded)) == address


def test_a_source_is_no_address_and_differs_by_installation() -> None:
    one, other = Sources("key"), Sources("another key")
    told = one.of(request("203.0.113.7"))
    assert told == one.of(request("203.0.113.7"))
    assert told not in (one.of(request("203.0.113.8")), other.of(request("203.0.113.7")))
    assert one.of(request("")) == ""
    # In one household of IPv6 everybody chooses the rest of the address anew.
    assert one.of(request("2001:db8:1:2::3")) == one.of(request("2001:db8:1:2:ffff::4"))
