"""Taking a year along: choosing, looking at exactly what goes in, and the file."""

from __future__ import annotations

from uuid import UUID

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.errors import Refusal
from app.reflections.actions.cpd.appraisal import tick
from app.reflections.errors.cpd import ChangedMeanwhile, NothingTicked, TooMuchTicked
from app.reflections.queries.cpd.records import records_of
from app.reflections.queries.cpd.statement import asked_year
from app.reflections.queries.details import details_in
from app.reflections.queries.export.portfolio import portfolio_of, taken
from app.reflections.rules.cpd.years import AppraisalYear
from app.reflections.rules.export.portfolio import MOST_RECORDS, MOST_SIGNS, Portfolio
from app.reflections.rules.export.tables import table_csv, table_xlsx
from app.reflections.views.blueprint import bp
from app.reflections.views.hearing import let_hear
from app.web.context import actor, db, now, platform, request_key, sent
from app.web.downloads import CSV, XLSX, ZIP, download, sending
from app.web.guard import signed_in


@bp.get("/cpd/exports/new")
@signed_in
def choose_records() -> ResponseReturnValue:
    """Which records of a year go into the file."""
    year = _year()
    lines = records_of(db(), actor(), year)
    return render_template("reflections/cpd/choose.html", year=year, lines=lines)


@bp.post("/cpd/ticks")
@signed_in
def keep_ticks() -> ResponseReturnValue:
    """Keep what was chosen, and go on to what the file will hold."""
    year = _year()
    tick(
        db(),
        actor(),
        year,
        records=_chosen("record"),
        with_reflection=_chosen("reflection"),
        with_files=_chosen("files"),
    )
    return redirect(url_for(".show_portfolio", year=year.number))


@bp.get("/cpd/exports/preview")
@signed_in
def show_portfolio() -> ResponseReturnValue:
    """Exactly what the file will hold, and what in it could tell who somebody is."""
    year = _year()
    try:
        return _shown(_portfolio(year))
    except Refusal as refusal:
        lines = records_of(db(), actor(), year)
        facts = {"year": year, "lines": lines, "refused": refusal.sentence}
        return render_template("reflections/cpd/choose.html", **facts), refusal.status


@bp.post("/cpd/exports")
@signed_in
def take_portfolio() -> ResponseReturnValue:
    """The file, if it holds what was shown.

    Raises: NothingTicked, TooMuchTicked.
    """
    portfolio = _portfolio(_year())
    if request.form.get("mark") != portfolio.mark:
        return _shown(portfolio, ChangedMeanwhile.sentence), ChangedMeanwhile.status
    return sending(portfolio.packed(now()), ZIP, f"cpd-{portfolio.year.short}.zip")


@bp.get("/cpd/table.csv")
@signed_in
def cpd_csv() -> ResponseReturnValue:
    """A year as a table without a word that was written about it."""
    return _table(CSV)


@bp.get("/cpd/table.xlsx")
@signed_in
def cpd_xlsx() -> ResponseReturnValue:
    """The same as a workbook."""
    return _table(XLSX)


def _table(kind: str) -> Response:
    year = _year()
    lines = records_of(db(), actor(), year)
    keys = {one.record.reflection_id: one.record.id for one in lines if one.written_at}
    records = [taken(one, {id_: key for id_, key in keys.items() if id_}) for one in lines]
    write, end = (table_csv, "csv") if kind == CSV else (table_xlsx, "xlsx")
    return download(write(records), kind, f"cpd-{year.short}.{end}")


def _year() -> AppraisalYear:
    return asked_year(db(), actor(), sent().get("year", type=int), now=now())


def _portfolio(year: AppraisalYear) -> Portfolio:
    portfolio = portfolio_of(db(), platform().sessions, actor(), year)
    if not portfolio.records:
        raise NothingTicked
    if len(portfolio.records) > MOST_RECORDS or len(portfolio.texts) > MOST_SIGNS:
        raise TooMuchTicked
    return portfolio


def _shown(portfolio: Portfolio, refused: str = "") -> str:
    let_hear(one.kind for one in portfolio.attached)
    details = details_in(db(), actor(), portfolio.texts, now=now())
    return render_template(
        "reflections/cpd/preview.html", portfolio=portfolio, details=details, refused=refused
    )


def _chosen(name: str) -> list[UUID]:
    return [key for text in request.form.getlist(name) if (key := request_key(text))]
