"""How a customer's bills read, on the card and in the brief alike (C9, D-8)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.services.customer_records import Bill
from bot.services.desk import Desk

_FEN = 100


def lines(desk: Desk, bills: Sequence[Bill], now: datetime) -> list[str]:
    """Return the latest bill beside the one before, in one line; none where there is no bill."""
    if not bills:
        return []
    latest = bills[0]
    month = _month(desk, latest, now)
    if latest.state:
        return [desk.say("card-bill-state", month=month, state=desk.say(f"bill-{latest.state}"))]
    amount = _money(latest.amount)
    percent = change_of(bills)
    if percent is None:
        return [desk.say("card-bill", month=month, amount=amount)]
    change = (
        desk.say("bill-same")
        if not percent
        else desk.say("bill-more" if percent > 0 else "bill-less", percent=str(abs(percent)))
    )
    before = {"last": _month(desk, bills[1], now), "before": _money(bills[1].amount)}
    return [desk.say("card-bill-change", month=month, amount=amount, change=change, **before)]


def change_of(bills: Sequence[Bill]) -> int | None:
    """Return by how many percent the latest bill differs from the one before; None where none can be told."""
    if len(bills) < 2 or not bills[1].amount:
        return None
    return round((bills[0].amount - bills[1].amount) * 100 / bills[1].amount)


def _month(desk: Desk, bill: Bill, now: datetime) -> str:
    """Return a bill's month as it is called today: 本月, 上月, else its number."""
    today = desk.today(now)
    back = (today.year - int(bill.month[:4])) * 12 + today.month - int(bill.month[5:])
    if back in (0, 1):
        return desk.say("month-this" if not back else "month-last")
    return desk.say("month-number", month=str(int(bill.month[5:])))


def _money(fen: int) -> str:
    """Return an amount in yuan, without needless noughts."""
    yuan, rest = divmod(fen, _FEN)
    return f"{yuan}.{rest:02}".rstrip("0") if rest else str(yuan)
