"""What is sent in the course of a talk belongs to the record it becomes (C2)."""

from __future__ import annotations

from tests.conversations.callers import aside, asking, cases_of, records_of
from tests.conversations.town import Town
from tests.telegram.people import PICTURE


async def test_a_photo_sent_amid_a_talk(place: Town) -> None:
    wang = await asking(place)
    await wang.sends("photo", PICTURE)
    wang.hears("请问您最近使用情况怎么样")
    await wang.presses("情况良好")
    await wang.presses("结束")
    await wang.presses("保存")
    record = (await records_of(place, "王芳"))[0]
    kept = await place.house.database.read(lambda u: u.files.of_contact(record.id))
    assert len(kept) == 1


async def test_a_matter_broken_off_is_not_lost(place: Town) -> None:
    """B12: the place that was told stands in the record although the talk ended before the symptom."""
    wang = await asking(place)
    await aside(wang, "网络问题")
    await wang.says("地下车库二层")
    await wang.presses("下一步")
    await wang.presses("结束")
    await wang.presses("保存")
    record = (await records_of(place, "王芳"))[0]
    assert "地下车库二层" in record.content
    (case,) = await cases_of(place, "王芳")
    assert "地下车库二层" in case.text and case.category == "network"
