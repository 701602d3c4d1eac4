"""Taking one's own numbers along."""

from __future__ import annotations

from flask import Response
from flask.typing import ResponseReturnValue

from app.kit.spreadsheets import csv_file
from app.practice.policy.plumblines import is_own
from app.practice.queries.own_plumblines import all_own_plumblines
from app.practice.queries.plumblines import (
    PlumblinePlace,
    plumbline_page,
    plumbline_place,
)
from app.practice.queries.wellbeing import all_own_wellbeing
from app.practice.rules.plumbline_file import plumbline_rows, plumblines_as_json, wellbeing_as_json
from app.practice.views.blueprint import bp
from app.web.context import actor, db
from app.web.guard import guard, signed_in

CSV = "text/csv; charset=utf-8"
JSON = "application/json"


@bp.get("/practice/plumbline/<uuid:plumbline_id>/file")
@guard(plumbline_place, is_own)
def plumbline_file(at: PlumblinePlace) -> ResponseReturnValue:
    """The table of one plumbline, for a spreadsheet program."""
    page = plumbline_page(db(), actor(), at)
    rows = plumbline_rows(page.lines, list(page.looks))
    return attached(csv_file(rows), CSV, "plumbline.csv")


@bp.get("/practice/plumbline/file")
@signed_in
def plumblines_file() -> ResponseReturnValue:
    """All of one's plumblines, as a file that other programs read."""
    return attached(plumblines_as_json(all_own_plumblines(db(), actor())), JSON, "plumblines.json")


@bp.get("/practice/wellbeing/file")
@signed_in
def wellbeing_file() -> ResponseReturnValue:
    """All that one said of one's wellbeing, as a file that other programs read."""
    return attached(wellbeing_as_json(all_own_wellbeing(db(), actor())), JSON, "wellbeing.json")


def attached(content: str | bytes, kind: str, name: str) -> Response:
    """A file under this name, for its asker alone."""
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}"
    return answer
