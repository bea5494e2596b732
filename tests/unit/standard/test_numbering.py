import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.standard.numbering import LETTERS, parse_reference, reference, without


def test_references_are_speakable() -> None:
    assert reference("complaint", 5) == "T1005"
    assert reference("suggestion", 12345) == "J13345"


@given(st.sampled_from(sorted(LETTERS)), st.integers(1, 10**9))
def test_references_read_back(kind: str, id: int) -> None:
    spoken = reference(kind, id)
    assert parse_reference(spoken) == (kind, id)
    assert parse_reference(f"请问{spoken.lower()}怎么样了") == (kind, id)


@pytest.mark.parametrize("typed", ["t1005", "Ｔ１００５", "T 1005", "T-1005", " t1005 ", "查T1005。"])
def test_typed_in_any_way(typed: str) -> None:
    assert parse_reference(typed) == ("complaint", 5)


@pytest.mark.parametrize("typed", ["T1000", "T999", "X1005", "AT1005", "1005", "T1005A", "", "T" + "9" * 40])
def test_what_is_no_reference(typed: str) -> None:
    assert parse_reference(typed) is None


@pytest.mark.parametrize(
    ("typed", "rest"),
    [("T1005 已解决", "已解决"), ("t1005", ""), ("查Ｔ１００５", "查"), ("好的", "好的")],
)
def test_what_stands_beside_a_reference(typed: str, rest: str) -> None:
    assert without(typed) == rest
