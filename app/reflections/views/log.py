"""A person's own log, page by page."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.kit.times import say_date
from app.reflections.queries import log_page
from app.reflections.rules.spoken import SAID
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import signed_in


@bp.get("/reflections/")
@signed_in
def log() -> ResponseReturnValue:
    """The actor's own entries, newest first."""
    found = log_page(db(), actor(), request.args.get("page", 1, type=int), now=now())
    return render_template(
        "reflections/log.html",
        page=found.page,
        frame=found.frame,
        zone=found.frame.zone,
        shared=found.shared,
        drafts=found.drafts,
        more_drafts=found.more_drafts,
        companies=SAID,
        say_date=say_date,
    )
