"""What came of a report, for anyone; beside its frozen editions, so that these stay as they are."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound
from app.outputs.queries.asks import came_of
from app.outputs.rules.asks import KINDS
from app.outputs.views.blueprint import bp
from app.web.context import db, now
from app.web.guard import open_to_all


@bp.get("/outputs/<slug>/came-of-it")
@open_to_all("what came of a published report is for everyone")
def came_of_it(slug: str) -> ResponseReturnValue:
    """What a report asks of whom, and what they said."""
    came = came_of(db(), slug=slug, now=now())
    if came is None:
        raise NotFound
    return render_template("outputs/came.html", came=came, kinds=KINDS)
