"""What is not approved, valid and whole is never answered and never offered, on either store (N1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.dialog.press import Press
from bot.services import queries
from bot.services.ports import UnitOfWork
from bot.services.query_records import APPROVED, DRAFT, DROPPED, RETURNED, SUBMITTED, Content
from tests.conversations.town import Town, town

SECRET = "这个答复还不能说"
OPEN = {"紫藤套餐": DRAFT, "海棠套餐": SUBMITTED, "木槿套餐": RETURNED, "芍药套餐": DROPPED}


def _content(title: str) -> Content:
    return Content(title, SECRET, (f"{title}怎么领", f"{title}在哪里领取"))


def _plant(uow: UnitOfWork, place: Town) -> dict[str, int]:
    """Put entries on file that nobody may hear: open, over, still to come, withdrawn, not whole."""
    now, day = place.clock.now(), place.house.desk.today(place.clock.now())
    over, coming = day - timedelta(days=1), day + timedelta(days=1)
    contents = [(_content(title), state) for title, state in OPEN.items()]
    contents += [
        (replace(_content("丁香套餐"), valid_to=over), APPROVED),
        (replace(_content("茉莉套餐"), valid_from=coming), APPROVED),
        (replace(_content("石榴套餐"), answer=f"{SECRET}：{{石榴专柜}}"), APPROVED),
        (_content("腊梅套餐"), APPROVED),
    ]
    planted = {}
    for content, state in contents:
        query_id = uow.queries.add(content.title)
        assert query_id is not None
        approved = {"approved_by": "周敏", "decided_at": now} if state == APPROVED else {}
        uow.queries.write(query_id, state, content, [], now, **approved)
        planted[content.title] = query_id
    assert uow.queries.retire(planted["腊梅套餐"], now, "周敏")
    return planted


async def test_nothing_that_is_not_in_force(database_url: str) -> None:
    """Neither by its very words, nor among three, nor by a button that was never drawn for it."""
    async with town("web", database_url) as place:
        planted = await place.house.database.turn(lambda uow: _plant(uow, place))
        desk, now = place.house.desk, place.clock.now()
        every = await place.house.database.read(lambda uow: queries.all_in_force(uow, desk, now))
        assert every
        assert not {query.id for query in every} & set(planted.values())
        await place.house.learn()
        zhang = await place.sits("张三")
        for title, query_id in planted.items():
            one = await place.house.database.read(
                lambda uow, which=query_id: queries.in_force(uow, desk, which, now)  # type: ignore[misc]
            )
            assert one is None, title
            for said in (title, f"{title}怎么领", f"请问{title}在哪儿领"):
                await zhang.says(said)
                assert SECRET not in zhang.new()
                assert title not in zhang.labels()
            await zhang.forges(Press("query-pick", query_id).encode())
            assert SECRET not in zhang.new()
        assert SECRET not in zhang.picture()


async def test_what_ended_since_it_was_learnt(database_url: str) -> None:
    """What is known to the matching is looked up once more in the moment of the answer."""
    async with town("web", database_url) as place:
        now = place.clock.now()
        yesterday = place.house.desk.today(now) - timedelta(days=1)

        def approve(uow: UnitOfWork, query_id: int | None, content: Content) -> int:
            there = uow.queries.add(content.title) if query_id is None else query_id
            assert there is not None
            uow.queries.write(there, APPROVED, content, [], now, approved_by="周敏", decided_at=now)
            return there

        content = _content("紫藤套餐")
        query_id = await place.house.database.turn(lambda uow: approve(uow, None, content))
        await place.house.learn()
        zhang = await place.sits("张三")
        await zhang.says("紫藤套餐怎么领")
        zhang.hears(SECRET)
        ended = replace(content, valid_to=yesterday)
        await place.house.database.turn(lambda uow: approve(uow, query_id, ended))
        for said in ("紫藤套餐怎么领", "紫藤套餐", "紫藤套餐在哪儿"):
            await zhang.says(said)
            assert SECRET not in zhang.new()
            assert "紫藤套餐" not in zhang.labels()
        await zhang.forges(Press("query-pick", query_id).encode())
        assert SECRET not in zhang.new()
