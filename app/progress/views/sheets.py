"""A sheet to print, alone on a page."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.kit.errors import NotFound
from app.progress.policy import may_go_through
from app.progress.queries import Place, place, step_page
from app.progress.rules.sheets import with_room
from app.progress.views.blueprint import bp
from app.web.context import db, now
from app.web.guard import guard


@bp.get("/modules/<slug>/<module_key>/<step_key>/sheet")
@guard(place, may_go_through)
def sheet(at: Place) -> ResponseReturnValue:
    """The sheet of a step with nothing around it; printing it keeps nothing.

    Raises: NotFound when the step has no sheet.
    """
    page = step_page(db(), at.step, now=now())
    if not page.data.get("sheet"):
        raise NotFound
    return render_template(
        "progress/sheet.html", at=at, page=page, sheet=with_room(page.data["sheet"])
    )
