import pytest

from bot.standard.access import ADMIN, CUSTOMER, GUEST, HEAD, MANAGER, SUPERVISOR, may_serve


@pytest.mark.parametrize(
    ("role", "staff_id", "manager_id", "deputy_id", "under", "may"),
    [
        (MANAGER, 1, 1, None, (), True),
        (MANAGER, 1, 2, 1, (), True),
        (MANAGER, 1, 2, None, (), False),
        (MANAGER, 1, None, None, (), False),
        (MANAGER, 1, 2, None, (2,), False),
        (SUPERVISOR, 9, 2, None, (1, 2), True),
        (SUPERVISOR, 9, 3, None, (1, 2), False),
        (SUPERVISOR, 9, None, None, (1, 2), False),
        (SUPERVISOR, 9, 9, None, (), True),
        (HEAD, 7, 2, None, (), True),
        (HEAD, 7, None, None, (), True),
        (ADMIN, 1, 1, None, (1,), False),
        (CUSTOMER, 1, 1, None, (), False),
        (GUEST, 1, 1, None, (), False),
    ],
)
def test_who_may_serve(
    role: str, staff_id: int, manager_id: int | None, deputy_id: int | None, under: tuple[int, ...], may: bool
) -> None:
    assert may_serve(role, staff_id, manager_id, deputy_id, under) is may
