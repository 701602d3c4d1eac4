"""What people do with letters, as the record says it."""

from __future__ import annotations

from app.kit.deeds import Deeds, unrecorded

BY_LINK = "nobody is signed in, and the post keeps who gets which letters and since when"

DEEDS: Deeds = {"start": unrecorded(BY_LINK), "stop": unrecorded(BY_LINK)}
