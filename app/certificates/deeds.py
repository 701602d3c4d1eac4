"""What people do in this room, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deeds

DEEDS: Deeds = {}
