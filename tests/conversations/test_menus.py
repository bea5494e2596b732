"""The commands a platform's menu shows are those of the reader's role."""

from __future__ import annotations

import json

from tests.conversations.town import Town, code_in


def _menu(town: Town, chat: int) -> list[str]:
    """Return the commands shown in a chat; 0: in any private chat, but for English devices."""
    assert town.telegram is not None
    for (scope, language), commands in town.telegram.world.commands.items():
        if json.loads(scope).get("chat_id", 0) == chat and not language:
            return [command["command"] for command in commands]
    return []


async def test_menu_by_role(telegram: Town) -> None:
    """A customer's menu has no staff commands; who is bound as staff gets the role's own."""
    assert telegram.telegram is not None
    admin, li = await telegram.sits("钱芳"), await telegram.stranger("李静的手机")
    await admin.says("邀请 李静")
    code = code_in(admin.new())
    account = telegram.telegram.person("李静的手机")
    await li.opens()
    await telegram.telegram.api.called("setMyCommands", 3)
    assert "progress" in _menu(telegram, account.id)
    assert not {"today", "late", "visit"} & set(_menu(telegram, account.id))
    await li.opens(code)
    await telegram.telegram.api.called("setMyCommands", 4)
    assert {"today", "late", "visit", "help"} <= set(_menu(telegram, account.id))
    assert not {"progress", "handle"} & set(_menu(telegram, account.id))
    assert "help" in _menu(telegram, 0)
    assert "today" not in _menu(telegram, 0)


async def test_strangers_read_the_menu_in_their_language(telegram: Town) -> None:
    """An English device shows the menu in English before anything was said; any other in Chinese (A24)."""
    assert telegram.telegram is not None
    await telegram.telegram.api.called("setMyCommands", 2)
    shown = {language: commands for (_, language), commands in telegram.telegram.world.commands.items()}
    assert [command["command"] for command in shown["en"]] == [command["command"] for command in shown[""]]
    assert all(command["description"].isascii() for command in shown["en"] if command["command"] != "chinese")
    assert not any(command["description"].isascii() for command in shown[""])
