"""How a customer is addressed: 姓 with a title only where it is known, else the full name (A16)."""

from __future__ import annotations

from collections.abc import Mapping

_COMPOUND_WORDS = (
    "欧阳 上官 司马 诸葛 司徒 东方 独孤 南宫 夏侯 尉迟 皇甫 公孙 慕容 令狐 长孙 宇文 轩辕 端木 百里 东郭 "
    "南门 呼延 闻人 澹台 赫连 公羊 淳于 单于 申屠 公冶 濮阳 钟离 太史 仲孙 拓跋 谷梁 闾丘 第五 西门 纳兰"
)
_TITLES = {"m": "mr", "f": "ms"}


def surname(name: str) -> str:
    """Return the surname of a Chinese name."""
    return name[:2] if len(name) > 2 and " " not in name[:2] and name[:2] in _COMPOUND_WORDS else name[:1]


def address(name: str, gender: str) -> Mapping[str, str]:
    """Return the slots of the address; without a known gender nothing is guessed."""
    return {"title": _TITLES.get(gender, "none"), "surname": surname(name), "name": name}
