"""The first page of mentoring."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.mentoring.queries.duties import duties_of
from app.mentoring.queries.first_page import first_page
from app.mentoring.rules.states import STATES
from app.mentoring.views.blueprint import bp
from app.web.context import actor, db, now
from app.web.guard import signed_in


@bp.get("/mentoring/")
@signed_in
def start() -> ResponseReturnValue:
    """What mentoring is, one's own profile, and with whom one walks."""
    return render_template(
        "mentoring/first_page.html",
        page=first_page(db(), actor(), now=now()),
        duties=duties_of(db(), actor()),
        states=STATES,
    )
