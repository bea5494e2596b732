"""What a talk asks and offers fits the customer and the calendar (B5 to B9, D-19)."""

from __future__ import annotations

from tests.conversations.callers import calls, has_called
from tests.conversations.test_customer_files import adds
from tests.conversations.town import Town


async def test_nobody_is_called_on_a_saturday(place: Town) -> None:
    """D-19: on a Friday the next working day is offered in place of tomorrow."""
    await place.reaches(place.local("2026-10-16T10:00"))
    wang = await calls(place)
    await wang.presses("是本人")
    await wang.presses("没空")
    assert "明天上午10点" not in wang.labels()
    await wang.presses("10月19日（周一）10:00")
    wang.hears("改约：10月19日（周一）10:00")
    await wang.presses("保存")
    wang.hears("10月19日（周一）10:00")


async def test_a_company_is_asked_what_fits_it(place: Town) -> None:
    """B6 to B9: where it is and how often it wishes to be called; no employer, no birthday."""
    await adds(place, "东湖贸易公司", "王强", kind="group", phone="13800000188")
    await has_called(place, "东湖贸易公司")
    wang = await place.sits("王强")
    await wang.says("打电话 东湖贸易公司")
    assert "生日" not in wang.new() and "工作单位" not in wang.new()
    await wang.presses("已接通")
    await wang.presses("情况良好")
    wang.hears("详细地址")
    await wang.says("东湖路8号")
    await wang.presses("下一步")
    wang.hears("多长时间回访您一次")
