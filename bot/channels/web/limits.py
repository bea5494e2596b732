"""How much the web channel takes: numbers of the policy, none in the code that keeps them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebLimits:
    """What one frame, one socket, one link and one visitor may do."""

    frame_bytes: int = 64 * 1024
    text_chars: int = 20_000
    sockets: int = 8
    events: int = 20
    events_seconds: float = 10.0
    bad_frames: int = 10
    heartbeat_seconds: float = 25.0
    queue_frames: int = 256
    write_seconds: float = 15.0
    replay_lines: int = 300
    catch_up_lines: int = 3_000
    entries: int = 20
    entries_seconds: float = 60.0
    poll_seconds: float = 1.0
    link_check_seconds: float = 60.0
    uploads: int = 30
    uploads_seconds: float = 60.0
    uploads_together: int = 4
    upload_seconds: float = 300.0
    downloads: int = 300
    downloads_seconds: float = 60.0
