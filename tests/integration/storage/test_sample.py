"""The demo's sample people have files worth looking at (C1, B17, C9)."""

from __future__ import annotations

from bot import demo
from bot.services import bill_words, customer_card, customers
from bot.services.ports import UnitOfWork
from bot.settings import Settings
from bot.standard.policy import load
from storage.engine import open_database


async def test_the_sample_people_have_files(sqlite_url: str) -> None:
    settings = Settings(database_url=sqlite_url, host="127.0.0.1", port=0, secret_key="a test's own key")  # type: ignore[arg-type]
    database = open_database(sqlite_url)
    house, _page = await demo.open_demo(settings, load(), database)

    def look(uow: UnitOfWork) -> None:
        wang = uow.people.staff_named("王强")
        assert wang is not None
        now = house.clock.now()

        def card(text: str) -> customer_card.Card:
            (found,) = customers.find(uow, house.desk, wang, text, 5)
            return customer_card.of(uow, house.desk, found, now)

        zhang = card("张三")
        today = house.desk.today(now)
        assert [(each.on - today).days for each in zhang.coming] == [6]
        assert zhang.coming[0].day.lunar and bill_words.change_of(zhang.bills) == -26
        group = card("东湖")
        assert [(each.who, (each.on - today).days) for each in group.coming] == [("刘洋", 12)]
        assert card("zsf").bills[0].state == "unused"
        assert card("王芳").profile.user_name == "王小雨"
        assert len(customers.find(uow, house.desk, wang, "李娜", 5)) == 2
        assert customers.find(uow, house.desk, wang, "单雄", 5) == []

    await database.read(look)
    await house.close()
