"""What is refused at the door of the online room."""

from __future__ import annotations

from app.kit.errors import Refusal


class RoomShut(Refusal):
    """The room is open around the session only."""

    status = 409
    sentence = "The online room is not open now. It opens 15 minutes before the session."
