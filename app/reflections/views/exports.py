"""Taking everything in one's log along."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.reflections.queries.export.everything import size_of, whole_log
from app.reflections.rules.export.whole import packed_log
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, now, platform
from app.web.downloads import ZIP, sending
from app.web.guard import signed_in


@bp.get("/reflections/exports/new")
@signed_in
def offer_everything() -> ResponseReturnValue:
    """What the file of a whole log holds."""
    entries, records = size_of(db(), actor())
    return render_template("reflections/export.html", entries=entries, records=records)


@bp.post("/reflections/exports")
@signed_in
def take_everything() -> ResponseReturnValue:
    """The file of the actor's whole log, made while it is sent."""
    log = whole_log(db(), platform().sessions, actor())
    name = f"reflections-{now():%Y-%m-%d}.zip"
    return sending(packed_log(log, made_at=now()), ZIP, name)
