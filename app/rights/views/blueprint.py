"""The blueprint of the room."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Blueprint

from app.kit.times import say_moment
from app.web.context import actor

bp = Blueprint("rights", "app.rights", template_folder="templates")


@bp.context_processor
def times() -> dict[str, Any]:
    """A moment as whoever reads the page says it."""

    def when(moment: datetime) -> str:
        return say_moment(moment, actor().time_zone)

    return {"when": when}
