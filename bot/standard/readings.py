"""How a Chinese character is read, in pinyin without tones."""

from __future__ import annotations

import importlib.util
import sys
import unicodedata
from array import array
from bisect import bisect_left
from functools import cache


def readings(character: str) -> tuple[str, ...]:
    """Return every reading of a character, the usual one first; nothing where it has none."""
    codes, ways = _table()
    place = bisect_left(codes, ord(character))
    found = place < len(codes) and codes[place] == ord(character)
    return tuple(ways[place].split(",")) if found else ()


@cache
def _table() -> tuple[array[int], tuple[str, ...]]:
    """Return the codes of the characters in order, and the readings of each."""
    codes, lines = _lines()
    return codes, tuple(map(sys.intern, lines.split("\n")))


def _lines() -> tuple[array[int], str]:
    """Return the readings as one string, so that the memory of the package's own table can be given back.

    Its table of characters is read alone: the package would load its dictionary of phrases too, fifty
    megabytes and a quarter of a second, and no phrase is looked up here.
    """
    package = importlib.util.find_spec("pypinyin")
    assert package is not None
    assert package.submodule_search_locations
    place = f"{package.submodule_search_locations[0]}/pinyin_dict.py"
    spec = importlib.util.spec_from_file_location("_readings", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    table: dict[int, str] = module.pinyin_dict
    plain = {told: ",".join(_toneless(told)) for told in set(table.values())}
    codes = array("I", sorted(code for code, told in table.items() if plain[told]))
    lines = "\n".join(plain[table[code]] for code in codes)
    table.clear()  # a module that refers to itself would keep ten megabytes until garbage is looked for
    return codes, lines


def _toneless(told: str) -> list[str]:
    """Return readings as they are typed: ü is v, and what differs by its tone alone is one."""
    spelt = unicodedata.normalize("NFD", told).replace("u\u0308", "v")
    plain = "".join(c for c in spelt if c == "," or (c.isascii() and c.isalpha()))
    return [reading for reading in dict.fromkeys(plain.split(",")) if reading]
