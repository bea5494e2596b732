"""What is said about a sheet, and what can be done with it in one tap."""

from __future__ import annotations

from bot.dialog.press import button
from bot.services.buttons import Rows
from bot.services.desk import Desk, names
from bot.services.importing.records import Import, TakenBack

_SHOWN = 12


def summary(desk: Desk, checked: Import) -> list[str]:
    """Return what a check came to: the counts, columns that were not used, rows to be looked at."""
    figures = ("rows", "created", "updated", "unchanged", "rejected")
    counts = {name: str(getattr(checked, name)) for name in figures}
    lines = [desk.say("import-checked", kind=desk.say(f"import-kind-{checked.kind}"), **counts)]
    if len(checked.unknown) > _SHOWN:
        listed = names(checked.unknown[:_SHOWN])
        lines.append(desk.say("import-unknown-many", listed=listed, count=str(len(checked.unknown))))
    elif checked.unknown:
        lines.append(desk.say("import-unknown", listed=names(checked.unknown)))
    if checked.warned:
        lines.append(desk.say("import-warned", count=str(checked.warned)))
    return lines


def checked(desk: Desk, import_: Import) -> tuple[str, Rows]:
    """Return what is said of a sheet that was checked: 导入 · 取消."""
    lines = summary(desk, import_)
    if not import_.created + import_.updated:
        return "\n".join([*lines, desk.say("import-nothing")]), ()
    return "\n".join([*lines, desk.say("import-ask")]), decide(desk, import_)


def decide(desk: Desk, import_: Import) -> Rows:
    """Return 导入 · 取消."""
    return (
        (
            button(desk.say("button-import"), "import-keep", import_.id, style="primary"),
            button(desk.say("button-import-cancel"), "import-cancel", import_.id),
        ),
    )


def again(desk: Desk, import_: Import) -> Rows:
    """Return 重新检查 · 取消."""
    return (
        (
            button(desk.say("button-import-again"), "import-again", import_.id, style="primary"),
            button(desk.say("button-import-cancel"), "import-cancel", import_.id),
        ),
    )


def kept(desk: Desk, import_: Import) -> tuple[str, Rows]:
    """Return what is said of a sheet that was written: 撤销导入 (O1)."""
    figures = {name: str(getattr(import_, name)) for name in ("created", "updated", "rejected")}
    words = desk.say("import-kept", hours=str(desk.policy.imports.undo_hours), **figures)
    return words, ((button(desk.say("button-import-undo"), "import-undo", import_.id),),)


def undone(desk: Desk, taken: TakenBack) -> str:
    """Return what taking an import back came to, honestly."""
    figures = {name: str(getattr(taken, name)) for name in ("removed", "restored", "stayed")}
    return desk.say("import-undone-some" if taken.stayed else "import-undone", **figures)
