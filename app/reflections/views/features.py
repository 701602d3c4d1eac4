"""Saying with one tap what one's own entry is about."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.reflections.actions.features import say_feature, unsay_feature
from app.reflections.policy import may_add_version
from app.reflections.queries import Entry, own_entry
from app.reflections.rules import clean_text
from app.reflections.views.blueprint import bp
from app.web.context import actor, db
from app.web.guard import guard


@bp.post("/reflections/<uuid:reflection_id>/features")
@guard(own_entry, may_add_version)
def say_about(mine: Entry) -> ResponseReturnValue:
    """Add a feature, or take one away."""
    own = mine.reflection.id
    if "about" in request.form:
        say_feature(db(), actor(), reflection_id=own, key=clean_text(request.form["about"]))
    elif "not_about" in request.form:
        unsay_feature(db(), actor(), reflection_id=own, key=clean_text(request.form["not_about"]))
    return redirect(url_for(".entry", reflection_id=own, _anchor="about"))
