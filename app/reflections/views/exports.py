"""Taking everything in one's log along."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.reflections.queries.export.everything import WholeLog, size_of, whole_log
from app.reflections.rules.attachments import say_size
from app.reflections.rules.export.whole import packed_log
from app.reflections.views.blueprint import bp
from app.web.context import actor, db, now, platform, request_key
from app.web.downloads import ZIP, sending
from app.web.guard import signed_in

WORDS = "words"


@bp.get("/reflections/exports/new")
@signed_in
def offer_everything() -> ResponseReturnValue:
    """What the file of a whole log holds."""
    entries, records = size_of(db(), actor())
    return render_template(
        "reflections/export.html",
        entries=entries,
        records=records,
        log=whole_log(db(), platform().sessions, actor()),
        say_size=say_size,
    )


@bp.post("/reflections/exports")
@signed_in
def take_everything() -> ResponseReturnValue:
    """The file of the actor's whole log, or of a part of it, made while it is sent."""
    log, part = _asked_for(whole_log(db(), platform().sessions, actor()))
    name = f"reflections-{now():%Y-%m-%d}{part}.zip"
    return sending(packed_log(log, made_at=now()), ZIP, name)


def _asked_for(log: WholeLog) -> tuple[WholeLog, str]:
    """What the button stands for, and what the name of its file says of it."""
    if request.form.get("part") == WORDS:
        return log.without_files(), f"-{WORDS}"
    ids = {key for text in request.form.getlist("file") if (key := request_key(text))}
    if not ids:
        return log, ""
    return log.part(ids), f"-files-{request.form.get('part', 1, type=int)}"
