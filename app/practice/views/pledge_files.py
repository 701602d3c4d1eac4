"""Taking one's pledges along."""

from __future__ import annotations

from flask import Response
from flask.typing import ResponseReturnValue

from app.practice.queries.pledges import own_pledges
from app.practice.rules.pledge_file import pledges_as_json
from app.practice.views.blueprint import bp
from app.web.context import actor, db
from app.web.guard import signed_in


@bp.get("/practice/pledges/file")
@signed_in
def pledges_file() -> ResponseReturnValue:
    """All of one's pledges, their words and answers, as a file that other programs read."""
    answer = Response(pledges_as_json(own_pledges(db(), actor())), mimetype="application/json")
    answer.headers["Content-Disposition"] = "attachment; filename=pledges.json"
    return answer
