"""The command `huifang`: run, demo, migrate, check, invite, chat, backup, import, queries, calendar."""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

from bot import settings as configuration
from bot.errors import ConfigError, StorageBusy
from bot.settings import Settings
from bot.standard.access import ADMIN, HEAD, MANAGER, SUPERVISOR
from bot.standard.policy import Policy, PolicyError
from bot.standard.policy import load as load_policy

WRONG_SETTING, STOPPED = 2, 130


def main(arguments: list[str] | None = None) -> int:
    """Run a command; a wrong setting is one line on stderr and exit code 2."""
    options = _parser().parse_args(arguments)
    try:
        settings = configuration.load(**_overrides(options))
        work: Callable[[Settings, argparse.Namespace], Coroutine[Any, Any, int]] = options.work
        return asyncio.run(work(settings, options))
    except (ConfigError, PolicyError, StorageBusy) as error:
        print(f"huifang: {error}", file=sys.stderr)
        return WRONG_SETTING
    except KeyboardInterrupt:
        print("\nhuifang: stopped", file=sys.stderr)
        return STOPPED


def _overrides(options: argparse.Namespace) -> dict[str, Any]:
    given = {"port": getattr(options, "port", None), "host": getattr(options, "host", None)}
    return {name: value for name, value in given.items() if value is not None}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="huifang", description="Huifang, the account manager's desk in a chat"
    )
    commands = parser.add_subparsers(dest="command", required=True)

    def add(name: str, what: str, work: Callable[..., Coroutine[Any, Any, int]]) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=what, description=what)
        command.set_defaults(work=work)
        return command

    for name, what, work in (
        ("run", "serve customers and staff", _run),
        ("demo", "serve fictional people on a demo page", _demo),
    ):
        command = add(name, what, work)
        command.add_argument("--port", type=int, help="default: HUIFANG_PORT or 8080")
        command.add_argument("--host", help="default: HUIFANG_HOST or 127.0.0.1")
        if name == "demo":
            command.add_argument("--fresh", action="store_true", help="start over")
    add("migrate", "bring the database to the present version", _migrate)
    add("check", "check settings, policy, catalogues and database", _check)
    invite = add("invite", "let a staff member in: prints a one-time code", _invite)
    invite.add_argument("--role", required=True, choices=[ADMIN, HEAD, SUPERVISOR, MANAGER])
    invite.add_argument("--name", required=True)
    invite.add_argument("--under", help="the superior's name")
    invite.add_argument("--phone", default="", help="shown to customers")
    chat = add("chat", "talk to a running product from the terminal", _chat)
    chat.add_argument("--as", dest="code", required=True, metavar="CODE", help="a one-time code")
    chat.add_argument("--url", default="", help="where the product answers; default: this installation's")
    backup = add("backup", "copy the database while the product runs", _backup)
    backup.add_argument("file", type=Path)
    _import_options(add("import", "bring customers, contacts, cases or bills in by a spreadsheet", _import))
    _queries_options(add("queries", "starter sets and sheets of standard queries", _queries))
    _calendar_options(add("calendar", "bring a year's holidays and make-up days in", _calendar))
    return parser


def _import_options(command: argparse.ArgumentParser) -> None:
    what = command.add_mutually_exclusive_group(required=True)
    what.add_argument("file", type=Path, nargs="?", help="an XLSX, XLS or CSV file")
    what.add_argument("--template", type=Path, metavar="FILE", help="write an empty sheet to fill in")
    what.add_argument("--undo", type=int, metavar="N", help="take an import back")
    kinds = ["customers", "contacts", "cases", "bills"]
    command.add_argument("--kind", choices=kinds, default="", help="default: told by the columns")
    command.add_argument("--yes", action="store_true", help="keep what was checked without asking")


def _queries_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=["plant", "import", "export", "template"])
    command.add_argument("target", help="plant: telecom or bank; else an XLSX or CSV file")
    command.add_argument(
        "--approved-by", default="", metavar="NAME", help="a supervisor or head who approves"
    )
    command.add_argument("--yes", action="store_true", help="keep what was checked without asking")


def _calendar_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", choices=["import"])
    command.add_argument("file", type=Path, help="an iCal (.ics) or CSV file")
    command.add_argument("--yes", action="store_true", help="keep what was shown without asking")


def _policy(settings: Settings) -> Policy:
    try:
        return load_policy(settings.policy)
    except PolicyError as error:
        raise ConfigError(f"HUIFANG_POLICY: {error}") from None


def _hurry() -> None:
    """Look for no garbage until it serves: what a start makes stays, and looking takes a fifth of it."""
    gc.disable()


async def _run(settings: Settings, _: argparse.Namespace) -> int:
    _hurry()
    configuration.require_service(settings)
    policy = _policy(settings)
    from bot import app, log, serving
    from bot.clock import SystemClock
    from storage import migrate
    from storage.engine import open_database

    log.set_up()
    database = open_database(settings.database_url)
    await migrate.upgrade(settings.database_url)
    plan = app.Plan(SystemClock(), policy, settings.company, settings.hotline)
    house = await app.build(settings, plan, database)
    port = await serving.start(house)
    print(house.desk.say("cli-serving", url=f"http://{settings.host}:{port}/"), flush=True)
    await serving.run_until_stopped(house)
    return 0


async def _demo(settings: Settings, options: argparse.Namespace) -> int:
    _hurry()
    policy = _policy(settings)
    from bot import demo, log, serving
    from storage import migrate
    from storage.engine import open_database

    log.set_up("WARNING")
    if options.fresh:
        demo.forget()
    settings = demo.demo_settings(settings)
    database = open_database(settings.database_url)
    await migrate.upgrade(settings.database_url)
    house, page = await demo.open_demo(settings, policy, database)
    port = await serving.start(house, page.routes())
    print(house.desk.say("cli-demo", url=f"http://{settings.host}:{port}/"), flush=True)
    await serving.run_until_stopped(house)
    return 0


async def _migrate(settings: Settings, _: argparse.Namespace) -> int:
    from bot.wording import Wording
    from storage import migrate

    changed = await migrate.upgrade(settings.database_url)
    print(Wording().say("cli-migrated" if changed else "cli-migrated-already"))
    return 0


async def _check(settings: Settings, _: argparse.Namespace) -> int:
    from bot import check

    problems = 0
    async for name, problem in check.everything(settings):
        print(f"{name}: {problem or 'ok'}", file=sys.stderr if problem else sys.stdout)
        problems += bool(problem)
    return WRONG_SETTING if problems else 0


async def _invite(settings: Settings, options: argparse.Namespace) -> int:
    policy = _policy(settings)
    from bot import invitation

    under = options.under or ""
    lines = await invitation.for_staff(settings, policy, options.role, options.name, under, options.phone)
    print("\n".join(lines))
    return 0


async def _chat(settings: Settings, options: argparse.Namespace) -> int:
    from aiohttp import ClientError

    from bot import terminal
    from bot.wording import Wording

    words = Wording(company=settings.company or "Huifang", hotline=settings.hotline or "-")
    known = {name: words.say(name) for name in words.ids("web")}
    url = options.url or settings.base_url
    try:
        await terminal.chat(url, options.code, known, _read_line, lambda line: print(line, flush=True))
    except (ClientError, OSError):
        raise ConfigError(f"--url: nobody answers at {' '.join(url.split())}") from None
    return 0


async def _import(settings: Settings, options: argparse.Namespace) -> int:
    policy = _policy(settings)
    from bot import import_command

    order = import_command.Order(options.file, options.kind, options.yes, options.template, options.undo)
    bar = sys.stderr.isatty()
    return await import_command.run(settings, policy, order, _show, _ask, bar)


async def _queries(settings: Settings, options: argparse.Namespace) -> int:
    policy = _policy(settings)
    from bot import queries_command
    from locales import TRADES

    if options.what == "plant" and options.target not in TRADES:
        raise ConfigError(f"queries plant: {options.target} is wrong, it must be one of {', '.join(TRADES)}")
    order = queries_command.Order(options.what, options.target, options.approved_by, options.yes)
    return await queries_command.run(settings, policy, order, _show, _ask)


async def _calendar(settings: Settings, options: argparse.Namespace) -> int:
    policy = _policy(settings)
    from bot import calendar_command

    return await calendar_command.run(settings, policy, options.file, options.yes, _show, _ask)


def _show(line: str) -> None:
    print(line, flush=True)


async def _ask(question: str) -> bool:
    print(question, end="", flush=True)
    return (await _read_line() or "").strip().lower() in ("y", "yes")


async def _read_line() -> str | None:
    """Return the next line that is typed, None at the end; whoever presses Ctrl-C need not type it first."""
    loop = asyncio.get_running_loop()
    line: asyncio.Future[bytes] = loop.create_future()

    def read() -> None:
        typed = b""
        # Straight from the descriptor: a buffer's lock, still held at the end, would be a crash.
        while not typed.endswith(b"\n") and (sign := os.read(0, 1)):
            typed += sign
        with suppress(RuntimeError):  # nobody waits any more
            loop.call_soon_threadsafe(hand_over, typed)

    def hand_over(typed: bytes) -> None:
        if not line.done():
            line.set_result(typed)

    threading.Thread(target=read, daemon=True).start()
    typed = await line
    return typed.decode(errors="replace").rstrip("\n") if typed else None


async def _backup(settings: Settings, options: argparse.Namespace) -> int:
    from bot.wording import Wording
    from storage.backup import backup

    await backup(settings.database_url, options.file)
    print(Wording().say("cli-backed-up", file=str(options.file)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
