"""Settings by environment or `.env`, prefix HUIFANG_; a wrong one is one line that names it."""

from __future__ import annotations

from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import ConfigError


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("an IANA zone such as Asia/Shanghai is expected")
    return name


def _database(url: str) -> str:
    if not url.startswith(("sqlite", "postgresql")):
        raise ValueError("expected sqlite:///path/to/file or postgresql://user@host/name")
    return url


def _https(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise ValueError("a full address beginning with https:// is expected")
    return url.rstrip("/")


Network = IPv4Network | IPv6Network


def _networks(given: object) -> object:
    if not isinstance(given, str):
        return given
    try:
        return tuple(ip_network(part.strip()) for part in given.split(","))
    except ValueError:
        raise ValueError(
            "proxies' addresses or networks, parted by commas, are expected, such as 127.0.0.1,10.0.0.0/8"
        ) from None


class Settings(BaseSettings):
    """What an installation decides."""

    model_config = SettingsConfigDict(
        env_prefix="HUIFANG_", env_file=".env", env_ignore_empty=True, extra="ignore"
    )

    company: str = ""
    hotline: str = ""
    timezone: Annotated[str, AfterValidator(_zone)] = "Asia/Shanghai"
    database_url: Annotated[str, AfterValidator(_database)] = "sqlite:///huifang.db"
    telegram_token: SecretStr = SecretStr("")
    telegram_api_base: Annotated[str, AfterValidator(_https)] = ""
    webhook_url: Annotated[str, AfterValidator(_https)] = ""
    webhook_secret: SecretStr = SecretStr("")
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    public_url: Annotated[str, AfterValidator(_https)] = ""
    secret_key: SecretStr = SecretStr("")
    proxies: Annotated[tuple[Network, ...], NoDecode, BeforeValidator(_networks)] = ()
    policy: Path | None = None

    @property
    def zone(self) -> ZoneInfo:
        """Return the company's zone, in which every rule is read."""
        return ZoneInfo(self.timezone)

    @property
    def base_url(self) -> str:
        """Return the address at which people reach the web page."""
        return self.public_url or f"http://{self.host}:{self.port}"


def load(**overrides: object) -> Settings:
    """Read the settings; raise ConfigError, one line, naming the first that is wrong."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "HUIFANG_" + str(first["loc"][0]).upper()
        raise ConfigError(f"{name}: {first['msg'].removeprefix('Value error, ')}") from None


def require_service(settings: Settings) -> None:
    """Refuse to serve customers without a company's name and hotline (T11); raise ConfigError."""
    for name, value, want in (
        ("COMPANY", settings.company, "the company's name as customers know it"),
        ("HOTLINE", settings.hotline, "the service hotline's number"),
    ):
        if not value.strip():
            raise ConfigError(f"HUIFANG_{name}: not set; {want} is needed before customers are served (T11)")
    if settings.webhook_url and not settings.webhook_secret.get_secret_value():
        raise ConfigError("HUIFANG_WEBHOOK_SECRET: not set, but HUIFANG_WEBHOOK_URL is")
    if settings.webhook_url and not settings.telegram_token.get_secret_value():
        raise ConfigError("HUIFANG_TELEGRAM_TOKEN: not set, but HUIFANG_WEBHOOK_URL is")
