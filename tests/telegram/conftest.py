from __future__ import annotations

import pytest

from tests.telegram.server import TelegramServer


@pytest.fixture
def server() -> TelegramServer:
    return TelegramServer()
