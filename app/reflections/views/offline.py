"""Writing without a connection: what a browser keeps of us, and nothing of anybody."""

from __future__ import annotations

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from app.reflections.forms import WritingForm
from app.reflections.views.blueprint import bp
from app.web.guard import open_to_all


@bp.get("/reflections/offline")
@open_to_all("a box without anybody's words, which browsers keep for when there is no connection")
def offline() -> ResponseReturnValue:
    """The box that opens when we cannot be reached."""
    return render_template("reflections/offline.html", form=WritingForm(formdata=None))


@bp.get("/sw.js")
@open_to_all("the script by which browsers keep that box; it holds nothing else")
def service_worker() -> ResponseReturnValue:
    """The service worker; it looks after the pages of reflections only."""
    script = render_template("reflections/sw.js")
    answer = Response(script, mimetype="text/javascript")
    # Looked at each time, so that a new version of the platform brings its own box.
    answer.headers["Cache-Control"] = "no-cache"
    return answer
