"""The record of processing, for programme leads."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.people.rules import PROGRAMME_LEAD
from app.rights.processing import helpers, record_of_processing
from app.rights.views.blueprint import bp
from app.web.context import platform
from app.web.guard import role


@bp.get("/admin/processing")
@role(PROGRAMME_LEAD)
def processing() -> ResponseReturnValue:
    """What is kept, why, who sees it, for how long, and who helps with it."""
    on = platform().settings
    return render_template(
        "rights/processing.html",
        sections=record_of_processing(),
        helpers=helpers(on),
        years=on.keep_years,
        ends=on.ends_unused,
    )
