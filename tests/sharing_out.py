"""How the tests are shared out among processes (`make test`)."""

from __future__ import annotations

from xdist.scheduler import LoadFileScheduling

TOGETHER = ("tests/browser/", "tests/durability/", "tests/year/")
"""Their tests start processes and wait for them: one after the other, they leave room for the others."""


class ByFile(LoadFileScheduling):  # type: ignore[misc]
    """Gives a file at a time, so that its fixtures are made once, and the slowest first."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return "together" if file.startswith(TOGETHER) else file
