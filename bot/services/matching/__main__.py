"""A fit in a process of its own: the task on stdin, the model on stdout."""

from __future__ import annotations

import os
import sys

from bot.services.knowledge import fitted

if __name__ == "__main__":
    if hasattr(os, "nice"):
        os.nice(10)  # whoever asks now comes first
    sys.stdout.buffer.write(fitted(sys.stdin.buffer.read()))
