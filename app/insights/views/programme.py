"""The programme as a whole, for those who lead it: numbers of people, and never who."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.cohorts.rules import STANDINGS
from app.insights.queries.programme.page import Programme, programme_of
from app.insights.rules.programme.choosing import choice_from
from app.insights.rules.programme.telling import ROUNDED, as_rows, say_years
from app.insights.views.blueprint import bp
from app.kit.dumbbells import Dumbbell, DumbbellDrawing, place_dumbbells
from app.kit.spreadsheets import csv_file
from app.people.rules import PROGRAMME_LEAD
from app.practice.rules.looks import AFTER, BEFORE, HIGHEST, LOWEST, MOMENTS, TICKS
from app.web.context import db, now
from app.web.downloads import CSV, download
from app.web.guard import role

lead = role(PROGRAMME_LEAD)


@bp.get("/admin/programme")
@lead
def programme() -> ResponseReturnValue:
    """Who was reached, came and finished, in all cohorts together."""
    page = _programme()
    return render_template(
        "insights/programme.html",
        page=page,
        choice=page.choice,
        years_in_words=say_years(page.choice),
        rounded=ROUNDED,
        standings=STANDINGS,
        moments=[MOMENTS[BEFORE], MOMENTS[AFTER]],
        drawing=_drawn(page),
    )


@bp.get("/admin/programme.csv")
@lead
def programme_csv() -> ResponseReturnValue:
    """The tables on the page, as text."""
    return download(csv_file(as_rows(_programme().tables)), CSV, "programme.csv")


def _programme() -> Programme:
    number = request.args.get("page", 1, type=int)
    return programme_of(db(), choice_from(request.args), number, now=now())


def _drawn(page: Programme) -> DumbbellDrawing:
    rows = [Dumbbell(label=name, points=one.points) for _, name, one in page.moved]
    return place_dumbbells(rows, lowest=LOWEST, highest=HIGHEST, ticks=TICKS)
