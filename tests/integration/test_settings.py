"""Settings come from the environment, then from `.env`; secrets are shown by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import settings as configuration
from bot.errors import ConfigError


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in configuration.Settings.model_fields:
        monkeypatch.delenv(f"HUIFANG_{name.upper()}", raising=False)


def test_the_environment_comes_before_the_file_and_empty_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(
        "HUIFANG_COMPANY=档案\nHUIFANG_HOTLINE='400 1'\nHUIFANG_PORT=1\n", encoding="utf-8"
    )
    monkeypatch.setenv("HUIFANG_COMPANY", "环境")
    monkeypatch.setenv("HUIFANG_HOTLINE", "")
    monkeypatch.setenv("HUIFANG_TIMEZONE", "")
    found = configuration.load(port=9000)
    assert (found.company, found.hotline, found.port) == ("环境", "400 1", 9000)
    assert found.timezone == "Asia/Shanghai"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "65536", "less than or equal to 65535"),
        ("PORT", "-1", "greater than or equal to 0"),
        ("PORT", "eighty", "integer"),
        ("TIMEZONE", "Asia", "Asia/Shanghai"),
        ("TIMEZONE", "../../etc/passwd", "Asia/Shanghai"),
        ("DATABASE_URL", "mysql://x", "sqlite:///"),
        ("PUBLIC_URL", "bot.example.com", "https://"),
    ],
)
def test_a_wrong_one_is_named_with_what_would_be_right(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(f"HUIFANG_{name}", value)
    with pytest.raises(ConfigError, match=f"^HUIFANG_{name}: .*{says}"):
        configuration.load()


def test_secrets_are_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELEGRAM_TOKEN", "WEBHOOK_SECRET", "SECRET_KEY"):
        monkeypatch.setenv(f"HUIFANG_{name}", "hush-hush")
    found = configuration.load()
    assert found.secret_key.get_secret_value() == "hush-hush"
    assert "hush" not in repr(found)
