"""Settings by environment or `.env`, prefix HUIFANG_; a wrong one is one line that names it."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from dotenv import dotenv_values

from bot.errors import ConfigError

PREFIX = "HUIFANG_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation decides."""

    company: str = ""
    hotline: str = ""
    timezone: str = "Asia/Shanghai"
    database_url: str = "sqlite:///huifang.db"
    telegram_token: str = field(default="", repr=False)
    telegram_api_base: str = ""
    webhook_url: str = ""
    webhook_secret: str = field(default="", repr=False)
    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str = ""
    secret_key: str = field(default="", repr=False)
    policy: Path | None = None

    @property
    def zone(self) -> ZoneInfo:
        """Return the company's zone, in which every rule is read."""
        return ZoneInfo(self.timezone)

    @property
    def base_url(self) -> str:
        """Return the address at which people reach the web page."""
        return self.public_url or f"http://{self.host}:{self.port}"


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    # What is no zone is not found, no file name, or a folder of zones.
    except (KeyError, ValueError, OSError):
        raise ValueError("an IANA zone such as Asia/Shanghai is expected") from None
    return name


def _database(url: str) -> str:
    if not url.startswith(("sqlite", "postgresql")):
        raise ValueError("expected sqlite:///path/to/file or postgresql://user@host/name")
    return url


def _https(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise ValueError("a full address beginning with https:// is expected")
    return url.rstrip("/")


def _port(number: str) -> int:
    if not (number.isascii() and number.isdigit() and int(number) <= 65535):
        raise ValueError("a whole number from 0 to 65535 is expected")
    return int(number)


_READERS: Mapping[str, Callable[[str], object]] = {
    "timezone": _zone,
    "database_url": _database,
    "telegram_api_base": _https,
    "webhook_url": _https,
    "port": _port,
    "public_url": _https,
    "policy": Path,
}


def load(**overrides: object) -> Settings:
    """Read the settings; raise ConfigError, one line, naming the first that is wrong."""
    # The environment comes before the file; what is empty there is not set.
    given = _own(dotenv_values(".env")) | _own(os.environ) | {k: str(v) for k, v in overrides.items()}
    found: dict[str, object] = {}
    for name in Settings.__dataclass_fields__:
        if name in given:
            try:
                found[name] = _READERS.get(name, str)(given[name])
            except ValueError as error:
                raise ConfigError(f"{PREFIX}{name.upper()}: {error}") from None
    return Settings(**found)  # type: ignore[arg-type]


def _own(variables: Mapping[str, str | None]) -> dict[str, str]:
    named = ((name.upper(), value) for name, value in variables.items() if value)
    return {name.removeprefix(PREFIX).lower(): value for name, value in named if name.startswith(PREFIX)}


def require_service(settings: Settings) -> None:
    """Refuse to serve customers without a company's name and hotline (T11); raise ConfigError."""
    for name, value, want in (
        ("COMPANY", settings.company, "the company's name as customers know it"),
        ("HOTLINE", settings.hotline, "the service hotline's number"),
    ):
        if not value.strip():
            raise ConfigError(f"HUIFANG_{name}: not set; {want} is needed before customers are served (T11)")
    if settings.webhook_url and not settings.webhook_secret:
        raise ConfigError("HUIFANG_WEBHOOK_SECRET: not set, but HUIFANG_WEBHOOK_URL is")
    if settings.webhook_url and not settings.telegram_token:
        raise ConfigError("HUIFANG_TELEGRAM_TOKEN: not set, but HUIFANG_WEBHOOK_URL is")
