"""Minutes of learning in words."""

from __future__ import annotations

HOUR = 60


def say_minutes(minutes: int) -> str:
    """How long, such as `12 hours 5 minutes`; never rounded up."""
    hours, left = divmod(max(minutes, 0), HOUR)
    parts = [_many(hours, "hour")] if hours else []
    if left or not hours:
        parts.append(_many(left, "minute"))
    return " ".join(parts)


def _many(number: int, word: str) -> str:
    return f"1 {word}" if number == 1 else f"{number} {word}s"
