"""What is left of a file once it is clean."""

from __future__ import annotations

from dataclasses import dataclass

PICTURE = "picture"
SOUND = "sound"


@dataclass(frozen=True)
class Cleaned:
    """A picture or a sound; `ending` is how a name of its type ends."""

    kind: str
    media_type: str
    ending: str
    content: bytes
