"""The scripts of this installation, read once; wrong ones keep the product from starting (4.B, O2)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from bot.standard.scripts import Book
from bot.standard.scripts_checking import load
from bot.wording import Wording


@cache
def book(locale: str = "zh-CN") -> Book:
    """Return the scripts."""
    return load(_data(locale))


def check(words: Wording, locale: str = "zh-CN") -> Book:
    """Return the scripts with every word looked up; raise ScriptError, one line, for a wrong one."""
    return load(_data(locale), frozenset(words.ids()))


def _data(locale: str) -> dict[str, object]:
    text = resources.files("locales").joinpath(locale, "scripts.toml").read_text("utf-8")
    return tomllib.loads(text)
