"""The progress grid as a file: exactly what is on the screen."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from app.cohorts.queries import Seat, seat_by_slug
from app.insights.policy.progress import may_see_progress
from app.insights.rules.asked import asked_from
from app.insights.rules.progress_file import workbook
from app.insights.views.blueprint import bp
from app.insights.views.progress import shown_table
from app.kit.spreadsheets import csv_file
from app.web.downloads import CSV, XLSX, download
from app.web.guard import guard


@bp.get("/cohorts/<slug>/progress.csv")
@guard(seat_by_slug, may_see_progress)
def progress_csv(seat: Seat) -> ResponseReturnValue:
    """The table as text."""
    _, table = shown_table(seat, asked_from(request.args))
    return download(csv_file(table.as_rows), CSV, f"progress-{seat.cohort.slug}.csv")


@bp.get("/cohorts/<slug>/progress.xlsx")
@guard(seat_by_slug, may_see_progress)
def progress_xlsx(seat: Seat) -> ResponseReturnValue:
    """The table as a workbook."""
    _, table = shown_table(seat, asked_from(request.args))
    return download(workbook(table.as_rows, "Progress"), XLSX, f"progress-{seat.cohort.slug}.xlsx")
