"""What a button carries: an action, what it is about, and the revision it was drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from bot.dialog.message import Choice

MAX_BYTES = 64
LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Press:
    """A button's meaning; never trusted, always checked against the present state."""

    action: str
    subject: int = 0
    revision: int = 0
    value: str = ""

    def encode(self) -> str:
        """Return the opaque id; raise ValueError above 64 bytes."""
        text = f"{self.action}:{self.subject}:{self.revision}:{self.value}"
        if len(text.encode()) > MAX_BYTES:
            raise ValueError(f"button id too long: {self.action}")
        return text


def decode(choice_id: str) -> Press | None:
    """Read a button's id; None where it is none of ours."""
    parts = choice_id.split(":", 3)
    if len(parts) != 4 or not parts[0]:
        return None
    try:
        subject, revision = int(parts[1]), int(parts[2])
    except ValueError:
        return None
    # A forged number that no database holds is no button either.
    return (
        Press(parts[0], subject, revision, parts[3]) if max(abs(subject), abs(revision)) <= LARGEST else None
    )


def button(
    label: str, action: str, subject: int = 0, revision: int = 0, value: str = "", style: str = ""
) -> Choice:
    """Return a button."""
    return Choice(Press(action, subject, revision, value).encode(), label, style)
