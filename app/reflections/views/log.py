"""A person's own log, page by page."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.kit.times import say_date
from app.reflections.queries import log_page, newest_drafts
from app.reflections.queries.watch import watch_of
from app.reflections.rules.spoken import SAID
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import signed_in


@bp.get("/reflections/")
@signed_in
def log() -> ResponseReturnValue:
    """The actor's own entries, newest first."""
    watch = watch_of(db(), actor(), now=now())
    found = log_page(db(), actor(), request.args.get("page", 1, type=int))
    drafts, more = newest_drafts(db(), actor()) if found.page.number == 1 else ([], False)
    return render_template(
        "reflections/log.html",
        page=found.page,
        frame=found.frame,
        zone=found.frame.zone,
        drafts=drafts,
        more_drafts=more,
        watch=watch,
        companies=SAID,
        say_date=say_date,
    )
