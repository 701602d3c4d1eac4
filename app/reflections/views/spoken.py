"""Saying that one reflected out loud; what was said is nobody's but theirs."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.db import new_id
from app.kit.times import in_zone
from app.reflections.actions.speak import keep_talk
from app.reflections.errors.spoken import TalkRefused
from app.reflections.forms.spoken import SpokenForm
from app.reflections.queries import zone_for
from app.reflections.views.blueprint import bp
from app.reflections.views.box import begun_at
from app.web.context import actor, db, form_key, now
from app.web.guard import signed_in

KEPT = "Saved. It says that you reflected, and nothing of what you said."


@bp.get("/reflections/spoken/new")
@signed_in
def new_talk() -> ResponseReturnValue:
    """The form, with today."""
    form = SpokenForm(formdata=None, request_key=str(new_id()))
    form.on.data = in_zone(now(), zone_for(db(), actor())).date()
    for name in ("step", "cohort", "session"):
        form[name].data = request.args.get(name)
    return render_template("reflections/spoken.html", form=form)


@bp.post("/reflections/spoken")
@signed_in
def say_talk() -> ResponseReturnValue:
    """Keep that it happened; the same form sent twice is one entry."""
    form = SpokenForm()
    key = form_key()
    try:
        reflection_id = keep_talk(
            db(), actor(), talk=form.talk(), request_key=key, begun_at=begun_at(form), now=now()
        )
    except TalkRefused as refusal:
        for field in form:
            field.errors = [refusal.sentence] if field.name == refusal.field else []
        return render_template("reflections/spoken.html", form=form), refusal.status
    flash(KEPT, "success")
    return redirect(url_for(".entry", reflection_id=reflection_id))
